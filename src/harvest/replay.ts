import { eq } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { importRuns, rawRecords, sources } from '../db/schema.ts'
import type { ImportContext } from './importer.ts'
import { importerNamed } from './importers/index.ts'
import { type Outcome, read, reasonOf } from './prepare.ts'

/** What a stored raw record says today; the context is that of the run which brought it. */
export function replay(db: Db, rawRecordId: number): Outcome {
  const raw = db.select().from(rawRecords).where(eq(rawRecords.id, rawRecordId)).get()!
  const source = db.select().from(sources).where(eq(sources.id, raw.sourceId)).get()!
  const run = db.select().from(importRuns).where(eq(importRuns.id, raw.runId)).get()!
  const context: ImportContext = { ...run.context, authority: source.authority }
  try {
    if (raw.kind === 'article') return { kind: 'bad', reason: 'Articles are not read again.' }
    const item = { kind: raw.kind, externalId: raw.externalId, raw: JSON.parse(raw.payload) as object }
    return read(importerNamed(raw.format), item, context, source.language)
  } catch (error) {
    return { kind: 'bad', reason: reasonOf(error) }
  }
}
