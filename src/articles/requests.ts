import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { requests } from '../db/schema.ts'
import { Invalid, Refused } from '../lib/errors.ts'
import { getArticle } from './find.ts'

/** Something people miss: their words, and everybody who asked for it, the newest first. */
export type RequestGroup = {
  words: string
  productId: number | null
  product: string | null
  asks: { by: string | null; caseRef: string; detail: string; at: string }[]
}

/** Words searched for in vain, and how often. */
export type FailedSearch = { words: string; times: number; at: string }

/**
 * Says that somebody missed an article, and who asked. The same words from another person or for another case are one
 * more who asks; from the same person they are the open request itself.
 */
export function requestArticle(
  db: Db,
  input: { words: string; detail?: string; productId: number | null; caseRef?: string; by: By },
): { requestId: number } {
  const words = input.words.replace(/\s+/g, ' ').trim()
  if (words === '') throw new Invalid([{ field: 'words', code: 'missing', message: 'Say what was missed.' }])
  if (words.length > 300)
    throw new Invalid([
      { field: 'words', code: 'long', message: 'Use at most 300 characters; the rest is detail.' },
    ])
  const caseRef = (input.caseRef ?? '').trim().slice(0, 80)
  return inTransaction(db, (tx) => {
    const known = ownOpenRequest(tx, { ...input, words, caseRef })
    if (known !== undefined) return { requestId: known }
    const { id: requestId } = tx
      .insert(requests)
      .values({
        words,
        detail: (input.detail ?? '').trim().slice(0, 4_000),
        productId: input.productId,
        caseRef,
        by: input.by,
        at: now(),
      })
      .returning({ id: requests.id })
      .get()
    record(tx, {
      verb: 'requested',
      subject: 'request',
      subjectId: requestId,
      by: input.by,
      detail: { words },
    })
    return { requestId }
  })
}

/** What is asked for and not answered, the most asked first. */
export function openRequests(db: Db, filter: { productIds?: number[] | null } = {}): RequestGroup[] {
  const rows = db.$client
    .prepare(
      `SELECT r.words, r.product_id AS productId, p.name AS product, u.display_name AS "by", r.case_ref AS caseRef, r.detail, r.at
       FROM requests r LEFT JOIN products p ON p.id = r.product_id LEFT JOIN users u ON u.id = r."by"
       WHERE r.closed_at IS NULL AND (@products IS NULL OR r.product_id IN (SELECT value FROM json_each(@products)))
       ORDER BY r.id DESC LIMIT 2000`,
    )
    .all({ products: filter.productIds == null ? null : JSON.stringify(filter.productIds) }) as (Omit<
    RequestGroup,
    'asks'
  > &
    RequestGroup['asks'][number])[]
  const groups = new Map<string, RequestGroup>()
  for (const { words, productId, product, ...ask } of rows) {
    const key = `${productId ?? ''} ${plain(words)}`
    const group = groups.get(key) ?? { words, productId, product, asks: [] }
    group.asks.push(ask)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.asks.length - a.asks.length)
}

/** Closes every request of these words: answered by an article, or (null) not going to be. */
export function closeRequests(
  db: Db,
  input: { words: string; productId: number | null; articleId: number | null; by: By },
): { closed: number } {
  return inTransaction(db, (tx) => {
    if (input.articleId !== null) getArticle(tx, input.articleId)
    const open = tx.$client
      .prepare('SELECT id, words FROM requests WHERE closed_at IS NULL AND product_id IS ?')
      .all(input.productId) as { id: number; words: string }[]
    const same = open.filter((one) => plain(one.words) === plain(input.words))
    if (same.length === 0) throw new Refused('Nobody asks for this any more.')
    const close = tx.$client.prepare(
      'UPDATE requests SET closed_at = ?, closed_by = ?, article_id = ? WHERE id = ?',
    )
    for (const { id } of same) close.run(now(), input.by, input.articleId, id)
    const detail = { words: input.words, requests: same.length }
    record(tx, { verb: 'answered', subject: 'request', subjectId: same[0]!.id, by: input.by, detail })
    return { closed: same.length }
  })
}

/** What people searched for in the last weeks and found nothing, the most frequent first. */
export function searchedInVain(db: Db, limit = 20): FailedSearch[] {
  return db.$client
    .prepare(
      `SELECT min(words) AS words, count(*) AS times, max(at) AS at FROM
         (SELECT words, at FROM searches WHERE results = 0 AND length(words) < 200 ORDER BY id DESC LIMIT 2000)
       GROUP BY lower(trim(words)) ORDER BY times DESC, at DESC LIMIT ?`,
    )
    .all(limit) as FailedSearch[]
}

/** What this person asks for already with these words, in this case or without naming another. */
function ownOpenRequest(
  db: Db,
  input: { words: string; productId: number | null; caseRef: string; by: By },
): number | undefined {
  if (input.by === null) return undefined
  const open = db.$client
    .prepare(
      `SELECT id, words FROM requests
       WHERE closed_at IS NULL AND "by" = ? AND product_id IS ? AND (? = '' OR case_ref = ?) ORDER BY id`,
    )
    .all(input.by, input.productId, input.caseRef, input.caseRef) as { id: number; words: string }[]
  return open.find((one) => plain(one.words) === plain(input.words))?.id
}

/** The words as they are compared: signs count only where there is nothing else. */
function plain(words: string): string {
  return (
    words
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? words.toLowerCase().trim()
  )
}
