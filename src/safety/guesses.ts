import { type Cue, cuesIn } from './cues.ts'
import type { Finding, FindingKind } from './detector.ts'
import { finding, maskCharacter } from './detector.ts'
import { matches } from './matches.ts'
import { plainPattern } from './plain-pattern.ts'

/** How sure a number is what the nearest word says. */
const TOLD = 0.6
/** How sure a number is somebody's by its writing alone. */
const WRITTEN = 0.55
/** How far (in units) a word reaches to the number after it, and back to one before it. */
const FORWARD = 48
const BACK = 24

/** One word with a digit in it, or figures in groups; spaces only between groups that look alike. */
const candidate = plainPattern(
  /(?<![\p{L}\p{N}_@\\.-]|\/\/[^\s]{0,80})#?(?=[^\s]{0,30}\d|[A-Z]{1,4} \d)(?:[A-Z]{1,4} (?=\d{2,}))?[\p{L}\p{N}](?:[\p{L}\p{N}]|[-./_#&$+~^](?=[\p{L}\p{N}])|[!?*](?=[\p{L}\p{N}]))*(?:[ ](?:[A-Z]{1,2}[ ])?\d{1,6}(?:[/-]\d{1,6})?(?![\p{L}\p{N}:%€$°]|[.,]\d)){0,6}(?: [A-Z]{2}(?![\p{L}\p{N}]))?/gu,
)
/** Dates, times, versions, measures, files: numbers of everyday speech. */
const everyday =
  /^(?:\d{1,4}|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\D.*)?|\d{1,3}(?:[./-]\d{1,3}){0,3}\/[a-z].*|\d+\/[a-z].*|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}|\d{1,3}(?:[.,]\d{3})+|v?\d+(?:\.\d+)+[a-z]?\d*|v\d.*|\d+(?:x\d+)+|\d+(?:st|nd|rd|th)|\d+(?:px|ms|s|m|h|d|min|kb|mb|gb|tb|k|kg|g|cm|mm|km|mhz|ghz|v|w|a|dpi|hz|am|pm|€|bit)|0x[\da-f]+|(?:19|20)\d\d|[A-Za-z]\d|\d[A-Za-z]|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|Q[1-4]|H[12]|.*\.(?:js|ts|py|php|json|html?|pdf|txt|log|xml|ya?ml|csv|xlsx?|docx?|exe|dll|zip|png|jpe?g|md|cs|java|go|rb|sh|conf|cfg|ini|lic|req|sql))$/i
const unit =
  /^ ?(?:%|€|\$|£|eur|usd|gbp|chf|ms|sec|seconds?|minutes?|hours?|days?|weeks?|months?|years?|mb|gb|kb|tb|bytes?|bits?|px|dpi|users?|rows?|files?|items?|times?|people|employees|orders|mails?|records|lines|pages|degrees?|volts?|watts?|km|kg|cm|mm|m\b)(?![\p{L}])/iu
/** Between a word and its number: signs, or a few words of the same clause. */
const bridge = /^[^\n.!?;]{0,48}$/

/**
 * What no detector knows, but a word beside it calls by name: "debtor 118842", "ref ZK4T9W", {"order":{"ref":"RO-2"}}.
 * Only for cases. Findings lie in `text` and touch no mask.
 */
export function guesses(text: string): Finding[] {
  const found: Finding[] = []
  let at = 0
  for (const line of text.split('\n')) {
    if (line.length < 2000 && /\d/.test(line)) found.push(...inLine(text, line, at))
    at += line.length + 1
  }
  return found
}

function inLine(text: string, line: string, at: number): Finding[] {
  const candidates = [...matches(line, candidate)].filter(
    ({ 0: written }) => !everyday.test(written) || /^\d{3,4}$/.test(written),
  )
  if (candidates.length === 0) return []
  const cues = cuesIn(line)
  return candidates.flatMap((match) => {
    const cue = cueOf(cues, line, match.index, match.index + match[0].length)
    if (cue === undefined) return codedIn(text, match[0], at + match.index)
    if (cue.kind === 'none' || cue.kind === 'number') return []
    const isBefore = cue.end <= match.index
    const gap = isBefore ? line.slice(cue.end, match.index) : ''
    const word = line.slice(cue.start, cue.end)
    const value = valueFor(cue.kind, match[0], word, gap, line.slice(match.index + match[0].length))
    if (value === undefined) return []
    const start = at + match.index + (match[0].startsWith('#') ? 1 : 0)
    const reason = `beside “${word}”`
    const kind = cue.kind === 'key' && value.length < 16 ? 'password' : cue.kind
    return [finding(kind, text, { start, end: start + value.length }, TOLD, reason)]
  })
}

