import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { opinions } from '../db/schema.ts'
import { sha256 } from '../lib/hash.ts'
import { visibleText } from '../safety/visible.ts'
import type { PairInput, PairJudge, Verdict } from './judge.ts'
import { askSafely } from './judges/asked.ts'
import { SIDES } from './queries.ts'

/** What one judge said of a flag's two sentences. */
export type Opinion = { judge: string; label: Verdict['label']; confidence: number; rationale: string }

const BATCH = 8
const BATCH_MS = 120_000

/**
 * Asks the optional judges about every open flag they have not seen. What they say stands beside the flag and never
 * raises, lowers, settles or hides one; a judge without an opinion is asked again next time. Gives the number of opinions kept.
 */
export async function askForOpinions(
  db: Db,
  judges: PairJudge[],
  options: { onProgress?: (line: string) => void } = {},
): Promise<number> {
  let kept = 0
  for (const judge of judges) {
    const name = `${judge.id} ${judge.version}`
    const open = openPairs(db, name)
    for (let at = 0; at < open.length; at += BATCH) {
      const batch = open.slice(at, at + BATCH)
      options.onProgress?.(`${judge.id}: ${at} of ${open.length} contradictions read`)
      const verdicts = await askSafely(judge, batch, BATCH_MS)
      if (verdicts.every((verdict) => verdict.label === 'abstain')) break
      for (const [place, verdict] of verdicts.entries()) {
        if (verdict.label === 'abstain') continue
        kept++
        const { label, confidence, rationale = '' } = verdict
        db.insert(opinions)
          .values({ ...keyOf(batch[place]!), judge: name, label, confidence, rationale, at: now() })
          .onConflictDoNothing()
          .run()
      }
    }
  }
  return kept
}

/** What judges said of these two sentences, in the order of their names. */
export function opinionsOf(db: Db, pair: { claim: string; evidence: string }): Opinion[] {
  return db.$client
    .prepare(
      `SELECT judge, label, confidence, rationale FROM opinions
       WHERE claim_hash = ? AND evidence_hash = ? ORDER BY judge`,
    )
    .all(sha256(pair.claim), sha256(pair.evidence)) as Opinion[]
}

function openPairs(db: Db, judge: string): PairInput[] {
  const rows = db.$client
    .prepare(
      `SELECT f.claim_quote AS claim, f.evidence_quote AS evidence, coalesce(d.title, ev.title) AS officialTitle,
         coalesce(t.title, cv.title, cd.title) AS questionTitle, pr.name AS product
       ${SIDES} WHERE s.id IS NULL AND f.outdated_at IS NULL ORDER BY f.id`,
    )
    .all() as Record<string, string | null>[]
  const isKnown = db.$client.prepare(
    'SELECT 1 FROM opinions WHERE claim_hash = ? AND evidence_hash = ? AND judge = ?',
  )
  const read = (text: string | null | undefined) => visibleText(db, text ?? '')
  return rows.flatMap((row) => {
    const pair: PairInput = {
      official: { text: read(row.evidence) },
      community: { text: read(row.claim) },
      context: {
        officialTitle: read(row.officialTitle),
        questionTitle: read(row.questionTitle),
        ...(row.product ? { product: row.product } : {}),
      },
    }
    const { claimHash, evidenceHash } = keyOf(pair)
    return isKnown.get(claimHash, evidenceHash, judge) === undefined ? [pair] : []
  })
}

function keyOf(pair: PairInput): { claimHash: string; evidenceHash: string } {
  return { claimHash: sha256(pair.community.text), evidenceHash: sha256(pair.official.text) }
}
