// Long because it is a list of names.
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
  malgorzata manfred manoj manuel manuela marc marcel marcelo marcin marco marcos marcus margaret margarita margarethe margarete maria mariam mariana marianne
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
  kees joost bram daan thijs ruud wouter jeroen maaike femke anouk floor bas gijs rik sjoerd wim henk piet sander niels aniket rohan anjali deepika kavita lakshman nikita pranav rohit sachin shreyas vivek yash chloe zara fatima yusra omar khalid layla nour youssef hiroko kenichi ryota yuta ayumi emi hana caio larissa thais vinicius luana beatrix ingrid freya astrid soren mikkel rasmus lucie manon lucien leonie finn jonas franz bob sam dan jim ted ron ken greg phil rob dave andy jenny liz becky vicky debbie larry jerry terry barry wayne keira shane joanne lynn gail heinz gustav anton egon ottmar rainer detlef ilse hilde elfriede lucia marisol inigo xavier yann yannick yasmin yasmine yuki yuko yusuf yves yvette yvonne zoe zofia zsofia zuzana
  aarav aditi aditya ajay akash akshay alok amar ananya aniket anirudh ankit ankita ansh apoorva aravind archana arnav arvind arya ashok ashwin
  avni bala bhavna bhavesh chandra chetan darshan devansh dhruv dilip dinesh divya esha farhan gaurav gauri gayatri geeta girish gopal govind
  harini harish harpreet harsh hema hemant himanshu indira ishaan ishita jagdish janaki jatin jaya jayesh jyoti kabir kamal kanchan karan
  karthik kartik kaushik keerthi kiran komal kunal lalit lata lavanya madhav madhuri mahesh malini manish manisha mansi mihir milind mohan
  mohit mukesh mukul murali nandini narayan naveen navya neeraj neelam nilesh nirmala nisha nitin padma pallavi pankaj parth parvati pavan
  payal piyush prabhu prachi pradeep prashant pratibha praveen preeti pritam puneet pushpa radha radhika raghav raghu rajat rajeev
  rajendra rajni rakesh rama ramya ranjit rashmi rekha renu reshma ritu riya roshni ruchi rupali saanvi sagar sahil samir sangeeta sanjana
  santosh sarika satish savita seema shalini shankar shanti shilpa shivani shobha shruti shubham shweta siddharth smita sneha sonal soumya
  sridhar srinivas subramaniam sudha sudhir sujata suman sumit sunita surya sushma swapnil swati tanvi tarun tejas trisha tushar uday uma
  usha vaishali vandana varsha varun vasudha veena venkat venkatesh vidya vikas vimal vinay vineet vinod vipin vishnu yamini yogesh
  abebe abena abiodun abosede achieng ade adebayo adaeze adaora adeola aderonke adunni afia akachi akinyi akua akwasi alhassan ama amaka
  aminata amina amadou ayodele ayomide azubuike babajide babatunde bakary binta blessing bola boubacar bukola chiamaka chibuzo chidi chidinma
  chika chinedu chinwe chinonso chioma chizoba chukwudi chukwuemeka cheikh damilola dayo desta ebere ebuka efua ejike ekene emeka esi eze
  fadekemi fanta fatou fatoumata femi folake folasade funke gathoni gebre habiba hadiza hawa ibrahima idris ifeanyi ifeoma ikenna ike
  isatou jelani kagiso kamau kariuki kehinde khadija kofi kwabena kwaku kwame kwasi lamin lerato lindiwe mamadou makena mariama moussa
  mpho mthunzi mutua mwangi naledi ndidi ngozi njeri njoroge nkechi nnamdi nomvula nosipho obinna ogechi olabisi oluchi olumide olusegun
  oluwaseun omondi onyinye otieno ousmane rokia rotimi sadio sefu segun seydou sibusiso simisola sipho siyabonga somto taiwo tariro tendai
  temitope thabo thandi thandeka thandiwe themba titilayo tolu tunde uche uchenna ugochi usman wambui wanjiku wangari yaa yetunde
  zainab zanele zuberi zola
  aiko akemi akiko akio arata asami asuka atsushi ayaka ayako ayane chihiro chika chiyo daichi daiki daisuke eiji eiko eri etsuko fumiko
  fumio goro hajime haruki haruko haruna haruto hideaki hideki hideo hikari hikaru hina hinata hiroaki hiromi hironobu hisashi hitomi
  honoka ichiro isamu jiro junko kaito kana kanako kaori kazuki kazuko kazuya keiichi keiko keisuke kenichiro kensuke kiyoshi koichi
  koji kota kotaro kumiko kyoko maki makoto mamoru manami mao mariko masaaki masaki masako masao masashi masato masaya mayu mayuko megumi
  michiko midori mika mikako miki minako minoru misaki mitsuko mitsuru miyuki mizuki momoka motoko nana nanami naoki naoto naoya natsuki
  natsumi nobuko nobuo nobuyuki noriko norio osamu reiko ren riko rina risa ryo ryoko ryosuke ryuichi sachiko saki satoko satomi sayaka
  sayuri seiichi seiji shigeru shiho shinichi shiori shiro shizuka shoko shota shun shuichi sota sumiko susumu taichi takahiro takako
  takao takayuki taku takuma takumi takuya tamaki taro tatsuya teruko tetsuo tetsuya tomohiro tomoko tomomi tomoya toru toshiko toshio
  tsubasa tsutomu wakana wataru yasuko yasuo yoichi yoko yosuke yoshiaki yoshie yoshiko yoshio yui yuichi yuka yukari yuki yukiko yukio
  yumi yumiko yuri yuriko yusuke yutaka yuto
  bao beom cheng chul dae dong duc dung eun fang feng guang guo gyu hae haibo hao hee heng hieu hoa hong hoon hsin hua huan huang hui hung
  huong huy hyejin hyun hyunwoo jae jaewon jia jiahao jian jiang jianhua jie jihoon jihye jin jing jisoo jiwon joon jung jungho junho khanh
  kyung lan lanh lei lian liang lin linh ling loan mei meiling minh mingyu minho minjun minseo na nam nga ngoc mai nguyen nhung
  phuc phuong ping qi qiang qing quan quang quoc quynh rong rui seo seojun seoyeon seung shan shu siyuan soo sooyoung sunghoon tae thanh
  thao thi thu thuy tien trang trinh trung tuan tung tuyet van viet wen wenjie woo xia xiang xiao xiaoming xin xing xiu xuan xue yan yang
  yen ying yong yoon young yu yuan yue yun yuna zhen zheng zhi zhong zihan
  agung anisa ayu bambang budi cahyo citra dewi dian eko fajar fitri hadi hendra indah intan iwan joko kartika lestari nur nurul putra
  putri rahmat ratna rina rizky sari setiawan siti slamet sri sukarno surya wahyu wati wayan widodo yanti yudi yusuf azlan farah faridah
  hafiz haziq izzati nurhaliza syafiq zulkifli
  abbas abdallah abdelaziz abdelkader abderrahim abdulaziz abdulrahman abeer abir adel adnan afaf ahlam alaa aliya amal aman amani amine
  amir amira anas anwar arif arwa asad asma asmaa ayaan ayman aymen aziza badr bahaa basma bassam bilal bilel bushra dalia dalal dina dunya
  ebrahim eman fadi fadwa fahad faisal faiza farid farida fariha faris farouk fatema fatma fawzi fayez firas ghada ghassan habib hadeel
  hadi haifa haitham hakim hala hamad hamid hamza hanan hani hasan hashim hatem haya hayat heba hicham hind hisham hossam huda hussain
  hussein ibtisam idris ihab ikram iman imane imran inas intisar iqbal iqra ismail issa iyad jaber jabir jalal jamal jameela jamila jawad
  jihad kamal kareem karim karima kawthar khadijah khaled khalil khaled kinza latifa lina lubna lujain mahdi maha maher mahmood majid
  majed malak malika manal mansour marwa marwan maryam masoud maysa mervat mohammad mohsen mona mounir mourad moustafa mubarak muhammed
  muna murad musa mustapha nabil nada nadeem nader nadim nahla najat najib najla nasser nasir nawal nayef nazia nermin nida nisreen noura
  nura osama othman qasim rabia rachid radwan rafiq raghda rahma raja rami rana rania rasha rashid raza reem rehab reham rida rim riyad
  ruba rukhsana saad saba sabah sabri sadia saeed safa safiya sahar said saif sajid salah salem salim salman salwa sami samia samira sana
  sanaa sarwat saud sayed shadi shaima shaimaa sherif shirin siham soha sohail soraya souad sultan sumaya taha tahir talal tamer tarek
  tariq turki umar usman wael wafa waleed walid warda wassim widad yahya yara yaser yasin yasir yasmeen yasmin yasmine youcef younes
  yousef yousra yunus zahra zaid zaina zainab zaki zakaria zaynab zeina zeinab ziad zineb zoya zubair
  ahmet aleyna ali asli aslihan aydin ayse aysegul aytac bahar baris baran batuhan berk berkay burak burcu canan cem cemal cemile ceren
  cihan damla deniz derya dilara dilek ebru ece ecrin efe ege elif emine emir emrah emre ender enes engin eray ercan erdem erdogan eren
  ergin erhan erol esin esra eylul fatih fatma ferhat feride figen fikret gamze gizem gokhan gonca gonul gul gulay gulsen guler hakan
  halil handan hande harun hatice hayri hulya huseyin ibrahim ilker ilkay irem ismet kaan kadir kemal kenan kerem koray kubra leyla levent
  mehmet melek melis meltem merve mert mesut metin muge murat musa mustafa naz nazan nazli necati nermin neslihan nilay nilgun nur nuray
  nurcan okan oktay olcay omer onur orhan osman ozan ozge ozgur ozlem pelin pinar recep saban sami seda sedat selcuk selim selin selma
  semih sena serap serdar serhat serkan sevda sevgi sevil sevim sibel sinan suleyman sule tahsin taner tarkan tayfun tolga tugba tugce
  tuncay turgut ufuk ugur umit umut veli volkan yasar yasemin yavuz yeliz yigit yildiz yilmaz yunus yusuf zafer zehra zekiye zeynep
  agata aleksander aleksandr aleksandra aleksei alena alexei alexey alina alyona anastasiya anatoly andrej andrey andriy anton antonina
  arkady arseny artem artur bartlomiej blazej bogna boleslaw bohdan bohumil boguslaw borys bozena bronislaw czeslaw danuta daria darya
  david denis denys dmitriy dmitry dmytro dominika dorota edyta egor ekaterina elena elzbieta emilia evgeniy evgeny ewa ewelina faina
  fedor filip galina gennady genowefa georgi gleb grazyna grigory grzegorz halina hanna henryk hubert ignacy igor ilona ilya inna irina
  iryna ivan ivo iwona jacek jadwiga jan janina janusz jaromir jaroslav jaroslaw jerzy jitka jolanta jozef justyna kacper kamil kamila
  kateryna katia kazimierz kinga kirill klaudia klara konstantin kornelia krystian krystyna ksenia larisa lech leonid leszek lev libor
  lidia liliya lubomir lubos lucja ludmila lukasz lyubov lyudmila maciej magda magdalena maksim maksym malwina marcela marcin marek
  margarita mariusz marta martyna maryna matej matylda miroslav miroslaw mieczyslaw milos miloslav mykola nadezhda nadiya natalya natasha
  nataliya nikita nikolay oksana oleh oleksandr oleksiy olena olha ondrej oxana paulina pavlo petr petro piotr polina przemyslaw radek
  radoslav radoslaw rafal renata roksana rostislav ruslan ryszard sergiy slawomir slava snezana sofiya stanislav stanislaw stepan svitlana
  sylwester sylwia szymon tadeusz taras tatyana tereza timofey timur tomas tomasz tymoteusz urszula vaclav vadim valentin valentina
  valentyna valery valeria vasily vasyl veronika viktoria viktoriya viktoryia vitaliy vitaly vlad vladislav vladyslav vojtech volodymyr
  vyacheslav wieslaw wiktor witold wladyslaw wlodzimierz wojciech yana yaroslav yegor yelena yevgeny yulia yuliya yuri yuriy zbigniew
  zdenek zdenka zdzislaw zenon zofia zuzana zuzanna zygmunt
  aleksandar aleksandra ana ante biljana bojan bojana borislav boyan branka branko danica danijel darko davor dejan desislava dragan
  dragana drago dusan goran gordana hristo igor ivana ivica ivo jasmina jasna jelena josip jovan jovana kalina kristijan lazar ljiljana
  ljubica luka marija marijan marko mateja mihai mihaela mijo mila milan mile milica miljana milorad milos mirjana mirko miroslava
  mladen nebojsa nemanja nenad neven nevena nikolina nikola ognjen petar plamen predrag radka radmila radomir rade ratko rumen sanja
  sasa sava slavica slavko slobodan snezana srdjan stanka stevan stojan svetla tihomir tijana tomislav tsvetan vesela vesna vuk zdravko
  zeljko zivko zlatko zoran zorica zvonimir adina alin alina anca andrei bogdan camelia catalin ciprian codruta corina cosmin costin
  cristian crina dacian dan daniela dorin doru dragos dumitru elena emilian florentina florica florin gabriela gheorghe horia iulia
  iulian ioan ioana ion ionel ionela ionut iuliana laurentiu liviu lucian madalina marian mihail mircea mirela monica nicoleta nicolae
  octavian oana ovidiu petru radu razvan raluca roxana ruxandra sabin sanda silviu sorin sorina stefania tudor valentin vasile vlad
  adamantios aikaterini alexandros anastasios angeliki antonis aris aristotelis athanasios chrysa costas christos dimitra dimitris
  dimitrios eleni eleftherios evangelos fotini georgia georgios giannis giorgos ilias ioanna ioannis irini katerina konstantina
  konstantinos kostas maria marios michalis nikolaos nikos panagiota panagiotis paraskevi pavlos petros sofia sotiris spyros stavros
  stelios stefanos thanasis theodora theodoros vangelis vasiliki vasilis yannis yiannis zoe agnes aladar andras aniko aron attila balazs
  balint bela bence boglarka botond csaba csilla daniel dora eniko erzsebet eszter ferenc gabor gergely geza gyorgy gyula hajnalka ildiko
  imre istvan janos jozsef judit kalman karoly katalin krisztian krisztina laszlo levente lajos magdolna marton mate matyas miklos monika
  nandor noemi norbert orsolya peter piroska reka richard robert roland sandor sara szabolcs szilvia tamas tibor timea vera viktoria
  vilmos zita zoltan zsofia zsolt zsuzsanna aino aleksi anneli annikki anssi antti arto eero eeva eija eino elina erkki esa eetu hanna
  hannele hannu harri heidi heikki helmi henna ilkka ilmari inkeri irja jaakko jaana jani jari jarkko jouni juha juhani jukka jussi kaisa
  kalevi kalle kari katariina katri kimmo kirsi laura lauri leena lotta maija marja marjatta marko markku matti mika mikko milla minna
  niina niko olli oskari outi paavo paivi pasi pekka petri petteri pirjo raija raimo reijo riikka riitta risto saara sakari sami sanna
  sari satu seija seppo sini sirpa tapani tapio teemu tero tiina timo toni topi tuomas tuula tuulikki tyyne ulla vaino veikko vesa
  ville virpi agneta alf alva anders annika anette arne arvid aslaug asbjorn aud bengt berit bertil birger birgitta bjarne bo borje britt
  britta bodil carina cecilie dag einar eirik elin ellinor elsa erland erling espen eskil espen eyvind fredrik frida frode geir gerd goran
  gudrun gunilla gunn gunnar gustaf gro haakon hakan halvor hanne harald hedda hege hedvig helge henning herman hilde hjalmar ida
  inger ingeborg ingvar ingvild ivar jarle jesper jette joakim johannes jonny jorgen jorunn jorun karsten katarina kerstin ketil kirsten
  kjell kjetil klara knud knut kristoffer lasse leif lena lennart linnea lise liv lovisa ludvig magnhild malin maren marit marte mats
  mattias merete mette mogens morten nanna nikolaj nils nina njal oddvar ola olav ole olof oskar ove oyvind palle par pelle peder per
  petter poul preben ragna ragnar ragnhild randi rikke roar rolf roy rune sigbjorn sigmund signe sigurd sigve siri sissel siv sofus solveig
  stein stig stian stina sture sunniva svante svein sverre synne synnove terje thea therese thor thora thorbjorn thorsten thyra tommy 
  tor torbjorn tord tore torgeir torgrim torhild torill torunn trine trond truls trygve turid tuva ulf ulla ulrik unni vegard vibeke vidar
  viggo vigdis ylva yngve aase aage asgeir anna birna bjarki einar eyglo gisli gudmundur gudny gudrun halldor helga hildur hrafn jon
  johanna katrin kristjan olafur pall ragnheidur sigridur sigurdur steinunn sveinn thordis thorsteinn
  aimee alain albane aline alix amandine ambre anais andree angelique anne-sophie apolline armelle armand arnaud arthur astrid aubin aude
  audrey auguste aurelie aurelien aurore axelle baptiste barnabe bastien baudouin benedicte benoit bertrand blandine boris brice brigitte
  capucine carole cedric celestin cerise charlene christelle christine clarisse claude clemence clementine cleo colette constance coralie
  corentin cyril cyrille damien delphine didier dorian edith edmond edouard eglantine eleonore eliane eliott elise elodie eloi eloise
  emeline emeric emile enzo ernestine estelle etienne eugenie eulalie evelyne fabienne fabrice faustine felicie ferdinand fernand florent
  floriane francine franck frederique gael gaelle gaetan gaspard gautier genevieve geoffroy geraldine germain ghislain ghislaine gregoire
  gwenaelle gwendoline herve honore hortense hugues huguette ines ingrid isaure ismael jacinthe jeanne jeannine jerome jocelyn jocelyne
  joris josephine josette josiane jules juliane justine kevin laetitia lancelot laure laurine leonce leopold lilian liliane lilou lionel
  loic lorraine louane louisa louka luc lucette lucienne lydie mael maelle maelys magali maite marcelle margaux margot marguerite
  marie-claire marielle marine marion marjorie marthe martial maryse mathias mathilde mathis maud maxence maxime melina melodie mireille
  monique morgane muriel myriam nadege nathan nicole ninon noe noel noelle noemie nolwenn norbert odette odile olivier ombeline ophelie
  pascale patrice paulette pauline philibert philomene pierrick prosper raoul raphaelle raymonde regine regis rejane remi remy renaud
  rodolphe rolande romane romuald rosalie roselyne roxane sacha salome sandrine segolene severine sidonie simone solange solene sophie
  stanislas stephane suzette sybille sylvain sylvaine sylvette tanguy thibault thibaut tiphaine titouan tristan ulysse valentine valerie
  victoire victorine violaine virginie viviane xavier yann yannick yohan yolande yves yvette yvon yvonne zacharie zelie zoe
  abelardo adela adolfo adrian agustin aitor alba alejandra alfonso alicia almudena alonso alvaro amparo ana andres angela angeles
  anselmo antonia araceli ariadna ariel armando arturo asuncion aurelio aurora azucena begona belen benito benjamin bernardo blanca borja
  bruno candela caridad carmelo carolina catalina celia cesar chelo clara concepcion consuelo covadonga cristian cristobal daniela dario
  david debora dolores dulce edgar eduardo efrain elba elena elisa elvira emiliano emilio encarnacion enrique ernesto esperanza esteban
  estefania estela estrella eugenia eulalia eusebio eva ezequiel fabiola facundo felipe fermin fidel florencia francisca gabriel gaspar
  genaro gerardo german gilberto gines gisela gloria gonzalo graciela gregorio guadalupe guillermo hector herminia hernan hilario hilda
  homero horacio humberto idoia ignacia iker imelda imma ines inigo inmaculada iratxe irene isaac isidoro isidro ismael israel itziar
  iván ivette jacinto jacobo javiera jerónimo jesus jimena joaquina jon jonatan jordi josefa josefina jovita juanita judit julieta juli
  julio laia lautaro leandro leire leonel leonor leticia lidia lisandro lola lorena lourdes lucho luciano lucila lucrecia luisa luz macarena
  magali maite manolo manuel marcela marcelino marcelo margarita maribel maricarmen marina marisa marisol maritza martin mateo matias
  maximiliano mayra mercedes micaela miguel milagros minerva miriam modesto monica montserrat myrna nadia nahia natalia nayeli nelida
  nelson nerea nestor nicolas nieves noelia norberto norma nuria octavio ofelia olga oriol orlando osvaldo pablo paco paloma pancho
  pascual patricio paz pedro pepe perla pilar placido primitivo quique rafaela ramiro ramona rebeca refugio remedios renato reyes
  ricardo rigoberto rita rocio rodolfo rogelio roman romina roque rosalia rosario roxana ruben rufino sabina salvador samuel sancho
  sandra santiago santos saul segundo sergio silvestre silvina simon socorro soledad soraya susana tamara tatiana teodoro teresa tobias
  tomas toribio trinidad ulises unai valentin valeria vanesa veronica vicenta vicente victoria virgilio virginia violeta wilfredo xavi
  xavier ximena xiomara yadira yago yesenia yolanda zacarias zulema
  adelaide adriano afonso alberta alda aldo alessandra alessio alfredo alice aline aloisio amalia amanda amedeo americo angelo anita
  annalisa annamaria antonella antonietta arianna arlindo armida arnaldo artur assunta augusta augusto aurora baltazar beatriz benedetta
  benedetto benedito bento bernardo bianca brigida brígida bruna bruno caetano camilla camilo candida carla carlo carlotta carmela
  carmelo carolina cassia cassio catarina cecilia celso cesare chiara cinzia cirilo clarice claudete claudia clelia cleber clemente
  concetta conceicao corrado cosimo cristiano cristina dalva daniele dario davide debora denilson deise diogo dino dirceu diva donato
  donatella donatello dora doriana duarte edilson edite edmundo edna edson efisio elaine elda eleonora elettra eliana elio elisabetta
  elisangela elsa elvio emanuela emanuele emerson emiliano enea enza enzo ercole erica ermanno ernesto ettore eugenio eva evandro fabiana
  fabiano fabiola fabricio fabrizia fabrizio fatima faustino fausto federica felice ferruccio filipa filippo filomena fiorella fiorenza
  flavia flavio floriana francisca franco fulvio gabriella gaetano gaia gaspare gastao gemma gennaro germano gervasio giacinta giada
  gian giancarlo gianfranco gianmarco gianna gianni gianpaolo gilberto gilda gilson gina ginevra gino gioacchino giorgia giorgio giovanna
  gisele giulio giuliana giuliano giuseppina giusy glauco glaucia goncalo grazia graziano graziella gualtiero guglielmo guilherme
  gustavo heitor helder helio heloisa henrique hermes hilario horacio humberto iara idalina igor ilaria ilda imma inacio inês iolanda
  ione iracema isadora isaura itamar italo iva ivete ivo ivone jacira jacopo jader jaime jair janaina jandira jerónimo jessica joana
  joaquim joel jonatas jordana joselito josiane jovana jucelia judite julieta juliana junior jurandir jussara katia katiuscia laerte
  lamberto laercio lavinia leandra leda leonor letizia lia licia lidiane liliana lilian lisandra livia loredana loreno lorena loris
  lourenco luan luca lucas lucca lucélia luciano lucilla lucilia lucrezia ludovica ludovico luigi luigia luisella luiza lurdes maicon
  manlio manoel mara marcela marcella marcello marcia marcio marcos marcelino margherita mariangela mariano mariella marilena marilia
  marina marinella marisa marissa maristela marlene marlon marta massimiliano massimo matheus matilde matilda maura mauro mafalda melissa
  michela michelangelo milton mirella miriam mirko moacir moira monia moreno morgana murilo nádia nair natale natalina nazare nello nelson
  nestor neusa nicola nicoletta nicolo nilton nilda nino noemia norma nunzia nuno octavio odair odete odilon olavo olimpia olindo omar
  orietta orlando ornella oscar osmar osvaldo otavio ottavia ottavio pamela paola paolina pasquale patrizia pier piera piero pietro pio
  placido primo priscila querino quirino rachele raffaele raffaella raimundo raissa ramiro raquel raul rebeca regiane reginaldo reinaldo
  remo renata renato renzo ricarda rinaldo rita rivaldo roberta rocco rodolfo rogerio romeo romeu romilda romina romulo ronaldo rosalba
  rosalia rosana rosangela rosanna rosaria rosario roseli rosella rosetta rossana rossella rosario rubens rui ruggero sabino sabrina
  salete salvatore samanta samara samuele sandro santina santo saverio sebastiana sebastiano serena sergio severino sidnei silas silvana
  silvano silvestro silvino simão simonetta soraia stefano stella suelen sueli susanna suzana taís tancredi tania tarcisio tatiane
  telma telmo teodora teofilo tereza tiziana tiziano tommasina toni tullio ubaldo ugo umberto urbano valdir valentina valentino valeria
  valerio valter valmir vania vasco venancio vera vicente vilma vincenza vinicio viola vitor vittoria vittorio viviana viviane wagner
  waldemar wallace walmir wanderley washington wellington wesley william wilson yara yuri zelia zilda zuleica
  abe ada adaline addison adele adeline agatha aidan aiden aileen aisling alan alana alastair alec alejandra alexa alfie alfred algernon
  alisha alistair allan allen alma althea alvin alyssa amelie amos amy anastasia angie angus anita annabel annabelle annie anya aoife
  arabella archibald archie ariana arianna ariel arlene arlo arnold arran asher ashlee ashleigh aspen athena aubrey audrey austen avery
  aylin ayla barnaby barney bartholomew basil beatrice becca bella benedict benita benny bernadette bernice bertha bertram bess bessie
  beth bethan bethany betsy bettina betty beulah beverley beverly blake bobbie bonnie boyd brad bradley brady bram branden brendan brenna
  brennan brent brett brianna bridget briony britney brittany brock bronwen bronwyn brooke brooklyn bruce bryce bryn bryony byron caden
  caitlin caitlyn caleb calum calvin cameron camilla candice cara carey carina carissa carlton carly carmel carolyn carrie carter cary
  casey cassandra cassidy cassie cathal catherine cathy catriona cecil cedric celeste celine chad chandler chantelle charlene charley
  charlie charmaine chelsey cheryl chester chloe chrissy christa christi christie christopher chuck ciara cian cillian cindy claire
  clarence clarissa clark claudette clayton clement cleo cletus clifford clifton clint clinton clive clyde cody colby cole coleen colette
  colin colleen colm conan conor conrad constance corey corinne cormac cornelius cory courtney craig cressida crystal curtis cynthia
  cyrus daisy dakota dallas dalton damian damon dana dane danielle danny daphne darcy daren daria darian darla darlene darnell darrell
  darren darryl darwin dashiell davina dayna deandre deanna debbie debra declan deirdre delaney delia delilah della delores delroy demi
  dena denice dennis denny denzel dermot derrick desiree desmond devin devon dewey dexter diane dianna dianne dillon dion dixie dolly
  dominic dominick donal donald donna donnie donovan doreen dorian doris dorothy dorian dougal doug drake duane dudley duke dulcie
  dustin dwayne dwight dylan eamon earl earnest ebony eddie eddy eden edgar edie edmond edmund edna edwin edwina effie eileen eilidh
  eimear elaine eldon eleanor elijah elinor elise eliza elle ellie elliot elliott ellis elmer eloise elsie elspeth elton elvis elwood
  emery emilee emmett enid ennis enoch eoin erica erik erin ernest ernestine errol esme esmeralda essie estelle esther ethel ethan etta
  eugene eunice evan evangeline eve evelyn everett evie ewan ezekiel ezra fabian faye felicia felicity fergus fern fiona fionn flora
  floyd flynn frances francine francis frankie franklin fraser fred freda freddie freddy freya gabe gabby gabriella gabrielle gage gareth
  garrett garth gary gavin gaynor gemma gena genevieve geoff george georgia georgie georgina geraint geraldine gerry gertrude gideon
  gilbert gillian gina ginger ginny giselle gladys glenda glenn glennis gloria glyn godfrey grady graeme graham grainne granville greer
  greta gretchen griffin grover guinevere gus guy gwen gwendolyn gwyneth hailey haley hamish hannah hank harlan harley harold harper
  harriet harris harrison harry harvey hattie hayden hayley hazel heath hector hedley heidi henrietta herb herschel hester hetty hilary
  hilda hillary hollie holly homer horace howard hubert hudson huey hugh hugo hunter ian ida imani imogen ina india iona ira irma irvin
  irving irwin isaac isaiah isla isobel ivor izzy jacinda jackie jackson jaclyn jacqui jaden jago jaiden jamal jamar jamie janelle
  janene janette janice janie janis jared jarrod jarvis jasmin jasper javon jay jayden jayne jeanette jeannie jeannine jed jedediah
  jefferson jem jemima jemma jen jenna jennie jerald jeremiah jermaine jerome jess jesse jessie jethro jewel jill jillian jimmie jimmy jo
  joann joanna jocelyn jodi jodie jody joey johnathan johnnie johnny joni jonty jordana jordyn josephine josh josiah josie joyce juanita
  jude judi judith judy jules juliet julius june justin justine kade kaitlin kaitlyn kaleb kane kara kareem kari karissa karl karla
  kasey kassandra kat kate katelyn kathryn katie katrina kay kaya kayla kayleigh keaton keegan keeley keenan keira keisha keith kelley
  kellie kelsey kelvin ken kendall kendra kendrick kenneth kenny kent kenya keri kermit kerri kerry kian kiara kieran kiera kimberley
  kimberly kirk kirsty kit kitty kody kris krista kristen kristi kristie kristine kristy krystal kurtis kylie lachlan lacey laila lamar
  lana lance lancelot landon lanora latasha latisha latonya latoya laurel lauri laurie laverne lawrence lawson layton leah leander leann
  leanne lee leigh leila leland lemuel len lena lenny lenora leona leroy lesley leslie lester leticia levi lewis lex lexi liana libby
  lillian lillie lily lincoln linda lindsay lindsey linette linus lionel lisette livia lloyd logan lois lonnie lora loraine lorelei
  loretta lori lorna lorraine lorrie lottie lou louella lowell lowri loyd luann lucian lucille lucinda lucius lucy luella luke lula luna
  luther lyle lyndon lynda lyndsey lynette lynne lyra mabel mack mackenzie macy maddie maddison madeleine madeline madelyn madge mae
  maeve maggie maisie makayla malachi malcolm malik mallory mandy marcia marci margaret marge margery margie margo maria mariah marian
  maribel marietta marilyn marisa marisol marissa maritza marjorie marla marlee marley marlon marlowe marsha marshall martina marty
  marva marvin maryann marybeth mathew matilda matt mattie maude maura maureen mavis maxine maya mckenzie meg megan meghan melba melinda
  mellissa melody melva melvin mercedes meredith merle merrill merry mervin merv micah michaela mick mickey mikayla mildred millard
  millicent millie milo milton mimi mindy minerva minnie miranda misty mitch mitchell mitzi moira mollie molly mona monica monty morag
  morgan morris mort mortimer moses mungo muriel murray mya myfanwy myles myra myrna myron myrtle mysha nadine nan nancy nanette naomi
  natalie natasha nate nathaniel neal ned neil nell nellie nelson nerys nettie neville nia niall nicholas nicki nickolas nicky nicolette
  nigel nikki nina noel noelle nola nolan nora norah noreen norma norris nova octavia odessa ofelia oisin olive ollie olwen opal ophelia
  oona ora oran orla orlando orson orville oscar osbert oswald oswin otis owen padraig paige pam pamela pansy parker patsy patti patty
  paulette paulina pauline payton pearl peggy penelope penny percival percy perry pete peyton philippa phillip phillipa phoebe phyllis
  pippa pollie polly poppy portia prentice preston prince priscilla prudence quincy quinn quinton rachael rae rafe ralph ramona ramsay
  randal randall randi randolph randy raphael raquel raul raven ravenna raymond reagan reba rebekah reece reed regan reggie reginald
  reid reilly remy rena renae renee reuben rex reyna rhea rhett rhiannon rhoda rhonda rhys ricky rhona riley rob robbie roberta robin
  robyn rocco rochelle rocky rod roddy roderick rodney rogan rohan roisin roland rolando roman romeo rona ronan ronda ronnie rory
  rosalind rosalyn rosamund rosanna roscoe roseanne rosemary rosetta rosie roslyn ross rowan rowena roxanne roxie roy royce ruben rubin
  rudy rufus russ russel russell rusty ruthie ryan ryder ryker sabrina sadie sally salvador sam sammie sammy samson sandy sanford saoirse
  sarahi saskia saul savannah sawyer scarlet scarlett scot seamus sebastian selah selena selma serena seth seymour shane shania shanice
  shanna shannon shaun shauna shawn shawna sheena sheila shelby sheldon shelia shelley shelly sheree sheri sherman sherri sherrie sherry
  sheryl shirley shona sian sid sidney sienna sierra silas simeon sinead siobhan skye skylar sloane sofia solomon sondra sonny sonya
  sophie spencer stacey staci stacie stacy stan stanley stella sterling stewart stuart sullivan susanna susie suzanna sybil sydney
  sylvester tabitha tad tallulah talia tamara tamika tammie tammy tamsin tania tanisha tara taryn tasha tatum tawanna taya ted teddy
  teri terrance terrell terrence terri tess tessa thad thaddeus thea thelma theodora theodore theresa therese theron tia tiana tiffany
  tilly timmy timothy tisha toby todd tommie tommy tonia tony tonya tori travis trent trenton trevor trey tricia trina trinity trisha
  tristan tristram troy trudy tucker tyler tyra tyrell tyrone tyson ulysses una uriah ursula val valarie valencia valentine valerie vance
  vaughn velma vera verity verna vernon veronica vicki vicky victoria vince vinnie viola violet virgil virginia vivien wade wallace wallis
  walter wanda warren waylon wendell wendi wendy wesley weston whitney wilbert wilbur wilda wiley wilfred wilhelmina willa willard willie
  willis willow wilma wilson winifred winona winston woodrow wyatt wynne xander xanthe yvette yvonne zach zachariah zachary zack zane zara
  zelda zena zia zion zoe zoey
  achim adelheid alina alwin andre anke anneliese annelie annemarie anneke anselm antje arne arnold arno aurel axel balduin bastian benedikt
  benno berthold bertram bettina birte bodo britta brigitte burkhard carsten catharina christel christl clemens corinna cornelius dagmar
  detlef detlev diethard dietmar dietrich dorit dorothee eberhard eckart eckhard edda edeltraud egbert ekkehard elfriede elke ellen elsbeth
  emma engelbert erhard erich erna ernst erwin eugen eva evelin ewald falk felicitas fiete folker frank franka frauke frieda friedhelm
  friedrich fritz gabi gebhard georg gerald gerda gerlinde gernot gero gertraud gertrud giselher gitta gottfried gregor gudrun gundula
  gunnar gunter gunther hagen hanna hannelore hanno hans-peter harro hartmut hartwig hedwig heide heiko heiner heinrich helge helma herta
  hilde hildegard hilmar hiltrud horst hubert hubertus ida ilka ilona imke ines ingeborg ingolf ingrid irma irmgard isolde ivo jasmin
  jenny jens jette joachim jochen jorn josefa josefine jost juliane jutta karl karl-heinz karla karoline karsten kaspar kathrin kirsten
  klara klemens knut konrad korbinian kordula kunigunde lambert leonhard leonore liesel liesl linus lisbeth loni lore lorenz lothar ludger
  ludwig luise luisa magda maik malte manfred margit margot margret margrit marga mareike maren maria-theresia maike marko marita marlies
  marlis marten mathis matthis maximiliane mechthild meike meinhard meinrad merle mirjam mona nadja natascha nele nicolai nicole norbert
  odo olaf ortrud oswald ottmar ottokar ottilie pascal paula peer petra philine pia raimund rainer ralf reimund reinhold reinhilde renate
  rico roman rosel rosemarie roswitha rudi ruprecht sabrina sandra saskia saskia selma severin siegbert siegfried siegmund sieglinde
  sigmar sigrun silka silke silvio simon sina solveig sonja stefan stephan stine susann svea svenja sybille tabea tanja thea thekla
  theodor thilo thomas thorben tillmann tim timm tino tjark torben traudl trude udo ulf ulla ulli urs ursula uschi uta uwe valentin valeska
  verena viktoria vinzenz viola volkmar waldemar walburga waltraud walter wenzel wendelin werner wibke wieland wiltrud winfried wolf
  wolf-dieter wolfram yannick yvonne
  abel adriaan aleida anja annelies annemiek anouk antoon arend ari arie arjan astrid barend bart bas bastiaan bert berend boudewijn bregje
  carla carlijn carolien casper cees chantal christiaan coen cor corine cornelis daphne dennis diederik dirk dineke dorien edwin eefje
  eelco eline ellis els elske emiel erik esmee evelien evert ewout fenna ferry fleur floortje floris fokke frans frederieke freek froukje
  geert geertje gerard gerben gerda gerrit gerwin gijsbert gina greetje gretha guus hans harm harmen heleen henk hennie henny herman hessel
  hetty hilde huub ilse ine inge irma ivo jaap jacco jacoba jacqueline jan-willem janneke jantine janny jasper jeanine jelle jelmer jesse
  jet jeroen jip job jochem joke jolanda joop joost jord jorien joris jorrit josje jouke jurre jurriaan kai karel karlijn katja kim klaasje
  koen koos laurens leendert lennert leontine lex lidewij lieke lies liesbeth lisanne loes loek lonneke lotte lucas ludo luuk maarten
  machteld madelon marieke marije marijn marit marja marjan marjolein mark marleen marlies mathijs matthijs maurits meike melle menno mieke
  mirjam mirte monique nanda neeltje nelleke nico nicolien niek niels nienke noor olaf onno pauline peter-jan petronella pieter-jan pim pleun
  ramon reinier reinout remco rene renske rianne rinske rob robbert robin roel roelof rolf ron ronald rosanne roos rosalie rudolf rutger
  ruth saar sabine sacha saskia schelte sem sietske simone sofie stan stefan steven stijn suus suzan sven sybren tamar teun teunis theo
  thea thirza thomas tijmen tijs tim timo tineke titia tjeerd tjitske ton toon truus tycho ubbo veerle vera victor vincent wendy werner
  wessel wietske wilco wilhelmus willemien willemijn wilma wim wiebe wouter wout wytske yannick yvonne zeger
  artyom davit gayane giorgi levan mariam nana nino tamar tigran zurab aigul aidar aizhan alibek asel askar bauyrzhan daniyar gulnara
  madina marat nurlan ruslan saltanat timur zarina aziz bobur dilnoza gulnora jamshid nodira otabek rustam sardor shahzod umida
  amirali arash ardeshir arezoo armin azadeh babak bahar bahram behnam behrouz behzad bijan dariush delaram elham elnaz farhad farnaz
  fariba farshid fereshteh ghazal golnaz hamed hooman javad kamran kaveh kiarash ladan laleh leila mahsa mahtab majid maryam mehran mina
  mitra mohsen morteza nasrin navid nazanin nima parisa parviz payam pegah peyman pooya reza roya sanaz sasan sepideh shabnam shahram
  shirin siavash simin sina soheil soroush vahid yasaman zahra avi avigail avital boaz chaim chana dalit dov efrat eitan eliezer elad esti
  gal galit gila hadar hadas idan ilan inbal itai itamar liat liora maayan meir menachem michal moran moshe naama nadav nir noa nurit
  ofer ofir ohad oren orit osnat rivka ronen roni sagi sarit shai shimon shira shlomo shmuel shoshana tal tamir tehila tomer tova tzipi
  tzvi uri uriel yael yaakov yair yaron yehuda yigal yitzhak yoav yonatan yossi yuval zehava zohar zvi`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/\s+/),
)
