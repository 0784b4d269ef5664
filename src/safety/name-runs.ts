import { givenNames } from './given-names.ts'
import { matches } from './matches.ts'
import { ordinaryWords } from './ordinary-words.ts'
import { folded, wordNames } from './people.ts'
import { plainPattern } from './plain-pattern.ts'

/** One to five capitalised words in a row, with the initials and particles that stand in names. */
const capital =
  "\\p{Lu}(?:[\\p{Ll}\\p{M}]{1,24}(?:\\p{Lu}[\\p{Ll}\\p{M}]{1,24})?|'\\p{Lu}\\p{Ll}{1,24})(?:[-']\\p{Lu}?\\p{Ll}{1,24}){0,2}"
const between =
  '[ \\t]{1,2}(?:\\p{Lu}\\.[ \\t]?)?(?:(?:von|van|der|den|de|da|dos|del|della|di|du|la|le|el|al|bin|bint|ibn|ten|ter|zu|zur|y)[ \\t]|al-|el-){0,3}'
const runs = plainPattern(new RegExp(`(?:\\p{Lu}\\.[ ]?){0,2}${capital}(?:${between}${capital}){0,4}`, 'gu'))
const inWord = plainPattern(/[\p{L}\p{N}_.@/\\#$&<-]/u)
const runsOn = plainPattern(/^(?:[\p{L}\p{N}_([=]|[./\\@:-][\p{L}\p{N}_])/u)
/** A word behind a name that makes it something else: "Victoria Street", "Vera Server". */
const thing =
  /^[ \t](?:street|road|avenue|server|cluster|service|project|release|edition|version|api|sdk|cli|app|plugin|module|driver|branch|office|plant|model|series|template|theme|font|island|university|airport)\b/i

/** A name seen by its words alone; `isFull` if it has a given name and a surname. */
export type NameRun = { start: number; end: number; confidence: number; isFull: boolean }

/**
 * Names known by their words: a given name, alone or with what follows it, and two or three capitalised words in the
 * middle of a sentence none of which is an ordinary word.
 */
export function nameRuns(text: string): NameRun[] {
  const found: NameRun[] = []
  for (const match of matches(text, runs)) {
    const { index: start } = match
    if (start > 0 && inWord.test(text[start - 1]!)) continue
    const end = start + match[0].length
    // A last word that runs on into something else is no part of the name.
    const isWhole = !runsOn.test(text.slice(end, end + 2))
    const run = isWhole ? match[0] : match[0].replace(/(?:^|[ \t]+)[^ \t]+$/, '')
    if (run === '' || (isWhole && thing.test(text.slice(end, end + 14)))) continue
    const part = nameIn(run, text, start)
    if (part !== undefined) found.push(part)
  }
  return found
}

/** Before a name: what somebody is, or what is done with people. */
const role =
  /(?:^|[^\w])(?:colleagues?|boss|manager|admin(?:istrator)?|technician|engineer|consultant|accountant|employee|assistant|director|representative|contact|customer|user|client|coworker|supervisor|patient|kolleg(?:e|in|en)|mitarbeiter(?:in)?|kund(?:e|in)|coll[èe]gue|collega|colega|spoke (?:to|with)|talked (?:to|with)|speak (?:to|with)|call(?:ed)? (?:from|by)|contacted by|reach out to|(?:konto|kto\.?-?)?inhaber(?:in)?|holder|named|titulaire|clerk|nurse|driver|developer|analyst|operator|specialist|supervisor|officer|secretary|intern|teacher|student|professor|doctor|physician|lawyer|partner|husband|wife|son|daughter|mother|father|brother|sister|tenant|landlord|buyer|seller|owner|resident|planner|controller|bookkeeper|receptionist|dispatcher|foreman|lead|contractor|subscriber|member|guest|passenger|student|pupil|applicant|employee|recipient|sender|signatory|escalat(?:ed|e|ing) to|assigned (?:it )?to|handed over to|reported by|according to|per|ask(?:ed)?|notified|informed|cc['’]?ed)[ \t](?:(?:mr|mrs|ms|dr|herr|frau)\.?[ ])?$/i

type Word = { text: string; from: number; isGiven: boolean; isOrdinary: boolean }

const oneWord = /[^ \t]+/g
const particle = /^(?:von|van|der|den|de|da|dos|del|della|di|du|la|le|el|al|bin|bint|ibn|ten|ter|zu|zur|y)$/

function nameIn(run: string, text: string, start: number): NameRun | undefined {
  const words = [...matches(run, oneWord)].map((match) => wordOf(match[0], match.index))
  while (words.length > 0 && (words[0]!.isOrdinary || particle.test(words[0]!.text)) && !startsName(words))
    words.shift()
  const stop = words.findIndex(
    (word, place) => place > 0 && word.isOrdinary && !word.isGiven && !wordNames.has(folded(word.text)),
  )
  if (stop > 0) words.length = stop
  const [first] = words
  const last = words.at(-1)
  if (first === undefined || last === undefined) return undefined
  const range = { start: start + first.from, end: start + last.from + last.text.replace(/'s$/, '').length }
  const isCut = stop > 0
  const full = words.filter((word) => !particle.test(word.text) && !word.text.endsWith('.')).length > 1
  if (first.isGiven && !first.isOrdinary) {
    if (full) return { ...range, confidence: last.isOrdinary ? 0.65 : 0.86, isFull: true }
    if (isCut || wordNames.has(folded(first.text)) || first.text.length < 3) return undefined
    return { ...range, confidence: 0.6, isFull: false }
  }
  if (first.isGiven && full && !last.isOrdinary) return { ...range, confidence: 0.65, isFull: true }
  const initial = /^(?:\p{Lu}\.)+/u.exec(first.text)
  if (
    initial !== null &&
    first.from === 0 &&
    !last.isOrdinary &&
    words.length < 4 &&
    last.text !== first.text
  )
    return { ...range, confidence: 0.6, isFull: true }
  const before = text.slice(Math.max(0, range.start - 32), range.start)
  if (full && !isCut && words.length < 5 && !first.isOrdinary && !last.isOrdinary && role.test(before))
    return { ...range, confidence: 0.7, isFull: true }
  const isMiddle = /[\p{Ll}\p{N},;:)"][ \t]{1,2}$/u.test(before)
  if (!full || isCut || words.length > 4 || !isMiddle) return undefined
  return words.some((word) => word.isOrdinary) ? undefined : { ...range, confidence: 0.55, isFull: true }
}

/** What lists say of a word, remembered, because most capitalised words of a text come again in the next. */
const remembered = new Map<string, { key: string; isGiven: boolean; isListed: boolean }>()
const mostRemembered = 20_000

function wordOf(word: string, from: number): Word {
  let known = remembered.get(word)
  if (known === undefined) {
    const key = folded(word).replace(/^(?:al|el)-|^(?:\p{L}\.)+|'s$/gu, '')
    const isGiven = givenNames.has(key) || givenNames.has(key.split(/[-']/)[0]!)
    known = { key, isGiven, isListed: ordinaryWords.has(key) || /'(?:t|ll|ve|re|d|m)$/.test(key) }
    if (remembered.size > mostRemembered) remembered.clear()
    remembered.set(word, known)
  }
  const { isGiven, isListed } = known
  return { text: word, from, isGiven, isOrdinary: isListed }
}

/** "Will Turner", "Grace Hopper": an ordinary word may begin a name if it is a given name and a surname follows. */
function startsName(words: readonly Word[]): boolean {
  return words[0]!.isGiven && words[1] !== undefined && !words[1].isOrdinary && !words[1].isGiven
}
