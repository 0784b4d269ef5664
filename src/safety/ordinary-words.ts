/**
 * Words that stand with a capital in support texts and name no person: those that begin sentences, and those of
 * products, machines, menus and companies. Folded. They only ever help to leave two capitalised words alone.
 */
export const ordinaryWords: ReadonlySet<string> = new Set(
  `wi-fi a about above access according account accounting accounts accept action actions activate activation active activity actual actually ad
  add added adding addition additional additionally address admin administration administrator ads advanced advice after afternoon again
  agency agent agents agile agreement ai air airport alert alerts alias all allow almost alpha already also alternatively although always
  am amazon american amount an analysis analytics and android animation annual another answer answers any anyone anything anyway apache api
  app apparently appears apple application applications apply approval apps april architecture archive are area around array art as asia
  ask asked asset assets assigned assistant associate at attached attachment attachments attempt audio audit august auth authentication
  author auto automate automatic automation availability available aws azure back backend background backup backups bad bahnhof balance
  ball band bank banking bar barcode base based basic batch battery bay be beach because been before beginning behind being below berlin
  best beta better between big bill billing bin bit bitte black blank block blocked blog blue bluetooth board body book booking boolean
  boot both bottom box branch brand brazil bring british broken browser bucket buffer bug bugs build builder building builds business but
  button buy by cable cache calendar call called caller calls camera campaign can canada cancel cannot capacity capital car card cards
  care carrier cart case cases cash catalog catalogue category cause cell center central centre certificate certificates certified chain
  change changed changes channel channels chapter character charge chart chat check checked checking checkout checks child china chip
  choose chrome church circle city claim class classic classroom clean clear cli click client clients clinic clipboard clock close closed
  cloud club cluster cms co coast code codes coffee collection college color colour column com comma command commands comment comments
  commerce commercial commission commit common communication communications community company compare complete completed compliance
  component components computer concept conference config configuration confirm confirmed connect connected connection connections
  connector console construction consulting consumer contact contacts container containers content context continue contract contracts
  control controller controls conversation cookie cool copilot copy core corporate corporation correct cost could council count counter
  country course court cover cpu crash create created creating creation creative creator credit critical crm cron crypto css csv current
  currently cursor custom customer customers cut cyber daily damage danke dark dashboard data database databases dataset date dates day
  days de dealer dear debian debit debug december decision deep default define delete deleted delivery dell delta demo dental department
  deploy deployment der des description design designer desk desktop despite detail details dev develop developer developers development
  device devices diagnostic diagnostics dialog did die different digital direct direction directly director directory disable disabled disc
  discount discover discovery disk dispatch display distribution district division dns do docker document documentation documents does
  dollar domain domains done door double down download downloads draft drive driver drivers drop due duplicate during dynamic dynamics each
  early earlier earth east easter eastern easy echo ecommerce edge edit edited edition editor education effect either el electric
  electronic electronics element elements else email emails employee employees empty en enable enabled encryption end endpoint endpoints
  energy engine engineer engineering engineers england english enter enterprise entertainment entire entity entries entry environment
  environments equipment erp error errors escalation essential essentials estate et etc ethernet euro europe european even evening event
  events ever every everyone everything exactly example excel except exception exchange execution executive exit expected expense expert
  explorer export exports express expression extended extension extensions external extra eye fabric face factory fail failed failing
  failure family fargate fashion fast fax feature features february federal federation feed feedback feel fiber fiction field fields fifth
  figure file files filter filters final finally finance financial find fine fire firefox firewall firmware first fix fixed flag flash
  fleet flight floor flow fluid folder folders follow following food foods football for force foreign forest form format former forms
  forum forums forward found foundation four frame framework france free freight french frequently friday friend from front frontend full
  function functions fund further future fwd galaxy gallery game games gaming garden gate gateway gb general generation generic german
  germany get getting git github gitlab give given glass global go goes going gold good google got government grade grand graph graphics
  graphql gray great green grid group groups growth guest guidance guide guides guten haben half hall handler hard hardware harbor has
  have having he head header headers headquarters health healthcare heat height hello help helpdesk her here heute hey hi hidden high
  higher highly highway him his history holding holiday home hook hope hospital host hosted hosting hosts hot hotel hour hours house how
  however hr html http hub human i ich icon id idea identity if ignore iis image images import imports in inbox incident incidents include
  incoming incorrect index india industrial industries industry info information infrastructure initial input insert inside insight
  insights install installation installed installer instance instances instead institute insurance integration integrations intel
  intelligence interactive interface internal international internet intranet introduction invalid inventory investment invoice invoices
  ios ip iphone ipad is island issue issues it italian item items its itself jan january java javascript jenkins jira job jobs join
  journal json july june jump junior just kafka kann keep kernel key keyboard keys kind king kingdom kit know knowledge known korea
  kubernetes la label labels lake lambda land language laptop large laser last late later latest launch law layer layout lead leads leaf
  leaders league learn learning lease least left legacy legal length let letter level levels liability library licence license licenses
  life light lightning like likely limit limited limits line lines link links linux list listing lists little live load loading local
  location lock log logged logging logic login logistics logon logs long look looking looks loop lost lot low lower machine machines
  macbook macos macro made magic mail mailbox mailbox main maintenance major make makes making manage managed management manager manual
  manufacturing many map maps march marine mark market marketing marketplace markets mass master match material materials max maximum may
  maybe me mean means meanwhile measure media medical medicine medium meet meeting meetings member members membership memory menu merchant
  merge mesh message messages messaging messenger meta metal meter method metrics metro microsoft middle might migration mile military
  mind mine mini minimum ministry minute minutes mirror missing mission mobile mode model models modern module modules moment monday money
  mongo monitor monitoring month monthly months more morning most motion motor motors mount mountain mouse move moved mozilla multi
  multiple museum music must my mysql name named names nano nation national native natural near need needed needs net network networks
  never new newer news newsletter next nginx night nintendo no node nodes none nor normal normally north northern not note notebook notes
  nothing notice notification notifications november now nuclear null number numbers object objects ocean october of off offer office
  offices official offline often oil ok okay old older on once one ones online only open opened opening operating operation operations
  operator option optional options or oracle orange order orders ordinary organisation organization origin original orion other others our
  out outage outlook output outside over overall overview own owner owners pacific pack package packages page pages paid panel paper
  parent paris park part partial particular partner partners parts pass password passwords past paste patch path paths patient patients
  pause pay payment payments payroll pdf peer pending pension people per perfect performance perhaps period permission permissions
  personal phase phone phones photo php physical pick picture pilot pin ping pipeline pixel place plan plane plant plants platform play
  player please plugin plugins plus point points police policies policy pool pop popup port portal ports position possible possibly post
  postgres postgresql posts power powershell practice pre preferences preferred premium presentation press preview previous previously
  price pricing primary prime print printer printers printing prior priority private pro probably problem problems procedure process
  processing processor procurement prod product production products professional profile program programs progress project projects
  properties property protection protocol provider providers proxy public publisher purchase purchasing purple push put python quality
  quarter query question questions queue quick quickbooks quickly quite quota quote radio rail random range rapid rate rather raw re
  react read reader reading ready real really reason rebel receipt receive received recent recently recipient record records recovery
  red redirect redis reference refresh refund regards region regional register registration registry regular related relations release
  releases relevant relay remote remove removed rename render renewal rental repair replace replacement replica replication reply repo
  report reported reporting reports repository request requests require required requirements res research reservation reset resolution
  resolve resolved resource resources response rest restart restaurant restore result results retail retry return returned returns
  revenue review reviews right ring risk river road robot rocket role roles roof room root round route router routes routing row rows
  royal ruby rule rules run running runs runtime russia safari safe safety sales salesforce same sample samsung san sandbox sap saturday
  save saved says scale scan scanner scanning schedule scheduled scheduler schema school science scope score screen screens screenshot
  script scripts sdk sea search season second secondary seconds secret section secure security see seems select selected selection self
  sell seller send sender sending senior sensor sent separate september sequence serial series server servers service services session
  sessions set sets setting settings setup several severity share shared sharepoint sheet shell shield shift ship shipment shipping shop
  shopping short shortcut should show showing shows shutdown side sign signal signature silver similar similarly simple simply since
  single site sites size skill skills sky skype slack sleep slow small smart snapshot so social society soft software solar solution
  solutions some someone something sometimes soon sorry sort sound source sources south southern space spain spark speaker special
  specific speed split sport sports spot spring sprint sql square ssl sso stack staff stage staging standard star stars start started
  starter starting startup state statement states station stats status std steam steel step steps still stock stone stop stopped storage
  store stored stores story strange stream streaming street string strings strong structure student students studio style subject
  submit subscription success such suddenly suite summary summer sun sunday super supplier suppliers supply support supported sure surface
  surprisingly survey swift switch symbol sync synchronization system systems tab table tables tablet tag tags take taken tank target task
  tasks tax team teams tech technical technician technologies technology telecom template templates temporary tenant terminal terms test
  tested testing tests text than thank thanks that the their them theme then there therefore these they thing things think third this
  those though thread three threshold through thursday ticket tickets tier time timeout times timestamp timezone tip tips title to toast
  today together token tokens tomorrow tonight too tool toolbar tools top topic total touch tower town toy trace track tracker tracking
  trade trading traffic train training transaction transactions transfer transit translation transport transportation travel treasury
  tree trial trigger trip trouble truck trust try trying tuesday tunnel turn tutorial tv twice two type types ubuntu ui unable under
  unfortunately unified uninstall unit united units universal university unix unknown unless unlimited until up update updated updates
  upgrade upload upon upper upstream uptime urgent us usage usb use used useful user username users uses using usually utility vacation
  valid validation valley value values van variable various vault vehicle vendor vendors verification verify version versions very via
  video view viewer views village vintage virtual virus vision visit visitors visual vmware voice volume vpn wait waiting wall wallet
  want warehouse warm warning warnings was watch water wave way we weather web webhook webhooks website week weekly weeks welcome well
  went were west western what whatever when whenever where whereas whether which while white who whole why wide widget width wifi wiki
  wild will win wind window windows wine winter wireless with within without wizard wolf wonder wood word wordpress work worker workers
  workflow workflows working works workshop workspace workstation world would wrong yellow yes yesterday yet york you young your yours
  zip zone zoom inc ltd gmbh corp llc ag group holdings sons bros freightways airlines airways railways logistics pharma labs laboratories
  foods motors bikes systems networks robotics analytics ventures capital partners consulting
  ability absolute absolutely abstract abuse accepted accepts accessible accessing accordingly accountant achieve acid acrobat acronis
  across activemq activities addon addons addressed addresses adds adjusting admins adult adults advance adverse advise affect affected age
  agenda agree ainsi airflow aka alcohol algorithm allowing allows along alopecia alors alt alternative alvast amazing ambient among
  anaconda anbei anche angle angular animal animals animations annoying anonymous ansible answered anthropogenic antivirus anybody
  anyconnect anywhere apart appdata append applicant applied applying appreciate appreciated approach archived archives areas args argument
  arguments ariba arrow article articles artifactory artificial artikel asana asking aspects assign assistance associated association
  assuming assumptions async atmosphere attach attempting attempts attention attestation attested attractiveness attribute attributes
  audience aussi authenticated authority authorization authors autocad automatically autoreply autosave average avoid awaiting awesome axis
  backspace bacteria bacula badges barcodes basically bearer become becomes begin behavior behaviour believe benefits betrag beyond bias
  binary bindings biological bitbucket bitdefender blend blender blending blob blocking blocks blood bold bone bookkeeper bookmarks books
  bootloader boxes brain branches brave breadcrumb break breakdown breakfast breast brief broadband browse browsers btw buffers built bullet
  bundle burning buttons bytes cached calcium calculate calculation calculations calendars callback calling calories cancer cant
  capabilities caps carbon cartella cartelle cast categories causation caused causes causing cells century certain certainly ces cette
  challenge changing charts checkbox chemical childhood children chipset choice choices cholesterol choosing chose chromium cipher ciphers
  cited citrix claims clang clarify classes clearly clicked clickhouse clicking clicks clickup climate clinical clone closer closing cmake
  cognitive cohort colleague colleagues collections collective collision colors colours columns combination combined come coming commented
  commits commvault como compact compared comparison compatibility compilation compile compiled compiler compiling completely complex
  complexity complicated compose composition computers computing concentration concentrations concepts concerned concerning concerns
  conclusion conclusions concur condition conditions condoms configs configure configured confluence confusing connecting consent
  consequences consider considering consistent constant constraint consultant consumed consuming consumption contains contents continued
  contrast contribute contribution controlled controlling convert cookies cooking coordinates copied copies copying copyright corn corrected
  correlation correo correos corrupted couchbase couchdb countries coupa couple courier cow cpp crashed crashes crazy creates credentials
  creepy criteria crowdstrike ctrl cuando cube curious customize cycle cycles cypress dairy damaged dangerous dashboards databricks datev
  dead death debugging decades defaults deficiency defining definitely definition definitions degree delay deleting density deny
  dependencies dependent depending depends deposit depot deprecated depth depuis derived desc desde designed desktops destination detailed
  detect determine developed developing diabetes diet dietary diets diff difference differences difficult difficulty diffuse digest dioxide
  dir disabling discord discourse discuss discussion discussions disease diseases disorders displayed displaying displays distance
  distributor django doc docking docs doctors dogs doing domino donate donation donc donde doses dove dovecot downloaded downloading drafts
  drag draw drawing dream drink drinking dropbox dropdown drug drupal dump easier easily eat eating economic edges editing editors effective
  effectiveness effects efficacy efficient elasticsearch electrical eliminate elsewhere embed embedded emergency emissions emoji emphasis
  emscripten enabling encoding encrypted ended endometrial engines enough ensure entered entonces env environmental envoy equals equivalent
  err esc esim eslint especially essentially esta estas este estimated estimates estos etag evaluation eventually evernote evidence exact
  examples execute executed executing exercise existence existing exists expand expect expectations experience experiment experimental
  experiments experts expires explain explained explanation exported exporter exporting exposure extract extreme extremely eyes faces facing
  fact factor factors facts fails fairly fake fall false far fare faster fat fatty fault favorite feeling feels feet female fetch few fibre
  figma fill filtering finding finish firewalls fish five flags flare flask flat flatpak flexibility flexible focus fog folks followed font
  fonts foot footer forced forces forgot forgotten fork formation formats formatting forticlient fortigate fortinet frequency fresh
  freshdesk fruit fruits fuel fully functionality furniture gas gateways geehrte geehrter generally generate generated generating generator
  genetic geometry gets giving glad gli globals glucose gmail goal godot goedemiddag goedemorgen gone gonna graag gradle grafana gravity
  greater greatly greenhouse grokko ground groupwise grow guess guessing gutschrift guys hack had hadoop hai hair handheld handhelds handle
  handled handling handset handsets handshake happens happy haproxy hate heading headless headset healthy heart helaas helium hell helm
  helpful hence hex hibernate hide highest highlight hint hit hitting hive hold hooks hooray hopefully hoping horizon horizontal hotline
  hotmail hubspot huge humans hundreds hyper hypothesis icloud ideas identical illustrator imagine imap immediately immune impact
  implementation implemented implementing important imported importer importing impossible improve improved improvement improvements
  improving incidence included includes including increase increased increasing indeed independent indesign indicate indie individual
  individuals infection influence informix inherit init initially injury inline insomnia installing instancing instructions int intake
  integer integrate intended intentional interaction intercom interesting interfere interfering internally interval into inventor
  investigation invision iron issuer istio jboss jive joomla juice junk jupyter kaspersky keeping keeps kept keras keycloak keystore kibana
  kill knowing knows laboratory labview lack landline landlord landscape laptops laravel latitude lazy leave leaves leaving leider less lets
  leur leurs levonorgestrel lexware lib libraries liebe lieber lifetime lighting lightmap lightroom lights likes limitations linear linked
  linking liquid literature living loaded loader locale locales localization locally locate locations locked logo logstash longer longitude
  looker lose losing loss lots lotus love luck mac magento magnetic magnitude mahnung mailboxes mails maintain male males man manually
  mapping mariadb marijuana mask mat math mathematica mathematics matlab matrix mattermost maven mbox mcafee meal meaning meant measurement
  measurements measures meat memcached men menge mental merged mess messaggi metabase metabolic metabolism metadata mice middleware migrated
  migrating milk million min minimal minitab mint miss mistake mixed mms modem modems modification modified modify modifying modo moin
  molecules monitors mortality mostly motherboard movement moves moving much muscle mutation mutations mwst nagios namespace naturally
  nature nav navbar navigation navision nearly negative neighbor neighbour neither nel nem neo nested netapp netsuite networking newest
  newly nextcloud nexus nice nobody nonce normals norton nos nostra nostro noted noticed notion notre npm nuestra nuestro numerous numpy
  nutrients nutrition nutritional oben observed obviously occlusion odoo okta onedrive onelogin onenote onze openapi opens opensearch opera
  opinion optionally oral org organizations organize orientation originally otherwise outbox outcome outcomes outgoing override owncloud
  oxygen oxysterols pacemakers pain pallet pallets pandas pane papers paragraph parameter parameters parcel parcels parents parse
  participants particle particularly party passed passenger passing passive passport pasted pasteurized pattern patterns payload payslip
  payslips perceived perche percona perfectly perform permanent person personality personally persons perspective pgdn pgup phenomenon
  photoshop physics picker pictures pitch placebo placeholder places plain planning plans players playing playwright plenty pointers
  political popular populate population popups porque positions positive possibilities possibility posta postage posted postfix posting
  postman postpaid potassium potential potentially pourquoi powerful practical practices precision preference prefix pregnancy preis
  premiere prepaid present prestashop presumably prettier pretty prev prevalence prevent preventing prevention privacy probability processed
  processes produced profiles programming prometheus prompt proof proper properly proposed prostate protein proteins provide provided
  providing proxies proxmox psychological psychology publish published pull pupil pure purpose putting pytorch qlik qnap quad quand quando
  quantum queries querying questa questo rabbitmq radiation ragdoll rails rake ran randomized rates ratio rats ray raycast rbfx reality
  realtime reasons recall receptionist rechts recommended redash reduce reducing reduction ref refer references referring refunds regarding
  regardless registered reinstall rejected relation relationship relationships relative released reload relying remember reminder reminders
  removal removes removing renderer rendering rendertarget rent repeat repeated replaced replies replying reproduce requested requester
  requires researchers reseller resistance responding responses restarted restarting restrict resulting retrieve retrieved revealed reverse
  revert revit rich rights rigidbody roaming rock roll rotation roughly rubrik runner sage salary samples saving saw say saying scaling
  scanners scene scenes scheme scientific scientist scientists scopes scratch screenshots scripting scroll seafile searched searching
  sections seeing seem seen sehr selecting selenium sendmail sends sense sentinel separately serious seriously serum serve servicenow
  serving servus severe sex sexual sexually shader shaders shadow shadows shall shape sharing sharp she shopify shopware shortly shot shown
  sidebar signatures signed significant signing simulation simulink sinds situation sizes skeletal sketch skin skip skipping slightly slug
  smoking sms snippet snow snowflake solid solidworks solo solr solved somehow sometime somewhat somewhere sonarqube sono sophos sorted
  sorting sounds spaces spacing spam speaking specifically specify specifying spectrum sphere splitter splunk spooler spread sprite sprites
  spss spyware sqlserver ssid standards stata statements static statistical statistically statistics stay steuer stick stomach stopping
  storing storno straight strategies strategy strength stress structures struggling stuck studies study stuff su sub subfolder subjects
  subnet subscribe subsequent subsidiary substance substances subsystem successfactors successfully sugar sugars suggest suggestion
  suggestions supernova superset superuser supporting suppose sus svelte swagger switchboard switched switching sybase symantec symfony
  symptoms syndrome synology syntax systematic tableau tabs taking talk tambien targets tariff taste tea technicians technique techniques
  telegram tell temperature temporarily ten tenants tensorflow teradata term terminals terraform terrain texture textures theoretical theory
  therapy thinking thought thoughts thousands threading threads thumbnail thumbnails thunderbird thus till tills timing tiny tissue toggle
  told tomcat toner took toolkit tooltip topics torture totally towards traction traditional traefik transform transition transparency
  transparent trash tray treat treatment trello trials triangle tried troubleshoot true truststore truth tunnels turned turns typed
  typescript typically typing typo ueber unclear undefined understanding uniform uninstalled unique unlike unlikely unread unreal unsigned
  unsure unten unter updating upgraded upgrading uploaded uploading uploads urho urhosharp urine useless ust vagrant variables variant
  varnish vary vector veeam velocity ver verifier versand versione vertex vertical viewed viewing viewport violence visibility visible
  visualization visualizations vitamin vitamins vite vivaldi vlan voicemail voicemails vos vostra vostro votre vsync waarom wages wann
  wanneer wants war warming warum waste waterproof waves ways webcam webex weblogic webmail webpack websphere weight weird welche welcher
  welches weshalb whatsapp wheel widgets wieso wildfly wish women woocommerce words workaround workday worked worlds worse worth write
  writing written wrote xen yahoo yarn yeah year years youtube zabbix zahlung zendesk zero zimbra zones zulip
  nachdem wenn aber oder und das dem den ein eine wir sie unser unsere ihr ihre mit von vom zum zur bei nach auf aus vor bitte seit kunde
  kunden kundin anfrage fehler rechnung lieferung bestellung konto vertrag passwort benutzer anmeldung drucker rechner problem frage
  antwort datei ordner seite montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar mai juni juli oktober dezember
  guten tag hallo vielen dank viele beste freundliche gruss gruesse herr frau doktor firma abteilung buchhaltung vertrieb einkauf
  le les une des du nous vous ils elle mais pour avec sans dans sur bonjour merci cordialement madame monsieur client commande facture
  compte contrat mot erreur probleme lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet aout
  los las una del por para con sin pero hola gracias cliente pedido factura cuenta contrato error problema lunes martes miercoles jueves
  viernes enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre señor señora
  het een van wij jullie met voor naar klant bestelling factuur rekening wachtwoord maandag dinsdag woensdag donderdag vrijdag
  o os as um uma do da dos das nao com sem ola obrigado pedido conta senha segunda terca quarta quinta sexta`.split(
    /\s+/,
  ),
)
