import { table } from '../../lib/words.ts'
import { prepositions } from './grammar.ts'
import { regionNames } from './region-names.ts'
import { list, type ScopeReading, take } from './scopes.ts'
import type { Token } from './tokens.ts'

export const platforms = table<string>({
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
  xbox: 'xbox',
  playstation: 'playstation',
  ps4: 'playstation',
  ps5: 'playstation',
  nintendo: 'nintendo',
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
  website: 'web',
  server: 'server',
  tv: 'tv',
  tvs: 'tv',
  kiosk: 'kiosk',
  watch: 'watch',
  console: 'console',
  consoles: 'console',
  pc: 'pc',
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

export function readPlatform(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  const next = tokens[index + 1]
  const before = placeBefore(tokens, index)
  const system = platforms[token.lower]
  if (system && (token.lower !== 'windows' || token.proper || /^Windows/.test(token.text))) {
    reading.scope.platforms.push(system)
    take(reading, index)
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
export function placeBefore(tokens: readonly Token[], index: number): string {
  let at = index - 1
  while (at >= 0 && /^(?:the|a|an|my|your|any|all|most|and|or|other|,)$/.test(tokens[at]!.lower)) at--
  while (
    at >= 1 &&
    tokens[at]!.kind === 'word' &&
    (forms[tokens[at]!.lower] || platforms[tokens[at]!.lower] || regionNames[tokens[at]!.lower])
  ) {
    at--
    while (at >= 0 && /^(?:the|a|an|my|your|and|or|,)$/.test(tokens[at]!.lower)) at--
  }
  return tokens[at]?.lower ?? ''
}

const placing = list(
  'stor host locat process resid ship mov send bas keep sav transfer run liv replic mak manufactur produc build assembl',
)

export function readRegion(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  if (
    token.lower === 'worldwide' ||
    token.lower === 'everywhere' ||
    (/^(?:countries|country|regions?|markets)$/.test(token.lower) &&
      /^(?:all|any|every|each)$/.test(tokens[index - 1]?.lower ?? ''))
  ) {
    reading.scope.regions.push('*')
    take(reading, index)
  }
  const region = regionNames[token.lower]
  if (!region || !/^\p{Lu}/u.test(token.text)) return
  if (token.lower === 'us' && token.text !== 'US') return
  if (tokens.some((other) => placing.has(other.stem))) return
  const before = placeBefore(tokens, index)
  const next = tokens[index + 1]?.lower ?? ''
  const named =
    /^(?:customers?|users?|accounts?|region|residents?|buyers?|orders?|stores?|countries|versions?|models?|editions?|markets?|sites?|shops?|customers|numbers?)$/.test(
      next,
    )
  const qualifies =
    /^(?:dollars?|pounds?|english|french|spanish|dates?|formats?|keyboards?|layouts?|plugs?|sizes?)$/.test(
      next,
    )
  if (!named && (qualifies || !/^(?:in|within|for|outside|from|to)$/.test(before))) return
  if (before === 'outside') return
  reading.scope.regions.push(region)
  take(reading, index)
}
