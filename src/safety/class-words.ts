/** Words that keep a thread a case, by what they tell. */
export type DecidingWords = { reason: string; patterns: readonly RegExp[] }

const strongThing =
  '(?:(?:our |the |your )?(?:production|prod|productive|live)(?: (?:system|server|servers|environment|site|website|shop|instance|cluster|database|db|platform|service|api|application|app|plant|line|network|machine|tenant|version))?|(?:the |our )?(?:entire|whole|complete) (?:system|site|website|shop|company|factory|plant|network|cluster|platform|production|service|office|team|business|application|department)|all (?:our |the |of our )?(?:systems|servers|sites|services|stores|shops|plants|branches|machines)|everything)'
const weakThing =
  "(?:(?:our|my company's|the customer's|the company's|their|the \\w{3,12}'s|\\w{3,12}'s) (?:\\w{2,12} ){0,2}(?:system|server|servers|site|website|web ?shop|shop|store|cluster|database|db|platform|service|portal|api|network|gateway|erp|crm|factory|plant|warehouse|line|checkout|phone system|mail server|instance|tenant)|(?:the )?(?:erp|crm|payment|billing|booking|trading|checkout|mail|phone|ticket|order|till|cash) (?:system|server|service|gateway|platform)|(?:the )?(?:factory|plant|warehouse|assembly line|hospital|call cent(?:er|re)))"
const isNow =
  "(?:'s| is| are| was| were| went| has| have| has been| have been| keeps?| goes| stays?| remains?)(?: \\w{2,12}){0,3}?"
const dead =
  '(?:down|offline|unavailable|unreachable|unresponsive|inaccessible|not (?:responding|reachable|available|accessible|running)|out of service|out of order|crash(?:ed|es|ing)|at a standstill|stopped|halted|dead|frozen|corrupt(?:ed)?)(?![ -]?(?:load|grade|scal|time window|stream|arrow|vote|payment|to the|for maintenance|loop))\\b'
const broken = `(?:${dead}|not working(?: at all| anymore)?|broken|blocked|failing|return(?:s|ing)? (?:http )?5\\d\\d|stands? still|standing still)`
const people =
  '(?:users?|employees|staff|customers|clients|agents|colleagues|stores?|branches|workers|patients|doctors|students|visitors)'
const secret =
  '(?:passwords?|credentials|secrets?|tokens?|api keys?|private keys?|session(?:s| ids?)?|cookies?|personal data|customer data|user data|card (?:data|numbers?)|e-?mail addresses)'
const weakness =
  '(?:xss|csrf|ssrf|idor|rce|xxe|(?:sql|command|code|ldap|template) injection|(?:path|directory) traversal|cross[ -]site scripting|remote code execution|privilege escalation|open redirect)'
const belongings =
  '(?:account|subscription|licen[cs]e|contract|invoice|order|payment|refund|card|booking|membership|tenant|mailbox|billing address|shipping address|delivery address|credit|plan)'

