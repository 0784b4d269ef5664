import type { Db } from '../db/open.ts'
import { questionAnalyser } from '../search/synonyms.ts'

const REMEMBERED = 2_000

/** How many of the latest searches found nothing although all their words (two or more) stand in a title. */
export function failedSearches(db: Db): (title: string) => number {
  const analyser = questionAnalyser(db)
  const empty = db.$client
    .prepare('SELECT words FROM searches WHERE results = 0 ORDER BY id DESC LIMIT ?')
    .pluck()
    .all(REMEMBERED) as string[]
  // Filed under its longest term, which a title seldom has, so that few searches are looked at for one title.
  const byTerm = new Map<string, string[][]>()
  for (const words of empty) {
    const terms = [...new Set(analyser.terms(words))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    if (terms.length > 1) byTerm.set(terms[0]!, [...(byTerm.get(terms[0]!) ?? []), terms])
  }
  if (byTerm.size === 0) return () => 0
  return (title) => {
    const has = new Set(analyser.terms(title))
    let found = 0
    for (const term of has) {
      for (const terms of byTerm.get(term) ?? []) if (terms.every((one) => has.has(one))) found++
    }
    return found
  }
}
