import type { Db } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'

/** Reads many texts at once: what may be seen of them, and whether something private is still undecided in them. */
export type TextReader = {
  /** The text with its redactions applied, as `visibleText` does for a single one. */
  visible(text: string): string
  /** Kinds of findings nobody has decided about in these texts, sorted. */
  openKinds(texts: string[]): string[]
  /** The same by the hashes of the texts, with spaces between. */
  openKindsOf(hashes: string): string[]
  /** Whether one of the texts with these hashes is not read as it was written. */
  isRedacted(hashes: string): boolean
}

/** Loads all redactions and open findings once; a text is hashed only if there are any. */
export function textReader(db: Db): TextReader {
  const redactions = new Map<string, { start: number; end: number; placeholder: string }[]>()
  const rows = db.$client
    .prepare('SELECT text_hash AS hash, start, "end", placeholder FROM redactions ORDER BY start DESC')
    .all() as { hash: string; start: number; end: number; placeholder: string }[]
  for (const { hash, ...range } of rows) redactions.set(hash, [...(redactions.get(hash) ?? []), range])
  const open = new Map<string, string[]>()
  const found = db.$client
    .prepare(
      'SELECT DISTINCT text_hash AS hash, kind FROM safety_findings WHERE outcome IS NULL ORDER BY kind',
    )
    .all() as { hash: string; kind: string }[]
  for (const { hash, kind } of found) open.set(hash, [...(open.get(hash) ?? []), kind])
  const openKindsOf = (hashes: string) => {
    if (open.size === 0) return []
    return [...new Set(hashes.split(' ').flatMap((hash) => open.get(hash) ?? []))].sort()
  }
  return {
    openKindsOf,
    isRedacted: (hashes) => redactions.size > 0 && hashes.split(' ').some((hash) => redactions.has(hash)),
    visible(text) {
      const ranges = redactions.size === 0 || text === '' ? undefined : redactions.get(sha256(text))
      return (ranges ?? []).reduce(
        (shown, range) => shown.slice(0, range.start) + range.placeholder + shown.slice(range.end),
        text,
      )
    },
    openKinds: (texts) => openKindsOf(open.size === 0 ? '' : texts.filter(Boolean).map(sha256).join(' ')),
  }
}
