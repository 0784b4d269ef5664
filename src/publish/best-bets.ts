import { z } from 'zod'
import { findArticle } from '../articles/find.ts'
import type { Db } from '../db/open.ts'
import { settingOf } from '../db/settings.ts'
import { Invalid, type Issue, NotFound } from '../lib/errors.ts'

/** Under this key the settings keep what comes first for which words. */
export const BEST_BETS_KEY = 'search.best-bets'

/** For exactly these words this article comes first, whatever the search thinks. */
export type BestBet = { words: string; articleNumber: number }

const Kept = z.array(z.object({ words: z.string(), articleNumber: z.int() })).catch([])

/** What editors put first. */
export function bestBetsOf(db: Db): BestBet[] {
  return Kept.parse(settingOf(db, BEST_BETS_KEY) ?? [])
}

/** One "words → article" a line, as it is edited. */
export function bestBetLines(bets: BestBet[]): string {
  return bets.map(({ words, articleNumber }) => `${words} → ${articleNumber}`).join('\n')
}

/** Reads such lines; an article is named by its number or address. Lines that cannot be read are said. */
export function readBestBets(db: Db, text: string): BestBet[] {
  const issues: Issue[] = []
  const wrong = (line: string, why: string) =>
    issues.push({ field: 'bets', code: 'line', message: `“${line.slice(0, 80)}”: ${why}` })
  const bets = text.split(/\r?\n/).flatMap((raw): BestBet[] => {
    const line = raw.trim()
    if (line === '') return []
    const [, words = '', ref = ''] = /^(.{1,200}?)\s*(?:→|->|=>)\s*#?(\S{1,200})$/u.exec(line) ?? []
    if (words === '') {
      wrong(line, 'write the words, an arrow and an article, such as: refund time → 12')
      return []
    }
    try {
      return [{ words, articleNumber: findArticle(db, ref).number }]
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      wrong(line, `there is no article “${ref}”.`)
      return []
    }
  })
  if (issues.length > 0) throw new Invalid(issues)
  return bets
}
