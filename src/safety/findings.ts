import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { posts, safetyFindings, sources, threads } from '../db/schema.ts'
import { settingOf } from '../db/settings.ts'
import type { Content, Origin } from '../db/words.ts'
import { NotFound } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import type { Finding, ScanContext } from './detector.ts'
import { publicValues } from './public-values.ts'
import { scanText } from './scan.ts'
import { readWords } from './words.ts'

/** Below this a finding is only a hint: shown, never stored, never in the way. */
const CERTAIN_ENOUGH = 0.5

/** What may not stand anywhere, even where an official document prints it. */
export const SECRET: ReadonlySet<string> = new Set([
  ...['key', 'token', 'password', 'code-name', 'card', 'iban'],
  ...['national-id', 'birth-date', 'licence-key', 'customer-id', 'account-id'],
])

export type StoredFinding = typeof safetyFindings.$inferSelect

/** The texts of a version that the public would see, each scanned and redacted on its own. */
export function publicTexts(content: Content): string[] {
  return [content.title, content.issue, content.environment, content.cause, content.resolution]
}

/**
 * Looks at every public text of a version and keeps what it finds, with the people of its sources as context. What the
 * company prints itself, or somebody allowed in this article before, is no secret; whoever the article is from.
 */
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
  const isKnown = publicValues(tx, input.versionId)
  for (const text of publicTexts(input.content)) keepFindings(tx, text, context, isKnown)
}

/** Looks at one text and keeps what it finds, but for what is known to be public; a text looked at before gains only what is new. */
export function keepFindings(
  tx: Db,
  text: string,
  context: ScanContext,
  isKnown: (found: Finding) => boolean = () => false,
): void {
  if (text === '') return
  const found = scanText(text, { ...context, words: companyWords(tx) })
  const unknown = found.filter((one) => SECRET.has(one.kind) || !isKnown(one))
  keepFound(tx, text, unknown, context.authority)
}

/** A picture in Markdown or HTML; from a case it is a finding until a person has looked at it. */
const PICTURE = /!\[[^\]]{0,300}\]\([^)\s]{1,2000}[^)]{0,300}\)|<img\s[^>]{0,4000}>/gi

/** Keeps what was found in a text. */
export function keepFound(
  tx: Db,
  text: string,
  findings: readonly Finding[],
  authority: ScanContext['authority'],
): void {
  const textHash = sha256(text)
  const insert = tx.$client.prepare(
    `INSERT INTO safety_findings (text_hash, start, "end", kind, confidence, found_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  for (const found of findings) {
    if (found.confidence < CERTAIN_ENOUGH) continue
    insert.run(textHash, found.start, found.end, found.kind, found.confidence, now())
  }
  for (const { index, 0: picture } of authority === 'case' ? text.matchAll(PICTURE) : [])
    insert.run(textHash, index, index + picture.length, 'image', 1, now())
}

/** Findings nobody has decided about, in any of these texts. */
export function openFindings(db: Db, texts: string[]): StoredFinding[] {
  const hashes = texts.filter((text) => text !== '').map((text) => sha256(text))
  if (hashes.length === 0) return []
  const isOpen = and(inArray(safetyFindings.textHash, hashes), isNull(safetyFindings.outcome))
  return db.select().from(safetyFindings).where(isOpen).orderBy(safetyFindings.start).all()
}

/** Says that a person has looked at a picture from a case and that it may be public. */
export function passPicture(db: Db, input: { findingId: number; by: By }): void {
  inTransaction(db, (tx) => {
    const found = tx.select().from(safetyFindings).where(eq(safetyFindings.id, input.findingId)).get()
    if (found === undefined || found.kind !== 'image')
      throw new NotFound(`There is no picture ${input.findingId}.`)
    const reason = 'Looked at.'
    setOutcome(tx, found.id, { outcome: 'dismissed', reason, by: input.by })
    record(tx, {
      verb: 'dismissed',
      subject: 'finding',
      subjectId: found.id,
      by: input.by,
      detail: { reason },
    })
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

/** Writes what was decided about a finding; null opens it again. The verb around it writes the event. */
export function setOutcome(
  tx: Db,
  findingId: number,
  input: { outcome: StoredFinding['outcome']; reason: string; by: By },
): void {
  const { outcome, reason, by } = input
  tx.update(safetyFindings)
    .set({ outcome, outcomeReason: reason, outcomeBy: by, outcomeAt: outcome === null ? null : now() })
    .where(eq(safetyFindings.id, findingId))
    .run()
}
