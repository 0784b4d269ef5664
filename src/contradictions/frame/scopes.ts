import { stem, table } from '../../lib/words.ts'
import { prepositions } from './grammar.ts'
import { isModelNumber } from './quantities.ts'
import type { Token } from './tokens.ts'

/** A half-open range of version numbers, each part weighted so that 4.10 > 4.9; `name` is the product if one is said. */
export interface VersionRange {
  name: string
  from: number
  to: number
}

/** Where a statement holds; an empty list says nothing about that side. */
export interface Scope {
  versions: VersionRange[]
  plans: string[]
  platforms: string[]
  browsers: string[]
  regions: string[]
  roles: string[]
  models: string[]
  bands: string[]
}

/** A version number read in a clause: what it is a version of and how it binds. */
export interface VersionMention extends VersionRange {
  sense: 'exact' | 'min' | 'max'
  /** Said as a frame of the statement ("in version 5 …"), not as its content ("requires version 5"). */
  asScope: boolean
  index: number
  text: string
  start: number
  end: number
}

/** What the scope words of a clause say, and which tokens they took. */
export interface ScopeReading {
  scope: Scope
  mentions: VersionMention[]
  taken: Set<number>
}

/** A scope that says nothing. */
export function emptyScope(): Scope {
  return {
    versions: [],
    plans: [],
    platforms: [],
    browsers: [],
    regions: [],
    roles: [],
    models: [],
    bands: [],
  }
}

/** Reads a title, heading or list of tags, where everything named is a frame of what follows. */
export function readTitleScope(tokens: readonly Token[]): Scope {
  const { scope, mentions } = readScope(tokens, 0)
  scope.versions = mentions
  for (const [index, token] of tokens.entries()) {
    const role = token.kind === 'word' ? roleNames.get(token.stem) : undefined
    const before = tokens[index - 1]?.text ?? ''
    if (
      role &&
      (before === ':' || before === '(' || before === 'for' || before === '—') &&
      (!tokens[index + 1] || tokens[index + 1]!.kind === 'mark')
    )
      scope.roles.push(role)
    if (token.kind === 'name' && token.text.startsWith('/')) scope.models.push(`path#${token.lower}`)
    const number = tokens[index + 1]
    if (
      token.kind === 'word' &&
      /^\p{Lu}/u.test(token.text) &&
      number &&
      /^\d{1,5}(?:\.\d+)?$/.test(number.text) &&
      number.kind === 'number' &&
      !plainTitle.has(token.lower)
    )
      scope.models.push(`${token.stem}#${number.text}`)
    const place = regionNames[token.lower]
    if (place && /^\p{Lu}/u.test(token.text)) scope.regions.push(place)
    const next = tokens[index + 1]
    const named =
      token.kind !== 'mark' &&
      /^\p{Lu}/u.test(token.text) &&
      next &&
      next.start === token.end + 1 &&
      /^\p{Lu}\p{Ll}*$/u.test(next.text)
    if (named && !plainTitle.has(next.lower) && !plainTitle.has(token.lower))
      scope.models.push(`${token.lower}#${next.lower}`)
  }
  return scope
}
const list = (text: string): Set<string> => new Set(text.split(/\s+/).filter(Boolean))
const plainTitle = list(
  'settings account accounts billing help support guide overview limits faq pricing plans plan features setup installation import export reports users api the a an how what why when where can does is are do i my your error admin security privacy app web desktop mobile cloud edition version update release',
)

/** Reads plan, platform, region, role, model, band and version words of a run of tokens. */
export function readScope(tokens: readonly Token[], subjectEnd: number): ScopeReading {
  const reading: ScopeReading = { scope: emptyScope(), mentions: [], taken: new Set() }
  for (let index = 0; index < tokens.length; index++) {
    readPlan(tokens, index, reading)
    readPlatform(tokens, index, reading)
    readRegion(tokens, index, reading)
    readRole(tokens, index, subjectEnd, reading)
    readModel(tokens, index, reading)
    readVersion(tokens, index, reading)
    readNumbered(tokens, index, reading)
  }
  for (const mention of reading.mentions) if (mention.asScope) reading.scope.versions.push(mention)
  return reading
}

