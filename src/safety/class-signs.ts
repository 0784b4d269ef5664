import type { FindingKind } from './detector.ts'

/**
 * Words that decide only together: each pattern must be found, in the question (`asked`), in what staff wrote
 * (`answered`) or anywhere (`told`). The reason quotes the last one of them. Only read in cases.
 */
export type Signs = {
  reason: string
  asked?: readonly RegExp[]
  answered?: readonly RegExp[]
  told?: readonly RegExp[]
  unless?: RegExp
}

const many =
  /\b(?:all|none|not one|no(?:ne)? of|every|each|whole|entire|nobody|no one|everyone|everybody|everything|\d+ (?:\w+ )?(?:shops?|stores?|users?|people|tills?|employees|colleagues|branches|sites|wards?|patients|orders|desks?|terminals?|machines|lines|customers|workers|seats|hours|minutes|restaurants|hotels|clinics|schools|trucks|drivers)|both|plant|factory|hospital|clinic|radiology|surger(?:y|ies)|restaurants?|traders|emergency room|reception|(?:hundreds|dozens|thousands) of|our (?:\w+ )?(?:warehouse|plant|factory|shop|store|ward|clinic|hospital|line|business|company|production|hotel|call cent(?:er|re)|office|customers|guests|patients|pickers|nurses|drivers|cashiers)|ward \d+|production)\b/i
