import type { Db } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'
import type { Override } from './overrides.ts'

/** A wish with the text it is about and the product that text belongs to. */
export type OverrideContext = Override & {
  productId: number | null
  quote: string
  before: string
  after: string
  title: string
  to: string
}

type Place = { title: string; productId: number | null; text: string; start: number; end: number; to: string }

const AROUND = 80

/** The wishes whose text is still there, each with what it is about. */
export function overrideContexts(db: Db, wishes: Override[]): OverrideContext[] {
  const inPost = db.$client.prepare(
    `SELECT t.title, t.product_id AS productId, p.body AS text, f.start, f."end", '/staff/threads/' || t.id AS "to"
     FROM safety_findings f JOIN posts p ON p.text_hash = f.text_hash JOIN threads t ON t.id = p.thread_id
     WHERE f.id = ? LIMIT 1`,
  )
  const inVersion = versionFinder(db)
  return wishes.flatMap((wish) => {
    const place = (inPost.get(wish.findingId) as Place | undefined) ?? inVersion(wish.findingId)
    if (place === undefined) return []
    const { text, start, end, ...rest } = place
    return [
      {
        ...wish,
        ...rest,
        before: text.slice(Math.max(0, start - AROUND), start),
        quote: text.slice(start, end),
        after: text.slice(end, end + AROUND),
      },
    ]
  })
}

/** Cases in which something is open, most first. */
export function openCases(
  db: Db,
  productIds: number[] | null,
  limit = 50,
): { threadId: number; title: string; count: number; kinds: string }[] {
  const ids = productIds === null ? null : JSON.stringify(productIds)
  return db.$client
    .prepare(
      `SELECT t.id AS threadId, t.title, count(*) AS count, group_concat(DISTINCT f.kind) AS kinds
       FROM safety_findings f JOIN posts p ON p.text_hash = f.text_hash AND p.removed_at IS NULL
       JOIN threads t ON t.id = p.thread_id AND t.removed_at IS NULL
       WHERE f.outcome IS NULL AND (? IS NULL OR t.product_id IN (SELECT value FROM json_each(?)))
       GROUP BY t.id ORDER BY count(*) DESC, t.id LIMIT ?`,
    )
    .all(ids, ids, limit) as ReturnType<typeof openCases>
}

/** Texts of versions have no hash in the database, so they are looked through; few wishes ever wait. */
function versionFinder(db: Db): (findingId: number) => Place | undefined {
  const find = db.$client.prepare('SELECT text_hash AS hash, start, "end" FROM safety_findings WHERE id = ?')
  let places: Map<string, Omit<Place, 'start' | 'end'>> | undefined
  return (findingId) => {
    places ??= textsOfVersions(db)
    const { hash, start, end } = find.get(findingId) as { hash: string; start: number; end: number }
    const place = places.get(hash)
    return place === undefined ? undefined : { ...place, start, end }
  }
}

function textsOfVersions(db: Db): Map<string, Omit<Place, 'start' | 'end'>> {
  const rows = db.$client
    .prepare(
      `SELECT a.number, a.product_id AS productId, v.title, v.issue, v.environment, v.cause, v.resolution
       FROM article_versions v JOIN articles a ON a.id = v.article_id ORDER BY v.id`,
    )
    .all() as (Record<'title' | 'issue' | 'environment' | 'cause' | 'resolution', string> & {
    number: number
    productId: number | null
  })[]
  return new Map(
    rows.flatMap(({ number, productId, ...texts }) =>
      Object.values(texts)
        .filter((text) => text !== '')
        .map((text) => [
          sha256(text),
          { title: texts.title, productId, text, to: `/staff/articles/${number}#safety` },
        ]),
    ),
  )
}