/** Stands for "and everything later"; a finite number, so that frames survive JSON. */
export const ENDLESS = 1e15

const planNames = list(
  'free basic standard starter plus pro professional premium team teams business enterprise personal individual trial community essentials essential growth scale developer advanced ultimate unlimited hobby student education nonprofit lite light gold silver bronze platinum family solo core home small medium large corporate agency startup freemium paid legacy annual monthly',
)
const planNouns = list(
  'plan plans tier tiers edition editions account accounts subscription subscriptions subscriber subscribers licence license licences licenses customer customers package packages version member members membership workspace workspaces user users',
)
const strictPlanNouns = list(
  'plan plans tier tiers edition editions subscription subscriptions licence license package packages',
)
const notPlanUnlessStrict = list(
  'free standard personal individual community light small medium large core home legacy paid annual monthly basic advanced unlimited student family team teams developer scale growth trial business',
)

function readPlan(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  const next = tokens[index + 1]
  if (
    /^(?:plans?|tiers?|editions?|subscriptions?|packages?)$/.test(token.lower) &&
    /^(?:all|any|every|each)$/.test(tokens[index - 1]?.lower ?? '')
  ) {
    reading.scope.plans.push('*')
    take(reading, index)
  }
  if (!planNames.has(token.lower)) return
  const name = planAlias[token.lower] ?? token.lower
  let noun = next?.lower ?? ''
  let at = index + 1
  if (next?.text === ',' || noun === 'and' || noun === 'or' || noun === '/') {
    const following = tokens.slice(index + 1, index + 7).findIndex((item) => strictPlanNouns.has(item.lower))
    const onlyNames =
      following > 0 &&
      tokens
        .slice(index + 1, index + 1 + following)
        .every((item) => planNames.has(item.lower) || /^(?:,|and|or|\/|the)$/.test(item.lower))
    if (onlyNames) {
      reading.scope.plans.push(name)
      take(reading, index)
      return
    }
  }
  if (/^(?:cloud|self)$/.test(noun)) noun = tokens[++at]?.lower ?? ''
  const strict =
    strictPlanNouns.has(noun) ||
    (planNouns.has(noun) &&
      (!notPlanUnlessStrict.has(token.lower) ||
        token.proper ||
        (noun.startsWith('account') && !/^(?:personal|legacy|standard|individual)$/.test(token.lower))))
  const before = tokens[index - 1]?.lower ?? ''
  const alone =
    token.proper &&
    /^(?:on|with|in|for|to|including|have|and|or|,|the|is|are|than)$/.test(before) &&
    (!next ||
      next.kind === 'mark' ||
      prepositions.has(noun) ||
      /^(?:you|we|and|or|is|are|can|only|users?|customers?|get|gets|it|if|but)$/.test(noun))
  if (!strict && !alone) return
  reading.scope.plans.push(name)
  take(reading, index)
  if (strict) take(reading, at)
}
const planAlias = table<string>({
  professional: 'pro',
  teams: 'team',
  essentials: 'essential',
  freemium: 'free',
})

const platforms = table<string>({
  windows: 'windows',
  mac: 'macos',
  macs: 'macos',
  macos: 'macos',
  osx: 'macos',
  macbook: 'macos',
  linux: 'linux',
  ubuntu: 'linux',
  debian: 'linux',
  fedora: 'linux',
  ios: 'ios',
  iphone: 'iphone',
  iphones: 'iphone',
  ipad: 'ipad',
  ipads: 'ipad',
  android: 'android',
  chromeos: 'chromeos',
  chromebook: 'chromeos',
})
const forms = table<string>({
  web: 'web',
  desktop: 'desktop',
  desktops: 'desktop',
  mobile: 'mobile',
  tablet: 'tablet',
  tablets: 'tablet',
  phone: 'phone',
  phones: 'phone',
  smartphone: 'phone',
  laptop: 'laptop',
  laptops: 'laptop',
  cloud: 'cloud',
  saas: 'cloud',
  selfhosted: 'self-hosted',
  onprem: 'self-hosted',
  onpremise: 'self-hosted',
  onpremises: 'self-hosted',
  browser: 'web',
  server: 'server',
  tv: 'tv',
  tvs: 'tv',
  kiosk: 'kiosk',
  watch: 'watch',
  smartwatch: 'watch',
  cli: 'cli',
})
const formNouns = list(
  'version app apps application client clients interface edition ui site browser device devices apps program editor dashboard console hosting',
)
const browserNames = table<string>({
  chrome: 'chrome',
  firefox: 'firefox',
  safari: 'safari',
  edge: 'edge',
  opera: 'opera',
  brave: 'brave',
  chromium: 'chrome',
})