/** The nearest word before a number in its clause, else one right behind it. */
function cueOf(cues: readonly Cue[], line: string, start: number, end: number): Cue | undefined {
  const before = namedCue(cues, line, start)
  if (
    before &&
    bridge.test(line.slice(before.end, start).replace(/^\./, '')) &&
    start - before.end <= FORWARD
  ) {
    const gap = line.slice(before.end, start).replace(/^\./, '')
    if (words(gap) <= 4 && !gap.includes(maskCharacter)) return before
    if (/^[^\p{L}]*\x1a(?:[, /&+]|and|or|und|et|y|o|e|en)*$/u.test(gap)) return before
  }
  const after = cues.find((cue) => cue.start >= end)
  const gap = after ? line.slice(end, after.start) : ''
  return after &&
    gap.length <= BACK &&
    /^ ?(?:\(|is (?:my|our|the|his|her|your) |as (?:my|our|the) |[-–=] ?(?:my|our|the)? ?)$/.test(gap)
    ? after
    : undefined
}

/** The nearest cue before a number; of "no." and its like, what stands before it ("customer no."), or an account. */
function namedCue(cues: readonly Cue[], line: string, start: number): Cue | undefined {
  const place = cues.findLastIndex((cue) => cue.end <= start)
  const nearest = cues[place]
  if (nearest?.kind !== 'number') return nearest
  const named = cues[place - 1]
  const gap = named ? line.slice(named.end, nearest.start) : ''
  if (named && named.kind !== 'number' && gap.length <= BACK && /^[^\n.!?;,:]*$/.test(gap))
    return { ...named, end: nearest.end }
  const noun = /(\p{L}[\p{L}'-]{2,24})[ _-]?$/u.exec(
    line.slice(Math.max(0, nearest.start - 26), nearest.start),
  )?.[1]
  return noun !== undefined && technical.test(noun)
    ? { ...nearest, kind: 'none' }
    : { ...nearest, kind: 'account-id' }
}

/** What is counted and numbered in any system and belongs to nobody. */
const technical =
  /^(?:issue|kernel|level|round|test|sample|maximum|minimum|large|small|random|prime|cve|kb|pull|request|commit|change|query|trace|correlation|span|slot|frame|block|sector|track|answer|post|topic|faq|task|attempt|device|object|class|element|widget|group|role|rule|log|message|code|the|this|that|your|same|any|first|second|last|next|wrong|right|correct|new|old|higher|lower|certain|good|greater|big|appendix|note|update|hotfix|os|sdk|api|app|plugin|module|component|bundle|container|image|pod|instance|resource|region|zone|category|tag|field|form|template|theme|report|dashboard|campaign|list|segment|workflow|pipeline|stage|environment|env)$/i

/** Capitals, a hyphen and many digits, as companies number what is theirs; not errors, standards or parts of software. */
const coded =
  /^(?!(?:ORA|ERR|KB|CVE|RFC|ISO|UTF|SHA|AES|PLS|TNS|DPI|MSB|LNK|AADSTS|STOP|EVENT|ERROR|IEEE|DIN|EN|COVID|WCAG|MS|CWE|GHSA|PEP|JEP|JSR|TS|CS|NU|CA|RTX|GTX|HTTP|TLS|SSL|WIN|VER|REV|BUILD|RELEASE|EPIC|STORY|BUG|ISSUE|TASK|PR|GH|NET|SQL|LATIN|CP|IBM)[-_]?\d)(?:[A-Z]{1,6}[-/](?:19|20)\d{2}[-/]\d{2,8}|(?:[A-Z]{2,6}|[A-Z]{1,4}\d)-\d{4,12}(?:-[A-Z\d]{1,8}){0,2}|(?=[A-Z\d-]*[A-Z])(?=(?:[A-Z-]*\d){4})[A-Z\d]{2,8}(?:-[A-Z\d]{2,8}){2,5})$/

/** Small and capital letters, figures and a sign inside: nothing else is written so. */
const secret = /^(?=.*\p{Ll})(?=.*\p{Lu})(?=.*\d)(?=.+[!*#$%&+~^?].)[^\s/@=<>()|\\.]{8,28}$/u

function codedIn(text: string, written: string, start: number): Finding[] {
  const end = start + written.length
  if (secret.test(written))
    return [finding('password', text, { start, end }, WRITTEN, 'written like a password')]
  if (!coded.test(written) || everyday.test(written)) return []
  return [finding('order-id', text, { start, end }, WRITTEN, 'written like a number of an order or a case')]
}

function words(gap: string): number {
  return gap.match(/\p{L}{2,}/gu)?.length ?? 0
}

/** The part of a candidate that is a value of this kind; undefined if none is. */
function valueFor(
  kind: FindingKind,
  written: string,
  word: string,
  gap: string,
  after: string,
): string | undefined {
  const value = written.replace(/^#/, '').replace(/[.,/_-]+$/, '')
  const digits = value.replace(/\D/g, '').length
  if (kind === 'password') {
    const isMixed = /\d/.test(value) && /\p{L}/u.test(value) && value.length >= 5 && !/[ /]/.test(value)
    return (isMixed && words(gap) <= 2) || (/^\d{4,8}$/.test(value) && words(gap) === 0) ? value : undefined
  }
  if (kind === 'phone' && /^\d{3,4}$/.test(value) && /ext|durchwahl|klappe|poste/i.test(word)) return value
  if (everyday.test(value) || unit.test(after)) return undefined
  if (kind === 'host') {
    const isName = /^(?:[a-z][a-z\d.-]*|[A-Z][A-Z\d-]*|[A-Za-z\d]+-[\w-]+)$/.test(value) && value.length > 3
    return isName &&
      words(gap) <= 2 &&
      !/^(?:sql|mysql|postgres|oracle|windows|node|ubuntu|debian)/i.test(value)
      ? value
      : undefined
  }
  if (kind === 'phone') return digits >= 6 && digits <= 15 && !/\p{L}/u.test(value) ? value : undefined
  if (kind === 'key' && words(gap) === 0 && /^(?=.*[!#$&+~^?*])(?=.*\p{L})[^\s/]{6,}$/u.test(value))
    return value
  if (kind === 'key' || kind === 'token') return value.length >= 16 && digits > 2 ? value : undefined
  if (kind === 'national-id') return digits >= 6 && value.length <= 20 ? value : undefined
  const isCoded = /\p{Lu}/u.test(value) && !/\p{Ll}{3}/u.test(value)
  if (digits >= 4 || (isCoded && value.length >= 5 && (digits >= 2 || words(gap) === 0))) return value
  return digits >= 2 && /^[a-z][a-z\d]{0,15}(?:[-_][a-z\d]{1,16}){1,4}$/i.test(value) && words(gap) <= 1
    ? value
    : undefined
}
