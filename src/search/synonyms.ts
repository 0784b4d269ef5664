import { z } from 'zod'
import type { Db } from '../db/open.ts'
import { settingOf } from '../db/settings.ts'
import { type Analyser, createAnalyser } from './analyse.ts'
import { searchOptions } from './options.ts'

/** Under this key the settings keep groups of words that mean the same. */
export const SYNONYMS_KEY = 'search.synonyms'

const groups = z.array(z.array(z.string().max(100)).max(50)).max(2_000)

/** The groups of words that mean the same, as the company keeps them; what cannot be read counts as none. */
export function synonymsOf(db: Db): string[][] {
  const parsed = groups.safeParse(settingOf(db, SYNONYMS_KEY))
  return parsed.success ? parsed.data : []
}

const analysers = new WeakMap<Db['$client'], { key: string; staff: Analyser; whole: Analyser }>()

/** The analyser of staff search: English stems, light stop words, the company's synonyms; kept while those last. */
export function staffAnalyser(db: Db): Analyser {
  return analysersOf(db).staff
}

/** The same without stop words: in a short question "can" and "not" tell one from another. */
export function questionAnalyser(db: Db): Analyser {
  return analysersOf(db).whole
}

function analysersOf(db: Db) {
  const synonyms = synonymsOf(db)
  const key = JSON.stringify(synonyms)
  const kept = analysers.get(db.$client)
  if (kept?.key === key) return kept
  const made = {
    key,
    staff: createAnalyser(searchOptions('en', { synonyms })),
    whole: createAnalyser(searchOptions('en', { synonyms, stopWords: [] })),
  }
  analysers.set(db.$client, made)
  return made
}
