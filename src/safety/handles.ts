import type { Introduction } from './introductions.ts'
import { matches, matchesNear } from './matches.ts'
import { mentions } from './mentions.ts'
import { ordinaryWords } from './ordinary-words.ts'
import { folded, isGivenName, wordNames } from './people.ts'
import { plainPattern } from './plain-pattern.ts'

/** Accounts of machines and roles, and the words that stand where an account is named. */
const nobody =
  /^(?:all|any|app|apps|admin\w*|administrator|anonymous|apache|api|appuser|appdata|authority|azureuser|backup|batch|bin|bot|build\w*|builder|builtin|centos|channel|ci|client|common|config|cron|customer|daemon|data|db\w*|debian|default|demo|deploy\w*|desktop|dev|developer|docker|domain|downloads?|ec2-user|elastic|everyone|example|field|ftp|git|gitlab|grafana|group|guest|here|home|host|http|id|info|jenkins|kafka|ldap|linux|local|localadmin|localsystem|login|machine|mail|mongo|mssql|mysql|name|network|networkservice|nginx|nobody|node|none|nt|null|oper\w*|ops|oracle|owner|path|pi|postgres|prod|public|redis|registry|remote|role|root|rsync|runner|sa|sample|server|service|share|shared|ssh|staff|student|super|support|svc\w*|sync|sys|system|team|tech|temp|template|test\w*|tmp|tomcat|type|ubuntu|unknown|user\w*|username|util|vagrant|valid|version|vscode|web\w*|windows|work|worker|www|www-data|yourname|your\w*|zabbix)\d{0,4}$/i
/** Names of annotations, rules and scopes of code that begin with "@" too. */
const annotation =
  /^(?:angular|apollo|author|autowired|babel|bean|before|after|beta|charset|component|configuration|controller|data|default|deprecated|directive|emotion|entity|enable\w*|example|exception|experimental|export|extends|flow|font-face|get\w*|headlessui|id|import|inheritdoc|injectable|input|internal|interface|jest|keyframes|latest|layer|link|localhost|mapper|media|mixin|mui|namespace|nestjs|next|nuxt|null\w*|nuget|nullable|output|override|package|page|param|parcel|payload\w*|post\w*|private|property|public|query|react|readonly|repository|request\w*|rest\w*|return\w*|rollup|root|scope|see|service|since|slf4j|spring\w*|storybook|suppress\w*|supports|tailwind\w*|template|test\w*|throws|todo|transactional|ts-ignore|type\w*|using|value|version|viewchild|vite|vue|webpack)$/i

const person = '[A-Za-zÀ-ž](?:[A-Za-zÀ-ž]{1,20}|(?=[._]))(?:[._-][A-Za-zÀ-ž]{1,20}){0,2}\\d{0,3}'
/** Folders of people: "C:\Users\mweber\", "/home/mweber/". */
const folder = new RegExp(
  `(?:[\\\\/](?:Users|Benutzer|Utilisateurs|Usuarios|home|Documents and Settings|Profiles|userdata)[\\\\/]{1,2}|~)(${person})(?=[\\\\/\\s"'\`;,:)]|$)`,
  'g',
)
/** "CORP\m.weber", as Windows writes who is logged on. */
const domain = new RegExp(
  `(?<![\\w\\\\/.:$%-])[A-Z][A-Z0-9-]{1,19}\\\\{1,2}(${person})(?![\\w\\\\.-]*\\\\)(?![\\w(])`,
  'g',
)
/** "user=mweber", "Username: m.weber", "login for user mweber". */
const account = new RegExp(
  `(?:^|[^\\w.])(?:(?:user(?:[ _-]?(?:name|id))?|usr|uname|login(?:[ _-]?name)?|log(?:ged)?[ _-]?(?:in|on) as|account[ _-]?name|sam[ _-]?account[ _-]?name|principal|uid|benutzer(?:name)?|utilisateur|usuario|owner|author|created_?by|modified_?by|changed_?by|assignee|reporter|caller|requester|agent|opened_?by|sys_created_by)["']?(?:[ ]?[=:][ ]?|[ ]is[ ])["'\`<]?|(?:for|of|from) user[ ]["'\`]?|logon name[ :]{1,2}["'\`]?|(?:ssh|sftp|scp|rsync)[ ](?:-\\w[ ]\\S+[ ]){0,2})(${person})(?=["'\`>,;)\\]\\s@]|$)`,
  'gim',
)
/** Who asked for a page, in the log of a web server. */
const visitor = new RegExp(`(?<=\\S - )(${person})(?= \\[\\d{1,2}\\/)`, 'g')
/** "User MKOWALSKI locked", as systems with accounts in capitals write. */
const capitalAccount =
  /\b(?:[Uu]ser(?: ?ID| ?[Nn]ame)?|USER|[Aa]ccount|[Bb]enutzer|[Ll]ogin):? ["'`]?([A-Z]{5,12}\d{0,3})(?![\w-])/g
/** Who speaks in a transcript: a time, or an angle bracket, and a name before a colon; or a name alone on its line. */
const speaker = plainPattern(
  /(?:^|\n)[ \t>]{0,4}(?:[[(]?(?:\d{4}-\d\d-\d\d[ T])?\d{1,2}:\d{2}(?::\d{2})?(?:[ ]?[AaPp]\.?[Mm]\.?)?[\])]?[ \t]{0,3}[-–|]?[ \t]{0,3})(?:<|@)?(?:(?:Agent|Visitor|Customer|Client|Guest|User|Support|Operator|Caller)[ ]{1,2})?((?:\p{L}[\p{L}'.-]{1,24})(?:[ ]\p{L}[\p{L}'.-]{0,24}){0,3})(?=>|[ ]?\([^)\n]{1,30}\)[ ]?[:>]|[ ]{0,2}:[ \n]|[ ](?:has[ ])?(?:joined|left|wrote|entered|schrieb)|[ ]?[-–|][ ]\p{L})/gmu,
)
const role =
  /^(?:agent|visitor|customer|client|guest|user|support|operator|caller|system|bot|chatbot|me|you|info|warn|warning|error|debug|fatal|trace|notice|kunde|team|admin|q|a)\b/i
