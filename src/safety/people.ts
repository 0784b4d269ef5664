import type { Participant } from './detector.ts'
import { givenNames } from './given-names.ts'
import { ordinaryWords } from './ordinary-words.ts'

/** The names of a thread's people, ready to be looked up word by word. */
export type People = {
  /** First word of a name, folded → the words that follow it, longest first. */
  byFirstWord: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Those words, by which a text is searched. */
  firstWords: readonly string[]
  /** Names written without spaces (Chinese, Japanese, Korean). */
  unspaced: readonly string[]
}

const known = new WeakMap<readonly Participant[], People>()
const notNames = new Set(
  'support team admin administrator customer service helpdesk help desk sales billing info user guest system agent bot staff member community moderator anonymous unknown office contact account test the and von van der den de da dos del la le di du mr mrs ms dr herr frau gmbh inc ltd llc corp company group it ops devops security engineering reception'.split(
    ' ',
  ),
)
/** Names that are also words: one of them alone counts only where it cannot be the word. */
export const wordNames: ReadonlySet<string> = new Set(
  'mark will grace rose may bill frank art drew chase price young brown white long king cook page green black hill wood stone field rich pat sue jack rob bob dick ray dale lane faith hope joy summer dawn april june august autumn iris ivy lily violet ruby crystal amber jade pearl sky star angel baker butler carter mason miles hunter fisher cooper parker potter taylor turner walker weaver gray grey sharp short small little strong power bush ford forest brook rivers lake banks bell best case cash church cross day dean duke earl fox gold gray guy hall hart hardy head house hunt knight law love marsh max mercy moon noble north south east west pace paris park peck pike pitt porter rush sage sand savage shepherd silver singer smart snow steel storm swan tower town trip vale wade wall ward waters way wise wolf worth gene dot dean kit skip chip buck cliff drew glen grant heath jay lance nick pierce reed rod sandy scott sterling tony victor wade jordan austin chelsea florence india china jasmine madison savannah sydney victoria charity patience christian major min max van'.split(
    ' ',
  ),
)

/** The people of a context; made once per list. */
export function peopleOf(participants: readonly Participant[] | undefined): People {
  const list = participants ?? []
  const made = known.get(list)
  if (made) return made
  const byFirstWord = new Map<string, string[][]>()
  const unspaced = new Set<string>()
  for (const participant of list) {
    for (const words of spellings(participant)) addName(byFirstWord, words)
    const name = participant.name.trim().normalize('NFC')
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul} ]{2,20}$/u.test(name)) {
      unspaced.add(name).add(name.replaceAll(' ', ''))
    }
  }
  for (const names of byFirstWord.values()) names.sort((a, b) => b.length - a.length)
  const people = { byFirstWord, firstWords: [...byFirstWord.keys()], unspaced: [...unspaced] }
  known.set(list, people)
  return people
}

/** Lower case without accents, `ß` as ss: how names are compared. */
export function folded(word: string): string {
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase()
  return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss')
}

/** True if two capitalised words can be a person by their given name alone. */
export function isGivenName(word: string): boolean {
  return givenNames.has(folded(word).split('-')[0]!)
}

/** The full name, the name turned round, each part that can stand alone, and the account name. */
function spellings(participant: Participant): string[][] {
  const name = participant.name.replace(/\([^)]*\)|<[^>]*>|"[^"]*"/g, ' ').trim()
  const words = wordsOf(name.includes(',') ? name.split(',').reverse().join(' ') : name)
  const all: string[][] = []
  if (words.length === 0) return all
  if (words.length > 1) all.push(words, [...words].reverse(), [words[0]!, words.at(-1)!])
  for (const word of words) {
    const isOrdinary =
      notNames.has(word) || (ordinaryWords.has(word) && !givenNames.has(word) && words.length === 1)
    if (word.length > 2 && !isOrdinary && !/^\d+$/.test(word)) all.push([word])
    const umlauts = word.replaceAll('ae', 'a').replaceAll('oe', 'o').replaceAll('ue', 'u')
    if (umlauts !== word && umlauts.length > 3) all.push([umlauts])
  }
  return all
}

/** The words of a name as the detector cuts them out of a text. */
export function wordsOf(name: string): string[] {
  return [...name.normalize('NFC').matchAll(/[\p{L}\p{N}_]+(?:['-][\p{L}\p{N}_]+)*/gu)].map(([word]) =>
    folded(word),
  )
}

function addName(names: Map<string, string[][]>, words: readonly string[]) {
  const rest = words.slice(1)
  const others = names.get(words[0]!) ?? []
  if (!others.some((other) => other.join(' ') === rest.join(' '))) others.push(rest)
  names.set(words[0]!, others)
}
