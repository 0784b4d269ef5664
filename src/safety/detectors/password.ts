import type { Detector, Finding, ScanContext } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { labelled } from '../labelled.ts'
import { matches } from '../matches.ts'
import { matchesBeside, mentions } from '../mentions.ts'
import { plainPattern } from '../plain-pattern.ts'
import { isSampleSecret } from '../samples.ts'

const label = plainPattern(
  /(?:passwords?|passwd|passwort|kennwort|passphrase|pwd|(?<![\p{L}\p{N}])(?:pass ?code|mot de passe|mdp|wachtwoord|contrase[ñn]a|senha|has[łl]o|parola|l[öo]senord|パスワード|密码|пароль|pre-?shared key|psk|wpa2? key|wi-?fi key|(?:otp|one[- ]time|security|verification|access|door|alarm|gate|entry|unlock|auth(?:ori[sz]ation)?|authentication|transfer|epp|recovery|backup|2fa|mfa|sms|login|log-in|confirmation|vault|safe|keypad|gate|lock|master|emergency) (?:code|pin)s?|combination|one[- ]time password|tan|cvv2?|cvc2?|pin(?: ?code)?|geheimzahl|sicherheitscode|kodewoord|код доступа))(?:\s(?:for|to|of|on|für|von|pour|voor|para)\s[^\s:=]{1,30}(?:\s[^\s:=]{1,30}){0,3}?(?=\s(?:is|was|ist|lautet|est|es)\s|\s?[:=]))?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:psw|pw|pass)(?![\p{L}\p{N}])/giu,
)
const quoted = /(?:(?<=["'`])[^"'`\r\n\x1a]{3,128}(?=["'`]))|[^\s"'`<>\x1a]{3,128}/y
const inAddress =
  /:\/\/[^\s:/@"'`<>\x1a]{0,64}:([^\s/@"'`<>\x1a]{1,128}(?:@[^\s/@"'`<>\x1a]{1,64})?)@[\w[.-]/gi
const onCommandLine =
  /(?:\bcurl\b[^\n]{0,200}?\s(?:-u|--user)[ =]["']?[^\s:"']{1,64}:|\bsshpass\s+-p\s*["']?|\bmysql(?:dump)?\b[^\n]{0,120}?\s-p|\bIDENTIFIED\s+BY\s+["']|\s\/pass(?:word)?:|(?<!:\/\/)\b(?:credentials|login|logins|user(?:name)?|zugangsdaten|log(?:ged)? in (?:with|as))\b[ :=]{1,3}(?!agent\b)["'`]?[\w.@-]{2,40}["'`]?\s?[/:|]\s?["'`]?)((?=[^\s"'`]{0,64}[\d!@#$%^&*?])[^\s"'`,;<>\x1a]{4,64})/gi
const codeWords = ['code']
const registryWords = ['"auth"']
const basicWords = ['basic']
const basic = /\bBasic[ \t]{1,3}([A-Za-z0-9+/]{12,400}={0,2})(?![\w+/=])/g

/** A word of letters, digits and a sign, which hardly anything but a password is; looked for around its sign. */
const sign = /[!@#$%^&*?][^\s]/g
const written = /^(?=\S*\d)(?=\S*[A-Za-z])[^\s"'`]{7,28}$/

/** Words, signs and digits joined as people make passwords up: "Plum-Otter-39", "Kolben_8821x", "Xy7-kk2-Pq". */
const madeUp =
  /(?<![\w./\\@:=-])(?:(?=[A-Za-z_]*\d)(?=\w*[A-Za-z])[A-Z][A-Za-z]{2,14}_\w{2,14}|(?=[\w-]{0,30}\d)(?=[\w-]{0,30}[a-z])(?=[\w-]{0,30}[A-Z])[A-Za-z\d]{2,14}(?:[-_.][A-Za-z\d]{1,14}){1,3}|(?=[A-Za-z]{0,12}\d)[A-Z][a-z]{3,12}\d{2,6}|[A-Za-z]{2,12}[A-Z][a-z]{2,12}_?\d{2,4})(?![\w@/\\(-]|\.\w)/g
const loginWords = [
  'passw',
  'pwd',
  'pw ',
  'pw:',
  'kennwort',
  'mot de passe',
  'contrase',
  'wachtwoord',
  'senha',
  'credential',
  'login',
  'log in',
  'logon',
]
/** "Installer code 291047": any code that is no code of an error, a place or a thing. */
const codes =
  /(?<!\b(?:error|status|exit|http|country|area|post|postal|zip|source|return|response|product|promo|promotion|event|reason|result|qr|dial|dialling|currency|language|bar|discount|voucher|coupon|build|item|hs|tax|sort|bank|swift|iata|icao|machine|state|city|region|fault|diagnostic|trouble|stop|hex|color|colour|key|char|op|vat|cost|project|department|store|branch|customer|client|order|booking|reference|ref|tracking|activation|licen[cs]e|registration|gift|unlock|plus|model|part|material|article|message|alarm|warning|server|api|web|html|css|line|my|your|our|the|this|a|same|following|different|new)[ -])\bcodes?(?: (?:is|was|for \w+ is))?[ :=]{1,3}["'`]?(\d{3}[ -]?\d{3}|\d{4,8}|[A-DF-Z]\d{3,7})(?![\w.-]|,\d)/gi
/** "scott/tiger9@orcl", as Oracle's tools are called. */
const beforeService =
  /(?<=(?:^|[\s:"'`])[A-Za-z]\w{1,30}\/)(?=[^\s@]*[\d!#$%^&*?])([^\s@/"'`<>\x1a]{4,40})(?=@(?:\/\/)?[\w-]+)/g
/** "root / Enzian7+Almrausch": an account and what opens it. */
const pairOf =
  /(?<![\w/\\.-])(?:root|admin(?:istrator)?|sa|guest|operator|support|sysadmin|superuser|test\w{0,8}|svc[\w-]{0,16}|user\w{0,6}|demo|pi|scan|backup) ?[/|:] ?["'`]?((?=\S*[\d!@#$%&*?+])(?=\S*[A-Za-z])(?!\S*(?:\/|\\|\.\w{2,4}\b|@\w+\.|=))[^\s"'`,;|<>()]{6,40})/gi
const accounts = [
  'sa/',
  'sa /',
  'pi/',
  'pi /',
  ...'root admin guest operator support super test svc user demo scan backup'.split(' '),
]
/** Commands that take a password without calling it one. */
const inCommand =
  /ConvertTo-SecureString(?: -String)?[ (]+["']([^"'\n]{3,64})["']|net use [^\n]{0,80}?\/user:\S{1,60} (?!\/)(\S{3,40})|net use \S{1,40} \S{3,60} (?!\/)([^\s*]{3,40}) \/user|(?:snmp[^\n]{0,40}? community|community string)(?: name| string)?(?: is| =|:|=)? ?["']?(?!string|is\b|that|and|of|for|to\b|not)([^\s"',;]{4,40})|redis-cli[^\n]{0,60} -a ["']?([^\s"']{4,64})|(?:ENV|export|setx?|declare -x)[ \t]+\w*(?:PASSWORD|PASSWD|PWD|_PASS|_PW|SECRET)[ =]+["']?([^\s"'$<]{4,64})|(?:reset|changed?|set|switch(?:ed)?|updated?) (?:it|them|that|this|the (?:\w+ )?(?:password|pw|pin|code)|(?:my|her|his|your|their) (?:password|pw|pin|login))(?: back| temporarily)? (?:in)?to:? ["'`“]?((?=[^\s"'`]*[\d!@#$%&*?_])[^\s"'`”,;]{4,40})/gi
const commandStems = [
  'securestring',
  'net use',
  'community',
  'redis-cli',
  'env ',
  'export',
  'setx',
  'set ',
  'declare',
  'reset',
  'change',
  'switch',
  'update',
]
const notPassword = /^[\w.+-]+@|:\/\/|^[\d.,:%$€-]+$|^v?\d|[<>=(){}[\]/\\|]/
const speaksOfLogin =
  /passw|pwd|\bpw\b|kennwort|mot de passe|contrase|wachtwoord|senha|credential|login|log in/i
const registryLogin = /"auth"\s?:\s?"([A-Za-z0-9+/]{12,400}={0,2})(?=")/g

const stems =
  'psk psw otp one-time auth transfer epp recovery backup 2fa mfa sms login log-in confirmation vault safe keypad lock master emergency combination tan preshared pre-shared wpa wifi wi-fi otp security verification access door alarm gate entry unlock cvv cvc pin geheimzahl sicherheitscode код passw passp pass pwd psw pw kennwort passe mdp wachtwoord contrase senha hasł haslo parola lösen losen パスワード 密码 пароль'.split(
    ' ',
  )

const loginStems = [
  'curl',
  'sshpass',
  'mysql',
  'identified by',
  '/pass',
  'credentials',
  'login',
  'user',
  'zugangs',
  'log in',
  'logged in',
]

/** Passwords in configuration, logs, command lines, connection strings and plain sentences. */
export const password: Detector = {
  kind: 'password',
  finds(text, context) {
    const found: Finding[] = []
    const add = (start: number, value: string, confidence: number, reason: string) =>
      found.push(finding('password', text, { start, end: start + value.length }, confidence, reason))
    for (const { label: word, value, start, before } of labelled(text, stems, label, quoted, {
      insideWord: true,
    })) {
      const gap = text.slice(Math.max(0, start - 12), start)
      const isAssigned = /[:=]/.test(gap.slice(-6))
      // Without a sign or verb between, only what is written as a quotation or cannot be a word is a value.
      const isPin = /\b(?:PIN|CVV2?|CVC2?|OTP)$/.test(word) && /^\d{3,8}(?!\S*[\p{L}\d])/u.test(value)
      if (!isAssigned && !isPin && !separates.test(gap) && !isBareValue(value, text[start - 1] ?? ''))
        continue
      const isCode =
        /^(?:[A-Za-z]{0,2}\d{3,8}[A-Za-z#*]?\b|\d{3}[ -]\d{3}\b)/.test(value) ||
        (/\d/.test(value) && value.length > 7)
      if (isShort.test(word) && !isCode && !(/psk|key/i.test(word) && value.length > 7)) continue
      const parts = /code|otp/i.test(word)
        ? /^\d{3}[ -]\d{3}\b/.exec(text.slice(start, start + 8))?.[0]
        : undefined
      const secret = parts ?? trimmed(value, text[start - 1] ?? '')
      const isBare = /^(?:pass|pw|psw)$/i.test(word) && !/[_.-]$/.test(before)
      if (
        isBare &&
        !(
          (isAssigned || !isPublicSource(context)) &&
          !/[@/\\]/.test(secret) &&
          /[\d!@#$%^&*?]/.test(secret) &&
          bareBefore.test(text.slice(Math.max(0, start - 24), start))
        )
      )
        continue
      if (isPassword(secret, text[start - 1] ?? '', isAssigned, context)) {
        add(start, secret, isAssigned ? 0.9 : 0.8, `value after “${word.trim().slice(0, 40)}”`)
      }
    }
    for (const match of text.includes('://') ? matches(text, inAddress) : []) {
      const start = match.index + match[0].indexOf('://') + 3
      const at = text.indexOf(`:${match[1]}@`, start) + 1
      if (!isStandIn(match[1]!, context) && !(isPublicSource(context) && everyday.test(match[1]!)))
        add(at, match[1]!, 0.95, 'password in an address')
    }
    for (const match of mentions(text, loginStems) ? matches(text, onCommandLine) : []) {
      if (isStandIn(match[1]!, context) || match[1]!.startsWith('//')) continue
      const secret = match[1]!.replace(/[.)]$/, '')
      add(match.index + match[0].length - match[1]!.length, secret, 0.85, 'password after a user name')
    }
    for (const { index } of !isPublicSource(context)
      ? matchesBeside(text, loginWords, { before: 0, after: 190 }, sign)
      : []) {
      const before = text.slice(Math.max(0, index - 190), index)
      const start = index - (/[^\s"'`(]{0,30}$/.exec(before)?.[0].length ?? 0)
      const word = (/^[^\s"'`]{0,30}/.exec(text.slice(start, start + 31))?.[0] ?? '').replace(
        /[.,;:)!?]$/,
        '',
      )
      if (!written.test(word) || notPassword.test(word) || !speaksOfLogin.test(before)) continue
      add(start, word, 0.6, 'written like a password')
    }
    for (const match of isPublicSource(context)
      ? []
      : matchesBeside(text, commandStems, { before: 40, after: 170 }, inCommand)) {
      const value = match.slice(1).find((group) => group !== undefined)!
      if (isStandIn(value, context) || value.length < 3) continue
      add(match.index + match[0].lastIndexOf(value), value, 0.8, 'password in a command')
    }
    for (const match of !isPublicSource(context)
      ? matchesBeside(text, codeWords, { before: 20, after: 40 }, codes)
      : [])
      add(match.index + match[0].lastIndexOf(match[1]!), match[1]!, 0.6, 'code that opens something')
    for (const match of isPublicSource(context) || !text.includes('@') ? [] : matches(text, beforeService))
      add(match.index, match[0], 0.8, 'password before a service')
    for (const match of isPublicSource(context)
      ? []
      : matchesBeside(text, accounts, { before: 4, after: 80 }, pairOf)) {
      const value = match[1]!.replace(/[.)]$/, '')
      if (!isStandIn(value, context))
        add(match.index + match[0].length - match[1]!.length, value, 0.7, 'password after an account')
    }
    for (const match of !isPublicSource(context)
      ? matchesBeside(text, loginWords, { before: 60, after: 190 }, madeUp)
      : []) {
      const around = text.slice(Math.max(0, match.index - 170), match.index + match[0].length + 60)
      if (
        speaksOfLogin.test(around) &&
        !/^(?:Windows|Office|Win|Server|Exchange|Ubuntu|Version|Build|Step|Table|Phase)[-_]\d/.test(match[0])
      )
        add(match.index, match[0], 0.55, 'written like a password')
    }
    for (const match of mentions(text, registryWords) ? matches(text, registryLogin) : [])
      add(match.index + match[0].length - match[1]!.length, match[1]!, 0.9, 'login of a registry')
    for (const match of mentions(text, basicWords) ? matches(text, basic) : []) {
      if (
        !/^[\x20-\x7e]{1,100}:[\x20-\x7e]{1,200}$/.test(Buffer.from(match[1]!, 'base64').toString('latin1'))
      )
        continue
      add(match.index + match[0].length - match[1]!.length, match[1]!, 0.95, 'basic authentication')
    }
    return found
  },
}

function trimmed(value: string, before: string): string {
  if (/["'`]/.test(before)) return value
  return value.replace(/(?:[,;].*|\*\*|[.)\]}]+)$/, '')
}

/** Code, types, ordinary words and stand-ins after "password" are no passwords. */
function isPassword(value: string, before: string, isAssigned: boolean, context: ScanContext): boolean {
  if (value.length < 3 || isStandIn(value, context)) return false
  const isQuoted = /["'`]/.test(before)
  if (
    !isQuoted &&
    /^[\w$]+(?:\.[\w$]+)*[([{]|^[([{<$%&|=]|=>|^[\w$]+\.[A-Za-z_$][\w$]*$|\(\)|[;{}]$/.test(value)
  )
    return false
  if (/\s/.test(value))
    return isQuoted && isAssigned && !isPublicSource(context) && value.split(' ').length < 6
  const isMixed = /[\d!@#$%^&*?+~§]/.test(value) && /\p{L}/u.test(value)
  if (isPublicSource(context))
    return (
      isMixed &&
      value.length >= 6 &&
      !/^(?:test|pass|admin|user|root|secret|demo|foo|qwerty|abc)[\w@!]{0,8}$/i.test(value)
    )
  if (isMixed || /^\p{L}{2,12}(?:[-_.]\p{L}{2,12}){2,5}$/u.test(value)) return true
  if (/^\d{3,8}$/.test(value)) return true
  if (/^\d{4,}$/.test(value)) return isAssigned || isQuoted
  return isAssigned && (isQuoted || /^[\p{L}\p{N}_-]{4,}$/u.test(value)) && !ordinary.test(value)
}

/** What stands between a password's label and the password. */
const separates = /(?:\b(?:is|was|ist|war|lautet|est|es|é)|=>|->|\||：|>)["'`*_\s([]{0,6}$/
/** Labels of things that are not passwords as well. */
const isShort = /pin|psk|cv[vc]|code|key|combination|tan|geheimzahl|код/i

function isBareValue(value: string, before: string): boolean {
  const isQuoted = /["'`]/.test(before)
  const isMixed =
    /\d/.test(value) && /\p{L}/u.test(value) && (/[!@#$%^&*?+~§-]/.test(value) || /\p{Lu}/u.test(value))
  return value.length > 4 && (isMixed || (isQuoted && /\d|[!@#$%^&*?]/.test(value)))
}

/** An everyday word such as "pass" is a label only right before its value. */
const bareBefore = /\b(?:pass|pw|psw)\W{0,6}(?:is|was|ist)?\W{0,4}$/i
const everyday =
  /^(?:pass(?:word|wd)?|pwd|pw|secret(?:pass)?|user|test|admin|root|postgres|mongo|mysql|guest|demo|changeme|abc)[\d!]{0,4}$/i
const ordinary =
  /^(?:string|number|boolean|text|password|passwort|true|false|null|none|nil|undefined|required|optional|reset|forgot|hidden|empty|void|any|self|this|props|data|value|input|field|type|name|email|username|user|the|not|and|for|with|from|has|was|incorrect|invalid|wrong|expired|changed|change|must|should|same|correct|unknown|missing|yes|no|on|off|see|use|via|process|request|body|await|new|let|const|var|return|default|str|int|object|function|is|it|that|which|ask|please|set|sent|known|given|protected|removed|redacted|masked|encrypted|hashed)$/i

function isStandIn(value: string, context: ScanContext): boolean {
  if (/^(?:\*+|x{3,}|\.{2,}|-+|_+|<.*>|\[.*\]|\{.*\}|\$.*|%.*%|#.*)$/i.test(value)) return true
  if (/^(?:process\.env|import\.meta|os\.environ|env\.|ENV\[|config\.|secrets\.)/.test(value)) return true
  if (ordinary.test(value)) return true
  return (
    isSampleSecret(value) &&
    (isPublicSource(context) ||
      /your|(?:key|token|secret|password|value|goes)[-_ ]?here|redacted|placeholder/i.test(value))
  )
}