function readPlatform(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  const next = tokens[index + 1]
  const before = placeBefore(tokens, index)
  const system = platforms[token.lower]
  if (system && (token.lower !== 'windows' || token.proper || /^Windows/.test(token.text))) {
    reading.scope.platforms.push(system)
    if (next?.kind !== 'number') take(reading, index)
  }
  const named = browserNames[token.lower]
  if (named && (/^\p{Lu}/u.test(token.text) || /^(?:in|on|with|using)$/.test(before))) {
    reading.scope.browsers.push(named)
    take(reading, index)
  }
  const hosted =
    token.lower === 'self' && next?.lower === 'hosted'
      ? 'self-hosted'
      : token.lower === 'on' && /^prem/.test(next?.lower ?? '')
        ? 'self-hosted'
        : undefined
  const form = hosted ?? forms[token.lower]
  if (!form) return
  const follows = formNouns.has((hosted ? tokens[index + 2] : next)?.lower ?? '')
  const alone =
    /^(?:on|from|in|for|via)$/.test(before) &&
    form !== 'server' &&
    (!next ||
      next.kind === 'mark' ||
      prepositions.has(next.lower) ||
      /^(?:and|or|you|it|is|only|as|too|if|when|but|the|works|work)$/.test(next.lower)) &&
    !(form === 'phone' && /^(?:by|over)$/.test(tokens[index - 1]?.lower ?? ''))
  if (!hosted && !follows && !alone) return
  if (form === 'server' && !/^(?:edition|version)$/.test(next?.lower ?? '')) return
  reading.scope.platforms.push(form)
  take(reading, index)
  if (hosted) take(reading, index + 1)
  if (
    follows &&
    !/^(?:app|apps|application|client|clients|editor|dashboard|program)$/.test(next?.lower ?? '')
  )
    take(reading, index + (hosted ? 2 : 1))
}

/** The preposition in front of a word, over an article or "your". */
function placeBefore(tokens: readonly Token[], index: number): string {
  let at = index - 1
  while (at >= 0 && /^(?:the|a|an|my|your|any|all|most|and|or|other|,)$/.test(tokens[at]!.lower)) at--
  while (
    at >= 1 &&
    tokens[at]!.kind === 'word' &&
    (forms[tokens[at]!.lower] || platforms[tokens[at]!.lower])
  ) {
    at--
    while (at >= 0 && /^(?:the|a|an|my|your|and|or|,)$/.test(tokens[at]!.lower)) at--
  }
  return tokens[at]?.lower ?? ''
}

