/** Which sources are kept up from a site, with what, and how far that has come. */
import { and, eq, lte } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { connections, sources, syncWishes } from '../db/schema.ts'
import { NotFound, Refused } from '../lib/errors.ts'
import { isAlive } from './busy.ts'
import { connectorNamed } from './connectors/index.ts'
import { ensureProduct, ensureSource, type Source, type SourceInput } from './sources.ts'

/** A connection as stored. */
export type Connection = typeof connections.$inferSelect

/**
 * Keeps a source up with a connector from now on; a new source is made. Connected to another address than before, it
 * begins from the beginning. Returns the source.
 */
export function connect(
  db: Db,
  input: { source: SourceInput; connector: string; settings: Record<string, string>; by: By },
): Source {
  const connector = connectorNamed(input.connector)
  const known = connector.settings.map(({ name }) => [name, (input.settings[name] ?? '').trim()] as const)
  const settings = Object.fromEntries(known.filter(([, value]) => value !== ''))
  connector.base(settings)
  return inTransaction(db, (tx) => {
    const authority = input.source.authority
    const source = ensureSource(tx, { ...input.source, ...(authority && { authority }) }, connector.format)
    if (input.source.product !== undefined) ensureProduct(tx, input.source.product)
    const before = connectionOf(tx, source.id)
    const isSame =
      before?.connector === connector.name && JSON.stringify(before.settings) === JSON.stringify(settings)
    if (isSame) return source
    const row = {
      sourceId: source.id,
      connector: connector.name,
      settings,
      cursor: null,
      askedId: 0,
      problem: null,
    }
    tx.insert(connections).values(row).onConflictDoUpdate({ target: connections.sourceId, set: row }).run()
    const detail = { connector: connector.name, ...settings }
    record(tx, { verb: 'connected', subject: 'source', subjectId: source.id, by: input.by, detail })
    return source
  })
}

/** The source is not kept up any more; what it holds stays. */
export function disconnect(db: Db, input: { sourceId: number; by: By }): void {
  inTransaction(db, (tx) => {
    tx.delete(connections).where(eq(connections.sourceId, input.sourceId)).run()
    tx.delete(syncWishes).where(eq(syncWishes.sourceId, input.sourceId)).run()
    record(tx, { verb: 'disconnected', subject: 'source', subjectId: input.sourceId, by: input.by })
  })
}

/** How a source is kept up; undefined when it is not. */
export function connectionOf(db: Db, sourceId: number): Connection | undefined {
  return db.select().from(connections).where(eq(connections.sourceId, sourceId)).get()
}

/** The source of that slug with its connection; refuses one that has none. */
export function connectedSource(db: Db, slug: string): { source: Source; connection: Connection } {
  const source = db.select().from(sources).where(eq(sources.slug, slug)).get()
  if (source === undefined) throw new NotFound(`There is no source "${slug}".`)
  const connection = connectionOf(db, source.id)
  if (connection === undefined)
    throw new Refused(`The source "${slug}" is not connected to a site. Connect it first.`)
  return { source, connection }
}

/** Takes the connection for this process; refuses while another one syncs. */
export function takeConnection(db: Db, source: Source): void {
  inTransaction(db, (tx) => {
    if (isSyncing(connectionOf(tx, source.id)))
      throw new Refused(`"${source.slug}" is being synced already. Wait until that has ended.`)
    noteConnection(tx, source.id, { process: process.pid, progress: 'Asking what is new', problem: null })
  })
}

/** Whether some process syncs now. */
export function isSyncing(connection: Connection | undefined): boolean {
  return connection !== undefined && isAlive(connection.process)
}

/** Writes down how far a sync has come. */
export function noteConnection(
  db: Db,
  sourceId: number,
  what: Partial<Pick<Connection, 'cursor' | 'progress' | 'problem' | 'process' | 'syncedAt' | 'askedId'>>,
): void {
  db.update(connections).set(what).where(eq(connections.sourceId, sourceId)).run()
}

/** Asks that one item be fetched again at the next sync. */
export function wish(db: Db, input: { sourceId: number; externalId: string }): void {
  const row = { ...input, askedAt: now() }
  db.insert(syncWishes)
    .values(row)
    .onConflictDoUpdate({ target: [syncWishes.sourceId, syncWishes.externalId], set: row })
    .run()
}

/** The items that wait to be fetched again, oldest first. */
export function wishesOf(db: Db, sourceId: number): (typeof syncWishes.$inferSelect)[] {
  const all = db.select().from(syncWishes).where(eq(syncWishes.sourceId, sourceId))
  return all.orderBy(syncWishes.askedAt).all()
}

/** The item was fetched; a newer wish for it stays. */
export function fulfil(db: Db, one: typeof syncWishes.$inferSelect): void {
  const same = and(eq(syncWishes.sourceId, one.sourceId), eq(syncWishes.externalId, one.externalId))
  db.delete(syncWishes)
    .where(and(same, lte(syncWishes.askedAt, one.askedAt)))
    .run()
}
