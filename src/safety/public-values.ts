import type { Db } from '../db/open.ts'
import type { Finding } from './detector.ts'
import { relatedTo } from './related.ts'
import { visibleText } from './visible.ts'

/**
 * Says of something found in a version whether it is known to be public: a public official document prints it, as
 * the company's own support address, or somebody allowed the same value of that kind in this article before.
 */
export function publicValues(db: Db, versionId: number): (found: Finding) => boolean {
  let allowed: ReadonlySet<string> | undefined
  return (found) => {
    allowed ??= allowedIn(db, versionId)
    return allowed.has(`${found.kind} ${found.text.toLowerCase()}`) || isPrinted(db, versionId, found.text)
  }
}

/** What was dismissed in any version of this article and the threads it is made from, as a redaction covers them. */
function allowedIn(db: Db, versionId: number): ReadonlySet<string> {
  const articleId = db.$client
    .prepare('SELECT article_id FROM article_versions WHERE id = ?')
    .pluck()
    .get(versionId) as number
  const { texts } = relatedTo(db, { articleId })
  const rows = db.$client
    .prepare(
      `SELECT text_hash AS hash, start, "end", kind FROM safety_findings
       WHERE outcome = 'dismissed' AND text_hash IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...texts.keys()])) as { hash: string; start: number; end: number; kind: string }[]
  const textOf = (row: (typeof rows)[number]) => texts.get(row.hash)!.slice(row.start, row.end).toLowerCase()
  return new Set(rows.map((row) => `${row.kind} ${textOf(row)}`))
}

/** The documents the version is made from are read first: what an adopted article says mostly stands there. */
function isPrinted(db: Db, versionId: number, value: string): boolean {
  const isOfficial = `d.visibility = 'public' AND d.removed_at IS NULL AND instr(lower(d.body), lower(@value)) > 0
    AND d.source_id IN (SELECT id FROM sources WHERE authority = 'official')`
  const own = `SELECT o.document_id FROM version_sources o JOIN version_statements s ON s.id = o.statement_id
    WHERE s.version_id = @versionId`
  const whole = wholly(value)
  for (const which of [`d.id IN (${own})`, 'TRUE']) {
    const rows = db.$client
      .prepare(`SELECT d.body, d.text_hash AS hash FROM documents d WHERE ${which} AND ${isOfficial}`)
      .iterate({ value, versionId }) as Iterable<{ body: string; hash: string }>
    for (const { body, hash } of rows) if (whole.test(visibleText(db, body, hash))) return true
  }
  return false
}

/** The value standing by itself: neither the end of another address or name, nor the start of a longer one. */
function wholly(value: string): RegExp {
  const literal = value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  return new RegExp(
    `(?<![\\p{L}\\p{N}.@+-]|[\\p{L}\\p{N}]_)${literal}(?![\\p{L}\\p{N}@-]|[._][\\p{L}\\p{N}])`,
    'iu',
  )
}
