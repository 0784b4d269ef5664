// Long because it is a list of names.
/**
 * Common given names of many countries that are not also everyday English words, places or product names.
 * They only ever help to see that two capitalised words in a case are a person.
 */
export const givenNames: ReadonlySet<string> = new Set(
  `aage aaliyah aamir aarav aaron aaryan aase aasha abbas abdallah abdelaziz abdelkader abderrahim abdul abdulaziz abdullah abdulrahman abe abebe abebech
  abeer abel abelardo abena abhijit abhinav abigail abiodun abiola abir abla abosede achieng achim ada adaeze adaline adam adamantios adaora addison ade
  adebayo adebola adel adela adelaide adele adelheid adelina adeline adeola aderonke adil adina aditi aditya adnan adolfo adria adriaan adrian adriana
  adriano adunni afaf afia afonso afua agata agatha agathe agnes agnese agneta agnieska agnieszka agung agustin ahlam ahmad ahmed ahmet aida aidan aidar
  aiden aigul aikaterini aiko aileen aimee ainhoa aino airi aisha aisling aitor aizhan ajay akachi akash akemi aki akihiro akiko akin akinyi akio akira
  akosua akshay akua akwasi alaa aladar alain alan alana alastair alba alban albane albert alberta alberto albrecht alda aldo alec aleida alejandra
  alejandro aleksandar aleksander aleksandr aleksandra aleksei aleksi alena alenka ales alessandra alessandro alessia alessio alex alexa alexander
  alexandra alexandre alexandros alexandru alexei alexey alexis aleyna alf alfie alfonso alfred alfredo algernon algirdas alhaji alhassan ali alibek
  alice alicia alida alin alina aline alireza alisha alison alistair alix aliya aliyah allan allegra allen allison alma almudena alois aloisio alojzy
  alok alonso althea alva alvaro alvin alwin alyona alyssa ama amadeus amadou amaka amal amalia amalie aman amanda amandine amani amanuel amar amara
  amaury ambre ambrose amedeo amelia amelie americo amets amina aminah aminata amine amir amira amirah amirali amit amos amparo amrita amy ana anahi
  anais anand ananya anas anastasia anastasios anastasiya anatoly anca anders andras andre andrea andreas andree andreea andrei andrej andres andrew
  andrey andris andrius andriy andrzej andy aneta anette angela angeles angelica angelika angeliki angelique angelo angie angus anika aniket aniko anil
  anirudh anisa anita anja anjali anke ankit ankita anna annabel annabelle annalisa annamaria anne anne-sophie annegret anneke anneli annelie annelies
  anneliese annelise annemarie annemiek annemieke annette anni annick annie annika annikki anouar anouk anselm anselme anselmo ansgar ansh anssi ante
  anthony antje antoine anton antonela antonella antonia antonietta antonin antonina antonio antonis antoon antti anwar anya aoi aoife aparna apolline
  apoorva arabella araceli aram arash arata aravind archana archibald archie ardeshir arend arezoo ari ariadna ariana arianna arie ariel arif arild aris
  aristotelis arjan arjen arjun arkadiusz arkady arlene arlette arlindo arlo armand armando armelle armida armin arnaldo arnaud arnav arndt arne arno
  arnold aron arran arsene arseny artem arthit arthur arto artur arturo artyom arun arvid arvind arwa arwen arya asad asami asbjorn aseel asel asgeir
  asher ashlee ashleigh ashley ashok ashwin asif asim askar aslan aslaug asli aslihan asma asmaa asmae aspen assia assunta astrid asuka asuncion
  athanasios athena atsushi attila aubin aubrey aud aude audrey audun augusta auguste augustin augusto aurel aurelia aurelie aurelien aurelio aurora
  aurore austen avery avi avigail avital aviva avni awa axel axelle ayaan ayaka ayako ayana ayane aydin ayelet ayesha ayla aylin ayman aymen ayodele
  ayomide ayrton ayse aysegul aysel aysha aytac ayu ayumi azadeh aziz aziza azlan azra azubuike azucena babajide babak babatunde badr bahaa bahar bahram
  bairbre bakary bala balazs balduin balint baltazar bambang bao baptiste baran barbara barbora barend baris barnabas barnabe barnaby barney barry bart
  bartek bartholomew bartlomiej bartolomeo bartosz bas basia basil basma bassam bastiaan bastian bastien batoul batuhan baudouin bauyrzhan beata beate
  beathe beatrice beatrix beatriz becca becky begona begum behnam behnaz behrouz behzad bekele bela belen belinda bella ben bence benedetta benedetto
  benedict benedicte benedikt benedikte benedito bengt benita benito benjamin benjie benno benny benoit bente bento beom berend berenice berit berk
  berkay bernadette bernard bernardo bernd bernhard bernice bernt bert berta bertha berthold bertil bertram bertrand bess bessie beth bethan bethany
  betsy bettina betty beulah beverley beverly bhagya bhavesh bhavna bianca bijan bilal bilel biljana binta birger birgit birgitta birgitte birna birte
  birthe bjarki bjarne bjarte bjoern bjorn blaise blake blanca blandine blanka blazej blessing bo boaz bob bobbie bobur bodil bodo bogdan boglarka bogna
  boguslaw bohdan bohumil bojan bojana bola boleslaw bongani bonnie boris borislav borja borje borys botond boubacar boubker boudewijn boutros boyan
  boyd bozena brad bradley brady bram branden brandon branislav branka branko breanna breda bregje brenda brendan brenna brennan brent brett brian
  brianna brice bridget bridie brigid brigida brigitta brigitte briony brit britney britt britta brittany brock bronislaw bronwen bronwyn brooke
  brooklyn bruce bruna bruno bryan bryce bryn bryony brígida budi bukola burak burcu burkhard bushra byron byung caden caetano cagla cahyo caio caitlin
  caitlyn caitriona caleb callum calum calvin camelia cameron camila camilla camille camillo camilo canan candela candice candida cansu capucine cara
  carey caridad carina carissa carl carla carles carlijn carlo carlos carlotta carlton carly carmel carmela carmelita carmelo carmen carol carole
  carolien carolin carolina caroline carolyn carrie carsten carter cary casey casimir caspar casper cassandra cassia cassidy cassie cassio catalin
  catalina catarina caterina caterine cathal catharina catherina catherine cathleen cathrin cathrine cathy catrin catriona caua cayetano cecil cecile
  cecilia cecilie cedric cees celeste celestin celia celine celso cem cemal cemile ceren cerise cesar cesare chad chadwick chaim chana chandler chandra
  chantal chantelle charlene charles charley charlie charlotta charlotte charmaine chau cheikh chelo chelsey chen cheng chenoa cheryl chester chetan
  cheyenne chiamaka chiara chibuzo chidi chidinma chien chihiro chiho chika chinatsu chinedu chinonso chinwe chioma chiyo chizoba chloe chris chrissy
  christa christel christelle christi christiaan christian christiana christiane christie christien christin christina christine christl christo
  christof christoph christophe christopher christos christy chrysa chuck chukwudi chukwuemeka chul cian ciara ciaran cihan cilla cillian cindy cinzia
  ciprian cirilo citra claas claire clara clarence clarice clarissa clarisse clark claude claudete claudette claudia claudine claudio claus clayton
  cleber clelia clemence clemens clement clemente clementine cleo cletus clifford clifton clint clinton clive clodagh clotilde clyde codruta cody coen
  colby cole coleen colette colin colleen colm conan conceicao concepcion concetta conchita connie connor conny conor conrad constance constantin
  consuelo cor coralie cordula corentin corey corina corine corinna corinne cormac cornelia cornelis cornelius corrado cory cosima cosimo cosmin costas
  costin courtney covadonga craig cressida crina crispin cristian cristiana cristiano cristina cristobal crystal csaba csilla curtis cynthia cyril
  cyrille cyrus czeslaw daan dacian dae dafydd dag dagfinn dagmar dagny dahlia daichi daiki daisuke daisy dakota dalal dalia dalibor dalila dalit dallas
  dalton dalva damaris damian damien damilola damir damjan damla damon dan dana dane danica daniel daniela daniele danielle danijel danilo danique
  daniyar danny dante danuta danylo daphne darcy daren daria darian darijan dario darius dariush dariusz darko darla darlene darnell darragh darrell
  darren darryl darshan darwin darya dashiell dave david davide davina davit davor dawid dawood dayna dayo deandre deanna deb debbie debora deborah
  debra declan deepak deepika deirdre deise dejan delaney delaram delia delilah della delores delphine delroy demetrius demi dena denes deng denice
  denilson denis denisa denise denisse deniz dennie dennis denny denys denzel derek dermot derrick derya desiree desislava desmond desta detlef detlev
  devansh devika devin devon dewey dewi dexter dhruv dian diana diane dianna dianne diarmuid didem didier diederik diego dieter diethard dietmar
  dietrich dieudonne dijana dilan dilara dilek dilip dillon dilnoza dimitar dimitra dimitri dimitrios dimitris dina dinara dineke dinesh dinh dino diogo
  dion dirce dirceu dirk diva divya dixie djamila djibril dmitri dmitriy dmitry dmytro dolly dolores domenico domingo dominic dominick dominik dominika
  dominique dominykas donal donald donatella donatello donato dong donna donnacha donnie donovan dora doreen dorian doriana dorien dorin doris dorit
  dorota doroteja dorothea dorothee dorothy dorte dorthe doru doug dougal douglas dov dragan dragana drago dragos drake drazen dries duane duarte duc
  dudley duke dulce dulcie dumitru duncan dung dunja dunya dusan dusko dustin dwayne dwight dylan eamon earl earnest ebba ebere eberhard ebony ebrahim
  ebru ebuka ece eckart eckhard ecrin edda eddie eddy edeltraud eden edgar edgars edie edilson edina edison edita edite edith edmond edmund edmundo edna
  edoardo edouard edsger edson eduard eduarda eduardo edvard edvin edward edwige edwin edwina edyta eefje eelco eero eetu eeva efe effie efisio efrain
  efrat efthymios efua egbert ege egidio egil eglantine egle egon egor eija eiji eike eiko eileen eilidh eimear einar eino eira eirik eirini eitan ejike
  ekaterina ekene ekkehard eko elad elaine elanor elba elchin elda eldar eldon eleanor eleanora eleftherios elena eleni eleonora eleonore elettra
  elfriede elham eli eliana eliane elias elie eliezer elif elijah elin elina eline elinor elio eliot eliott elisa elisabeth elisabetta elisangela elise
  eliza elizabeth elke ella elle ellen ellie ellinor elliot elliott ellis elma elmar elmer elnaz elodia elodie eloi eloise els elsa elsbeth elsie elske
  elspeth elton eluned elvin elvio elvira elvis elwood elyas elzbieta eman emanuel emanuela emanuele emeka emeline emer emeric emerson emery emese emi
  emiel emil emile emilee emilia emilian emiliano emilie emilio emily emin emine emir emma emmanuel emmanuelle emmet emmett emrah emre emrys encarnacion
  ender enea enes engelbert engin enid eniko ennis enoch enock enora enrica enrico enrique enza enzo eoghan eoin epifanio eray ercan ercole erdem
  erdogan eren ergin erhan erhard eri eric erica erich erik erika erin erkki erland erlend erling ermanno erna ernest ernestine ernesto ernst erol errol
  erwan erwin eryk erykah erzsebet esa esha esi esin eskil esme esmee esmeralda espen esperanza esra essi essie esteban estefania estela estelle esther
  esti estrella eszter ethan ethel etienne etsuko etta ettore euan eugen eugene eugenia eugenie eugenio eulalia eulalie eun eunice eunji eusebio eva
  evan evandro evangelia evangeline evangelos evaristo eve evelien evelin evelina eveline evelyn evelyne everett evert everton evgenia evgeniy evgeny
  evi evie evita ewa ewald ewan ewelina ewout eyglo eylem eylul eyvind eze ezekiel ezequiel ezgi ezra fabian fabiana fabiano fabien fabienne fabio
  fabiola fabrice fabricio fabrizia fabrizio facundo fadekemi fadi fadila fadwa fahad faina faisal faiza fajar falk fang fanny fanta farah farhad farhan
  fariba farid farida faridah fariha faris farnaz farouk farshid faruk farzaneh fatema fathi fatih fatiha fatima fatjon fatma fatou fatoumata faustine
  faustino fausto fawzi faye fayez faysal fedde federica federico fedor felice felicia felicie felicitas felicity felipe felix femi femke feng fenna
  ferda ferdinand ferenc fereshteh fergal fergus ferhat feride ferit fermin fern fernand fernanda fernande fernando ferruccio ferry fia fidel fien fiete
  figen fikret filip filipa filippa filippo filomena finn fiona fionn fionnuala fiorella fiorenza firas fitri fjodor flavia flavio fleur floor floortje
  flora florence florencia florent florentina florian floriana floriane florica florin floris floyd flynn fokke folake folasade folker folkert fotini
  frances francesca francesco francine francis francisca francisco franck franco francois francoise frank franka frankie franklin frans franz franziska
  fraser frauke fred freda freddie freddy frederic frederica frederico frederieke frederik frederique fredric fredrik freek freja freya freyja frida
  frieda frieder friederike friedhelm friedrich frits fritz frode froukje fulvio fumiko fumio funke furkan fynn gabby gabe gabi gabor gabriel gabriela
  gabriele gabriella gabrielle gael gaelle gaetan gaetano gage gaia gail gal galina galit galyna gamze gareth garrett garth gary gaspar gaspard gaspare
  gastao gaston gathoni gaurav gauri gautier gavin gawain gayane gayatri gaynor gebhard gebre geert geertje geeta geir gema gemma gena genaro genevieve
  gennady gennaro genowefa geoff geoffrey geoffroy georg george georges georgette georgi georgia georgiana georgie georgina georgios geraint gerald
  geraldine geraldo gerard gerardo gerben gerd gerda gerdien geremia gergely gergo gerhard gerlinde germain german germano gernot gero gerrit gerry gert
  gertraud gertrud gertrude gervasio gerwin gesa gesine geza ghada ghassan ghazal gheorghe ghislain ghislaine giacinta giacomo giada gian giancarlo
  gianfranco gianluca gianmarco gianna gianni giannis gianpaolo gideon gigi gijs gijsbert gila gilbert gilberto gilda gilles gillian gilson gina gines
  ginevra ginger ginny gino gintaras gioacchino giorgi giorgia giorgio giorgos giovanna giovanni girish gisela gisele giselher giselle gisli gitta gitte
  giulia giuliana giuliano giulio giuseppe giuseppina giusy gizem gladys glaucia glauco gleb glenda glenn glennis glenys gloria glyn godfrey gokhan
  golnaz gonca goncalo gonul gonzalo gopal goran gordana gordon goro gosia gottfried govind graciela grady graeme graham grainne granville grazia
  graziano graziella grazyna greer greetje greg gregoire gregor gregorio gregory greta gretchen grete gretel gretha griffin grigory griselda gro grover
  grzegorz guadalupe gualtiero guang gudmundur gudny gudrun guglielmo guido guilherme guillaume guillermo guinevere gul gulay guler gulnara gulnora
  gulsen gundula gunilla gunn gunnar gunter gunther guo gus gusta gustaf gustav gustavo guus guy gwen gwenael gwenaelle gwendoline gwendolyn gwilym
  gwyneth gyorgy gyu gyula haakon haavard habib habiba hadar hadas hadeel hadi hadiya hadiza hae hafiz hafsa hagen haibo haifa hailey haim haitham hajar
  hajime hajnalka hakan hakim hala haley halil halima halina halldor halvard halvor hamad hamed hamid hamish hamza hana hanae hanan handan hande hani
  hanif hank hanka hanna hannah hanne hanneke hannele hannelore hannes hanno hannu hans hans-peter hao harald harini haris harish harlan harley harm
  harmen harold harper harpreet harri harriet harris harrison harro harry harsh hartmut hartwig haruka haruki haruko harun haruna haruto harvey hasan
  hashim hasnaa hassan hassina hatem hatice hattie hauke havard hawa haya hayat hayden hayley hayri hazal hazel hazem haziq heath heather heba hector
  hedda hedley hedvig hedwig hee hege heide heidi heidrun heike heikki heiko heiner heini heinrich heinz heitor helder heleen helen helena helga helge
  heli helio hella helle helma helmer helmi helmut heloisa heloise hema heman hemant hendra hendrik hendrika hendrikje heng henk henna hennie henning
  henny henri henrietta henriette henrik henrique henry henryk herb herbert heribert herlinde herman hermann hermes hermine herminia hernan herschel
  herta herve hessel hester hetty hicham hidayat hideaki hideki hideo hieu hikari hikaru hilal hilario hilary hilda hilde hildegard hildur hillary
  hilmar hiltrud himanshu hina hinata hind hinrich hiroaki hirofumi hiroki hiroko hiromi hironobu hironori hiroshi hisashi hisham hitomi hjalmar hoa
  hoang holger hollie holly homer homero hong honoka honore hooman hoon horace horacio horatio horia horst hortense hossam houda howard hrafn hristina
  hristo hsin hua huan huang hubert hubertus huda hudson huey hugh hugo hugues huguette hui hulya humberto hung hunter huong huseyin hussain hussein
  huub huw huy hyacinth hyejin hyun hyunwoo iain ian iara ibrahim ibrahima ibtisam ibtissam ichiro ida idalina idan idoia idris idriss idun ieva ifeanyi
  ifeoma ifor iga ignace ignacia ignacio ignacy ignas igor ihab ihor ihsan iida ikbal ike ikenna iker ikram ilan ilaria ilda ildiko iliana ilias ilija
  ilir ilka ilkay ilke ilker ilkka ilmari ilona ilse ilya ilyas imad iman imane imani imelda imke imma imogen imran imre ina inacio inas inbal indah
  india indira ine ines inese inez inga inge ingeborg inger ingmar ingo ingolf ingrid ingvar ingvild inigo inka inkeri inmaculada inna intan intisar
  inês ioan ioana ioanna ioannis iolanda ion iona ione ionel ionela ionut iosif ipek iqbal iqra ira iracema iratxe irem irena irene irfan irina irini
  irja irma irmgard irvin irving irwin iryna isaac isabel isabela isabella isabelle isadora isaiah isak isamu isatou isaura isaure ishaan ishita ishmael
  isidora isidoro isidro isla islay ismael ismail ismet isobel isolde isra israel issa issam istvan itai italo itamar itziar iulia iulian iuliana iva
  ivan ivana ivar ivete ivette ivica ivo ivona ivone ivor iván iwan iwona iyad izabela izumi izzati izzy jaakko jaana jaap jaber jabir jacco jacek
  jacinda jacinta jacinthe jacinto jacira jackie jackson jaclyn jacob jacoba jacobo jacopo jacqueline jacques jacqui jad jaden jader jadwiga jae jaewon
  jafar jagdish jago jaiden jaime jaimie jair jake jakob jakov jakub jalal jaleel jamal jamar jameela james jamie jamil jamila jamshid jan jan-willem
  jana janaina janaki jandira jane janek janelle janene janet janette janez jani janice janie janika janina janine janis janna janne janneke jannik
  jannike jannis janny janos jantine janusz jared jarek jari jarkko jarle jarmila jarno jaromir jaroslav jaroslaw jarrod jarvis jasmijn jasmin jasmina
  jasna jason jasper jaswinder jatin jaume javad javed javier javiera javon jawad jay jaya jayden jayesh jayne jean jeanette jeanine jeanne jeannette
  jeannie jeannine jed jedediah jeff jefferson jeffrey jehan jelani jelena jelle jelmer jem jemima jemma jen jenna jenni jennie jennifer jenny jens
  jeongmin jerald jeremiah jeremie jeremy jerker jermaine jeroen jerome jerry jerzy jerónimo jesper jess jesse jessica jessie jessika jesus jet jethro
  jette jewel jia jiahao jian jiang jianhua jianwei jie jihad jihoon jihye jill jillian jim jimena jimmie jimmy jin jing jinhee jip jiri jirina jiro
  jisoo jitka jiwon jo joachim joakim joan joana joann joanna joanne joao joaquim joaquin joaquina job jocasta jocelyn jocelyne jochem jochen jodi jodie
  jody joe joel joelle joep joerg joey johan johann johanna johanne johannes john johnathan johnnie johnny joke joko jolanda jolanta jolene jolie jon
  jonah jonas jonatan jonatas jonathan jonathon joni jonna jonny jonty joon joonas joop joost jord jordana jordi jordyn jorge jorgen jorien joris jorn
  jorrit jorun jorunn jose josef josefa josefin josefina josefine joselito josep joseph josephine josette josh joshi joshua josiah josiane josie josip
  josipa josje jost josue jouke jouni jovan jovana jovita joyce jozef jozsef juan juana juanita jucelia jude judi judit judite judith judy juergen juha
  juhani juho jukka jule jules juli julia julian juliana juliane julianna julie julien julienne juliet julieta juliette julija julio julita julius
  juliusz jun june jung jungho junho junichi junior junko jurandir jurgen jurre jurriaan jussara jussi justin justina justine justus justyna jutta jyoti
  jyrki kaan kabir kacper kade kader kadir kadri kagiso kai kaisa kaitlin kaitlyn kaito kaj kaja kajsa kaleb kalevi kalina kalle kalman kaloyan kamal
  kamala kamau kamil kamila kamilla kamran kana kanako kanchan kane kaori kara karan kareem karel karen kari karim karima karin karina karissa kariuki
  karl karl-heinz karla karlheinz karlijn karly karolien karolina karoline karoly karsten karthik kartik kartika kasey kasia kasimir kaspar kasper
  kassandra kasumi kat kata katalin katariina katarina katarine katarzyna kate katelyn katerina kateryna kath katharina katharine katherina katherine
  kathleen kathrin kathrine kathryn kathy kati katia katie katinka katiuscia katja katka katri katriina katrin katrina katsumi kaushik kaveh kavita
  kavya kawthar kay kaya kayla kayleigh kazimierz kazuhiro kazuki kazuko kazuo kazuya kea keaton keegan keeley keenan keerthana keerthi kees kehinde kei
  keiichi keiko keira keisha keisuke keita keith kelechi kelley kellie kelly kelsey kelvin kemal kemi ken kenan kendall kendra kendrick kenichi
  kenichiro kenji kenneth kenny kensuke kent kenta kenya kerem keri kermit kerri kerry kerstin ketil kevan kevin khadija khadijah khaled khalid khalil
  khanh khawla kian kiara kiarash kiera kieran kieron killian kim kimberley kimberly kimiko kimmo kinga kinza kiran kirill kirk kirsi kirsten kirstie
  kirstin kirsty kirti kit kitty kiyoshi kjell kjersti kjetil klaas klaasje klara klaudia klaus klemen klemens klement knud knut kody koen koenraad kofi
  kohei koichi koji kolja komal konrad konstantin konstantina konstantinos konstanze koos koray korbinian kordula kornelia kostas kosuke kota kotaro
  kouki kozue kreszentia kris krishna krista kristaps kristen kristi kristian kristie kristiina kristijan kristin kristina kristine kristjan kristof
  kristofer kristoffer kristopher kristy krisztian krisztina krystal krystian krystyna krzysztof ksawery ksenia kubilay kubra kumar kumiko kunal
  kunigunde kunihiko kurt kurtis kwabena kwaku kwame kwan kwasi kyara kyle kylie kyoko kyosuke kyung lacey lachlan lada ladan ladislav laercio laerte
  laetitia laia laila lais lajos lakshman lakshmi lale laleh lalit lamar lambert lamberto lamin lan lana lance lancelot lander landon lanh lanora lara
  larisa larissa larry lars lasse laszlo lata latasha latifa latisha latonya latoya laura laure laurel lauren laurence laurens laurent laurentiu lauri
  laurianne laurids laurie laurin laurine laurynas lautaro lavanya laverne lavinia lavrans lawrence lawson layan layla layton lazar lazaros lea leah
  leander leandra leandro leann leanne lech leda lee leela leena leendert lei leif leigh leighton leila leire leland lemuel len lena lenka lennard
  lennart lennert lenny lenora leo leocadia leon leona leonard leonardo leonce leonel leonhard leoni leonid leonida leonidas leonie leonor leonora
  leonore leontine leopold leopoldo lerato leroy lesley leslie lestari lester leszek leticia letizia lev levan levent levente levi levin lewis lex lexi
  leyla leyre li lia liad liam lian liana liang lianne liat libby libor liboria licia lidewij lidia lidiane lidija lieke lien lies liesbeth liesel liesl
  liisa lilian liliana liliane liliya lilja lilla lilli lillian lillie lilly lilou lily limor lin lina linas lincoln linda lindiwe lindsay lindsey
  linette ling linh linnea lino linus lionel lior liora liridon lisa lisandra lisandro lisanne lisbeth lise liselotte lisette lissa liv livia liviu liz
  ljiljana ljubica lloyd lluis loan loek loes logan loic lois loke lokesh lola loni lonneke lonnie lora loraine lore loredana lorelei lorena lorene
  loreno lorenz lorenzo loretta lorette lori loris lorna lorraine lorrie lothar lotta lotte lottie lou louane louella louis louisa louise louiza louka
  lourdes lourenco lovisa lowell lowri loyd luan luana luann lubna lubomir lubos luc luca lucas lucca lucette lucho lucia lucian luciana luciano lucie
  lucien lucienne lucija lucila lucilia lucilla lucille lucinda lucio lucius lucja lucjan lucrecia lucretia lucrezia lucy lucélia ludger ludmila
  ludmilla ludo ludovic ludovica ludovico ludvig ludwig luella luigi luigia luis luisa luise luisella luiz luiza lujain luka lukas lukasz luke lula luna
  lupe lurdes luther lutz luuk luz lydia lydie lyle lyn lynda lyndon lyndsey lynette lynn lynne lynsey lyra lyubov lyudmila maaike maaret maarit maarten
  maayan mabel macarena machteld maciej mack mackenzie macy madalina maddalena maddie maddison madeleine madelief madeline madelon madelyn madge madhav
  madhuri madina mads mae mael maelle maelys maeva maeve mafalda magali magda magdalena magdalene magdolna maggie magna magne magnhild magnus maha
  mahalia mahdi maher mahesh mahir mahmood mahmoud mahmud mahnoor mahsa mahtab mai maia maicon maija maik maike maila maira maire mairead mairi maisie
  maite maja majed majid makayla makena maki makoto maksim maksym malachi malachy malak malcolm malena malgorzata malik malika malin malina malini malka
  mallory malte malwina mamadou mamoru mamoun manal manami mandy manel manfred manfredo manish manisha manlio manoel manoj manolis manolo manon mansi
  mansour mantas manuel manuela manya mao mara marah marat marc marcel marcela marcelina marceline marcelino marcella marcelle marcello marcelo marci
  marcia marcial marcin marcio marco marcos marcus mareike marek maren marga margaret margareta margarete margarethe margarida margarita margaux marge
  margery margherita margie margit margo margot margret margriet margrit marguerite maria maria-theresia mariah mariam mariama marian mariana marianela
  mariangela marianna marianne mariano maribel maricarmen maricela marie marie-claire marieke mariel mariella marielle marietta mariette marija marijan
  marije marijke marijn marika mariko marilena marilia marilyn marin marina marine marinela marinella mario mariola marion mariona marios marisa marisol
  marissa maristela marit marita maritza marius mariusz marja marjan marjanne marjatta marjo marjolein marjorie marjut mark marketa markku marko markus
  marla marlee marleen marlena marlene marley marlies marlis marlon marlowe marnie marouane marsha marshall marta marte marten martha marthe marti
  martial martijn martin martina martine martje marton marty martyna marusa marva marvin marwa marwan mary maryam maryann marybeth maryna maryse marzena
  marzia masaaki masahiko masahiro masaki masako masami masao masashi masato masaya masood masoud massimiliano massimo mate matej mateja mateo mateusz
  mathea matheus mathew mathias mathieu mathijs mathilde mathis mathys matias matija matilda matilde matjaz mato mats matt matteo matthew matthias
  matthieu matthijs matthis matti mattia mattias mattie matyas matylda maud maude maura maureen maurice mauricio maurits maurizio mauro mavis max
  maxence maxim maxime maximilian maximiliane maximiliano maximo maxine maya maylin mayra maysa mayu mayuko mayumi mazin mbali mckenzie mechthild medina
  meera meg megan meghan megumi mehdi mehmet mehran mehrdad mei meike meiling meinhard meinrad meir melania melanie melba melek melike melina melinda
  melis melissa melle mellissa melodie melody meltem melva melvin mena menachem menno mercedes meredith merel merete meri meriem merle merrill merry
  mert merv mervat merve mervin meryem meryl mesut metin metka mette mia micaela micah michael michaela michaelis michail michal michalis micheal michel
  michela michelangelo michele michelle michiko mick mickael mickey midori mieczyslaw mieke miguel mihaela mihai mihail mihaly mihir mihovil miia mijo
  mika mikael mikaela mikail mikako mikayla mike mikel mikhail mikhaila miki mikio mikkel mikko miklos mikolaj mila milada milagros milan milana milda
  mildred mile milena milica milind miljana milla millard millicent millie milly milo milorad milos miloslav milton mimi mina minako mindaugas mindy
  minerva mingyu minh minho minji minjun minna minnie minoru minseo mio mirabel miranda mircea mireia mireille mirek mirela mirella mireya miriam mirjam
  mirjana mirka mirko miro miroslav miroslava miroslaw mirte mirza misaki mischa misty mitch mitchell mitra mitsuko mitsuru mitzi miyuki mizuki mladen
  moacir modesta modesto mogens mohamad mohamed mohammad mohammed mohamud mohan mohit mohsen moira mollie molly momoka mona moncef mongezi monia monica
  monika monique monserrat montserrat monty morag moran moreno morgan morgana morgane moritz morris mort morten morteza mortimer moses moshe mostafa
  motoko mouna mounir mourad moussa moustafa moustapha mpho mthunzi mubarak muge muhammad muhammed mukesh mukul muna mungo murad murali murat muriel
  murilo murray musa mustafa mustapha mutua mwangi mya myfanwy mykola myla mylene myles myra myriam myrna myron myrtle myrto mysha myung na naama nabil
  nabila nada nadav nadeem nadege nader nadezhda nadia nadim nadine nadiya nadja nael naela nagisa nahia nahid nahla naila naima nair najat najib najla
  najwa naledi nam nan nana nanako nanami nancy nanda nandini nandor nanette nanna naoki naoko naomi naoto naoya napoleon narayan narciso narendra
  nargis naser nasim nasir nasreen nasrin nasser nastassja natacha natale natalia natalie natalija natalina nataliya natalya natasa natascha natasha
  nate nathalie nathan nathanael nathaniel natsuki natsumi nattapong naveed naveen navid navya nawal nayef nayeli naz nazan nazanin nazare nazia nazli
  ndidi neal nebojsa necati ned neelam neeltje neeraj nefeli neha neil nele nelia nelida nell nella nelleke nelli nellie nello nelson nemanja nena nenad
  nerea nerijus neriman nermin nerys neslihan nesrine nestor nettie neus neusa neven nevena neville nga ngoc ngozi nguyen nhung nia niall niamh nicanor
  niccola niccolo nichola nicholas nick nicki nicklas nickolas nicky nico nicola nicolaas nicolae nicolai nicolaj nicolas nicole nicoleta nicoletta
  nicolette nicolien nicolo nida nidal niek niels nienke nieves nigel niina nika nikhil niki nikita nikkel nikki niklas niklaus niko nikola nikolai
  nikolaj nikolaos nikolaus nikolay nikolett nikolina nikos nilay nilda nilesh nilgun nils nilton nilufer nima nina ninette nino ninon nir nirmala nisha
  nisreen nitin njal njeri njoroge nkechi nnamdi noa noah noam nobuko nobuo nobuyuki nodira noe noel noelia noelle noemi noemia noemie nokuthula nola
  nolan nolwenn nomsa nomvula nontle noor noora nora norah norbert norberto noreen norihiro noriko norio norma norman norris nosipho nour noura nova
  nozomi nthabiseng nuala nuno nunzia nur nura nuray nurcan nurhaliza nuria nurit nurlan nurul nuwan nyambura nyasha nádia oana obinna octavia octavian
  octavio odair oddbjorn oddvar odessa odete odette odile odilon odo odvar ofelia ofer ofir ogechi ognjen ohad oihane oisin okan oksana oktay ola
  olabisi olaf olafur olav olavi olavo olcay oldrich ole oleg oleh olek oleksandr oleksandra oleksii oleksiy olena olesya olexander olga olha olimpia
  olindo olive oliver olivera olivia olivier oliviero oliwia olli ollie olof olu oluchi olumide olusegun oluwaseun oluwatobi olwen omar ombeline omer
  omondi omotola ondrej onno onur onyinye oona opal ophelia ophelie ora oran oren orhan oriana orietta oriol orit orla orlaith orlando ornella orsolya
  orson ortrud ortwin orville osama osamu osbert oscar oskar oskari osman osmar osnat osvaldo oswald oswaldo oswin otabek otavio othman otieno otilia
  otis otmar ottavia ottavio ottilie ottmar otto ottokar oumar oumou ousmane outi ove ovidiu owain owen oxana oyelaran oyvind ozan ozge ozgur ozlem
  paavo pablo paco padma padraic padraig paige paivi pall pallavi palle paloma pam pamela panagiota panagiotis panayiotis pancho pankaj pansy paola
  paolina paolo par paraskevi paresh parisa parker parth parvati parviz parwin pascal pascale pascual pasi pasquale patrice patricia patricio patrick
  patrik patrizia patryk patsy patti patty pau paul paula paulette paulien paulina pauline paulius paulo pavan pavel pavla pavle pavlina pavlo pavlos
  pavol pawel payal payam payton paz peadar pearl pearse peder pedro peer pegah peggy pekka pelagia pelin pelle penelope penny pepe per percival percy
  perla pernille perrine perry persephone pertti petar pete peter peter-jan petr petra petri petrina petro petronella petros petru petter petteri petya
  petyr peyman peyton phan phil philibert philine philip philipp philippa philippe philippos phillip phillipa philomena philomene phindile phoebe phuc
  phuong phyllis pia pier piera pierette pierfrancesco piero pierre pierrick piet pieter pieter-jan pietro pilar pim pinar ping pio piotr piotrek pippa
  pirjo pirkko piroska pius piyush placido plamen pleun polina pollie polly pontus pooja pooya poppy porfirio portia poul prabhu prachi pradeep prakash
  pranav pranee prashant pratibha pratik praveen preben predrag preeti prentice preston primitivo primo primoz prince prisca priscila priscilla pritam
  priya priyam priyanka prosper prudence przemyslaw pumla puneet pushpa putra putri qasim qi qiang qing quan quang quentin querino quim quincy quinn
  quinten quinton quique quirin quirino quoc quynh rabia rachael rachel rachele rachelle rachid rada rade radek radha radhika radim radka radko radmila
  radomir radoslav radoslaw radovan radu radwan rae rafael rafaela rafal rafe raffaela raffaele raffaella rafik rafiq raghav raghda raghu ragna ragnar
  ragnheidur ragnhild raheem rahel rahim rahima rahma rahmat rahul raija raimo raimund raimundo raina raine rainer rainier raisa raissa raj raja rajat
  rajeev rajendra rajesh rajni rakesh ralf ralitsa ralph raluca rama ramesh rami ramin ramiro ramon ramona ramsay ramunas ramya rana randal randall
  randi randolph randy rania ranjit ranveig raoul raphael raphaelle raquel rasa rasha rashad rashed rashid rashida rashmi rasim rasmus rastislav ratko
  ratna raul raven ravenna ravi rayan rayane raymond raymonde raymundo raza razvan reagan reba rebeca rebecca rebekah recep reece reed reem reetta
  refugio regan reggie regiane regina reginald reginaldo regine regis regula rehab reham reid reijo reiko reilly reima reimund reinaldo reinder reine
  reiner reinhard reinhilde reinhold reinier reinout rejane reka rekha remco remedios remi remigiusz remo remy ren rena renae renan renata renate renato
  renaud rene renee renske renu renzo reshma resul reto reuben revathi rewan rex reyes reyna reza rhea rhett rhiannon rhoda rhona rhonda rhys rianne
  ricarda ricardo riccarda riccardo richard ricky rico rida rieke rigoberto riho riikka riitta rik rika rikard rike rikke riko riley rim rima rimma rina
  rinaldo rinat rino rinske risa risto rita ritu ritva rivaldo rivka riya riyad rizky roald roar rob robbe robbert robbie robby robert roberta roberte
  roberto robin robyn rocco roch rochelle rocio rocky rod roddy roderick rodney rodolfo rodolphe rodrigo roel roeland roelof rogan rogelio roger rogerio
  rohan rohini rohit roisin rokas rokia roksana roland rolande rolando rolf romain roman romana romane romano romeo romeu romilda romina romuald
  romualdo romulo romy ron rona ronald ronaldo ronan ronda ronen rong roni ronit ronja ronnie roos roque rory rosa rosalba rosalia rosalie rosalind
  rosalinda rosalyn rosamund rosana rosangela rosanna rosanne rosaria rosario roscoe roseanne rosel roseli rosella roselyn roselyne rosemarie rosemary
  roser rosetta roshan roshni rosie rosina rosita roslyn ross rossana rossella rostislav roswitha rotimi rowan rowena roxana roxane roxanne roxie roy
  roya royce roza rozalia ruaridh ruba ruben rubens rubin rubina ruchi ruda rudi rudiger rudolf rudolph rudy ruediger rufino rufus ruggero rui rukhsana
  rumen runa rune rupali rupert ruprecht ruslan russ russel russell rustam rusty ruta rutger ruth ruthie ruud ruxandra ruya ryan ryder ryker ryo ryohei
  ryoko ryosuke ryota ryszard ryuichi saad saanvi saar saara saba sabah saban sabin sabina sabine sabino sabri sabrina sacha sachiko sachin sade sadia
  sadie sadio saeed safa safiya sagar sagi sahar sahil sahra said saida saif sajid sakari saki sakura salah saleem saleh salem salete salim salima salla
  sally salma salman salme salome saltanat salvador salvatore salvo salwa sam samanta samantha samara sami samia samina samir samira sammie sammy samson
  samu samuel samuela samuele samy sana sanaa sanaz sancho sanda sandeep sander sandhya sandie sandor sandra sandrine sandro sandy sanela sanford
  sangeeta sania sanja sanjana sanjay sanna sanne sanni santeri santiago santina santino santo santos santosh saoirse saori sara sarah sarahi sarai
  sardor saree sari sarika sarit sarwat sasa sasan sascha sasha sasikala saskia satish satoko satomi satoshi satu saud saul saulius sava savannah savas
  saverio savina savita sawyer sayaka sayed sayuri scarlet scarlett schelte scot scott seamus sean sebastian sebastiana sebastiano sebastiao sebastien
  sebnem secundino seda sedat seema sefu segolene segun segundo seham seiichi seija seiji selah selcuk selena selim selin selina selma sem semih semra
  sena senad senem senna seo seojun seongmin seoyeon sepideh seppo septimus serap serdar serena serene serge sergei sergey sergio sergiy serhat serhii
  serhiy serkan servane seth setiawan seung sevda severin severine severino sevgi sevil sevim seydou seyed seyma seymour shabana shabnam shadi shae
  shaheen shahid shahram shahzod shai shaila shaima shaimaa shakila shakira shalini shamima shan shana shane shanelle shani shania shanice shankar
  shanna shannon shanti sharon shaun shauna shawn shawna shay shayma sheena sheikh sheila shelby sheldon shelia shelley shelly sheree sheri sherif
  sherman sherri sherrie sherry sheryl shigeru shiho shilpa shima shimon shingo shinichi shinji shinobu shiori shir shira shirin shirley shiro shiv
  shivam shivani shizuka shlomo shmuel shobha shobhana shogo shoko shona shosh shoshana shota shreya shreyas shruti shu shubham shuhei shuichi shun
  shunsuke shweta sian siavash sibel sibongile sibusiso sibylle sid siddharth sidnei sidney sidonie sidra sidsel siegbert siegfried sieglinde siegmar
  siegmund siegrid siegrun sienna sierra sietske sigbjorn sigi sigmar sigmund signe sigrid sigridur sigrun sigurd sigurdur sigve siham silas silje silka
  silke sille silvana silvano silvester silvestre silvestro silvia silvie silvija silvina silvino silvio silviu simao simeon simge simin simisola simo
  simon simona simonas simone simonetta simonne simão sina sinan sinazo sindre sindy sinead sini siobhan sipho siri sirje sirkka sirpa sissel siti siv
  sivan siyabonga siyuan sizwe sjaak sjoerd skye skylar slamet slava slavica slavko slawomir sloane slobodan smita sneha snezana sobhi socorro sofia
  sofiane sofie sofiya sofus sofya soha sohail soheil solange soledad solene solomon solveig somchai somto sona sonal sondra songul sonia sonja sonny
  sonya soo sooyoung sophia sophie soraia soraya soren sorin sorina soroush sota sotirios sotiris souad soufiane soumya sounia spencer spyros srdjan
  sreeja sri sridhar srinivas stacey staci stacie stacy stan stanislas stanislav stanislava stanislaw stanka stanley stavros steef stef stefan stefana
  stefania stefanie stefano stefanos steffen steffi stein steinar steinunn stelian stelios stella sten stepan stepanka stephan stephane stephania
  stephanie stephano stephany stephen sterling stevan steve steven stewart stian stien stig stijn stina stine stipe stjepan stojan stoyan stuart sture
  subin subramaniam sudha sudhakar sudhir suelen sueli suely suhail suhaila sujata sukarno suki sulaiman sule suleiman suleyman sullivan sultan sultana
  suman sumaya sumiko sumit sunghoon sunil sunita sunniva suresh surya susan susana susann susanna susannah susanne sushma susie susumu suus suvi suzan
  suzana suzanna suzanne suzette suzuka svante svea svein sveinn sven svenja sverre svetla svetlana svetoslav svitlana swapnil swati syafiq sybil
  sybille sybren sydney syed sylvain sylvaine sylvana sylvester sylvette sylvi sylvia sylvie sylwester sylwia synne synnove szabolcs szilvia szymon
  taavi tabea tabitha tad tadas tadashi tadej tadeusz tae taha tahir tahira tahsin taichi taisia taiwo taiyo tak takahiro takako takao takashi takayuki
  takehiko takeru takeshi taku takuma takumi takuya tal talal talia tallulah tamaki tamar tamara tamas tamer tamika tamir tammie tammy tamsin tancredi
  tandi taner tangui tanguy tania tanika tanisha tanja tanvi tanya tapani tapio tara taras tarcisio tarek tariq tariro tarkan taro taru tarun taryn
  tasha tasneem tatiana tatiane tatjana tatsuya tatum tatyana tauri tawanda tawanna taya tayfun tayla taylor taís tebogo ted teddy teemu tehila teija
  tejas telma telmo temitope tendai teo teodor teodora teodoro teofil teofilo terence teresa terese teresia teresita tereza terezia teri terje tero
  terrance terrell terrence terri terry teruko tesfaye tess tessa tetiana tetsuo tetsuya teun teunis thabo thad thaddeus thais thalia thanasis thandeka
  thandi thandiwe thando thanh thao thea thekla thelma themba thenjiwe theo theodor theodora theodore theodoros theophile theresa therese theresia
  theron thi thiago thibault thibaut thierry thijs thilo thirza thomas thomasin thomasina thor thora thorben thorbjorn thordis thore thorir thorsteinn
  thorsten thorvald thu thulani thuy thyra tia tiago tiana tibor tien tiernan tiffany tigran tihomir tiina tijana tijmen tijs tilda tillmann tilly
  tilman tilo tim timea timm timmy timo timofey timon timothee timothy timur tina tineke tino tiphaine tirza tisha titia titilayo titouan tiziana
  tiziano tjark tjeerd tjitske tobiah tobias tobie tobin toby todd todor toivo tokunbo tolga tolu tom tomas tomasz tomek tomer tomi tomislav tommasina
  tommaso tommie tommy tomo tomofumi tomohiro tomoko tomomi tomoya ton toni tonia tonje tony tonya toon topi tor torben torbjorn tord tore torgeir
  torgrim torhild tori toribio torill torin torleif torstein torsten toru torunn toshi toshiko toshio toshiro tova tracey tracy trang traude traudl
  travis treasa trent trenton tresa trevor trey tricia triin trina trine trinh trinidad trinity trish trisha tristan tristram troels trond troy trude
  trudy truls trung truus trygve tsubasa tsutomu tsveta tsvetan tsvetana tuan tucker tudor tugba tugce tuija tulay tullio tuncay tunde tung tuomas
  turgut turid turkan turki tushar tuula tuulikki tuva tuyet tycho tyler tymoteusz tyra tyrell tyrone tyson tytti tyyne tzipi tzvi ubaldo ubbo uche
  uchenna uday udo ufuk ugo ugochi ugur ulf ulises ulla ulli ulrica ulrich ulrik ulrika ulrike ulysse ulysses uma umar umberto umida umit umut una unai
  unni urbano uri uriah uriel urs ursina ursula urszula urte uschi usha usman uta ute uwe uxue uzma vaclav vadim vahid vaibhav vaida vaino vaishali val
  valarie valdemar valdir valencia valentin valentina valentine valentino valentyna valeria valerian valerie valerio valeriu valeriya valery valeska
  valmir valter valtteri van vance vanda vandana vanesa vanessa vangelis vania vanja varsha varun vasco vasile vasileios vasiliki vasilis vasily vaso
  vassilis vasudha vasyl vaughan vaughn vedran veena veera veerle vegard veikko veit veli velma venancio vendela venetia venkat venkata venkatesh venla
  vera verena verity verna vernon veronica veronika veronique versha vesa vesela vesna vibeke vicenta vicente vicki vicky victoire victor victoria
  victorine vidar vidya viera viet vigdis viggo vignesh vijay vikas vikram viktor viktoria viktorija viktoriya viktoryia vilde vilhelm vilho vilja
  villads ville vilma vilmos vimal vinay vince vincent vincenza vincenzo vineet vinicio vinicius vinnie vinod vinzenz viola violaine violet violeta
  violetta violette vipin virgil virgilio virginia virginie virginija virpi virve vishal vishnu visnja vitali vitalii vitaliy vitaly vitor vittoria
  vittorio vivek vivian viviana viviane vivien vivienne vlad vladimir vladislav vlado vladyslav vlasta vojtech volha volkan volker volkmar volodymyr vuk
  vuyisile vuyo vyacheslav wade wael wafa wagner wahid wahyu wakana walburga waldemar waleed walid wallace wallis walmir walter waltraud wambui wanda
  wanderley wangari wanjiku wanjiru warda warren warwick waseem washington wassim wataru wati wayan waylon wayne wei wellington wen wenche wendelin
  wendell wendi wendy wenjie wenjun wenzel werner wesley wessel weston whitney wibke widad widodo wiebe wiebke wieland wies wieslaw wietske wiktor
  wilbert wilbur wilco wilda wiley wilfred wilfredo wilfried wilhelm wilhelmina wilhelmine wilhelmus willa willard willeke willem willemien willemijn
  willi william willie willis willow wilma wilson wiltrud wim winfried winifred winnie winona winston wissam witold wladyslaw wlodzimierz wojciech wolf
  wolf-dieter wolfgang wolfram woo woodrow wout wouter wyatt wynne wytske xander xanthe xaver xavi xavier xia xiang xiao xiaoming xiaoyan ximena xin
  xing xinyi xiomara xiu xiulan xuan xue yaa yaakov yaara yadira yaeko yael yago yahya yair yakov yamina yamini yan yana yang yanina yanis yann yannic
  yannick yannis yanti yara yaron yaroslav yaroslava yasaman yasar yasemin yaser yash yasin yasir yasmeen yasmin yasmina yasmine yasser yassin yassine
  yasu yasuhiro yasuko yasuo yavuz yaw yegor yehuda yelena yeliz yen yeon yesenia yetunde yeva yevgenia yevgeny yevhen yevhenia yiannis yigal yigit
  yildiz yilmaz yiming ying yitzhak yiwei yizhak ylva yngve yoana yoav yogesh yohan yohana yohei yoichi yoko yolanda yolande yonas yonatan yong yoon
  yosef yoshi yoshiaki yoshie yoshiko yoshio yossi yosuke youcef younes young youngjae youri yousef yousra youssef youssra yu yuan yudai yudi yue yui
  yuichi yuka yukari yuki yukiko yukio yuko yulia yuliana yuliia yuliya yumi yumiko yun yuna yunus yuri yurii yuriko yuriy yury yusra yusuf yusuke yuta
  yutaka yuto yuuki yuval yvan yves yvette yvo yvon yvonne zaahir zabrina zac zacarias zach zachariah zacharie zachary zack zafer zahid zahir zahra zaid
  zaina zainab zaira zakaria zaki zandile zane zanele zara zarina zaya zaynab zbigniew zdenek zdenka zdravko zdzislaw zeena zeger zehava zehra zeina
  zeinab zeki zekiye zelda zelia zelie zeljka zeljko zena zenaida zenobia zenon zeynep zhanna zhen zheng zhi zhong zia ziad zigmund zihan zilda zinaida
  zineb zinovia zion zita zivko zlata zlatan zlatka zlatko zodwa zoe zoey zofia zohar zola zoltan zoran zorana zorica zoya zsofia zsolt zsuzsanna
  zubaida zubair zuberi zuhal zuleica zulema zulfiqar zulkifli zurab zuri zuzana zuzanna zvi zvonimir zygmunt`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/\s+/),
)
