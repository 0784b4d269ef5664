import type { Db } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'

/**
 * The text as it may be read: every redacted range replaced by its placeholder. The one function through which
 * post, document and version texts leave the database; the row under it never changes.
 */
export function visibleText(db: Db, text: string, textHash: string = sha256(text)): string {
  const ranges = db.$client
    .prepare('SELECT start, "end", placeholder FROM redactions WHERE text_hash = ? ORDER BY start DESC')
    .all(textHash) as { start: number; end: number; placeholder: string }[]
  return ranges.reduce(
    (shown, range) => shown.slice(0, range.start) + range.placeholder + shown.slice(range.end),
    text,
  )
}
