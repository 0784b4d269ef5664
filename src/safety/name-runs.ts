import { maskCharacter } from './detector.ts'
import { givenNames } from './given-names.ts'
import { matches } from './matches.ts'
import { ordinaryWords } from './ordinary-words.ts'
import { folded, wordNames } from './people.ts'
import { plainPattern } from './plain-pattern.ts'

/** One to five capitalised words in a row, with the initials and particles that stand in names. */
const capital =
  "\\p{Lu}(?:[\\p{Ll}\\p{M}]{1,24}(?:\\p{Lu}[\\p{Ll}\\p{M}]{1,24})?|'\\p{Lu}\\p{Ll}{1,24}(?:\\p{Lu}\\p{Ll}{1,24})?)(?:[-']\\p{Lu}?\\p{Ll}{1,24}){0,2}"
const particles =
  '[Vv]on|[Vv]an|der|den|[Dd]e|da|das|do|dos|del|della|dello|di|du|des|[Ll]a|le|el|al|bin|binti|bint|binte|ibn|ben|ten|ter|te|zu|zur|zum|af|av|y|e|a/l|a/p|s/o|d/o'
const between = `[ \\t]{1,2}(?:\\p{Lu}\\.[ \\t]?){0,2}(?:(?:${particles})[ \\t]|[Aa]l-|[Ee]l-|dell?'|dall'|d'|l'){0,3}`
const runs = plainPattern(
  new RegExp(
    `(?:\\p{Lu}\\.[ ]?){0,2}(?:(?<=\\.[ ])(?:${particles})[ ]){0,2}${capital}(?:${between}${capital}){0,4}(?:[ ]\\p{Lu}\\.(?=[ \\n,]|$))?`,
    'gu',
  ),
)
/** Names in capitals only, as on tickets and passports: "JOHN M. SMITH", "BERGSTROM/ERIK MR". */
const shouted = plainPattern(
  /(?=\p{Lu}\p{Lu})(?<![\p{L}\p{N}_.-])\p{Lu}{2,20}(?:[-']\p{Lu}{2,20})?(?:(?:, ?|[ /])(?:\p{Lu}\.[ ]?)?\p{Lu}{2,20}(?:[-']\p{Lu}{2,20})?){1,3}(?![\p{L}\p{N}_-])/gu,
)
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
  for (const match of matches(text, shouted)) {
    const words = match[0].split(/[ /,]+/).filter((word) => !word.endsWith('.'))
    const known = words.map((word) => wordOf(word, 0))
    if (
      !known.some((word) => word.isGiven && word.text.length > 3) ||
      known.some((word) => word.isOrdinary && !word.isGiven)
    )
      continue
    found.push({ start: match.index, end: match.index + match[0].length, confidence: 0.6, isFull: true })
  }
  return found
}

