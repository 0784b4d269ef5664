import { and, eq, isNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { flags, settlements } from '../db/schema.ts'
import { type SettlementVerdict, verdicts } from '../db/words.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'
import { wakeArticlesFrom } from './claims.ts'
import { retier } from './quality.ts'

export type Flag = typeof flags.$inferSelect
export type Settlement = typeof settlements.$inferSelect

/** What each verdict says, in the words of the buttons and the timeline. */
export const VERDICT_WORDS: Record<SettlementVerdict, string> = {
  'official-right': 'Official is right',
  'community-right': 'The community is right',
  'both-right': 'Both right, in different scope',
  superseded: 'Superseded',
  'not-a-contradiction': 'Not a contradiction',
}

/** The same between two texts of the company, which are named by their titles; "superseded" says nothing of them. */
export function ownVerdictWords(flag: {
  isOneText: boolean
  claim: { title: string }
  evidence: { title: string }
}): Record<SettlementVerdict, string> {
  const { claim, evidence } = flag
  const isOneName = flag.isOneText || claim.title === evidence.title
  const named = (title: string) =>
    `“${title.length > 40 ? `${title.slice(0, 39).trimEnd()}…` : title}” is right`
  return {
    ...VERDICT_WORDS,
    'official-right': isOneName ? 'The earlier sentence is right' : named(evidence.title),
    'community-right': isOneName ? 'The later sentence is right' : named(claim.title),
  }
}

/** The flag of this id. */
export function getFlag(db: Db, flagId: number): Flag {
  const flag = db.select().from(flags).where(eq(flags.id, flagId)).get()
  if (flag === undefined) throw new NotFound(`There is no contradiction ${flagId}.`)
  return flag
}

/** The settlement that holds, if any. */
export function settlementOf(db: Db, flagId: number): Settlement | undefined {
  return db
    .select()
    .from(settlements)
    .where(and(eq(settlements.flagId, flagId), isNull(settlements.undoneAt)))
    .get()
}

/** Decides a flag. The pair is not raised again while neither text changes. */
export function settleFlag(
  db: Db,
  input: { flagId: number; verdict: SettlementVerdict; reason: string; scope?: string; by: By },
): Settlement {
  return inTransaction(db, (tx) => {
    const flag = getFlag(tx, input.flagId)
    if (!verdicts.includes(input.verdict))
      throw new Invalid(`"${input.verdict}" is not one of the five verdicts.`)
    if (settlementOf(tx, flag.id) !== undefined) {
      throw new Refused('This contradiction is settled already. Undo the settlement to decide again.')
    }
    if (input.verdict === 'both-right' && (input.scope ?? '').trim() === '') {
      const message =
        'Say in which scope each side is right, for example "Team plan: 50 GB; Free plan: 2 GB".'
      throw new Invalid([{ field: 'scope', code: 'missing', message }])
    }
    const settlement = tx
      .insert(settlements)
      .values({
        flagId: flag.id,
        verdict: input.verdict,
        reason: input.reason.trim(),
        scope: (input.scope ?? '').trim(),
        by: input.by,
        at: now(),
      })
      .returning()
      .get()
    const detail = { verdict: input.verdict, reason: input.reason }
    retier(tx)
    if (flag.claimPostId !== null) wakeArticlesFrom(tx, flag.claimPostId)
    record(tx, { verb: 'settled', subject: 'flag', subjectId: flag.id, by: input.by, detail })
    return settlement
  })
}

/** Takes a settlement back; the flag is open again. */
export function undoSettlement(db: Db, input: { flagId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const settlement = settlementOf(tx, input.flagId)
    if (settlement === undefined) throw new Refused('This contradiction is not settled.')
    tx.update(settlements).set({ undoneAt: now() }).where(eq(settlements.id, settlement.id)).run()
    retier(tx)
    const { claimPostId } = getFlag(tx, input.flagId)
    if (claimPostId !== null) wakeArticlesFrom(tx, claimPostId)
    record(tx, { verb: 're-opened', subject: 'flag', subjectId: input.flagId, by: input.by })
  })
}
