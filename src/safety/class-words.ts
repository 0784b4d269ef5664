/** Words that keep a thread a case, by what they tell; sources of regular expressions, matched in any case. */
export type DecidingWords = {
  reason: string
  patterns: readonly RegExp[] /** Also in public text, where it is known already? */
  caseOnly?: boolean
}

const system =
  '(?:production|prod|live|productive|whole|entire|main|our|complete)?[ -]?(?:(?:prod(?:uction)?|live|erp|crm|payment|billing|trading|booking)[ -])?(?:system|server|servers|environment|site|website|web ?shop|shop|store|instance|cluster|database|db|platform|service|portal|api|application|app|plant|line|network|gateway|production)'
const down =
  '(?:(?:completely|totally|currently|now|still|all|again|suddenly|just|hard)\\s){0,2}(?:down|offline|unavailable|unreachable|inaccessible|not (?:responding|reachable|available|accessible)|dead|out of service|crashed)(?!\\s?(?:load|grade|scal|time window|stream|arrow|vote|payment|to the|for maintenance))'

/** What decides, in the order in which it is told. */
export const decidingWords: readonly DecidingWords[] = [
  {
    reason: 'production down',
    patterns: [
      new RegExp(
        `\\b(?:production|prod|live|productive|erp|crm|payment|billing|booking|trading|entire|whole|our|all)[ -](?:${system}\\s)?(?:${system})?\\s?(?:is|are|was|were|has been|have been|went|goes|keeps going|has gone)\\s${down}`,
        'gi',
      ),
      /\b(?:production|prod|live|service|major|complete|total|full|system|site|network|nationwide|company-?wide)[ -](?:is |was )?(?:outage|downtime|standstill|stop(?:ped)?|shutdown|blackout|failure)\b/gi,
      /\b(?:we|customers?|they|shops?|stores?) (?:have|has|had|are having|are experiencing|experienced|are seeing|face) (?:a |an |another )?(?:\w+ )?outage\b/gi,
      /\b(?:sev(?:erity)?[ -]?(?:1|one|a)|p1|prio(?:rity)?[ -]?(?:1|one)|business[ -]critical|mission[ -]critical)\b(?= |:|,|\.|!|\)|$)/gi,
      /\b(?:all|none of|every(?: one| single)? ?(?:of )?)(?: of)? ?(?:our |the |\d[\d.,]* )?(?:users?|employees|staff|customers|clients|agents|colleagues|stores?|branches|workers) (?:is |are |was |were )?(?:currently |now |completely )?(?:unable to|cannot|can ?not|can't|can (?:log|work|access|connect|use|place|pay)|could not|are affected|affected|locked out|blocked|offline|down|not able to)/gi,
      /\b(?:nobody|no one|no-one|noone) (?:in the company |in our company |here |at all )?(?:can|could|is able to) (?:work|log ?in|log on|sign in|connect|access|use|order|pay|print|place|book|send|open)/gi,
      /\b(?:we are |we're |are |is )?losing (?:money|revenue|sales|orders|customers|business|data)\b/gi,
      /\b(?:production|business|the line|work|operations?|the plant|shipping|everything) (?:has |have )?(?:is |was |are )?(?:completely |totally |now )?(?:stopped|halted|at a standstill|came to a halt|come to a halt|stands still|blocked)\b/gi,
      /\b(?:produktion(?:ssystem)?|produktivsystem|live-?system|alle systeme|das (?:ganze |gesamte )?system|server|webshop|anlage) (?:steht(?: still)?|ist (?:komplett |seit \S+ |down|offline|ausgefallen|nicht (?:erreichbar|verfügbar)))|\b(?:total|system|server|produktions)ausfall\b|\bkeiner (?:mehr )?(?:kann|können) (?:arbeiten|sich anmelden)/gi,
      /\b(?:production (?:est )?(?:à l'arrêt|arrêtée|bloquée)|panne (?:générale|totale|de production)|producción (?:está )?(?:caída|parada|detenida)|sistema (?:está )?(?:caído|fora do ar)|produção (?:está )?parada|productie (?:ligt (?:plat|stil))|(?:server|systeem) ligt (?:plat|eruit))/gi,
    ],
  },
  {
    reason: 'security defect',
    patterns: [
      /\bCVE-\d{4}-\d{4,7}\b/gi,
      /\b(?:security|authentication|authori[sz]ation|privacy) (?:vulnerabilit(?:y|ies)|holes?|flaws?|bugs?|defects?|breach(?:es)?|incidents?|leaks?|weakness(?:es)?|bypass)\b/gi,
      /\b(?:vulnerabilit(?:y|ies)|zero[ -]?day|0[ -]day|remote code execution|\brce\b|privilege escalation|(?:sql|command|code) injection|path traversal|directory traversal|cross[ -]site scripting|stored xss|reflected xss|\bxss\b|\bcsrf\b|\bssrf\b|\bidor\b)\b/gi,
      /\bexploit(?:s|ed|able|ing)?\b(?! (?:this|the) (?:feature|opportunity|fact))/gi,
      /\b(?:bypass(?:es|ed|ing)?|circumvent(?:s|ed|ing)?|skip(?:s|ped)?) (?:the |our |all )?(?:login|log-in|authentication|authori[sz]ation|permissions?|access (?:control|check)s?|2fa|mfa|password|security)/gi,
      /\b(?:can|could|able to|allows? \w+ to|lets? \w+) (?:see|view|read|access|open|download|edit|delete|change) (?:(?:each )?other|another|any|every|all|someone else's|foreign|different)(?: \w+)?(?:'s|s'|s’|’s)? ?(?:users?|customers?|tenants?|people|peoples?|accounts?|compan(?:y|ies)|clients?|patients?)?(?:'s|s'|s’|’s)? (?:data|records?|files?|orders?|invoices?|tickets?|documents?|messages?|information|passwords?|details|projects?)/gi,
      /\b(?:leak(?:s|ed|ing)?|expos(?:es|ed|ing)|disclos(?:es|ed|ing)|reveals?|revealed) (?:\w+ ){0,3}(?:passwords?|credentials|secrets?|tokens?|api keys?|personal data|customer data|user data|e-?mail addresses|private keys?|session)/gi,
      /\b(?:(?:password|credential|data|token|key)s? (?:were |was |are |is |have been |has been |got )?(?:leaked|exposed|stolen|compromised|disclosed))\b/gi,
      /\b(?:we (?:have been|were|got)|i (?:was|got|have been)|(?:server|account|system|site|network|machine|instance) (?:was|were|got|has been|is|are)|been) (?:hacked|breached|compromised|attacked|infected|defaced|pwned)\b/gi,
      /\b(?:ransomware|malware infection|data breach|unauthori[sz]ed access|backdoor|man[ -]in[ -]the[ -]middle|penetration test (?:found|report|showed)|pen ?test (?:found|report|finding))/gi,
      /\b(?:sicherheits(?:lücke|luecke|loch|vorfall|problem)|schwachstelle|datenleck|gehackt|faille de sécurité|vulnérabilité|brecha de seguridad|vulnerabilidad|falha de segurança|beveiligingslek|datalek)/gi,
    ],
  },
  {
    reason: 'internals',
    patterns: [
      /\b(?:internal|intern)(?: use)? only\b|\bfor internal use\b|\binternal (?:note|notes|comment|memo|document|documentation|wiki|roadmap|ticket|escalation|procedure|runbook|build|discussion|use|information|name|project|code ?name|bug|tracker|tool|price|pricing)\b(?! (?:error|server))/gi,
      /\b(?:strictly |company |highly )?confidential\b(?!ity)/gi,
      /\b(?:do not|don't|please don't|must not be|not to be|never) (?:share|shared|forward|forwarded|publish|published|disclose|disclosed|distribute|distributed|tell (?:the )?customers?|make (?:this )?public)\b/gi,
      /\bnot (?:for|meant for|to be shared with) (?:the )?(?:public|customers?|distribution|publication|external|disclosure)/gi,
      /\b(?:under|signed an?|per|covered by(?: an?| the)?|our) (?:nda|non-disclosure(?: agreement)?)\b|\bembargo(?:ed)?\b|\btrade secrets?\b|\bproprietary (?:algorithm|source|code|information)\b/gi,
      /\b(?:unreleased|unannounced|not yet (?:announced|released|public)|secret) (?:product|feature|version|model|release|project|hardware|device|build|roadmap)s?\b/gi,
      /\b(?:our|the) (?:source code|network (?:diagram|plan|topology)|firewall rules|architecture diagram|infrastructure diagram|admin (?:credentials|password)|root password)\b/gi,
      /\bnur (?:für den )?intern(?:en gebrauch)?\b|\bvertraulich\b|\bnicht (?:weitergeben|veröffentlichen)\b|\bconfidentiel(?:le)?\b|\busage interne\b|\buso interno\b|\bconfidencial\b|\bvertrouwelijk\b|\balleen voor intern\b/gi,
    ],
  },
  {
    reason: 'a customer’s own data',
    patterns: [
      /\b(?:attached|attaching|attach|enclosed|here) (?:is|are|you find|please find|find|you will find)?\s?(?:please )?(?:is |are |find )?(?:our|my|the customer's|the client's|their|a copy of our|a dump of our|an export of our) (?:\w+ ){0,2}(?:database|db|dump|backup|export|log ?files?|logs|contract|invoice|statement|customer list|employee list|screenshot|spreadsheet|configuration|config|data)\b/gi,
      /\b(?:our|my|the customer's|their|your) (?:customers?'?|clients?'?|patients?'?|employees?'?|members?'?|students?'?|payroll|salary|medical|health|bank|billing|payment|credit card|personal) (?:data|records?|list|database|information|details|files?|master data|statement)\b/gi,
      /\b(?:i|we) (?:was|were|have been|got|am being|are being|are|am) (?:over)?(?:charged|billed|invoiced|debited|locked out|suspended|double[- ]charged)\b/gi,
      /\b(?:my|our|this customer's|the customer's|customer's|his|her) (?:account|subscription|licen[cs]e|contract|invoice|order|payment|refund|card|booking|membership|tenant|mailbox) (?:\S+ ){0,2}(?:was|is|has been|were|got|is being|isn't|has|hasn't|didn't) (?:\w+ )?(?:locked|suspended|blocked|cancell?ed|charged|terminated|deleted|disabled|closed|expired|overcharged|rejected|declined|refunded|hacked|frozen|deactivated|shipped|arrived)\b/gi,
      /\b(?:please |kindly |can you |could you |would you )(?:please )?(?:cancel|refund|delete|close|unlock|reactivate|reset|upgrade|extend|renew|merge|transfer|restore|check|correct|change|update|terminate|look up|look into) (?:my|our|the customer's|his|her) (?:\w+ )?(?:account|subscription|licen[cs]e|contract|invoice|order|payment|password|booking|membership|data|tenant|mailbox|card|address)\b/gi,
      /\b(?:refund|credit note|chargeback|reimburse(?:ment)?)\b(?= (?:for|of|to|on) (?:my|our|order|invoice|the (?:duplicate|double|wrong)))/gi,
      /\b(?:gdpr|dsgvo|ccpa|data subject|right to (?:be forgotten|erasure)) (?:request|erasure|deletion|export|access request|inquiry)\b|\bdelete all (?:my|our|his|her) (?:personal )?data\b/gi,
      /\b(?:unsere|meine|eure) (?:kundendaten|patientendaten|mitarbeiterdaten|datenbank|rechnung|vertragsdaten|personaldaten)\b|\b(?:anbei|im anhang)(?: finden sie)? (?:unsere?n?|meine?n?|die|den|das) (?:\w+ )?(?:datenbank|backup|sicherung|log|logs|protokoll|rechnung|vertrag|export|kundenliste)/gi,
      /\b(?:nos|vos) données clients?\b|\bma facture\b|\bmon compte (?:a été|est)\b|\bmi (?:cuenta|factura) (?:ha sido|fue|está)\b|\bminha (?:conta|fatura) (?:foi|está)\b|\bmijn (?:account|factuur) (?:is|werd)\b/gi,
    ],
  },
]

/** Before a deciding word in the same sentence: it is spoken of, not reported. */
export const onlySpokenOf =
  /\b(?:how (?:do|can|to|should|would|does)|what (?:is|are|does|happens)|where (?:do|can|is)|can i|is it possible|avoid(?:s|ing)?|prevent(?:s|ing)?|protect(?:s|ed|ing)?|against|in case (?:of|the|your|our)?|in the event|if|unless|without|no|not|isn't|wasn't|aren't|never|planned|scheduled|simulate[ds]?|test(?:ing)? (?:for|a|the)|example|hypothetical|before|to report|reporting|report a|policy|notif(?:y|ication|ications)|alert(?:s|ing)?|monitor(?:s|ing)?|detect(?:s|ing)?|mitigat\w+|guide|documentation|recommend\w*|wie (?:kann|man)|falls|wenn|kein(?:e|en)?|comment|si|como|cómo|hoe)\b[^.!?\n]{0,90}$/i

/** After a deciding word in the same sentence: known and dealt with. */
export const knownAlready =
  /^[^.!?\n]{0,80}\b(?:(?:was|were|is|are|has been|have been|been)?\s?(?:fixed|patched|resolved|addressed|closed|mitigated) (?:in|by|with|since)|protection|prevention|scanner|advisor(?:y|ies)|policy|headers?|tokens?|page|banner|notification|best practices?|training|mode)\b/i