/** Before a name: what somebody is, or what is done with people. */
const role =
  /(?:^|[^\w])(?:colleagues?|boss|manager|admin(?:istrator)?|technician|engineer|consultant|accountant|employee|assistant|director|representative|contact(?:ed)?|customer|user|client|cowork(?:er)?|co-worker|supervisor|patient|policy ?holder|beneficiary|claimant|insured|payee|drawer|payer|trustee|executor|keyholder|parent|guardian|pupil|technicien|gérante?|leiter(?:in)?|inhaber(?:in)?|familie|famille|family|kolleg(?:e|in|en)|mitarbeiter(?:in)?|kund(?:e|in)|coll[èe]gue|collega|colega|(?:spoke|speak|talked?|spoken|chatted|dealt|met|meeting|discussed(?: \w+)?|arranged|agreed|working) (?:to|with|by)|(?:e-?mails?|call(?:ed)?|message|mail|reply|response|letter|confirmed|approved|signed|handled|solved|sent|opened|raised|reported|logged|submitted|written|contacted|informed|promised|told|answered|helped|assisted|used) (?:from|by)|reach out to|(?:konto|kto\.?-?)?inhaber(?:in)?|holder|named|name(?:'s| is)?|titulaire|clerk|nurse|driver|developer|analyst|operator|specialist|officer|secretary|intern|teacher|professor|doctor|physician|lawyer|partner|husband|wife|son|daughter|mother|father|brother|sister|mum|mom|dad|uncle|aunt|fianc[ée]e?|girlfriend|boyfriend|neighbou?r|tenant|landlord|buyer|seller|owner|resident|planner|controller|bookkeeper|receptionist|dispatcher|foreman|lead|contractor|subscriber|member|guest|passenger|student|pupil|applicant|recipient|sender|signatory|(?:escalated?|escalating|assigned|handed|forward(?:ed)?|passed|transferred|gave|belongs?|send|sent|wrote|write|according|thanks|copied|cc)(?: (?:it|this|that|him|her|them|you|over|back|on))* to|per|ask(?:ed)?|tell|told|notif(?:y|ied)|inform(?:ed)?|remind(?:ed)?|cc['’]?(?:ed|ing)?|thanks?|thank you|met|paged?|visitor|agent|caller|cto|cfo|ceo|coo|ciso|head of \w+|it lead|herrn?|frau|monsieur|madame|mme|signora?|se[ñn]ora?|mit|chez|avec|con|habl[ée] con|gesprochen mit)(?:,)?[ \t](?:(?:mr|mrs|ms|dr|herr|frau)\.?[ ])?$/i
/** After a name: what only people do or have. */
const does =
  /^(?:'s (?:laptop|pc|computer|account|mailbox|phone|mobile|machine|password|login|user|colleague|team|manager|boss|e-?mail|workstation|desk|profile|ticket|card|address|number|office|assistant|replacement|husband|wife|birthday|salary|access|licen[cs]e|calendar|inbox|reply|answer)\b|,? (?:from (?:your|our|the|my|it|support|sales|accounting|finance|hr|billing|dispatch|reception|logistics|marketing|legal|the)\b|in (?:accounting|accounts|sales|hr|finance|support|dispatch|billing|logistics|marketing|purchasing|payroll|reception)\b|(?:said|says|told|gave (?:me|us|it|him|her)|showed|sent (?:me|us)|tried|helped|asked|wrote|promised|mentioned|explained|replied|answered|called|phoned|wants|wanted|thinks|insists|complains|reported|noticed|forgot|claims|confirmed|suggested|recommended|apologi[sz]ed|emailed|rang|speaking|signed|approved|hat (?:gesagt|mir)|sagt(?:e)?)\b|(?:is|was|will be) (?:on (?:holiday|vacation|leave|parental)|out of|away|back (?:on|from)|ill|sick|our|my|the (?:only|new|one|admin|manager|owner|head)|no longer with|unable to|currently on|retiring)\b|has (?:left|joined|asked|confirmed|been with|approved|no access|lost (?:his|her))\b|who\b|will (?:call|join|be in|visit|come)\b|can(?:not|'t| not) (?:log|sign|see|open|access|print|get into)))/

/** What stands before a name and is no part of it: titles, kin, roles. */
const titled =
  /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Ing|Dipl|Mag|Sir|Madam|Lady|Lord|Herrn?|Frau|Fr|Hr|Mme|Mlle|Madame|Monsieur|Maître|Me|Sra?|Srta|Sig|Sig\.ra|Dott|Dott\.ssa|Avv|Dhr|Mevr|Mevrouw|Meneer|Pan|Pani|Pán|Paní|Herra|Rouva|Shri|Smt|Vater|Mutter|Bruder|Schwester|Sohn|Tochter|Mann|Ehemann|Ehefrau|Kollege|Kollegin|Kunde|Kundin|Chef|Chefin|Nachbar|Nachbarin|Techniker|Kassiererin|Kassierer|Fahrer|Nurse|Doctor|Sister|Uncle|Aunt|Agent|Visitor|Driver|Contact|Colleague|Manager|Engineer|Technician|Père|Mère|Frère|Sœur|Collègue|Padre|Madre|Hermano|Hermana|Vader|Moeder|Collega)\.?$/

