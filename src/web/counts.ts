import type { Db } from '../db/open.ts'

/** The numbers beside the first three places of the rail. */
export type OpenCounts = { mine: number; queue: number; contradictions: number }

/** The rail shows no greater number than this less one; nobody is served by counting on. */
const MOST = 1000

/** Counts what waits: reviews asked of this person and comments that call it, candidates nobody decided about, contradictions not settled. */
export function openCounts(db: Db): (userId: number, productIds: number[] | null) => OpenCounts {
  const mine = db.$client
    .prepare(
      `SELECT (SELECT count(*) FROM reviews WHERE closed_at IS NULL AND assignee_id = @user)
         + (SELECT count(*) FROM comments c WHERE c.resolved_at IS NULL AND c.mentions <> '[]'
            AND EXISTS (SELECT 1 FROM json_each(c.mentions) WHERE value = @user))`,
    )
    .pluck()
  const queue = db.$client
    .prepare(
      `SELECT count(*) FROM (SELECT 1 FROM candidates c
       WHERE c.state = 'open' AND c.is_lead = 1
         AND (? IS NULL OR c.product_id IN (SELECT value FROM json_each(?))) LIMIT ${MOST})`,
    )
    .pluck()
  const contradictions = db.$client
    .prepare(
      `SELECT count(*) FROM flags f
       WHERE f.outdated_at IS NULL
         AND (? IS NULL OR f.product_id IN (SELECT value FROM json_each(?)))
         AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.flag_id = f.id AND s.undone_at IS NULL)`,
    )
    .pluck()
  return (userId, productIds) => {
    const ids = productIds === null ? null : JSON.stringify(productIds)
    return {
      mine: mine.get({ user: userId }) as number,
      queue: queue.get(ids, ids) as number,
      contradictions: contradictions.get(ids, ids) as number,
    }
  }
}