const fails =
  /\b(?:down|dead|offline|halted|blocked|lost connection|unavailable|unusable|unreachable|standstill|outage|blackout|black|stopped|stands? still|gone|frozen|crashed|refus(?:es|ed|ing) (?:everything|all|any)|(?:show|see|get|print|receive)s? nothing|nothing (?:works|loads|moves|prints|arrives)|no licen[cs]e|(?:can ?not|can't|could not|couldn't|unable to) (?:load|see|reach|call|enter|leave|pay|work|log|sign|order|connect|print|ship|sell|book|check|open|take|reach|serve|be)|no(?:t one| longer)? \w*(?: \w+)* connects?|(?:does|do|has|have|did|is|are)(?: not|n't) (?:connect|respond|reach|arrive|answer|start|work|answer|come up|reply|available|responding|working))\b/i
const harm =
  /\b(?:lo(?:se|sing|st) (?:about |around |\w+ )?(?:\d+ )?(?:money|orders|revenue|customers|sales|thousands|business)|urgent(?:ly)?|immediately|emergency|asap|at once|right now|sitting (?:around|idle)|stand(?:ing)? (?:still|idle|around)|waiting|wait|queue(?:s|ing)?|by hand|on paper|manually|patients?|nurses|pickers|cannot pay|can't pay|leav(?:e|ing)|delayed|tonight|friday night|every second|danger|stopped|standstill|business|trucks?|people|guests|passengers|every minute|since (?:this |last )?(?:morning|noon|midnight|night|yesterday|\d{1,2}(?::\d\d)?(?: ?[ap]m)?)|for (?:\w+ )?(?:hours|minutes))\b/i
const backAgain =
  /\b(?:all back|(?:is|are|was|were) (?:back|restored|available|working|up)(?: again)?|working again|up again|back (?:to normal|online|up)|back since|restarted|renewed|rolled back|reverted|re-?established|up since|load again|replaced|repaired|restored|replaced on site|on site|failed over|power (?:is|was) back|all good|running again|service (?:is )?restored)\b/i
const ofOthers =
  /\b(?:(?:other|another|any|every|someone else'?s?|somebody else'?s?|foreign|different|all) (?:\w+ )?(?:customer|tenant|client|user|person|company|account|patient|member|employee|department|browser|visitor|guest|agent)s?(?:'s|')?|(?:isn't|not|aren't|wasn't) (?:ours|mine|his|hers)|without (?:a |any )?(?:login|log-?in|logging in|password|consent|permission|checking|verifying|validating|a check|signing in|authentication|being asked)|from (?:outside|the internet|anywhere)|by anyone|(?:get|got|reach|see|open)s? (?:the |into the )?admin|runs? in the browser|takes? any|accepts? any|as (?:an? )?(?:administrator|admin|root)|empty (?:\w+ )?(?:token|password|signature)|still (?:could|had|has|have|open|opened|log(?:ged)? in|access(?:ed)?|valid)|could still|can still|the same in all|changing the (?:number|id|address|url|parameter)|in plain text)\b|\b(?:all|the) (?:files|data|orders|invoices|documents|records|values|names|uploads) of (?:all|other|another|every|somebody|someone)\b|\.\.\/|\/etc\/passwd|<script|' ?or ?'?1/i
const admitted =
  /\b(?:confirm(?:ed)?|reproduc(?:ed?|ible)|vulnerab\w+|hot-?fix(?:ed)?|patch(?:ed)?|fix (?:in|is|will|follows|tomorrow|overnight)|permission (?:check|flaw|fault|bug)|flaw|severe|serious|critical|fixed on our side|we confirm|hole|rotated|revoked all|advisory|disclos\w+|embargo\w*|closed (?:the|a|that)|port closed|thank you for (?:reporting|telling)|within the hour|(?:safety|security|privacy) (?:incident|officer)|write to everybody|keep it to yourself|delete what you|informed those|cache fault|security (?:team|release|fix|issue|problem|defect|hole))\b/i
const guarded =
  /\b(?:internal(?:ly)? (?:handbook|hand-?book|procedure|document|guide|guideline|process|list|path|escalation|note|tool|page|build|only|beta|team|number|contact|line)|internal (?:root cause|post-?mortem)|(?:treat|keep|handle)\b[^.\n]{0,40}\b(?:confidential(?:ly)?|secret|to yourself|private)|for your eyes|do not pass|don't pass|post-?mortem|vip (?:list|customer)|duty manager|staff[- ]only|for (?:level|tier) [12]|for support engineers|hidden flag|closed beta|under nda|unreleased|unannounced|not announced|roadmap (?:slide|attached|item)|known internally|note to colleagues|must stay (?:with|between) us|keep (?:it|this) (?:with|between) us|not (?:tell|mention)|special price|prices of other|next beta|pre-?release under|service password|back ?door|bypass the licen[cs]e)\b/i
const terms =
  /\b(?:(?:you|your sales|sales|account manager)[^.\n]{0,30} (?:offered|promised|agreed|quoted|granted)|(?:as|special|individual|our|the) (?:agreed|agreement|conditions|terms|discount|rebate|contract)|agreement of \d{4}|(?:our|the) (?:contract|agreement) (?:says|states|of|applies|covers|allows)|discount|rebate|works council|data processing agreement|credit of \d|per seat until|price (?:was|were) raised|penalt(?:y|ies)|compensation|goodwill|complain(?:t|ed)?|money back|lawyer|legal action)\b/i
const agreed =
  /\b(?:agreed|agreement|quote|credit(?:ed)?|conditions|contract|discount|as promised|account manager|granted|apologi[sz]e|compensat\w+|for your tenant)\b/i
const handedOver =
  /\b(?:(?:file|files|list|lists|dump|dumps|log|logs|statement|letter|export|backup|database|contract|plan|table|spreadsheet|rules|config(?:uration)?|diagram|records?|slips?|scan) (?:is |are )?(?:attached|enclosed|appended|uploaded)|(?:see|find|here is|here are|i attach(?:ed)?|we attach(?:ed)?) (?:the |an? |our |my )?attach(?:ed|ment) (?:\w+ )?(?:statement|file|list|dump|letter|export|contract|log|logs|plan|backup|config\w*|records?)|attached (?:is |are )?(?:the |our |my |a )(?:\w+ ){0,2}(?:statement|list|dump|letter|export|contract|plan|network|rules|backup|config\w*|records?|customers?|salar\w+|firewall|servers?))\b/i
const belongings =
  /\b(?:(?:our|my|of our) (?:\w+ ){0,2}(?:invoices|salar(?:y|ies)|payroll|people|patients?|members?|employees?|staff|customers?|clients?|subsidiary|bank|accounts?|database|records|contracts?|ceo|cfo|director|board|pupils|students|guests|tenants|donors|firewall|gateway|servers|network|production server)|(?:mailbox|account|record|data|file|salary|laptop) of (?:our|my|the (?:former|ceo|cfo|boss))|former (?:employee|colleague)|(?:salary|salaries|payslips?|medical|patients?'?) (?:data|records?|of)|records of \d+|(?:person|employee|colleague|man|woman) (?:we|who was|was) (?:dismissed|fired|let go))\b/i
const ransom =
  /\b(?:ransom(?:ware)?|encrypted by|hackers?|intruder|break-?in|stolen|phish(?:ed|ing)|malware|virus outbreak|robot arm|injur(?:y|ed)|people in danger|fire broke)\b/i
const data =
  /\b(?:(?:data|database|records?|files|entries|e-?mails|members|customers|patients|documents|orders|\d[\d,.]* \w+) (?:\w+ ){0,6}(?:lost|gone|missing|disappeared|vanished|deleted|wiped))\b/i
const recovered = /\b(?:restored?|recovered|back-?up|snapshot|recreated)\b/i
const visible =
  /\b(?:can (?:see|read|open)|could (?:see|read|open)|(?:is|are|was|were) visible|shows? up|readable|in the (?:reply|response|header|log)|moves on its own)\b/i
const sensitive =
  /\b(?:salar(?:y|ies)|bearer token|tokens?|passwords?|payroll|medical|private chats?|personal data|nursery|patients?|credentials|card numbers|other (?:department|compan|tenant|customer)\w*)\b/i

/** What decides together, in the order in which it is told. */
export const decidingSigns: readonly Signs[] = [
  { reason: 'production down', asked: [many, harm, fails], answered: [backAgain] },
  { reason: 'security defect', asked: [ofOthers], answered: [admitted] },
  { reason: 'security defect', asked: [sensitive, visible], answered: [admitted] },
  { reason: 'security defect', asked: [ransom], unless: /\bhow (?:do|can|to|should)|what (?:is|are)\b/i },
  { reason: 'internals', told: [guarded] },
  { reason: 'a customer’s own data', asked: [terms], answered: [agreed] },
  { reason: 'a customer’s own data', asked: [belongings, handedOver] },
  {
    reason: 'a customer’s own data',
    asked: [handedOver],
    answered: [
      /\b(?:your|analy[sz]ed|deleted|restored|column|we (?:marked?|told|looked|found|added)|two|as agreed)\b/i,
    ],
  },
  {
    reason: 'a customer’s own data',
    asked: [data],
    answered: [recovered],
    unless: /\bhow (?:do|can|to)|deleted? (?:\w+ ){0,4}by mistake\b/i,
  },
]

/** In a case, what only its customer has: told by kind, never quoted. Below 0.7 a finding is a guess. */
export const ownKinds: Partial<Record<FindingKind, string>> = {
  card: 'a card number',
  iban: 'a bank account',
  'national-id': 'an identity number',
  'birth-date': 'a birth date',
  password: 'a password',
  key: 'a key',
  token: 'a token',
  host: 'the name of an internal machine',
  url: 'an internal address',
}
export const SURE_ENOUGH = 0.7
