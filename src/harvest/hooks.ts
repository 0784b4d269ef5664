import { eq, lt } from 'drizzle-orm'
import { now } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { connections, hookDeliveries, sources } from '../db/schema.ts'
import { sha256 } from '../lib/hash.ts'
import { wish } from './connections.ts'
import type { Message } from './connectors/hook.ts'
import { connectorNamed } from './connectors/index.ts'

/** What became of a message: refused, taken before, about nothing here, or an item will be fetched anew. */
export type Heard = 'refused' | 'again' | 'nothing' | 'wished'

/** How long a delivery is remembered, in milliseconds. */
const REMEMBERED = 24 * 60 * 60_000

/**
 * Hears a message from a source's site. Nothing in it is believed but the number of the item: that is fetched from
 * the site itself. Without a secret every message is refused, and so is one for a source that does not exist.
 */
export function hear(db: Db, input: { slug: string; secret: string | undefined; message: Message }): Heard {
  const { secret, message } = input
  const connection = db
    .select({ sourceId: connections.sourceId, connector: connections.connector })
    .from(connections)
    .innerJoin(sources, eq(sources.id, connections.sourceId))
    .where(eq(sources.slug, input.slug))
    .get()
  const hook = connection === undefined ? undefined : connectorNamed(connection.connector).hook
  if (connection === undefined || hook === undefined || !secret) return 'refused'
  const at = now()
  if (!hook.isSigned(message, secret, Date.parse(at))) return 'refused'
  return inTransaction(db, (tx) => {
    const before = new Date(Date.parse(at) - REMEMBERED).toISOString()
    tx.delete(hookDeliveries).where(lt(hookDeliveries.receivedAt, before)).run()
    const digest = sha256(`${connection.sourceId} ${hook.keyOf(message)}`)
    const isNew = tx
      .insert(hookDeliveries)
      .values({ digest, receivedAt: at })
      .onConflictDoNothing()
      .run().changes
    if (isNew === 0) return 'again'
    const externalId = hook.itemIn(message, jsonOf(message.body))
    if (externalId === undefined) return 'nothing'
    wish(tx, { sourceId: connection.sourceId, externalId })
    return 'wished'
  })
}

function jsonOf(body: Buffer): Record<string, unknown> {
  try {
    const json = JSON.parse(body.toString('utf8')) as unknown
    return json !== null && typeof json === 'object' && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : {}
  } catch {
    return {}
  }
}
