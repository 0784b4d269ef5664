import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { searches } from '../db/schema.ts'
import type { searchPlaces } from '../db/words.ts'
import { excerpt } from '../lib/plain-text.ts'
import { companyWords } from '../safety/findings.ts'
import { placeholdersFor, redact } from '../safety/redact.ts'
import { scanText } from '../safety/scan.ts'

/** Characters kept of a search: longer ones are messages, of which the first sentence says enough. */
export const REMEMBERED = 200
/** A sentence shorter than this is a greeting. */
const GREETING = 30

/**
 * Keeps what somebody searched for, to see what is missing. People paste customers' messages, and others read the list:
 * what may be private gives way to its placeholder as in a case, and of a message only the beginning stays. Gives back what it kept.
 */
export function rememberSearch(
  db: Db,
  search: { words: string; results: number; place: (typeof searchPlaces)[number] },
): string {
  const { results, place } = search
  const words = wordsToKeep(db, search.words.trim())
  if (words !== '') db.insert(searches).values({ words, results, place, at: now() }).run()
  return words
}

function wordsToKeep(db: Db, typed: string): string {
  // Redacted before it is cut: a value cut in two would not be known any more.
  const findings = scanText(typed, { format: 'text', words: companyWords(db) })
  const clean = redact(typed, placeholdersFor([{ text: typed, findings }])[0]!)
  if (clean.length <= REMEMBERED) return clean
  const sentenceEnd = /[.!?。！？](?=\s)|\n/gu
  sentenceEnd.lastIndex = GREETING
  const end = sentenceEnd.exec(clean.slice(0, REMEMBERED))
  return end === null ? excerpt(clean, REMEMBERED) : clean.slice(0, end.index + 1).trim()
}
