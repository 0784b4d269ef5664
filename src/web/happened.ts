import { VERB_WORDS } from '../articles/words.ts'
import type { Db } from '../db/open.ts'
import { visibleText } from '../safety/visible.ts'

/** Something that happened: who did what to what. */
export type Happened = { who: string; text: string; to: string; at: string }

/** What happened to articles, imports and releases, the newest first; `oldest` is where to read on, null at the end. */
export function happened(
  db: Db,
  filter: { productIds: number[] | null; limit: number; before?: number | undefined },
): { rows: Happened[]; oldest: number | null } {
  const rows = db.$client
    .prepare(
      `SELECT e.id, e.verb, e.subject, e.subject_id AS subjectId, e.at, u.display_name AS who, a.number, v.title
       FROM events e LEFT JOIN users u ON u.id = e."by"
       LEFT JOIN articles a ON e.subject = 'article' AND a.id = e.subject_id
       LEFT JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
       WHERE e.subject IN ('article', 'release', 'import-run') AND e.id < @before
         AND (e.subject <> 'article' OR @products IS NULL OR a.product_id IN (SELECT value FROM json_each(@products)))
       ORDER BY e.id DESC LIMIT @limit`,
    )
    .all({
      before: filter.before ?? Number.MAX_SAFE_INTEGER,
      products: filter.productIds === null ? null : JSON.stringify(filter.productIds),
      limit: filter.limit,
    }) as Row[]
  return {
    rows: rows.map((row) => ({
      who: row.who ?? 'Winnow',
      text: textOf(db, row),
      to: placeOf(row),
      at: row.at,
    })),
    oldest: rows.length < filter.limit ? null : (rows.at(-1)?.id ?? null),
  }
}

type Row = {
  id: number
  verb: string
  subject: 'article' | 'release' | 'import-run'
  subjectId: number
  at: string
  who: string | null
  number: number | null
  title: string | null
}

function textOf(db: Db, row: Row): string {
  if (row.subject === 'release') return `${row.verb} release ${row.subjectId}`
  if (row.subject === 'import-run') return `${row.verb} import ${row.subjectId}`
  const words = (VERB_WORDS[row.verb] ?? row.verb).toLowerCase()
  const verb = words === 'commented' ? 'commented on' : words
  return `${verb} “${visibleText(db, row.title ?? '')}”`
}

function placeOf(row: Row): string {
  if (row.subject === 'release') return '/'
  return row.subject === 'article' ? `/staff/articles/${row.number}` : `/staff/imports/${row.subjectId}`
}
