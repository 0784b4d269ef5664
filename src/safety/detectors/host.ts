import type { Detector, Finding, ScanContext } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import {
  hasInnerPart,
  hasWeakEnding,
  isCountrySite,
  isInternalHost,
  isMachineLabel,
  isPublicHost,
  isPublicLabel,
} from '../host-names.ts'
import { labelled, matchesAt } from '../labelled.ts'
import { matches, matchesNear } from '../matches.ts'
import { mentions } from '../mentions.ts'
import { plainPattern } from '../plain-pattern.ts'

const dotted = plainPattern(
  /\b(?<![.$%#-])(?:[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z][A-Za-z0-9-]{1,23}(?![\p{L}\p{N}_(=]|\.[\p{L}\p{N}]|-\w)/gu,
)
const factoryName = plainPattern(
  /\b(?<![-])(?:DESKTOP|LAPTOP|WIN|PC|NB|WS|NOTEBOOK)-(?=[A-Z0-9]*\d)[A-Z0-9]{4,15}(?![\p{L}\p{N}_])|\bip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}\b/gu,
)
const shaped = plainPattern(
  /(?:[A-Za-z]{2,12}\d{0,3}[-_]){1,4}[A-Za-z]{0,12}\d{1,4}[a-z]?(?![\p{L}\p{N}_]|[-.][\p{L}\p{N}])/uy,
)
const bare = plainPattern(
  /\b(?<![./@=-])(?:(?:srv|db|sql|dc|app|web|fs|vm|esxi?|nas|exch|mail|file|prn|term|ts|citrix|node|host|server|prod|dev|stg|log|bkp|fw|gw|lb|proxy|vpn|dns|ftp|erp|crm|sap|ora|pg|redis|kafka|mongo|k8s)(?:srv|server|host|db|prod|dev|test|node|app|web|fs|dc|sql|gw|lb|fw|mx|master|slave|replica|storage|backup|proxy|svr){0,2}\d{1,4}(?![\p{L}\p{N}_]|[-.(=][\p{L}\p{N}]|\()|(?:[a-z]{2,8}(?:app|srv|svr|sql|db|fs|dc|web|mail|file|prn|vm|nas|esx|erp|crm)\d{2,3}|(?:pc|nb|wks|ws|lt|notebook|laptop|desktop|client)[-_]\d{2,6})\b(?![-.(=]\w))/iuy,
)
/** "brh-etl-01": a site, a purpose and a number with a nought, as machines are counted. */
const sited =
  /\b(?<![./@=$#-])[a-z]{2,6}\d{0,2}-[a-z]{2,8}\d{0,2}-(?:[a-z]{2,8}-)?0\d{1,2}(?![\w-]|\.[a-z])|\b(?<![./@=$#-])[A-Z]{2,6}\d{0,2}-[A-Z]{2,12}\d{0,2}-(?:[A-Z]{2,12}-)?[A-Z]{0,6}0?\d{1,2}(?![\w-]|\.[a-z])|\b(?<![./@=-])[A-Z]{2,8}(?:APP|SRV|SVR|SQL|DB|FS|DC|WEB|VM)\d(?![\w-]|\.[a-z])/y
/** "reboot nas-kumasi": a machine's word and a name, after a word for what one does with machines. */
const reached =
  /\b(?:on|for|to|from|at|into|via|host|server|box|machine|node|reach|ping|reboot|restart|patch|auf|von|an) ((?:nas|srv|svr|vm|esxi?|dc|fw|gw|vpn|sql|prod|db|mail|erp|crm|sap|ora|pg|bkp|hv|dns|ldap|exch|citrix|rdp)-(?!(?:app|file|mail|only|based|less|side|config|like|server|client|user|users|name|settings?|admin|access|tunnel|gateway)\b)[a-z]{3,12})\b(?![-.(=]\w)/g
const reachedStems =
  'nas- srv- svr- vm- esx- esxi- dc- fw- gw- vpn- sql- prod- db- mail- erp- crm- sap- ora- pg- bkp- hv- dns- ldap- exch- citrix- rdp-'.split(
    ' ',
  )
/** Where systems write the name of a machine: after a time in a log, in a prompt, behind a command that reaches it. */
const stated = new RegExp(
  `(?=[A-Za-z])(?<![\\w-])(?:${[
    // Oct  3 11:02:14 fw-edge1 kernel:   and   2025-04-02T08:14:00Z gw2.acme.com haproxy
    '(?<=(?:^|\\n|>)(?:\\d )?(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[\\d.,]{0,8}(?:Z|[+-]\\d\\d:?\\d\\d)?) )[A-Za-z][\\w.-]{1,62}(?= [\\w./-]{2,40}(?:\\[\\d+\\])?:? )',
    // root@web-prod-07:~#
    '(?<=(?:^|\\n|\\[)[a-z_][\\w.-]{0,30}@)[A-Za-z][\\w-]{1,62}(?=:[~/]|[ :][~/]?\\S{0,40}[$#]|\\])',
    '(?<=(?:^|[\\s"\'`($;|&])(?:ping|ssh|telnet|nslookup|tracert|traceroute|dig|nc|rdesktop|mtr|psexec|Enter-PSSession|Test-NetConnection|Test-Connection)(?: (?:-[A-Za-z]+(?: \\d+)?|\\/[A-Za-z]|-ComputerName))* (?:[\\w.-]{1,40}@)?(?:\\\\\\\\)?)[A-Za-z][\\w.-]{1,62}(?=[\\s"\'`):;,]|$)',
    '(?<=(?:mstsc(?:\\.exe)? \\/v:|-ComputerName |@(?:tcp|udp)\\(|jdbc:\\w{2,12}:(?:thin:)?(?:@|\\/\\/)(?:\\/\\/)?|\\b(?:[A-Z]{1,20}_)?HOST(?:NAME)?[=:] ?["\']?|(?:NetBIOS|DNS|[Cc]omputer|[Mm]achine|[Hh]ost|[Ss]erver|[Nn]ode) ?name(?: is|:|=) ?(?:is )?["\']?|(?:server|host|machine|computer|controller|box|node|VM|NAS|firewall|printer|router|switch)(?: in [\\w ]{2,20})? (?:is|was) (?:called|named) ["\']?))[A-Za-z][\\w.-]{2,62}(?=[\\s"\'`):;,/.]|$)',
    '(?<=@(?:\\/\\/)?)[A-Za-z][\\w-]{2,62}(?=:\\d{2,5}(?!\\d))',
    '(?<=\\/\\/[\\w.]{1,20}:[^\\s@\\/]{1,60}@|\\bnode\\/|waiting for |(?:connect|connection|connected) to |(?:log|logged|logging) (?:on|in|into) (?:to )?)(?=[\\w.]{0,30}-|[A-Za-z]{2,12}\\d)[A-Za-z][\\w-]{2,62}(?=[\\s"\'`):;,/]|$)',
  ].join('|')})`,
  'gm',
)
const statedTrigger =
  /\d\d:\d\d:\d\d|@|ping |ssh |telnet |nslookup |tracert|traceroute |dig |nc |rdesktop|mtr |host |psexec|Session|Test-|mstsc|ComputerName|node\/|jdbc|HOST|waiting for|name(?: is|:|=)|(?:called|named) |connect|log(?:ged|ging)? (?:on|in)/g
/** What stands there too: words, programs, processes. */
const noMachine =
  /^(?:id_\w+|the|a|an|it|is|my|our|your|this|that|us|me|you|them|all|any|each|every|localhost|server|host|client|service|kernel|systemd|sshd|info|warn|warning|error|debug|trace|fatal|notice|critical|main|utf-8|and|or|to|for|into|from|in|on|at|with|as|google|example|www|response|reply|answer|approval|input|user|users|lock|data|connection|connections|key|keys|tunnel|access|command|login|name|names|not|now|then|was|be|of|by|java|python|node|npm|docker|nginx|apache|postgres|mysql|redis)$/i
/** A customer's machine in capitals: "NAS-KELLER", "MKT-LT-0442", "ACCT-LAPTOP9". */
const capitals =
  /(?<![\w./@=#$\\-])(?:(?=[A-Z\d-]{0,24}(?:NAS|SRV|SVR|SERVER|DC|FS|SQL|EXCH|EXCHANGE|PC|LT|NB|WS|LAPTOP|NOTEBOOK|DESKTOP|WKS|CLIENT|PRN|PRINT|PRINTER|TS|RDS|RDP|HV|ESX|VM|VMHOST|DB|APP|WEB|FW|GW|VPN|AP|SW|SWITCH|ROUTER|KASSE|POS|TILL|SCAN|BACKUP|BKP|CAM|NVR|TAB|TABLET|IPAD|TERM|TERMINAL|TC|IMAC|MBP|KIOSK|MFP|COPIER|PLC|HMI|LPT|LAP|MINI|STATION)\d{0,4}(?![A-Z\d]))[A-Z][A-Z\d]{1,14}(?:-[A-Z\d]{1,14}){1,3}|[A-Z]{2,10}(?:SRV|SVR|SQL|EXCH|LAPTOP|DC|FS|TS)\d{1,3})(?![\w-]|\.\w)/y
const share = plainPattern(/(?<![\w\\:])\\\\([A-Za-z0-9][\w.-]{1,62})(?=\\)/gu)
const label = plainPattern(
  /(?:host ?names?|host|servers?(?:[ _-]?name)?|computer(?:[ _-]?name)?|machine(?:[ _-]?name)?|rechner(?:name)?|nodename|domain controller|fqdn|workstation|dbhost|db_host|data source|gateway|proxy|nom d'h[ôo]te|serveur|servidor|server-?name|hostnaam|サーバー?|ホスト名)(?![\p{L}\p{N}])/giu,
)
const value = /[A-Za-z0-9][A-Za-z0-9_.-]{1,120}[A-Za-z0-9]/y
const topLevel =
  /\.(?:com|net|org|io|de|fr|nl|uk|in|jp|br|eu|ch|at|be|es|it|pl|se|no|dk|fi|us|ca|au|nz|cz|pt|ie|biz|info|cloud|dev|app|ai|tech|systems|company|gmbh|group|software|digital|global|online|services|solutions|network|tools|mx|ar|cl|co|za|sg|hk|kr|cn|tw|ru|ua|tr|gr|hu|ro|bg|hr|si|sk|lt|lv|ee|lu|il|ae|gov|edu|mil|int|bank|health|energy|store|shop|works|zone|team)$/i

/** Versions, ports and things counted in a text, not machines. */
const ordinaryName =
  /^(?:id_\w+|[a-z]{2,6}\d|(?:node|app|web|file|dev|log|sql|server|host|vm|ts|db|mongo|redis)[-_]?[1-9]\d{0,3}|(?:test|step|phase|version|api|ci|build|app|web|node)[-_]\d{1,2})$/i
const stems =
  'host server computer machine rechner node fqdn workstation gateway proxy serveur servidor source domain サーバ ホスト'.split(
    ' ',
  )

const endings = ['.local', '.lokal', '.intern', '.inet', '.corp', '.lan', '.intra', '.home.arpa', '.consul']
const factoryStems = ['desktop-', 'laptop-', 'win-', 'pc-', 'nb-', 'ws-', 'notebook-', 'ip-']

/** A point within a name. */
const point = /[A-Za-z\d]\.[A-Za-z]/g
/** What is in every name of a machine that is known by its shape: a hyphen or a digit behind a letter. */
const joined = /[A-Za-z][-_]?\d|[A-Za-z\d][-_][A-Za-z]/g
const around = { before: 64, after: 64 }
/** A word with a hyphen or a digit behind a letter, where a name may begin. */
const token =
  /(?<![\w./@-])(?=[A-Za-z\d_-]{0,40}?(?:[A-Za-z][-_]?\d|[A-Za-z\d][-_][A-Za-z]))[A-Za-z][\w-]{2,62}/g
/** How names of machines are built, surest first. */
const shapes: readonly { pattern: RegExp; confidence: number; fits?: (name: string) => boolean }[] = [
  {
    pattern: shaped,
    confidence: 0.75,
    fits: (name) => isMachineLabel(name) && !ordinaryName.test(name),
  },
  { pattern: bare, confidence: 0.75, fits: (name) => !ordinaryName.test(name) },
  { pattern: capitals, confidence: 0.65, fits: (name) => /[A-Z]/.test(name) },
  { pattern: sited, confidence: 0.6 },
]

/** Names of internal machines; in public text only those that can be nothing else. */
export const host: Detector = {
  kind: 'host',
  finds(text, context) {
    const found: Finding[] = []
    const isPublic = isPublicSource(context)
    const add = (start: number, name: string, confidence: number, reason: string) =>
      found.push(finding('host', text, { start, end: start + name.length }, confidence, reason))
    for (const match of !isPublic || mentions(text, endings) || context.internalDomains
      ? matchesNear(text, point, { before: 80, after: 200 }, dotted)
      : []) {
      const confidence = dottedConfidence(match[0], text, match.index, context)
      if (confidence > 0) add(match.index, match[0], confidence, 'internal host name')
    }
    for (const match of mentions(text, factoryStems) ? matches(text, factoryName) : [])
      add(match.index, match[0], 0.9, 'name of a computer')
    for (const match of text.includes('\\\\') ? matches(text, share) : [])
      add(match.index + 2, match[1]!, 0.9, 'server of a file share')
    if (isPublic) return found
    for (const match of matchesNear(text, statedTrigger, { before: 30, after: 100 }, stated)) {
      const name = match[0].replace(/[.-]+$/, '')
      if (
        !noMachine.test(name) &&
        !isPublicHost(name) &&
        !/^(?:v?\d|.*[._](?:modules|js|ts|py|php|log|conf|exe|dll|sh)$)/i.test(name)
      )
        add(match.index, name, 0.75, 'name of a machine where systems write it')
    }
    for (const { index } of matches(text, token)) {
      const shape = shapes.find(({ pattern, fits }) => {
        const name = matchesAt(pattern, text, index)?.[0]
        return name !== undefined && (fits === undefined || fits(name))
      })
      if (shape === undefined) continue
      add(
        index,
        matchesAt(shape.pattern, text, index)![0],
        shape.confidence,
        'shaped like the name of a machine',
      )
    }
    for (const match of mentions(text, reachedStems) ? matchesNear(text, joined, around, reached) : []) {
      const name = match[1]!
      add(match.index + match[0].length - name.length, name, 0.6, 'shaped like the name of a server')
    }
    for (const { label: word, value: name, start } of labelled(text, stems, label, value)) {
      const isNamed =
        /[:=]\s*\S{0,2}$/.test(text.slice(Math.max(0, start - 4), start)) ||
        /["'`]/.test(text[start - 1] ?? '')
      if (isNamedHost(name, isNamed) && !isPublicHost(name) && text[start + name.length] !== '(') {
        add(start, name, isNamed ? 0.85 : 0.7, `name after “${word}”`)
      }
    }
    return found
  },
}

function dottedConfidence(name: string, text: string, start: number, context: ScanContext): number {
  if (/\.(?:env|config|settings)$/i.test(text.slice(Math.max(0, start - 9), start))) return 0
  const labels = name.split('.')
  const inAddress = text.slice(Math.max(0, start - 3), start) === '://' || text[start - 1] === '@'
  if (isInternalHost(name, context)) {
    const isWord =
      labels.length === 2 &&
      /^(?:env|config|settings?|application|self|this|document|window|docker-compose|storage|data|utils?|lib|global|local|app|index|main|test|api|foo|bar|module|class|private|public)$/i.test(
        labels[0]!,
      )
    if ((isWord || (labels.length === 2 && isPublicSource(context))) && !inAddress) return 0
    return labels.length > 2 || /[\d-]/.test(labels[0]!) || inAddress ? 0.95 : 0.85
  }
  if (isPublicSource(context)) return 0
  if (hasWeakEnding(name)) return inAddress || (labels.length > 2 && isMachineLabel(labels[0]!)) ? 0.8 : 0
  if (!topLevel.test(name) || isPublicHost(name) || labels.length < 3 || isCountrySite(name)) return 0
  if (hasInnerPart(name)) return 0.75
  const first = labels[0]!
  if (isPublicLabel(first)) return 0
  if (isMachineLabel(first)) return 0.75
  // In an address the detector of addresses decides.
  if (inAddress && text[start - 1] === '/') return 0
  // A class of code is written with points too, but with capitals or a top level nobody has.
  return /^[a-z0-9.-]+$/.test(name) && !/^(?:com|org|net|io|java|javax|de|eu)\./.test(name) ? 0.65 : 0
}

/** After "host" a name must look like one: a digit, a hyphen or dots between letters; a number or a word is none. */
function isNamedHost(name: string, isAssigned: boolean): boolean {
  if (
    /^(?:localhost|[\d.]+|v\d.*|example.*|.*\.(?:js|ts|py|php|log|conf|ya?ml|json|xml|html?|exe|md|txt|cfg|ini|sh|config|properties))$/i.test(
      name,
    )
  )
    return false
  if (/^[A-Za-z]+$/.test(name)) return isAssigned && /^[A-Z][A-Z0-9]{4,}$/.test(name)
  if (/\./.test(name)) return isAssigned && topLevel.test(name)
  return /\d/.test(name) && /[A-Za-z]{2}/.test(name) && !/^\d+(?:px|ms|mb|gb|s|x)/i.test(name)
}
