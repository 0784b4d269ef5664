import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { posts, redactions, safetyFindings, sources, threads } from '../db/schema.ts'
import { settingOf } from '../db/settings.ts'
import type { Content, Origin } from '../db/words.ts'
import { Invalid, NotFound } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import type { ScanContext } from './detector.ts'
import { scanText } from './scan.ts'

import { readWords } from './words.ts'

/** Below this a finding is only a hint: shown, never stored, never in the way. */
const CERTAIN_ENOUGH = 0.5

/** What may not stand even in an official text; the addresses and numbers a company prints itself are no secret. */
const SECRET: ReadonlySet<string> = new Set([
  ...['key', 'token', 'password', 'code-name', 'card', 'iban'],
  ...['national-id', 'birth-date', 'licence-key', 'customer-id', 'account-id'],
])

export type StoredFinding = typeof safetyFindings.$inferSelect

/** The texts of a version that the public would see, each scanned and redacted on its own. */
export function publicTexts(content: Content): string[] {
  return [content.title, content.issue, content.environment, content.cause, content.resolution]
}

/** Looks at every public text of a version and keeps what it finds, with the people of its sources as context. */
export function scanVersion(tx: Db, input: { versionId: number; content: Content; origin: Origin }): void {
  const postIds = tx.$client
    .prepare(
      `SELECT DISTINCT o.post_id FROM version_sources o JOIN version_statements s ON s.id = o.statement_id
       WHERE s.version_id = ? AND o.post_id IS NOT NULL`,
    )
    .pluck()
    .all(input.versionId) as number[]
  const context = {
    ...contextOfPosts(tx, postIds),
    ...(input.origin === 'case' ? { authority: 'case' as const } : {}),
  }
  if (postIds.length === 0 && input.origin === 'official') context.authority = 'official'
  for (const text of publicTexts(input.content)) keepFindings(tx, text, context)
}

/** Looks at one text and keeps what it finds; a text looked at before gains only what is new. */
export function keepFindings(tx: Db, text: string, context: ScanContext): void {
  if (text === '') return
  const textHash = sha256(text)
  const insert = tx.$client.prepare(
    `INSERT INTO safety_findings (text_hash, start, "end", kind, confidence, found_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  for (const found of scanText(text, { ...context, words: companyWords(tx) })) {
    if (found.confidence < CERTAIN_ENOUGH) continue
    if (context.authority === 'official' && !SECRET.has(found.kind)) continue
    insert.run(textHash, found.start, found.end, found.kind, found.confidence, now())
  }
}

/** Findings nobody has decided about, in any of these texts. */
export function openFindings(db: Db, texts: string[]): StoredFinding[] {
  const hashes = texts.filter((text) => text !== '').map((text) => sha256(text))
  if (hashes.length === 0) return []
  const isOpen = and(inArray(safetyFindings.textHash, hashes), isNull(safetyFindings.outcome))
  return db.select().from(safetyFindings).where(isOpen).orderBy(safetyFindings.start).all()
}

/** Says that a finding is not private after all, with the reason. */
export function dismissFinding(db: Db, input: { findingId: number; reason: string; by: By }): void {
  if (input.reason.trim() === '')
    throw new Invalid([{ field: 'reason', code: 'missing', message: 'Say why this may be public.' }])
  decide(db, { ...input, outcome: 'dismissed' })
}

/** Puts a placeholder over a finding wherever the text is read; the text under it stays as it is. */
export function redactFinding(db: Db, input: { findingId: number; placeholder: string; by: By }): void {
  inTransaction(db, (tx) => {
    const found = decide(tx, { ...input, reason: '', outcome: 'redacted' })
    tx.insert(redactions)
      .values({
        textHash: found.textHash,
        start: found.start,
        end: found.end,
        kind: found.kind,
        placeholder: input.placeholder,
        by: input.by,
        at: now(),
      })
      .onConflictDoNothing()
      .run()
  })
}

/** What detectors should know about texts taken from these posts: who takes part, and how public they already are. */
export function contextOfPosts(db: Db, postIds: number[]): ScanContext {
  if (postIds.length === 0) return { authority: 'community' }
  const rows = db
    .selectDistinct({
      threadId: threads.id,
      participants: threads.participants,
      authority: sources.authority,
    })
    .from(posts)
    .innerJoin(threads, eq(posts.threadId, threads.id))
    .innerJoin(sources, eq(threads.sourceId, sources.id))
    .where(inArray(posts.id, postIds))
    .all()
  const isCase = rows.some((row) => row.authority === 'case')
  return { authority: isCase ? 'case' : 'community', participants: rows.flatMap((row) => row.participants) }
}

/** The company's own list of words that must not be seen, one per line in the settings. */
export function companyWords(db: Db): ScanContext['words'] {
  const words = settingOf(db, 'safety.words')
  return typeof words === 'string' ? readWords(words) : undefined
}

function decide(
  db: Db,
  input: { findingId: number; outcome: 'redacted' | 'dismissed'; reason: string; by: By },
): StoredFinding {
  return inTransaction(db, (tx) => {
    const found = tx.select().from(safetyFindings).where(eq(safetyFindings.id, input.findingId)).get()
    if (found === undefined) throw new NotFound(`There is no finding ${input.findingId}.`)
    tx.update(safetyFindings)
      .set({ outcome: input.outcome, outcomeReason: input.reason, outcomeBy: input.by, outcomeAt: now() })
      .where(eq(safetyFindings.id, found.id))
      .run()
    const detail = { kind: found.kind, reason: input.reason }
    record(tx, { verb: input.outcome, subject: 'finding', subjectId: found.id, by: input.by, detail })
    return found
  })
}