/** The last word of a street, and what is one after a house number only. */
const street =
  /^(?:Street|Road|Avenue|Ave|Terrace|Crescent|Gardens|Boulevard|Parade|Mews|Lodge|Cottage|Straße|Strasse|Weg|Platz|Allee)$/
const streetToo =
  /^(?:Lane|Drive|Court|Close|Place|Square|Row|Walk|Park|Hill|View|Grove|Way|Green|Rise|Quay|Parade)$/

type Word = { text: string; from: number; isGiven: boolean; isOrdinary: boolean }

const oneWord = /[^ \t]+/g
const particle = new RegExp(`^(?:${particles})$`)

function nameIn(run: string, text: string, start: number): NameRun | undefined {
  const words = [...matches(run, oneWord)].map((match) => wordOf(match[0], match.index))
  while (
    words.length > 0 &&
    (titled.test(words[0]!.text) ||
      ((words[0]!.isOrdinary || particle.test(words[0]!.text)) && !startsName(words)))
  )
    words.shift()
  const stop = words.findIndex(
    (word, place) =>
      place > 0 &&
      word.isOrdinary &&
      !word.isGiven &&
      !particle.test(word.text) &&
      !wordNames.has(folded(word.text)),
  )
  if (stop > 0) words.length = stop
  while (words.length > 0 && particle.test(words.at(-1)!.text)) words.pop()
  const given = words.findIndex((word) => word.isGiven && !word.isOrdinary)
  // "Policyholder Prakash Iyengar": what stands before a given name and a surname is no part of it; in the middle of a sentence it may be.
  if (
    given > 0 &&
    words.length > 2 &&
    given < words.length - 1 &&
    /(?:^|[\n.,;!?:|>*(] ?)$/.test(text.slice(0, start + words[0]!.from).slice(-2))
  )
    words.splice(0, given)
  const isInitial = /^(?:\p{Lu}\.)+$/u.test(words[0]?.text ?? '') && words.length > 1
  const [first] = isInitial && words[1]!.isGiven ? words.slice(1) : words
  const last = words.at(-1)
  if (first === undefined || last === undefined) return undefined
  const range = {
    start: start + words[0]!.from,
    end: start + last.from + last.text.replace(/'s$/, '').length,
  }
  const isCut = stop > 0
  if (
    street.test(last.text) ||
    (/\d[a-z]? $/i.test(text.slice(Math.max(0, range.start - 3), range.start)) && streetToo.test(last.text))
  )
    return undefined
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
    words.length < 5 &&
    last.text !== first.text
  )
    return { ...range, confidence: 0.6, isFull: true }
  const before = text.slice(Math.max(0, range.start - 32), range.start)
  const after = text.slice(range.end, range.end + 32)
  // Beside something masked the words that would tell are gone; what they told was seen before the masking.
  if (before.includes(maskCharacter) || after.includes(maskCharacter)) return undefined
  const isUnknown =
    !isCut && words.length < 5 && !words.some((word) => word.isOrdinary && !particle.test(word.text))
  if (isUnknown && (role.test(before) || does.test(after)) && (full || isAlone(first.text, after)))
    return { ...range, confidence: full ? 0.7 : 0.55, isFull: full }
  const isMiddle = /[\p{Ll}\p{N},;:)"][ \t]{1,2}$/u.test(before)
  if (!full || isCut || words.length > 4 || !isMiddle) return undefined
  return words.some((word) => word.isOrdinary && !particle.test(word.text))
    ? undefined
    : { ...range, confidence: 0.55, isFull: true }
}

/** One unknown word: long enough for a name, no abbreviation, and nothing that goes on as a name of a thing does. */
function isAlone(word: string, after: string): boolean {
  return (
    word.length > 2 &&
    !/\p{Lu}.*\p{Lu}/u.test(word.replace(/-\p{Lu}|^Mc|^Mac|'\p{Lu}/gu, '')) &&
    !/^(?: \p{Lu}|[ -]?\d| v\d)/u.test(after)
  )
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