const regionNames = table<string>({
  eu: 'eu',
  europe: 'europe',
  european: 'europe',
  us: 'us',
  usa: 'us',
  america: 'us',
  states: 'us',
  uk: 'uk',
  britain: 'uk',
  kingdom: 'uk',
  ontario: 'ontario',
  alberta: 'alberta',
  bavaria: 'bavaria',
  saxony: 'saxony',
  wales: 'wales',
  england: 'england',
  hawaii: 'hawaii',
  alaska: 'alaska',
  nevada: 'nevada',
  utah: 'utah',
  arizona: 'arizona',
  ohio: 'ohio',
  oregon: 'oregon',
  georgia: 'georgia',
  colorado: 'colorado',
  michigan: 'michigan',
  queensland: 'queensland',
  victoria: 'victoria',
  tasmania: 'tasmania',
  catalonia: 'catalonia',
  tuscany: 'tuscany',
  tyrol: 'tyrol',
  germany: 'germany',
  france: 'france',
  spain: 'spain',
  italy: 'italy',
  ireland: 'ireland',
  netherlands: 'netherlands',
  sweden: 'sweden',
  poland: 'poland',
  canada: 'canada',
  mexico: 'mexico',
  brazil: 'brazil',
  australia: 'australia',
  japan: 'japan',
  china: 'china',
  india: 'india',
  singapore: 'singapore',
  switzerland: 'switzerland',
  austria: 'austria',
  norway: 'norway',
  apac: 'apac',
  asia: 'asia',
  emea: 'emea',
  africa: 'africa',
  california: 'california',
  texas: 'texas',
  virginia: 'virginia',
  frankfurt: 'frankfurt',
  london: 'london',
  dublin: 'dublin',
  tokyo: 'tokyo',
  sydney: 'sydney',
  quebec: 'quebec',
  scotland: 'scotland',
  turkey: 'turkey',
  portugal: 'portugal',
  greece: 'greece',
  finland: 'finland',
  denmark: 'denmark',
  belgium: 'belgium',
  czechia: 'czechia',
  hungary: 'hungary',
  romania: 'romania',
  bulgaria: 'bulgaria',
  croatia: 'croatia',
  slovenia: 'slovenia',
  slovakia: 'slovakia',
  estonia: 'estonia',
  latvia: 'latvia',
  lithuania: 'lithuania',
  iceland: 'iceland',
  luxembourg: 'luxembourg',
  malta: 'malta',
  cyprus: 'cyprus',
  ukraine: 'ukraine',
  russia: 'russia',
  israel: 'israel',
  egypt: 'egypt',
  morocco: 'morocco',
  nigeria: 'nigeria',
  kenya: 'kenya',
  argentina: 'argentina',
  chile: 'chile',
  colombia: 'colombia',
  peru: 'peru',
  korea: 'korea',
  taiwan: 'taiwan',
  thailand: 'thailand',
  vietnam: 'vietnam',
  indonesia: 'indonesia',
  malaysia: 'malaysia',
  philippines: 'philippines',
  pakistan: 'pakistan',
  bangladesh: 'bangladesh',
  zealand: 'zealand',
  lisbon: 'lisbon',
  porto: 'porto',
  vienna: 'vienna',
  zurich: 'zurich',
  berlin: 'berlin',
  munich: 'munich',
  paris: 'paris',
  madrid: 'madrid',
  barcelona: 'barcelona',
  rome: 'rome',
  milan: 'milan',
  oslo: 'oslo',
  stockholm: 'stockholm',
  copenhagen: 'copenhagen',
  helsinki: 'helsinki',
  warsaw: 'warsaw',
  prague: 'prague',
  budapest: 'budapest',
  athens: 'athens',
  istanbul: 'istanbul',
  moscow: 'moscow',
  toronto: 'toronto',
  vancouver: 'vancouver',
  chicago: 'chicago',
  boston: 'boston',
  seattle: 'seattle',
  florida: 'florida',
  york: 'york',
})
const placing = list('stor host locat process resid ship mov send bas keep sav transfer run liv replic')

function readRegion(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  const region = regionNames[token.lower]
  if (!region || !/^\p{Lu}/u.test(token.text)) return
  if (token.lower === 'us' && token.text !== 'US') return
  if (tokens.some((other) => placing.has(other.stem))) return
  const before = placeBefore(tokens, index)
  const next = tokens[index + 1]?.lower ?? ''
  if (
    !/^(?:in|within|for|outside|from|to)$/.test(before) &&
    !/^(?:customers?|users?|accounts?|region|residents?|buyers?|orders?|stores?|countries)$/.test(next)
  )
    return
  if (before === 'outside') return
  reading.scope.regions.push(region)
  take(reading, index)
}

