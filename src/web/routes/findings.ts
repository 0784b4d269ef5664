import type { Db } from '../../db/open.ts'
import { sha256 } from '../../lib/hash.ts'
import { openOverrides } from '../../safety/overrides.ts'

/** Something private noticed in a text: where, with a little of the text around it, and what was decided. */
export type FindingRow = {
  findingId: number
  field: string
  kind: string
  before: string
  quote: string
  after: string
  outcome: 'redacted' | 'dismissed' | null
  placeholder: string | null
  reason: string
  by: string | null
  /** Somebody asks that it may be public; a second person has not agreed yet. */
  wish: { by: string | null; reason: string } | null
}

type Stored = Omit<FindingRow, 'field' | 'before' | 'quote' | 'after' | 'wish'> & {
  start: number
  end: number
}

const AROUND = 50

/** What was found in these texts, the open ones first. What is redacted is not shown again. */
export function findingRows(db: Db, texts: readonly { text: string; field: string }[]): FindingRow[] {
  const wishes = new Map(
    openOverrides(db).map((one) => [one.findingId, { by: one.requestedBy, reason: one.reason }]),
  )
  const read = db.$client.prepare(
    `SELECT f.id AS findingId, f.kind, f.start, f."end", f.outcome, coalesce(f.outcome_reason, '') AS reason,
       u.display_name AS "by", r.placeholder
     FROM safety_findings f LEFT JOIN users u ON u.id = f.outcome_by
     LEFT JOIN redactions r ON r.text_hash = f.text_hash AND r.start = f.start AND r."end" = f."end"
     WHERE f.text_hash = ? ORDER BY f.start`,
  )
  const rows = texts.flatMap(({ text, field }) => {
    if (text === '') return []
    const stored = read.all(sha256(text)) as Stored[]
    const hidden = stored.filter((row) => row.outcome === 'redacted')
    return stored.map(({ start, end, ...row }): FindingRow => {
      const wish = row.outcome === null ? (wishes.get(row.findingId) ?? null) : null
      if (row.outcome === 'redacted') return { ...row, field, before: '', quote: '', after: '', wish }
      return {
        ...row,
        field,
        before: masked(text, Math.max(0, start - AROUND), start, hidden),
        quote: text.slice(start, end),
        after: masked(text, end, Math.min(text.length, end + AROUND), hidden),
        wish,
      }
    })
  })
  return rows.sort((a, b) => Number(a.outcome !== null) - Number(b.outcome !== null))
}

/** A part of a text without what is redacted in it. */
function masked(text: string, from: number, to: number, hidden: { start: number; end: number }[]): string {
  let shown = ''
  for (let at = from; at < to; at++) {
    const range = hidden.find(({ start, end }) => start <= at && at < end)
    if (range === undefined) shown += text[at]
    else {
      shown += '…'
      at = range.end - 1
    }
  }
  return shown
}
