import { z } from 'zod'
import { hookSecretOf, tokenOf } from '../../config.ts'
import { sources } from '../../db/schema.ts'
import { type Connection, connect, connectionOf, disconnect, isSyncing } from '../../harvest/connections.ts'
import type { Connector } from '../../harvest/connectors/connector.ts'
import { connectorNamed, connectors } from '../../harvest/connectors/index.ts'
import { hear } from '../../harvest/hooks.ts'
import { sourceOf } from '../../harvest/uploads.ts'
import { NotFound, Refused } from '../../lib/errors.ts'
import { aboutSource } from '../about.ts'
import { json, page, redirect } from '../answers.ts'
import { isRunningApart, stopApart } from '../apart.ts'
import { Forbidden } from '../errors.ts'
import type { FormPage, FormState } from '../forms.ts'
import type { Ask, OpenAsk, Routes } from '../routes.ts'
import { startSync, syncKey } from '../syncing.ts'

type About = Pick<Connector, 'name' | 'reads' | 'settings' | 'token' | 'authority'>
export type ConnectPage = FormPage & {
  connectors: readonly About[]
  /** The one chosen; undefined before that. */
  connector: About | undefined
  sources: { slug: string; name: string; authority: string }[]
}

/** How a source is kept up, for its page; null when it is not. */
export type ConnectionCard = {
  connector: string
  reads: string
  settings: [string, string][]
  tokenName: string
  hasToken: boolean
  hook: { path: string; secretName: string; hasSecret: boolean } | null
  isRunning: boolean
  canBeInterrupted: boolean
  progress: string | null
  problem: string | null
  syncedAt: string | null
}

const Fields = z.record(z.string().max(60), z.string().max(500))

/** Sources that are kept up from their sites: connected, synced, told by messages. */
export function connectionRoutes(routes: Routes): void {
  routes.form('/staff/connections/new', 'admin.sources', {
    schema: Fields,
    start: (ask) => {
      const connector = connectors.find((one) => one.name === ask.query.with)
      const authority = connector?.authority ?? 'community'
      return { with: connector?.name ?? '', source: ask.query.source ?? '', authority, language: 'en' }
    },
    show: showConnect,
    act: (ask, fields) => {
      const connector = connectorNamed(fields.with ?? '')
      const settings = Object.fromEntries(connector.settings.map(({ name }) => [name, fields[name] ?? '']))
      connector.base(settings)
      const source = connect(ask.db, {
        source: sourceOf(ask.db, fields),
        ...{ connector: connector.name, settings, by: ask.by },
      })
      return redirect(`/staff/sources/${source.slug}`, 'Connected. Sync it now, or let a schedule do that.')
    },
  })

  routes.post('/staff/sources/:slug/sync', 'import', aboutSource, (ask) => {
    const { sourceId, slug, connection } = connected(ask)
    if (isSyncing(connection) || isRunningApart(ask.config, syncKey(slug)))
      throw new Refused('This source is being synced already. Wait until that has ended.')
    startSync(ask.db, ask.config, { sourceId, slug, by: ask.by, onlyWishes: false })
    return redirect(`/staff/sources/${slug}`)
  })

  routes.post('/staff/sources/:slug/interruption', 'import', aboutSource, (ask) => {
    const { slug } = connected(ask)
    if (!stopApart(ask.config, syncKey(slug), 'in good order'))
      throw new Refused('No sync of this source was started here. Stop it where it was started, with Ctrl+C.')
    return redirect(`/staff/sources/${slug}`, 'The sync ends soon; the next one goes on from there.')
  })

  routes.post('/staff/sources/:slug/disconnection', 'admin.sources', (ask) => {
    const { sourceId, slug } = connected(ask)
    disconnect(ask.db, { sourceId, by: ask.by })
    return redirect(`/staff/sources/${slug}`, 'Not kept up any more. What it holds stays.')
  })

  routes.post('/hooks/:slug', 'anyone', (ask) => {
    const slug = ask.params.slug ?? ''
    const body = Buffer.isBuffer(ask.body) ? ask.body : Buffer.alloc(0)
    const { value } = hookSecretOf(ask.config, slug)
    const heard = hear(ask.db, { slug, secret: value, message: { headers: headersOf(ask), body } })
    if (heard === 'refused') throw new Forbidden('The signature of this message is not right.')
    if (heard === 'wished') {
      const sourceId = rowOf(ask, slug)!.id
      startSync(ask.db, ask.config, { sourceId, slug, by: null, onlyWishes: true })
    }
    return json({ heard }, 202)
  })
}

/** What the page of a source says about its connection. */
export function connectionCard(ask: Ask, source: { sourceId: number; slug: string }): ConnectionCard | null {
  const connection = connectionOf(ask.db, source.sourceId)
  if (connection === undefined) return null
  const connector = connectorNamed(connection.connector)
  const token = tokenOf(ask.config, source.slug)
  const secret = hookSecretOf(ask.config, source.slug)
  const isOurs = isRunningApart(ask.config, syncKey(source.slug))
  return {
    ...{ connector: connector.name, reads: connector.reads, settings: labelled(connector, connection) },
    ...{ tokenName: token.name, hasToken: token.value !== undefined },
    hook:
      connector.hook === undefined
        ? null
        : { path: `/hooks/${source.slug}`, secretName: secret.name, hasSecret: secret.value !== undefined },
    ...{ isRunning: isOurs || isSyncing(connection), canBeInterrupted: isOurs },
    ...{ progress: connection.progress, problem: connection.problem, syncedAt: connection.syncedAt },
  }
}

function labelled({ settings }: Connector, connection: Connection): [string, string][] {
  return settings.flatMap(({ name, label }): [string, string][] => {
    const value = connection.settings[name]
    return value === undefined ? [] : [[label, value]]
  })
}

function showConnect(ask: Ask, form: FormState) {
  return page('sources/connect', {
    title: 'Connect a site',
    connectors,
    connector: connectors.find((one) => one.name === form.values.with),
    sources: ask.db.select().from(sources).orderBy(sources.name).all(),
    form,
  })
}

function connected(ask: Ask): { sourceId: number; slug: string; connection: Connection } {
  const row = rowOf(ask, ask.params.slug ?? '')
  const connection = row === undefined ? undefined : connectionOf(ask.db, row.id)
  if (row === undefined || connection === undefined)
    throw new NotFound(`The source "${ask.params.slug}" is not connected to a site.`)
  return { sourceId: row.id, slug: row.slug, connection }
}

function rowOf(ask: Pick<Ask, 'db'>, slug: string): { id: number; slug: string } | undefined {
  return ask.db.$client.prepare('SELECT id, slug FROM sources WHERE slug = ?').get(slug) as
    | { id: number; slug: string }
    | undefined
}

function headersOf(ask: OpenAsk): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(ask.request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value[0] : value,
    ]),
  )
}