const roleNames = new Map<string, string>(
  Object.entries({
    admin: 'admin',
    administrator: 'admin',
    owner: 'owner',
    member: 'member',
    guest: 'guest',
    agent: 'agent',
    supervisor: 'supervisor',
    editor: 'editor',
    viewer: 'viewer',
    manager: 'manager',
    moderator: 'moderator',
    contributor: 'contributor',
    reviewer: 'reviewer',
    student: 'student',
    teacher: 'teacher',
    parent: 'parent',
    buyer: 'buyer',
    seller: 'seller',
    customer: 'customer',
    subscriber: 'subscriber',
    collaborator: 'collaborator',
    approver: 'approver',
    employee: 'employee',
    contractor: 'contractor',
    attendee: 'attendee',
    organizer: 'organizer',
    organiser: 'organizer',
    publisher: 'publisher',
    superuser: 'superuser',
    operator: 'operator',
    maintainer: 'maintainer',
    technician: 'technician',
    reseller: 'reseller',
    partner: 'partner',
    visitor: 'visitor',
    host: 'host',
    instructor: 'instructor',
    cashier: 'cashier',
    driver: 'driver',
    author: 'author',
    analyst: 'analyst',
    lead: 'lead',
  }).map(([name, role]) => [stem(name), role]),
)

function readRole(tokens: readonly Token[], index: number, subjectEnd: number, reading: ScopeReading): void {
  const token = tokens[index]!
  const plainUser =
    token.stem === 'user' &&
    /^(?:normal|regular|ordinary|standard|basic)$/.test(tokens[index - 1]?.lower ?? '')
  const role = plainUser ? 'user' : token.kind === 'word' ? roleNames.get(token.stem) : undefined
  if (!role) return
  const before = tokens[index - 1]?.lower ?? ''
  const beforeThat = tokens[index - 2]?.lower ?? ''
  const next = tokens[index + 1]?.lower ?? ''
  const noun = /^(?:users?|accounts?|role|rights|permissions?)$/.test(next)
  const asSubject =
    index < subjectEnd &&
    !(
      tokens[index + 1]?.kind === 'word' &&
      !noun &&
      index + 1 < subjectEnd &&
      !/^(?:and|or|with|on|in|of|who|also|only|can|,)$/.test(next)
    )
  const as =
    before === 'as' ||
    (/^an?$/.test(beforeThat) && tokens[index - 3]?.lower === 'as') ||
    (/^an?$/.test(before) && beforeThat === 'as') ||
    ((before === 'by' || before === 'for') && !noun) ||
    (/^(?:an?|the|any|all)$/.test(before) &&
      (beforeThat === 'by' ||
        beforeThat === 'be' ||
        beforeThat === 'are' ||
        beforeThat === 'you' ||
        beforeThat === 'for'))
  if (asSubject || as) reading.scope.roles.push(role)
}

/** "DeepWell 200", "bootloader 2": a name with a small number; two numbers of one name are two things. */
function readNumbered(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  const before = tokens[index - 1]
  if (before?.kind !== 'word' || !/^\d{1,5}$/.test(token.text) || reading.taken.has(index)) return
  const next = tokens[index + 1]
  if (
    next &&
    ((next.kind === 'word' && next.start === token.end) ||
      /^[%°$€£/.:x×-]$/.test(next.text) ||
      next.kind === 'number')
  )
    return
  if (/^\p{Lu}{2,}$/u.test(before.text) || /^(?:id|number|no|value|size)$/.test(before.lower)) return
  if (/^(?:to|at)$/.test(tokens[index - 2]?.lower ?? '')) return
  const labelled =
    numberedNouns.has(before.lower) ||
    (before.proper && isModelNumber(tokens, index)) ||
    (next !== undefined && isModelNumber(tokens, index) && index <= 2 && /^\p{Lu}/u.test(before.text))
  if (
    !labelled ||
    /^(?:january|february|march|april|may|june|july|august|september|october|november|december|port|level|channel)$/.test(
      before.lower,
    )
  )
    return
  reading.scope.models.push(`${before.stem}#${token.text}`)
  take(reading, index)
}
const numberedNouns = list(
  'bootloader generation gen series model mark error step stage phase tier level class type category chapter page room gate terminal zone lane track building floor unit slot bay mode profile plan form annex section appendix figure table season episode',
)