const productionDown: DecidingWords = {
  reason: 'production down',
  patterns: [
    /\bno (?:\w+ )?(?:orders?|calls?|e-?mails?|payments?|sales|tickets?|traffic|deliver(?:y|ies)|customers?) (?:is|are|have been|has been|come|comes|can be|could be|go|goes|get|gets) (?:\w+ )?(?:coming|in|through|received|processed|placed|out|taken|possible)\b/gi,
    /\b(?:both|all|every|the (?:whole|entire)|our|main|primary) (?:\w+ ){0,2}(?:nodes?|servers?|clusters?|systems?|databases?|instances?|machines|hosts|sites?|shops?|stores?|branches) (?:has |have |had |just |all )*(?:crashed|died|collapsed|failed|gone|went down|is dead|are dead|is gone|are gone)\b/gi,
    /\b(?:live|production|prod|productive) (?:\w+ ){0,2}(?:unusable|dead|broken|crashed|frozen|stuck|gone)\b|\bdead in the water\b|\b(?:on|with|back to) (?:pen and )?paper (?:forms|only|again|until|because)\b|\b(?:our|the) (?:erp|crm|shop|store|web ?shop|checkout|tills?|pos|mes|wms|phone system|mail server|main server) (?:does|do|will|would) ?(?:not|n't) (?:start|boot|come up|respond|open|work|load)\b/gi,
    /\b(?:all|every) (?:\w+ ){0,2}(?:desks?|tills?|registers?|counters?|terminals?|lines|machines|shops?|stores?) (?:is |are |were |have )?(?:closed|shut|down|dead|offline|dark|stopped|blocked)\b|\b(?:call cent(?:er|re)|warehouse|hospital|factory|plant|reception|front desk|support team|sales team|head office) (?:cannot|can't|can not|is unable to|has no access|lost access)\b/gi,
    /\b(?:production|prod|live) (?:\w+ ){0,2}(?:is|are|has|have|keeps?|was|were|started) (?:\w+ ){0,2}(?:refus(?:es|ed|ing)|reject(?:s|ed|ing)|throw(?:s|n|ing)|return(?:s|ed|ing)|dropp(?:ed|ing)|los(?:es|t|ing)|timing out|time?ing out|failing|fail(?:s|ed)|erroring|hanging|hung)\b/gi,
    /\b(?:everyone|everybody|nobody|no one|all (?:of )?(?:us|staff|users|teams?|stores|sites|offices|clients|customers|agents|departments)|the (?:whole|entire) (?:team|company|office|floor|department|factory|plant|warehouse|store|site|hospital)|(?:the )?(?:payroll|billing|checkout|production|shipping|dispatch|trading|till|tills|terminals?|registers?)) (?:is|are|has been|have been|has|have|cannot|can't|can not|can) (?:\w+ )?(?:blocked|stuck|idle|down|offline|locked out|sent home|run|work|proceed|log in|pay|waiting|stopped|come to a (?:halt|standstill|stop))\b/gi,
    /\b(?:site|company|system|nation|region|world|office|plant|service)-?wide (?:outage|downtime|failure|incident|problem)|\boutage (?:since|for|started|began|ongoing|at|in|across|affecting)\b|\b(?:come|came|ground|brought|grinds?) to an? (?:complete |full |grinding )?(?:halt|standstill|stop)\b/gi,
    /\b(?:customers?|shoppers|visitors|patients|guests|clients|callers|drivers) (?:see|get|are (?:seeing|getting|turned away|stranded|waiting outside)|receive|only see) (?:\w+ ){0,3}(?:errors?(?: pages?)?|5\d\d|blank pages?|nothing|timeouts?)\b/gi,
    /\b(?:went|gone|going|fell|fallen|dropped) (?:completely |all |suddenly )?(?:offline|down|dark)\b[^.!?\n]{0,60}\b(?:nobody|no one|all|every|customers?|production|store|stores|plant|since)\b/gi,
    new RegExp(`\\b${strongThing}${isNow} ${broken}`, 'gi'),
    new RegExp(`\\b${weakThing}${isNow} ${dead}`, 'gi'),
    /\b(?:production|prod|live)(?: (?:system|server|environment|site|cluster|db|database))? (?:down|unresponsive|offline|unreachable|unavailable)\b/gi,
    new RegExp(
      `\\b(?:shop|store|site|website|${weakThing}) (?:has|have) (?:stopped|crashed|died|collapsed)\\b`,
      'gi',
    ),
    /(?:^|[.!:\n]\s{0,3}|urgent\W{1,3}|critical\W{1,3})(?:system|server|site|website|service|network|cluster|database|shop|portal|erp|everything)s? (?:is |are )?(?:completely |totally )?down\b/gi,
    /\b(?:production|prod|live|service|major|complete|total|full|system|site|network|nationwide|company-?wide|ongoing|widespread)[ -](?:is |was )?(?:outage|downtime|standstill|shutdown|blackout)\b/gi,
    /\b(?:we|customers?|they|shops?|stores?) (?:have|has|had|are having|are experiencing|experienced|are seeing|face|suffer(?:ed)?) (?:a |an |another |the )?(?:\w+ )?outage\b/gi,
    /\b(?:sev(?:erity)?[ -]?(?:1|one)|prio(?:rity)?[ -]?(?:1|one)|p1(?= (?:incident|ticket|case|issue|outage|please|now)|[!.:,]|$)|business[ -]critical|mission[ -]critical)\b(?=[ :,.!)\]-]|$)/gi,
    /\b(?:error|fail\w*|5\d\d|timeouts?|returns? \w+)[^.!?\n]{0,40} in production since\b/gi,
    new RegExp(
      `\\b(?:all|none of|every|most of|hundreds of|thousands of)(?: of)? ?(?:our |the |\\d[\\d.,]* )?${people}(?: \\w{2,8}){0,3} (?:unable to|cannot|can ?not|can't|can (?:log|work|access|connect|use|place|pay)|could not|affected|impacted|locked out|blocked|offline|down|not able to)`,
      'gi',
    ),
    /\b(?:nobody|no one|no-one|noone) (?:in the company |in our company |in the office |here |at all )?(?:can|could|is able to) (?:work|log|sign|connect|access|use|order|pay|print|place|book|send|open|check|reach)/gi,
    /\b(?:we|they|staff|customers?|users|the warehouse|our \w+|the \w+|patients) (?:can ?not|can't|cannot|are unable to|is unable to) (?:be admitted|ship|invoice|bill|sell|produce|manufacture|take (?:any |new )?orders?|process (?:any )?(?:orders|payments|claims)|place (?:any )?orders|check ?out|serve|admit|treat|scan anything|deliver|trade|pay|work)\b/gi,
    /\bnothing (?:works|is working|loads|starts|responds|goes)(?: any ?more| at all)?\b(?= (?:any|at all|after|since|in)|[.,!]|$)/gi,
    /\b(?:can ?not|can't|unable to) (?:sell|produce|invoice|manufacture|ship (?:any|our|orders|goods)|take (?:any |new )?(?:orders|payments)|serve (?:our )?(?:customers|patients|guests))\b/gi,
    /\b(?:the (?:erp|crm|api|db|vpn|[\w-]{2,16} (?:system|server|cluster|service|node))|our [\w-]{2,20}) (?:went|has gone|keeps going|goes) down\b/gi,
    /\b(?:total|complete|full|partial) loss of (?:service|connectivity|access|data)\b|\bservice (?:interruption|is interrupted|disruption)\b/gi,
    /\b(?:failing|fails|broken|down|unavailable|not working|unusable|offline|dead) for (?:all|every|everyone|everybody|each|most|any of our|our entire)\b/gi,
    /\b(?:the (?:api|system|service|cluster|portal|network|database|cloud|platform)|our [\w -]{3,30}?|(?:both|all)(?: of)?(?: our| the)? (?:nodes|servers|machines|terminals|sites|stores)) (?:is|are|has been|have been) (?:\w+ )?(?:down|dead|offline|unreachable|unavailable|unresponsive)\b/gi,
    /\b(?:logins?|payments?|orders|e-?mails?|calls|requests|transactions) (?:fail|are failing|is failing|do not work|don't work|bounce|are rejected) for (?:the (?:whole|entire)|every|all|our)/gi,
    /\b(?:losing|lost) (?:money|revenue|sales|orders|customers|business|thousands|all (?:our )?data|(?:our|customer) data)\b(?! on)|\bdata (?:is|was|has been|are) (?:lost|gone|corrupted)\b|\bdata lost\b/gi,
    /\b(?:business|the line|work|operations?|shipping|trading|sales|delivery|manufacturing|assembly|logistics|dispatch|billing|payroll) (?:has |have )?(?:is |was |are |come to |came to )?(?:completely |totally |now )?(?:stopped|halted|at a standstill|a halt|blocked)\b/gi,
    /\b(?:factory|plant|production|line|warehouse|everything) (?:stands|is standing) still\b/gi,
    /\b(?:produktion(?:ssystem)?|produktivsystem|live-?system|alle systeme|(?:das |unser )?(?:ganze[s]? |gesamte[s]? )?system|server|webshop|anlage) (?:steht(?: still)?|ist (?:\S+ ){0,3}(?:down|offline|ausgefallen|nicht (?:erreichbar|verfügbar)))|\b(?:total|system|server|produktions)ausfall\b|\bkeiner (?:mehr )?(?:kann|können) (?:arbeiten|sich anmelden)/gi,
    /\b(?:production (?:est )?(?:à l'arrêt|arrêtée|bloquée)|panne (?:générale|totale|de production)|producción (?:está )?(?:caída|parada|detenida)|sistema (?:está )?(?:caído|fora do ar)|produção (?:está )?parada|productie (?:ligt (?:plat|stil))|(?:server|systeem) ligt (?:plat|eruit))/gi,
  ],
}

const securityDefect: DecidingWords = {
  reason: 'security defect',
  patterns: [
    /\b(?:any|every|each|all|a normal|an ordinary|a guest|ordinary|normal) (?:\w+[ -]){0,2}(?:users?|visitors?|guests?|accounts?|customers?|members?|roles?) (?:can|could|may|is able to|are able to) (?:\w+ )?(?:download|read|open|see|delete|change|edit|access|export|list|call|run)\b[^.!?\n]{0,60}\b(?:backups?|archives?|database|keys?|secrets?|passwords?|admin|others?|another|all|every|logs?|config\w*|private|confidential|internal)\b/gi,
    /\b(?:security|privacy) (?:problem|issue|risk|concern|gap|loophole|exposure)\b(?! (?:tab|page|setting|section|scanner))/gi,
    /\b(?:anyone|anybody|everyone|somebody|someone|strangers?|an outsider|attackers?) (?:could|can|might|may|would be able to) (?:\w+ ){0,2}(?:take over|hijack|log in|sign in|impersonate|reset|read|see|download|delete|change|steal|access|act|pretend|pose)\b/gi,
    /\b(?:unauthenticated|unauthorized|unauthorised|anonymous|unsigned|expired|revoked|forged) (?:\w+ )?(?:requests?|users?|calls?|access|links?|tokens?|sessions?|visitors?|clients?) (?:\w+ )?(?:return|returns|can|could|get|gets|still|work|works|receive|are accepted|is accepted|is granted|reach|remain|remains)\b/gi,
    /\b(?:works?|possible|accepted|opens?|succeeds?|goes through|valid) (?:even )?without (?:a |an |any |the )?(?:valid )?(?:tokens?|signature|password|session|authentication|log-?in|permission|check|credentials?|second factor|2fa|mfa)\b/gi,
    /\b(?:sessions?|cookies?|tokens?|links?|passwords?|api keys?) (?:is|are|was|were|stays?|remains?) (?:still |not |never )*(?:invalidated|revoked|expired?|expiring|valid after|usable after|hashed|encrypted|checked|verified)\b/gi,
    /\b(?:former|ex|previous|dismissed|fired|departed) ?-?(?:employees?|colleagues?|admins?|contractors?|users?|staff|staff members?|partner) (?:still |could |can |has |have |had )+(?:\w+ ){0,2}(?:access|log in|sign in|read|delete|change|download|see)|\b(?:hacker|intruder|somebody|someone|a stranger|unknown (?:person|user|ip)) (?:has |had )?(?:logged in|signed in|got in|gained|deleted|changed|stole|encrypted)\b/gi,
    /\bCVE-\d{4}-\d{4,7}\b/gi,
    /\b(?:security|authentication|authori[sz]ation|privacy) (?:vulnerabilit(?:y|ies)|holes?|flaws?|bugs?|defects?|breach(?:es)?|incidents?|leaks?|weakness(?:es)?|bypass)\b/gi,
    /(?<!\d\s|severity\s|npm\s|audit\s)\bvulnerabilit(?:y|ies)\b(?! (?:scan|assessment|management|database|report))|\b(?:zero|0)[ -]?day\b/gi,
    new RegExp(
      `\\b(?:stored|reflected|blind|persistent|dom|found|discovered|have|has|is|possible|potential|allows?|an?|to) (?:an? )?${weakness}\\b(?!\\s?(?:token|protection|header|option|white|config|check|setting|domain|\\[|:|=))|\\b${weakness} (?:vulnerab\\w+|attack|bug|hole|issue|exploit|flaw|in|via|through|on|is possible|possible|payload)\\b`,
      'gi',
    ),
    /\b(?:attackers?|hackers?|malicious (?:users?|actors?|party)|anyone|somebody|an outsider|third parties) (?:\w+ ){0,2}(?:could|can|may|might|is able to|are able to|was able to|were able to) (?:\w+ ){0,2}(?:execute|read|access|steal|inject|upload|download|take over|gain|see|delete|modify|bypass|crash|log|impersonate|run|guess|escalate|forge)/gi,
    /\b(?:guests?|(?:anonymous|unauthenticated|unprivileged|external|normal|ordinary|regular) users?|everyone|everybody|anyone|any user|a customer|customers|other users?|another user) (?:can|could|was able to|were able to|may|to) (?:\w+ )?(?:read|see|view|download|open|access|edit|delete|run|execute|upload)\b[^.!?\n]{0,50}\b(?:profiles?|passwords?|others?|another|all (?:users|files|data|orders)|code|every (?:profile|user|file|record|order)|private|admin|shell|commands?)\b/gi,
    /\b(?:lets?|allow(?:s|ed|ing)?|enables?) (?:anyone|everybody|everyone|any user|guests?|attackers?|outsiders|strangers|anonymous users) (?:to )?(?:run|execute|read|upload|download|see|access|delete|edit|open|take|log)/gi,
    /\b(?:(?:permission|access|authori[sz]ation|ownership|csrf|signature|input) (?:check|validation|verification)s? (?:is|are) (?:missing|absent|skipped|not (?:done|enforced|performed|applied))|missing (?:permission|access|authori[sz]ation|ownership) checks?)\b/gi,
    /\b(?:data|information|credential|privacy) leak(?:s|age)?\b|\bby an? (?:attacker|hacker|intruder)\b|\bsuspicious (?:log-?ins?|sign-?ins?|activity|access|requests|traffic)\b|\bguessable\b/gi,
    /\b(?:stranger|someone else|somebody else|another (?:user|customer|company|tenant|person|patient)|other (?:users|customers|people))(?:'s|s'|') (?:documents?|data|files?|records?|orders?|invoices?|profiles?|accounts?|messages?|tickets?)\b/gi,
    new RegExp(
      `\\b${secret} (?:show|shows|appear|appears|end|ends) (?:up )?in (?:the |our )?(?:\\w+ )?(?:logs?|log files?|url|response|html|browser|output)\\b`,
      'gi',
    ),
    /\b(?:arbitrary (?:code|files?|commands?|sql|script)|buffer overflow|heap overflow|use[- ]after[- ]free|insecure deseriali[sz]ation|hard-?coded (?:passwords?|credentials?|keys?)|backdoor)\b/gi,
    /\b(?:an? |this |be |it |actively |can be |could be )exploit(?:ed|able|s)?\b(?! (?:this|the) (?:feature|opportunity|fact))/gi,
    /\b(?:bypass(?:es|ed|ing)?|circumvent(?:s|ed|ing)?) (?:the |our |all )?(?:login|log-in|authentication|authori[sz]ation|permissions?|access (?:control|check)s?|2fa|mfa|password|security)/gi,
    /\b(?:log ?in|sign ?in|access(?:ible|ed)?|open(?:ed)?|reach(?:able|ed)?|view(?:ed)?|read|enter|call(?:ed)?|download(?:ed)?)(?: [\w'/-]+){0,5} without (?:a |any |the |being )?(?:password|login|logging in|log ?in|logged in|authentication|authenticated|permissions?|authori[sz]ation|credentials|token)\b/gi,
    /\b(?:can|could|able to|allows? \w+ to|lets? \w+|users?(?: (?:from|of|in) [\w ]{1,24})?) (?:see|view|read|access|open|download|edit|delete|change)s? (?:(?:each )?other|another|any|every|someone else's|foreign|different)(?: \w+)?(?:'s|s'|s)? ?(?:users?|customers?|tenants?|people|accounts?|compan(?:y|ies)|clients?|patients?)?(?:'s|s'|')? (?:data|records?|files?|orders?|invoices?|tickets?|documents?|messages?|information|passwords?|details|projects?)/gi,
    /\b(?:see|view|read|access|open|download|get)s? (?:the )?(?:data|records?|files?|orders?|invoices?|tickets?|documents?|messages?|details|projects?) (?:of|from|belonging to) (?:other|another|different|foreign|all|tenant|someone)/gi,
    new RegExp(
      `\\b(?:leak(?:s|ed|ing)?|expos(?:es|ed|ing)|disclos(?:es|ed|ing)|reveals?|revealed) (?:\\w+ ){0,3}${secret}|\\b${secret} (?:\\w+ )?(?:were|was|are|is|have been|has been|got|gets?|can be) (?:\\w+ )?(?:leaked|exposed|stolen|compromised|disclosed|visible|readable|sniffed)|\\b${secret} (?:is|are|was|were) (?:stored|logged|sent|saved|written|shown|transmitted|printed)(?: \\w+){0,3} (?:plain ?-?text|clear ?-?text|unencrypted|logs?|log files?|url)\\b`,
      'gi',
    ),
    /\b(?:we (?:have been|were|got)|i (?:was|got|have been)|(?:server|account|system|site|network|machine|instance) (?:was|were|got|has been|is|are)|been) (?:hacked|breached|compromised|attacked|infected|defaced|pwned)\b/gi,
    /\b(?:ransomware|malware infection|data breach|unauthori[sz]ed access|man[ -]in[ -]the[ -]middle|penetration test|pen-?test)\b/gi,
    /\b(?:sicherheits(?:lücke|luecke|loch|vorfall|problem)|schwachstelle|datenleck|gehackt|faille de sécurité|vulnérabilité|brecha de seguridad|vulnerabilidad|falha de segurança|beveiligingslek|datalek)/gi,
  ],
}

const internals: DecidingWords = {
  reason: 'internals',
  patterns: [
    /(?:^|\n)\s{0,4}(?:internal|confidential|private note|private comment|internal (?:note|comment))\s?[:–-]|\bper (?:engineering|r&d|the dev(?:elopment)? team|product management|legal)\b|\broot cause (?:is|was) (?:\w+ ){0,4}(?:our|internal)\b|\b(?:not to be|never|do not|don't) (?:shared?|told?|tell|pass(?:ed)? on|quoted?|mention(?:ed)?)\b/gi,
    /\b(?:internal|intern)(?: use)? only\b|\bfor internal use\b|\binternal (?:notes?|memo|documentation|wiki|roadmap|ticket|escalation|procedure|runbook|build|discussion|use|information|project|code ?name|bug|tracker|pricing|price list)\b/gi,
    /\b(?:strictly|company|highly|treat(?:ed)? (?:this )?as|is|are|remains?|marked) confidential\b|(?:^|[[(*#\n]\s?)confidential\b|\bconfidential (?:information|documents?|material|attachment)\b/gi,
    /\b(?:do not|don't|please don't|must not be|not to be|never) (?:mention (?:it|this)|share|shared|forward|forwarded|publish|published|disclose|disclosed|distribute|distributed|tell (?:the )?customers?|make (?:this )?public)\b/gi,
    /\b(?:hold back|keep back|withhold|don't (?:publish|post|talk about)|do not (?:publish|post)|keep quiet about)\b[^.\n]{0,60}|\bbefore (?:our|the) (?:advisory|disclosure|announcement)\b|\bsign (?:the|an?|our) nda\b/gi,
    /\b(?:must|may|should) not leave (?:the|our) (?:company|team|building|house)|\bnot (?:for|meant for|to be shared with) (?:the )?(?:public|customers?|distribution|publication|external|disclosure)/gi,
    /\b(?:under|signed an?|per|covered by(?: an?| the)?|our) (?:nda|non-disclosure(?: agreement)?)\b|\b(?:under|until the) embargo\b|\bembargoed\b|\btrade secrets?\b|\bproprietary (?:algorithm|information)\b/gi,
    /\b(?:keep (?:this|it) (?:between us|to yoursel(?:f|ves)|private|secret|internal)|not (?:been )?(?:officially )?announced(?: yet)?|before (?:the|our) (?:official )?announcement)\b/gi,
    /\b(?:support|service|engineering|employees?|internal team|developers?) (?:staff |team |use )?only\b(?= ?[:!.)\]]|$)|\b(?:staff|employees|support agents|agents|team members) only\b/gi,
    /[([]not public[)\]]|\b(?:hidden|secret) (?:service |support |admin )?(?:menu|page|command|switch)\b|\b(?:internal|secret) (?:workaround|fix|hotfix|patch)\b|\bonly for (?:internal|our own|support) (?:engineers|staff|agents|use)\b/gi,
    /\bescalated? (?:it |this )?to (?:l[23]|level [23]|tier [23]|engineering|dev(?:elopment)?|r&d|the (?:dev|product|engineering) team)\b|\btracked (?:under|as|in|internally) [A-Z]{2,10}-\d+/gi,
    /\b(?:unreleased|unannounced|not yet (?:announced|released|public)|secret) (?:product|feature|version|model|release|project|hardware|device|build|roadmap)s?\b|\b(?:engineering|private) build\b(?! (?:of|with|your|the|tool|type|mode|config))/gi,
    /\b(?:our (?:company's |own )?source code|(?:our|their|the customer's) (?:network (?:diagram|plan|topology)|firewall rules|architecture diagram|infrastructure diagram|admin (?:credentials|password)|root password))\b/gi,
    /\bnur (?:für den )?intern(?:en gebrauch)?\b|\bvertraulich\b|\bnicht (?:weitergeben|veröffentlichen)\b|\bconfidentiel(?:le)?\b|\busage interne\b|\buso interno\b|\bconfidencial\b|\bvertrouwelijk\b|\balleen voor intern\b/gi,
  ],
}

const ownData: DecidingWords = {
  reason: 'a customer’s own data',
  patterns: [
    /\b(?:why|when|where|how come) (?:was|is|were|are|did|does|has|have) (?:\w+ ){0,2}(?:my|our) (?:\w+ )?(?:card|payment|order|refund|account|invoice|parcel|delivery|subscription|licen[cs]e|contract|money|plan|credit|application|request|ticket|case)\b/gi,
    /\battached (?:is|are) (?:the |our |my |a )?(?:export|dump|list|table|file|copy|backup|log|logs|screenshot|database|spreadsheet) (?:of|from|with) (?:our|my|the customer)\b/gi,
    /\b(?:can|could|would|will) you (?:please |kindly )?(?:merge|close|delete|cancel|refund|extend|renew|upgrade|downgrade|unlock|transfer|split|reset|credit) (?:my|our|the two|both|these|this)\b|\b(?:send|mail|give|forward|resend) (?:me|us) (?:the |our |my |a copy of |another )*(?:invoice|receipt|contract|licen[cs]e|statement|bill|quote|key)\b/gi,
    /\b(?:please|kindly|can you|could you|would you) (?:\w+ )?(?:change|update|correct|restore|recover|move|assign|release|add|remove|send|resend|reissue|check|confirm|provide|raise|increase|reset|re-?open|activate|deactivate)\b[^.!?\n]{0,50}\b(?:my|our|of (?:our|my) (?:colleague|employee|user|former|company)|(?:on|to|for|of|in) (?:our|my))\b/gi,
    /\b(?:we|i) (?:need|want|would like|require|are waiting for|am waiting for|request|requested|asked for) (?:a |an |the |another )?(?:\w+ ){0,3}(?:quote|quotation|offer|invoice|refund|credit note|purchase order|extension|renewal|upgrade|more (?:seats|licen[cs]es|users)|copy of)\b[^.!?\n]{0,60}\b(?:our|my|we|contract|seats|licen[cs]es|order)\b/gi,
    /\bmy (?:parcel|package|delivery|shipment|order|refund|replacement|device)\b[^.!?\n]{0,40}\b(?:arrived|delivered|shipped|lost|missing|damaged|late|where)\b/gi,
    /\b(?:attached|attaching|enclosed|here|below|appended)(?:,? (?:is|are|you find|please find|find|you will find|comes?))* (?:please )?(?:is |are |find )?(?:the |a )?(?:(?:our|my|the customer's|the client's|their|real|full|complete|original) |(?:copy|dump|export|log|logs|backup) (?:of|from) (?:our|my|the customer's|their) )(?:\w+ ){0,2}(?:database|db|dump|backup|export|log ?files?|logs?|contract|invoice|statement|customer list|employee list|client list|screenshot|spreadsheet|configuration|config|data|list|server|system)\b/gi,
    /\bhere (?:is|are) the (?:logs?|dump|export|backup|data)(?: \w+)? (?:from|of) (?:our|my|the customer's)\b|\b(?:with|contains?|including|shows?) (?:the )?(?:real|actual|live|personal|confidential) (?:customer |patient |user |personal )?data\b/gi,
    /\b(?:our|my|the customer's|their) (?:customers?'?|clients?'?|patients?'?|employees?'?|members?'?|students?'?|payroll|salary|medical|health|bank|billing|payment|credit card|personal) (?:data|records?|list|database|information|details|files?|master data|statement|address)\b/gi,
    /\b(?:i|we) (?:was|were|have been|got|am being|are being|are|am) (?:\w+ )?(?:over)?(?:charged|billed|invoiced|debited|locked out|suspended|double[- ]charged)\b|\b(?:charged|billed|debited|deducted)(?: \w+){0,2} (?:to|from|on) (?:my|our)\b|\b(?:charged|billed|debited)(?: \w+){0,3} (?:twice|double|two times|again)\b/gi,
    new RegExp(
      `\\b(?:my|our|this customer's|the customer's|customer's|his|her) ${belongings} (?:\\S+ ){0,2}(?:was|is|has been|were|got|isn't|has|hasn't|didn't|ends?|expire[sd]?|runs out) (?:\\w+ ){0,2}(?:locked|suspended|blocked|cancell?ed|charged|terminated|deleted|disabled|closed|expired|overcharged|rejected|declined|refunded|hacked|frozen|deactivated|shipped|arrived|in|on|next|this|soon|at)\\b`,
      'gi',
    ),
    new RegExp(
      `\\b(?:please|kindly|can you|could you|would you|i want to|we want to|i'd like to|we'd like to|i would like to|we would like to|i need to|we need to)(?: please)? (?:cancel|refund|delete|close|unlock|reactivate|reset|upgrade|extend|renew|merge|transfer|restore|check|correct|change|update|terminate|look up|look into) (?:the )?(?:\\w+ of )?(?:my|our|the customer's|his|her) (?:\\w+ )?(?:${belongings}|password|data|address)\\b|\\b(?:the )?(?:billing|shipping|delivery) address of (?:my|our)\\b`,
      'gi',
    ),
    /\bplease (?:\w+ )?(?:unlock|reactivate|refund|reinstate|extend|renew|cancel) (?:it|this|that|us|me|them)\b/gi,
    /\b(?:my|our) (?:last |latest )?(?:invoice|bill|order|contract|booking|payment)(?: no\.?| number| #)? ?(?:from|of|for|dated|\d|#)[^.!?\n]{0,40}\b(?:wrong|incorrect|missing|late|too high|not|never|double|twice|paid|still|instead)\b/gi,
    /\b(?:the|this|that|a|our) (?:customer|client)'s (?:tenant|data|database|account|mailbox|server|system|network|environment|instance|order|orders|card|address|name|file|files|users|employees)\b/gi,
    /\baccess to (?:his|her|their|my colleague's|the former \w+'s) (?:mailbox|account|files|drive|e-?mails?)\b|\b(?:my|our) money back\b/gi,
    /\b(?:i've|we've|i have|we have|i|we) (?:uploaded|attached|sent|shared|enclosed|provided)(?: you)? (?:our|my|the (?:customer's|production|full|complete|real)) (?:\w+ ){0,2}(?:database|db|dump|backup|export|logs?|data|file|files|config|configuration|contract|list|project)\b/gi,
    /\b(?:see )?attached (?:\w+ ){0,2}(?:payroll|salary|customer|client|patient|employee|invoice|contract|bank)s? ?(?:export|list|data|file|statement|dump|report|records)?\b/gi,
    /\b(?:remove|delete|erase|forget) (?:my|our) (?:account|profile|data)\b[^.!?\n]{0,30}\b(?:everything|all|and|about me|personal|please|completely)\b|\beverything you (?:store|know|have|hold)(?: stored)? (?:about|on|of) (?:me|us)\b/gi,
    /\bhere(?:'s| is| are) (?:my|our) (?:\w+ )?(?:licen[cs]e|serial|account|customer|order|contract|invoice|credit card|key|password)\b|\b(?:look at|look into|check) (?:my|our) (?:account|order|invoice|contract|subscription|tenant|licen[cs]e)\b/gi,
    /\b(?:our|my) (?:hr|payroll|patient|customer|client|employee|member|student|personnel|salary) (?:records?|files?|data|lists?|database)\b|\b(?:the )?patient (?:files?|records?)\b|\bmedical records?\b|\b(?:send|give|mail) (?:me|us) (?:a copy of )?(?:my|our) (?:contract|invoice|data|licen[cs]e)/gi,
    /\bplease (?:\w+ ){1,4}for (?:one of )?(?:our|my) (?:users?|employees?|colleagues?|customers?|admin)\b|\b(?:belongs to|on behalf of) (?:our |the )?(?:customer|client)\b/gi,
    /\b(?:refund|credit note|chargeback|reimburse(?:ment)?)\b(?= (?:for|of|to|on) (?:my|our|order|invoice|the (?:duplicate|double|wrong)))/gi,
    /\b(?:their|the customer's) (?:contract|invoice|account|subscription|licen[cs]es?|seats)\b|\b[Cc](?:ustomer|lient) [A-Z][\w&.-]{2,20} (?:has|have|bought|pays|ordered|reported|uses)\b/g,
    /\b(?:gdpr|dsgvo|ccpa|data subject|right to (?:be forgotten|erasure)) (?:request|erasure|deletion|export|access request|inquiry)\b|\bdelete all (?:my|our|his|her) (?:personal )?data\b/gi,
    /\b(?:unsere|meine|eure) (?:kundendaten|patientendaten|mitarbeiterdaten|datenbank|rechnung|vertragsdaten|personaldaten)\b|\b(?:anbei|im anhang)(?: finden sie)? (?:unsere?n?|meine?n?|die|den|das) (?:\w+ )?(?:datenbank|backup|sicherung|log|logs|protokoll|rechnung|vertrag|export|kundenliste)/gi,
    /\b(?:nos|vos) données clients?\b|\bma facture\b|\bmon compte (?:a été|est)\b|\bmi (?:cuenta|factura) (?:ha sido|fue|está)\b|\bminha (?:conta|fatura) (?:foi|está)\b|\bmijn (?:account|factuur) (?:is|werd)\b/gi,
  ],
}

/** What decides, in the order in which it is told. */
export const decidingWords: readonly DecidingWords[] = [productionDown, securityDefect, internals, ownData]

/** Before a deciding word in the same sentence: it is spoken of, not reported. */
export const onlySpokenOf =
  /\b(?:how (?:do|can|to|should|would|does)|what (?:is|are|does|happens)|where (?:do|can|is)|can i|is it possible|avoid(?:s|ing)?|prevent(?:s|ing)?|protect(?:s|ed|ing)?|against|in case (?:of|the|your|our)?|in the event|if|unless|without|no|not|isn't|wasn't|aren't|never|planned|scheduled|simulate[ds]?|test(?:ing)? (?:for|a|the)|example|hypothetical|to report|reporting|report a|policy|notif(?:y|ication|ications)|alert(?:s|ing)?|monitor(?:s|ing)?|detect(?:s|ing)?|mitigat\w+|guide|documentation|recommend\w*|wie (?:kann|man)|falls|wenn|kein(?:e|en)?|comment|si|como|cómo|hoe)\b[^.!?\n]{0,90}$|\bwhen(?:ever)? (?:the|a|an|my|one|it|its|your)\b[^.,!?\n]{0,60}$/i

/** After a deciding word in the same sentence: known and dealt with. */
export const knownAlready =
  /^[^.!?\n]{0,80}\b(?:(?:was|were|is|are|has been|have been|been)?\s?(?:fixed|patched|resolved|addressed|closed|mitigated) (?:in|by|with|since)|protection|prevention|scanner|advisor(?:y|ies)|policy|headers?|page|banner|notification|best practices?|training|mode)\b/i
