/**
 * Common given names of many countries that are not also everyday English words, places or product names.
 * They only ever help to see that two capitalised words in a case are a person.
 */
export const givenNames: ReadonlySet<string> = new Set(
  `aaron abdul abdullah abigail adam adrian adriana agnes agnieszka ahmad ahmed aisha akira alain albert alberto alejandro alessandro
  alessia alex alexander alexandra alexis alfred ali alice alicia alina alison allison amanda amelia amit amy ana anastasia anders andre
  andrea andreas andreea andrei andrew andrzej angela angelika anika anil anita anja anna annika anne annette antoine anton antonio
  anthony arjun arne arnaud arthur arun ashley astrid axel ayesha barbara bart bartosz beate beatrice beatriz ben benjamin bernard
  bernd bernhard bianca birgit bjorn bogdan boris brandon brenda brian bruno bryan camila camille carina carl carla carlos carmen carol
  carolin caroline caterina catherine cecile cecilia celine chantal charles charlotte chen chiara chris christa christian christiane
  christina christine christoph christophe christopher cindy clara claudia claudio clement connor cornelia craig cristina cynthia dagmar
  damien daniel daniela danielle david dawid deborah deepak delphine denis denise dennis derek diana diego dieter dimitri dirk dmitri
  dominik dominique dorothea douglas duncan edith eduardo edward eileen ekaterina elena eleanor eli elias elisa elisabeth elizabeth ella
  ellen elodie emanuel emil emilia emilie emily emma emmanuel enrico enrique eric erik erika ernst esther ethan eugene eva evelyn fabian
  fabien fabio fatima federico felipe felix ferdinand fernanda fernando filip fiona florence florian francesca francesco francisco franck
  francois francoise franziska frederic frederik friedrich fritz gabriel gabriela gabriele gary geoffrey georg george gerald gerard gerd
  gerhard giacomo gianluca gilles giovanni gisela giulia giuseppe gordon gregor gregory greta guido guillaume gunther gustavo hannah hannes
  hans haruka harald hassan heather heidi heike heinrich heinz helen helena helga helmut hendrik henri henrik henry herbert hermann hiroshi
  holger hugo ibrahim ignacio ilona ilse inga inge ingo ingrid irene irina isabel isabella isabelle ivan ivana jacob jacqueline jacques
  jaime jakob jakub james jan jana janet janina janine janna jason javier jean jeff jeffrey jelena jennifer jens jeremy jerome jessica
  jiri joachim joan joana joanna joao joaquin jochen joe joel joerg johan johann johanna johannes john jonas jonathan jorge jose josef
  joseph joshua juan juana judith juergen julia julian juliana julie julien juliette julio jun jurgen justin karen karin karina karl
  karolina katarina katarzyna kate katharina katherine kathleen kathrin kathy katja katrin kazuo keith kelly kenji kenneth kenta kerstin
  kevin kim kirsten klaas klaus konrad konstantin krishna kristian kristin kristina krzysztof kumar kurt kyle lakshmi lara larissa lars
  laszlo laura lauren laurence laurent lea leila lena lennart leo leon leonard leonardo leonie li liam lieke lina linda lisa liselotte lola
  lorenz lorenzo lotte louis louise luca lucas lucia luciana lucie luis luisa luiz lukas lutz lydia maarten magdalena magnus mahmoud maja
  malgorzata manfred manoj manuel manuela marc marcel marcelo marcin marco marcos marcus margaret margarita maria mariam mariana marianne
  marie marijke marina mario marion marius markus marlene marta martha martin martina martine mary masahiro mateusz mathias mathieu mathilde
  matteo matthew matthias matthieu maurice mauricio maurizio max maxim maximilian mayumi meera megan mehdi mehmet melanie melissa merle mia
  michael michaela michal michel michele michelle miguel mikael mike mikhail milan milena minh miriam mohamed mohammad mohammed moritz
  monica monika monique muhammad mustafa myriam nadia nadine naoko natalia natalie natascha nathalie nathan neha nicholas nick nico nicola
  nicolas nicole niels nikhil niklas nikola nikolai nils nina noah noemi nora norbert norman oleg olga oliver olivia olivier omar oscar
  oskar otto pablo paola paolo pascal patricia patrice patrick patrik paul paula paulo pavel pawel pedro pernille peter petra philip philipp
  philippe pia pierre pieter piotr pooja prakash pratik priya priyanka quentin rachel rafael rahul raj rajesh ralf ralph ramesh ramon raphael
  raquel ravi raymond rebecca regina reiner reinhard renata renate rene ricardo riccardo richard rita robert roberta roberto rodrigo roger
  roland rolf roman romain ronald rosa rosalie rosemarie rudolf ruediger rupert ruth ryan sabine sabrina sakura salma samantha samir samuel
  sandeep sandra sandrine sanjay sanne santiago sara sarah sascha satoshi scott sean sebastian sebastien selina serge sergei sergey sergio
  sharon shinji shreya siegfried sigrid silke silvia simon simona simone sofia sofie sonia sonja sophia sophie stefan stefania stefanie
  steffen stephan stephane stephanie stephen steve steven stuart sunil suresh susan susanne suzanne sven svetlana sylvia sylvie takashi
  takeshi tamara tanja tanya tara tatiana taylor terese teresa theo theodor theresa thiago thomas thorsten tiago tilman tim timo timothy
  tina tobias todd tom tomasz tomas tommaso torsten tracy ulrich ulrike ursula uta ute uwe vanessa vera veronika veronique victor vijay
  vikram viktor vincent vincenzo virginie vishal vivian vladimir volker walter wanda wei werner wiebke wilhelm willem william wolfgang
  kees joost bram daan thijs ruud wouter jeroen maaike femke anouk floor bas gijs rik sjoerd wim henk piet sander niels aniket rohan anjali deepika kavita lakshman nikita pranav rohit sachin shreyas vivek yash chloe zara fatima yusra omar khalid layla nour youssef hiroko kenichi ryota yuta ayumi emi hana caio larissa thais vinicius luana beatrix ingrid freya astrid soren mikkel rasmus lucie manon lucien leonie finn jonas franz bob sam dan jim ted ron ken greg phil rob dave andy jenny liz becky vicky debbie larry jerry terry barry wayne keira shane joanne lynn gail heinz gustav anton egon ottmar rainer detlef ilse hilde elfriede lucia marisol inigo xavier yann yannick yasmin yasmine yuki yuko yusuf yves yvette yvonne zoe zofia zsofia zuzana`.split(
    /\s+/,
  ),
)