const knownNames =
  /^(?:ipv\d|utf-?\d+|sha-?\d+|md5|usb-?\d.*|wpa\d?|wep|h26\d|mp\d|s3|ec2|k8s|oauth\d?|base64|x64|x86|http2|ssl\d?|tls\d?|gpt-?\d.*|rs\d+|aes-?\d+|pop3|imap4|v\d+|ps\d|i18n|l10n|a11y|p2p|b2b|b2c|e2e|2fa|cat\d\w?|ddr\d|m2|web3|f\d{1,2}|log4j|c99|es\d+|py\d|d3d?\d*|gl\d|vec\d|mat\d|iso\d+|rfc\d+|pm2|log2)$/

function readModel(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  if (
    token.kind === 'name' &&
    /^\p{Lu}{1,5}-?\d{1,5}\p{L}{0,3}$/u.test(token.text.replace(/['’]s$/, '')) &&
    !knownNames.test(token.lower)
  ) {
    reading.scope.models.push(token.lower)
    return
  }
  const next = tokens[index + 1]
  if (
    /^(?:size|type|model|class|category|variant|grade)$/.test(token.lower) &&
    next &&
    /^(?:[A-Z]|X{1,3}[SL])$/.test(next.text) &&
    next.text !== 'I'
  ) {
    reading.scope.models.push(`${token.stem}#${next.lower}`)
    take(reading, index + 1)
  }
  if (/^(?:GHz|MHz)$/i.test(next?.text ?? '') && token.kind === 'number') {
    const before = placeBefore(tokens, index)
    const after = tokens[index + 2]?.lower ?? ''
    if (/^(?:on|for|in)$/.test(before) || /^(?:band|network|wifi|radio|ssid)$/.test(after)) {
      reading.scope.bands.push(token.text)
      take(reading, index)
      take(reading, index + 1)
    }
  }
}

const versionWords = list('version versions release firmware build v ver client sdk')
const versionTools = list(
  'python node nodejs java php ruby perl go dotnet net angular react vue django rails laravel mysql postgres postgresql mongodb redis ubuntu debian macos ios android windows chrome firefox safari edge office excel outlook wordpress kubernetes docker bluetooth usb tls ssl gcc clang npm typescript directx opengl',
)

function readVersion(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  if (token.kind !== 'number' || !/^v?\d+(?:\.\d+){0,3}(?:\.x)?$/i.test(token.text)) return
  const before = tokens[index - 1]
  const two = tokens[index - 2]
  const marked = /^v/i.test(token.text)
  const worded = before !== undefined && (versionWords.has(before.lower) || (before.lower === 'or' && false))
  const toolName =
    before?.kind === 'word' &&
    (versionTools.has(before.lower) ||
      (before.proper &&
        !/^(?:Step|Error|Port|Page|Chapter|Section|Figure|Table|Table|Day|Level|Part|Item|Option|Issue|Code|Type|Plan|Category|Layer|Phase|Class|Method|Case|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/i.test(
          before.text,
        )))
  const ranged = rangeAfter(tokens, index + 1)
  if (
    toolName &&
    !ranged &&
    !token.text.includes('.') &&
    !versionTools.has(before!.lower) &&
    isModelNumber(tokens, index)
  )
    return
  const scopePrep =
    before !== undefined &&
    /^(?:in|on|since|from|before|until|as)$/.test(before.lower) &&
    token.text.includes('.')
  if (!marked && !worded && !toolName && !scopePrep && !(ranged && token.text.includes('.'))) return
  const unit = tokens[index + 1]
  if (!marked && !worded && unit?.kind === 'word' && unit.start === token.end) return
  if (
    toolName &&
    !versionTools.has(before!.lower) &&
    !token.text.includes('.') &&
    unit?.kind === 'word' &&
    !ranged &&
    !prepositions.has(unit.lower) &&
    !/^(?:is|are|and|or|has|can|you|does|only|users?|devices?|it|works?|supports?)$/.test(unit.lower)
  )
    return
  const nameToken = worded
    ? nameBefore(tokens, index - 1)
    : toolName
      ? before
      : scopePrep || ranged
        ? undefined
        : nameBefore(tokens, index)
  const lead = leadIndex(tokens, worded ? index - 1 : toolName ? index - 1 : index, nameToken)
  const prep = tokens[lead]?.lower ?? ''
  const from = versionValue(token.text)
  const sense =
    ranged ??
    (/^(?:since|from|starting|after)$/.test(prep)
      ? 'min'
      : /^(?:before|until|prior|below|under)$/.test(prep)
        ? 'max'
        : 'exact')
  const range =
    sense === 'min'
      ? { from, to: ENDLESS }
      : sense === 'max'
        ? { from: 0, to: ranged ? above(token.text) : from }
        : { from, to: above(token.text) }
  const asScope =
    /^(?:in|on|since|from|before|until|with|as|under|of|prior|after|starting|for|by|running|using)$/.test(
      prep,
    ) ||
    (prep === '' && lead < 0 && !ranged)
  const start = worded || toolName ? before!.start : token.start
  reading.mentions.push({
    name: nameToken ? nameToken.stem : '',
    ...range,
    sense,
    asScope,
    index,
    text: token.text,
    start,
    end: token.end,
  })
  take(reading, index)
  if (worded) take(reading, index - 1)
  if (worded && nameToken && nameToken === two) void two
}

function rangeAfter(tokens: readonly Token[], at: number): 'min' | 'max' | undefined {
  const after = tokens
    .slice(at, at + 3)
    .map((token) => token.lower)
    .join(' ')
  if (
    /^(?:(?:\w+ )?(?:or|and) (?:later|newer|above|higher|up|greater|upwards|more recent|onwards?|beyond)|\+|onwards?|upwards)/.test(
      after,
    )
  )
    return 'min'
  if (/^(?:\w+ )?(?:or|and) (?:earlier|older|below|lower|prior)/.test(after)) return 'max'
  return undefined
}

/** "app version 4.2" → app; "firmware 2.4" → firmware. */
function nameBefore(tokens: readonly Token[], index: number): Token | undefined {
  const noun = tokens[index]
  if (noun?.lower === 'firmware') return noun
  const before = tokens[index - 1]
  return before?.kind === 'word' &&
    !prepositions.has(before.lower) &&
    !/^(?:the|a|an|is|are|requires?|needs?|have|has|your|and|or|to|least|you|than|this|that|later|old|new|since|before|only|with|until)$/.test(
      before.lower,
    ) &&
    versionWords.has(noun?.lower ?? '')
    ? before
    : undefined
}

function leadIndex(tokens: readonly Token[], index: number, nameToken: Token | undefined): number {
  let at = index - 1
  while (
    at >= 0 &&
    (tokens[at] === nameToken ||
      /^(?:the|a|an|your|of|app|all|to|version|versions)$/.test(tokens[at]!.lower)) &&
    !(tokens[at]!.lower === 'of' && false)
  ) {
    if (tokens[at]!.lower === 'to' && tokens[at - 1]?.lower !== 'prior') break
    at--
  }
  return at
}

/** 4.10.2 → 4·10⁸ + 10·10⁴ + 2, so that versions compare as numbers. */
function versionValue(text: string): number {
  const [major = 0, minor = 0, patch = 0] = text
    .replace(/^v/i, '')
    .split('.')
    .map((part) => Number(part) || 0)
  return Math.min(major, 99999) * 1e8 + Math.min(minor, 9999) * 1e4 + Math.min(patch, 9999)
}

/** The first version after everything that carries this number: 5 → 6.0, 4.8 → 4.9. */
function above(text: string): number {
  const parts = text.replace(/^v/i, '').replace(/\.x$/i, '').split('.').length
  return versionValue(text) + (parts === 1 ? 1e8 : parts === 2 ? 1e4 : 1)
}

function take(reading: ScopeReading, index: number): void {
  reading.taken.add(index)
}