/** "@takumi", "@m.figueroa": whom somebody turns to, in a case. */
const mention = plainPattern(
  /(?<=^|[\s(,;>])@(\p{L}[\p{L}]{1,24}(?:[._-]\p{L}{1,24}){0,2}\d{0,3})(?![\p{L}\p{N}_(/@=-]|\.\p{L})/gu,
)

/** People known by the name of an account, by their place in a transcript, or because somebody turns to them. */
export function handles(text: string): Introduction[] {
  const found: Introduction[] = []
  const add = (match: RegExpExecArray, confidence: number, reason: string) => {
    const start = match.index + match[0].lastIndexOf(match[1]!)
    found.push({ start, end: start + match[1]!.length, confidence, reason })
  }
  for (const match of /[\\/~]/.test(text) ? matches(text, folder) : []) {
    if (!nobody.test(match[1]!)) add(match, 0.8, 'name of a person’s folder')
  }
  for (const match of text.includes('\\') ? matches(text, domain) : []) {
    if (!nobody.test(match[1]!) && !/^(?:HK\w\w|SOFTWARE|SYSTEM|NT|BUILTIN)\\/.test(match[0]))
      add(match, 0.8, 'name of an account')
  }
  for (const match of mentions(text, accountStems) ? matches(text, account) : []) {
    if (isPersonal(match[1]!)) add(match, 0.7, 'name of an account')
  }
  for (const match of mentions(text, accountStems) ? matches(text, capitalAccount) : []) {
    if (isPersonal(match[1]!.toLowerCase())) add(match, 0.65, 'name of an account')
  }
  for (const match of text.includes(' - ') ? matches(text, visitor) : []) {
    if (isPersonal(match[1]!)) add(match, 0.75, 'name of an account')
  }
  for (const match of matchesNear(text, clock, { before: 30, after: 80 }, speaker)) {
    if (!role.test(match[1]!) && !isOrdinary(match[1]!)) add(match, 0.86, 'speaks in a transcript')
  }
  for (const match of text.includes('@') ? matches(text, mention) : []) {
    const name = match[1]!
    if (!nobody.test(name) && !annotation.test(name) && (isPersonal(name) || /^\p{Lu}\p{Ll}+$/u.test(name)))
      add(match, 0.75, 'somebody is turned to')
  }
  return found
}

const accountStems =
  'user usr uname login log in log on logged logon account principal uid benutzer utilisateur usuario owner author created modified changed assignee reporter caller request agent opened ssh'.split(
    ' ',
  )
const clock = /\d{1,2}:\d{2}/g

/** An account that a person would have: a given name, a first letter and a surname, or two parts. */
function isPersonal(name: string): boolean {
  if (nobody.test(name) || name.length < 4) return false
  const parts = folded(name.replace(/\d+$/, '')).split(/[._-]/)
  if (parts.length > 1) {
    return parts.every((part) => !nobody.test(part)) && (parts.some(isGivenName) || !parts.some(isWord))
  }
  if (isWord(parts[0]!)) return false
  return isGivenName(parts[0]!) || /^[a-z]{5,14}$/.test(name)
}

function isWord(part: string): boolean {
  return ordinaryWords.has(part) && !isGivenName(part)
}

function isOrdinary(name: string): boolean {
  return name.split(/[ .]/).every((part) => {
    const word = folded(part)
    return ordinaryWords.has(word) && !wordNames.has(word) && !isGivenName(word)
  })
}
