/**
 * What was deleted at the source stands in no list of changes, nor, with some, what was edited. So each sync asks the
 * site for some of what is stored, in turn, takes down what it no longer has, and fetches what is not so any more. Both
 * are runs like any other, and can be undone.
 */
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { importRuns } from '../db/schema.ts'
import { Refused } from '../lib/errors.ts'
import { connectionOf, noteConnection } from './connections.ts'
import type { Connector, Fetch } from './connectors/connector.ts'
import type { Json, Site } from './connectors/site.ts'
import type { Source } from './sources.ts'
import { openStore, setRemoved } from './store.ts'

/** The run that took something down, and the rows it took down; `run` is null when all is still there. */
export type Vanished = { run: number | null; ids: number[] }

/** Asked for in one sync; a large source comes round in many. */
const ASKED = 100
/** When all of so many are gone, it is the door that is closed. */
const TOO_MANY = 5

/** Asks for the next few records of the source that `runs` did not just bring; `take` is given what changed. */
export async function takeDownVanished(
  db: Db,
  input: {
    site: Site
    connector: Connector
    source: Source
    runs: number[]
    by: By
    take: (fetched: Fetch) => Promise<void>
  },
): Promise<Vanished> {
  const { site, connector, source, runs, take } = input
  if (connector.gone === undefined) return { run: null, ids: [] }
  const after = connectionOf(db, source.id)?.askedId ?? 0
  const rows = stored(db, { sourceId: source.id, kind: connector.gone.kind, after, runs })
  const known = new Map(rows.map((row) => [row.externalId, row.rawRecordId]))
  const again = { rawOf: (externalId: string) => rawOf(db, known.get(externalId)), take }
  const missing = new Set(rows.length === 0 ? [] : await connector.gone.among(site, [...known.keys()], again))
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

/** What was erased is not held against what the site has of it: that is none of our business any more. */
function rawOf(db: Db, rawRecordId: number | undefined): Json | undefined {
  const payload = db.$client
    .prepare('SELECT payload FROM raw_records WHERE id = ?')
    .pluck()
    .get(rawRecordId ?? null)
  const raw = JSON.parse(typeof payload === 'string' ? payload : '{}') as Json
  return 'erased' in raw ? undefined : raw
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
