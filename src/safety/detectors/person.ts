import type { Detector, Finding, ScanContext } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { handles } from '../handles.ts'
import { introductions } from '../introductions.ts'
import { matchesAt } from '../labelled.ts'
import { matches } from '../matches.ts'
import { placesOf } from '../mentions.ts'
import type { People } from '../people.ts'
import { folded, peopleOf, wordNames } from '../people.ts'
import { plainPattern } from '../plain-pattern.ts'

const word = plainPattern(/[\p{L}\p{N}_]+(?:['-][\p{L}\p{N}_]+)*/gu)
const wordHere = new RegExp(word.source, 'y')
const inWord = plainPattern(/[\p{L}\p{N}_'-]/u)
const marked = /[^\x00-\xbf\u2000-\u206f\u2190-\u2bff]/g

/**
 * Names of a case's participants and staff, and names where people write them (greetings, signatures, introductions).
 * A public forum shows its writers' names itself, so there only names of other people after a label would count: none.
 */
export const person: Detector = {
  kind: 'person',
  finds(text, context) {
    if (isPublicSource(context)) return []
    const found = [...knownNames(text, context)]
    const others = context.isAgain ? [] : handles(text)
    for (const { start, end, confidence, reason } of [...introductions(text, context.isAgain), ...others]) {
      found.push(finding('person', text, { start, end }, confidence, reason))
    }
    return found
  },
}

function knownNames(text: string, context: ScanContext): Finding[] {
  const people = peopleOf(context.participants)
  const found: Finding[] = []
  for (const name of people.unspaced) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      found.push(finding('person', text, { start: at, end: at + name.length }, 0.95, 'name of a participant'))
    }
  }
  if (people.byFirstWord.size === 0) return found
  for (const at of startsOf(text, people)) {
    const match = matchesAt(wordHere, text, at)
    if (match === null) continue
    const first = match[0].endsWith("'s") ? match[0].slice(0, -2) : match[0]
    const length = lengthOfName(text, match.index, first, people)
    if (length === 0) continue
    found.push(
      finding(
        'person',
        text,
        { start: match.index, end: match.index + length },
        0.95,
        'name of a participant',
      ),
    )
  }
  return found
}

/** Where a word begins that may be the first of a name: as names are folded, or with a letter that folding changes. */
function startsOf(text: string, people: People): number[] {
  const starts = new Set<number>()
  for (const at of placesOf(text, people.firstWords)) {
    if (at === 0 || !inWord.test(text[at - 1]!)) starts.add(at)
  }
  let last = -1
  for (const { index } of matches(text, marked)) {
    let at = index
    while (at > last + 1 && inWord.test(text[at - 1]!)) at--
    // Up to the letter before without a gap: the same word.
    if (at === 0 || !inWord.test(text[at - 1]!)) starts.add(at)
    last = index
  }
  return [...starts].sort((a, b) => a - b)
}

/** UTF-16 units of the longest name that begins at this word; 0 if none does. */
function lengthOfName(text: string, at: number, first: string, people: People): number {
  const key = folded(first)
  const names = people.byFirstWord.get(key)
  if (!names) {
    // "Sarah-Jane" may be Sarah; "SARAH-LAPTOP" and "sarah-fs01" are hers.
    const isPart =
      /^\p{Lu}\p{Ll}+-\p{Lu}\p{Ll}+$/u.test(first) && people.byFirstWord.has(folded(first.split('-')[0]!))
    return isPart ? first.length : 0
  }
  const following: RegExpExecArray[] = []
  if (names[0]!.length > 0)
    for (const match of matches(text.slice(at + first.length, at + first.length + 80), word)) {
      following.push(match)
      if (following.length === names[0]!.length) break
    }
  for (const rest of names) {
    if (rest.length === 0) return stands(text, at, first, key) ? first.length : 0
    const last = following[rest.length - 1]
    const gap = last ? text.slice(at + first.length, at + first.length + last.index + last[0].length) : ''
    if (
      last &&
      /^[\p{L}\p{N}_'. ,\t-]+$/u.test(gap) &&
      // "Aune, sindre.aune@…" is no name turned round.
      !(gap.includes(',') && /^\p{Lu}/u.test(first) !== /^\p{Lu}/u.test(following[rest.length - 1]![0])) &&
      rest.every((part, i) => folded(following[i]![0].replace(/'s$/, '')) === part)
    ) {
      return first.length + last.index + last[0].replace(/'s$/, '').length
    }
  }
  return 0
}

/** One part of a name alone: capitalised, and if it is also a word, in the middle of a sentence or after a greeting. */
function stands(text: string, at: number, first: string, key: string): boolean {
  const before = text.slice(Math.max(0, at - 16), at)
  const isGreeted =
    /\b(?:hi|hello|hey|dear|hallo|thanks|thank you|regards|cheers|bonjour|hola|mr|mrs|ms|herr|frau|liebe[r]?)[,.]?\s{1,3}$/i.test(
      before,
    )
  if (!/^\p{Lu}/u.test(first) && !/^[\p{Lo}]/u.test(first)) return isGreeted || /[\d_]/.test(first)
  if (!wordNames.has(key)) return true
  if (isGreeted) return true
  if (/^ \d/.test(text.slice(at + first.length, at + first.length + 2))) return false
  const isMiddle = /[\p{Ll}\p{N},;]\s{1,2}$/u.test(before)
  return isMiddle && !/^\s\p{Lu}/u.test(text.slice(at + first.length, at + first.length + 2))
}
