import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { sha256 } from '../lib/hash.ts'

/**
 * The text as it may be read: every redacted range replaced by its placeholder. The one function through which
 * post, document and version texts leave the database; the row under it never changes.
 */
export function visibleText(db: Db, text: string, textHash: string = sha256(text)): string {
  const ranges = prepared(db, rangesOf).all(textHash) as { start: number; end: number; placeholder: string }[]
  return ranges.reduce(
    (shown, range) => shown.slice(0, range.start) + range.placeholder + shown.slice(range.end),
    text,
  )
}

function rangesOf(db: Db) {
  return db.$client.prepare(
    'SELECT start, "end", placeholder FROM redactions WHERE text_hash = ? ORDER BY start DESC',
  )
}

/** A text cut in three around a range of the original, each part as it may be read. */
export function visibleAround(
  db: Db,
  text: string,
  range: { start: number; end: number },
): { before: string; quote: string; after: string } {
  const rows = db.$client
    .prepare('SELECT start, "end", placeholder FROM redactions WHERE text_hash = ? ORDER BY start')
    .all(sha256(text)) as { start: number; end: number; placeholder: string }[]
  const shown = (from: number, to: number): string => {
    let at = from
    let part = ''
    for (const row of rows) {
      // A redaction that crosses a cut belongs wholly to the part in which it starts.
      if (row.end <= at || row.start >= to) continue
      if (row.start < from) {
        at = Math.max(at, row.end)
        continue
      }
      part += text.slice(at, row.start) + row.placeholder
      at = row.end
    }
    return at < to ? part + text.slice(at, to) : part
  }
  return {
    before: shown(0, range.start),
    quote: shown(range.start, range.end),
    after: shown(range.end, text.length),
  }
}
