/**
 * What was deleted at the source stands in no list of changes. So each sync asks the site for some of what is stored,
 * in turn, and takes down what it no longer has; that is a run like any other, and can be undone.
 */
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { importRuns } from '../db/schema.ts'
import { Refused } from '../lib/errors.ts'
import { connectionOf, noteConnection } from './connections.ts'
import type { Connector } from './connectors/connector.ts'
import type { Site } from './connectors/site.ts'
import type { Source } from './sources.ts'
import { openStore, setRemoved } from './store.ts'

/** The run that took something down, and the rows it took down; `run` is null when all is still there. */
export type Vanished = { run: number | null; ids: number[] }

/** Asked for in one sync; a large source comes round in many. */
const ASKED = 100
/** When all of so many are gone, it is the door that is closed. */
const TOO_MANY = 5

/** Asks for the next few records of the source that `runs` did not just bring. */
export async function takeDownVanished(
  db: Db,
  input: { site: Site; connector: Connector; source: Source; runs: number[]; by: By },
): Promise<Vanished> {
  const { site, connector, source, runs } = input
  if (connector.gone === undefined) return { run: null, ids: [] }
  const after = connectionOf(db, source.id)?.askedId ?? 0
  const rows = stored(db, { sourceId: source.id, kind: connector.gone.kind, after, runs })
  const known = rows.map((row) => row.externalId)
  const missing = new Set(rows.length === 0 ? [] : await connector.gone.among(site, known))
  const gone = rows.filter((row) => missing.has(row.externalId))
  if (gone.length >= TOO_MANY && gone.length === rows.length) {
    throw new Refused(
      `${site.base.host} has none of ${gone.length} records any more that were asked for. Nothing was taken down: look whether the address and the token are still right.`,
    )
  }
  const run = gone.length === 0 ? null : takeDown(db, { ...input, kind: connector.gone.kind, gone })
  noteConnection(db, source.id, { askedId: rows.length < ASKED ? 0 : rows.at(-1)!.id })
  return { run, ids: gone.map((row) => row.id) }
}

type Row = { id: number; externalId: string; rawRecordId: number }

function stored(
  db: Db,
  input: { sourceId: number; kind: 'thread' | 'document'; after: number; runs: number[] },
): Row[] {
  const rows = db.$client.prepare(
    `SELECT t.id, t.external_id AS externalId, t.raw_record_id AS rawRecordId
     FROM ${input.kind}s t JOIN raw_records r ON r.id = t.raw_record_id
     WHERE t.source_id = ? AND t.id > ? AND t.removed_at IS NULL AND r.run_id NOT IN (SELECT value FROM json_each(?))
     ORDER BY t.id LIMIT ?`,
  )
  return rows.all(input.sourceId, input.after, JSON.stringify(input.runs), ASKED) as Row[]
}

function takeDown(
  db: Db,
  input: {
    site: Site
    connector: Connector
    source: Source
    by: By
    kind: 'thread' | 'document'
    gone: Row[]
  },
): number {
  const { site, connector, source, by, kind, gone } = input
  return inTransaction(db, (tx) => {
    const store = openStore(tx)
    const counts = { records: gone.length, updated: gone.length }
    const run = tx
      .insert(importRuns)
      .values({
        ...{ sourceId: source.id, format: connector.format, paths: [site.base.href], state: 'complete' },
        ...{ ...counts, startedAt: now(), finishedAt: now(), by },
      })
      .returning({ id: importRuns.id })
      .get()
    for (const { id, rawRecordId } of gone) {
      setRemoved(store, kind, id, now())
      store.sql.addChange.run(run.id, kind, id, rawRecordId, rawRecordId, null)
    }
    const detail = { source: source.slug, ...counts, gone: gone.length }
    record(tx, { verb: 'imported', subject: 'import-run', subjectId: run.id, by, detail })
    return run.id
  })
}
