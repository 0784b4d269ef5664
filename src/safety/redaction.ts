import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { NotFound, Refused } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import type { Finding, FindingKind } from './detector.ts'
import { type StoredFinding, setOutcome } from './findings.ts'
import { usedNumbers } from './placeholder.ts'
import { identitiesOf, placeholdersFor } from './redact.ts'
import { type Anchor, type Related, relatedTo } from './related.ts'

/**
 * Puts a placeholder over a finding and over everything found that is the same thing, in the whole thread and in every
 * version of every article made from it. The same thing reads the same everywhere. Says the placeholder and how many
 * places it covers.
 */
export function redactAlike(
  db: Db,
  input: { findingId: number; anchor: Anchor; by: By },
): { placeholder: string; places: number } {
  return inTransaction(db, (tx) => {
    const related = relatedTo(tx, input.anchor)
    const { found, alike } = likeOf(tx, input.findingId, related)
    if (found.outcome === 'redacted') throw new Refused('It is redacted already.')
    const placeholder = placeholderOf(tx, found, alike, related)
    const open = alike.filter((one) => one.outcome === null || one.id === found.id)
    const insert = tx.$client.prepare(
      `INSERT INTO redactions (text_hash, start, "end", kind, placeholder, "by", at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    )
    for (const one of open) {
      setOutcome(tx, one.id, { outcome: 'redacted', reason: '', by: input.by })
      insert.run(one.textHash, one.start, one.end, one.kind, placeholder, input.by, now())
    }
    const detail = { kind: found.kind, placeholder, places: open.length }
    record(tx, { verb: 'redacted', subject: 'finding', subjectId: found.id, by: input.by, detail })
    return { placeholder, places: open.length }
  })
}

/** Takes a placeholder away wherever it stands for the same thing; the findings are open again. Says how many. */
export function undoRedaction(db: Db, input: { findingId: number; anchor: Anchor; by: By }): number {
  return inTransaction(db, (tx) => {
    const related = relatedTo(tx, input.anchor)
    const { found, alike } = likeOf(tx, input.findingId, related)
    const redacted = alike.filter((one) => one.outcome === 'redacted')
    if (found.outcome !== 'redacted') throw new Refused('It is not redacted.')
    const remove = tx.$client.prepare(
      'DELETE FROM redactions WHERE text_hash = ? AND start = ? AND "end" = ?',
    )
    for (const one of redacted) {
      remove.run(one.textHash, one.start, one.end)
      setOutcome(tx, one.id, { outcome: null, reason: '', by: null })
    }
    markForSearch(tx, related)
    const detail = { kind: found.kind, places: redacted.length }
    record(tx, { verb: 'took back', subject: 'finding', subjectId: found.id, by: input.by, detail })
    return redacted.length
  })
}

/** Says to the search index that these texts read differently now. */
export function markForSearch(
  tx: Db,
  { threadIds, articleIds }: Pick<Related, 'threadIds' | 'articleIds'>,
): void {
  const mark = tx.$client.prepare('INSERT OR IGNORE INTO search_dirty (kind, ref) VALUES (?, ?)')
  for (const id of threadIds) mark.run('thread', id)
  for (const id of articleIds) mark.run('article', id)
}

function likeOf(
  tx: Db,
  findingId: number,
  related: Related,
): { found: StoredFinding; alike: StoredFinding[] } {
  const rows = tx.$client
    .prepare(
      `SELECT id, text_hash AS textHash, start, "end", kind, confidence, outcome FROM safety_findings
       WHERE text_hash IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify([...related.texts.keys()])) as StoredFinding[]
  const found = rows.find((one) => one.id === findingId)
  if (found === undefined) throw new NotFound('That finding is not in this text.')
  const textOf = (one: StoredFinding) => related.texts.get(one.textHash)!.slice(one.start, one.end)
  const identity = identitiesOf(rows.map((one) => ({ kind: one.kind as FindingKind, text: textOf(one) })))
  const wanted = identity(found.kind as FindingKind, textOf(found))
  const isAlike = (one: StoredFinding) =>
    one.kind === found.kind && identity(one.kind as FindingKind, textOf(one)) === wanted
  return { found, alike: rows.filter(isAlike) }
}

/**
 * The placeholder the same thing has already; else the one a draft made from its thread gives it, so that both read the
 * same; else the next of its kind that none of these texts uses.
 */
function placeholderOf(tx: Db, found: StoredFinding, alike: StoredFinding[], related: Related): string {
  const given = tx.$client
    .prepare(
      `SELECT text_hash AS textHash, start, "end", placeholder FROM redactions
       WHERE text_hash IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...related.texts.keys()])) as (Range & { placeholder: string })[]
  const isHere = (one: Range) => (other: Range) =>
    one.textHash === other.textHash && one.start === other.start && one.end === other.end
  const known = given.find((row) => alike.some(isHere(row)))
  if (known !== undefined) return known.placeholder
  const drafted = related.threadIds
    .flatMap((threadId) => numberedInThread(tx, threadId))
    .find((row) => alike.some(isHere(row)))
  if (drafted !== undefined && given.every(({ placeholder }) => placeholder !== drafted.placeholder))
    return drafted.placeholder
  const pattern = new RegExp(`^<${found.kind}-(\\d{1,9})>$`)
  const numbers = given.map(({ placeholder }) => Number(pattern.exec(placeholder)?.[1] ?? 0))
  const written = usedNumbers(related.texts.values()).get(found.kind) ?? 0
  return `<${found.kind}-${Math.max(written, 0, ...numbers) + 1}>`
}

type Range = Pick<StoredFinding, 'textHash' | 'start' | 'end'>

/** The placeholders of a thread in the order in which a draft gives them. */
function numberedInThread(tx: Db, threadId: number): (Range & { placeholder: string })[] {
  const texts = tx.$client
    .prepare(
      `SELECT title AS text FROM threads WHERE id = ? UNION ALL
       SELECT body FROM (SELECT body FROM posts WHERE thread_id = ? ORDER BY position, id)`,
    )
    .pluck()
    .all(threadId, threadId) as string[]
  const read = tx.$client.prepare(
    `SELECT kind, start, "end" FROM safety_findings WHERE text_hash = ? AND kind <> 'image' ORDER BY start`,
  )
  const fields = texts.map((text) => {
    const textHash = sha256(text)
    const findings = (read.all(textHash) as Pick<Finding, 'kind' | 'start' | 'end'>[]).map((one) => ({
      ...one,
      text: text.slice(one.start, one.end),
      confidence: 1,
      reason: '',
    }))
    return { text, textHash, findings }
  })
  return placeholdersFor(fields).flatMap((rows, place) =>
    rows.map(({ start, end, placeholder }) => ({
      textHash: fields[place]!.textHash,
      start,
      end,
      placeholder,
    })),
  )
}
