import { join } from 'node:path'
import type { Command } from 'commander'
import { type Config, tokenOf } from '../config.ts'
import type { Db } from '../db/open.ts'
import { type Authority, authorities } from '../db/words.ts'
import { connect, connectedSource, noteConnection } from '../harvest/connections.ts'
import { connectorNamed, connectors } from '../harvest/connectors/index.ts'
import { findSource } from '../harvest/sources.ts'
import { sync } from '../harvest/sync.ts'
import { afterImport } from '../web/after-import.ts'
import {
  actorOf,
  asTyped,
  type Common,
  counted,
  type Outcome,
  oneOf,
  runVerb,
  type Terminal,
  WrongUsage,
  wholeNumber,
} from './command.ts'
import { stopSignal } from './stopping.ts'

type ConnectOptions = Common & {
  with: string
  set: string[]
  authority?: string
  product?: string
  name?: string
}
type SyncOptions = Common & { asked?: boolean; byId?: string }

/** connect · sync */
export function addSyncing(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('connect <source>')
    .description('keep a source up from its site; the token comes from the environment')
    .requiredOption('--with <connector>', connectors.map((one) => one.name).join(', '))
    .option('--set <name=value...>', 'address=https://…, repository=owner/name, site=superuser.com', [])
    .option('--authority <authority>', authorities.join(', '))
    .option('--product <name>')
    .option('--name <name>')
    .option('--by <user>')
    .option('--json')
    .action(async (slug: string, options: ConnectOptions) =>
      done(await runVerb(terminal, options, (db, config) => connectSource(db, config, slug, options))),
    )

  program
    .command('sync <source>')
    .description('fetch and import what is new since the last time')
    .option('--asked', 'only what the site asked for by itself')
    .option('--by <user>')
    .option('--by-id <number>')
    .option('--json')
    .action(async (slug: string, options: SyncOptions) =>
      done(await runVerb(terminal, options, (db, config) => syncSource(db, config, terminal, slug, options))),
    )
}

function connectSource(db: Db, config: Config, slug: string, options: ConnectOptions): Outcome {
  const connector = asTyped(() => connectorNamed(options.with))
  const authority =
    options.authority === undefined ? undefined : oneOf(authorities, options.authority, 'authority')
  const settings = Object.fromEntries(
    options.set.map((one) => {
      const at = one.indexOf('=')
      if (at < 1) throw new WrongUsage(`"${one}" is not of the form name=value.`)
      return [one.slice(0, at), one.slice(at + 1)]
    }),
  )
  asTyped(() => connector.base(settings))
  const known = asTyped(() => findSource(db, { slug }))
  const source = {
    slug,
    ...{ authority: (authority ?? known?.authority ?? connector.authority) as Authority },
    ...(options.product !== undefined && { product: options.product }),
    ...(options.name !== undefined && { name: options.name }),
  }
  connect(db, { source, connector: connector.name, settings, by: actorOf(db, options) })
  const { name, value } = tokenOf(config, slug)
  const token = value === undefined ? ` If it wants a token, put it into ${name}: ${connector.token}.` : ''
  return {
    says: `"${slug}" is kept up with ${connector.name}.${token}`,
    json: { source: slug, connector: connector.name },
  }
}

async function syncSource(
  db: Db,
  config: Config,
  terminal: Terminal,
  slug: string,
  options: SyncOptions,
): Promise<Outcome> {
  const by = options.byId === undefined ? actorOf(db, options) : wholeNumber(options.byId, 'a user')
  const { source } = connectedSource(db, slug)
  const result = await sync(db, {
    source: slug,
    token: tokenOf(config, slug),
    innerHosts: config.innerHosts,
    scratch: join(config.dataDir, 'incoming'),
    by,
    onlyWishes: options.asked === true,
    onProgress: terminal.progress,
    signal: stopSignal(),
  })
  try {
    const onProgress = (progress: string) => noteConnection(db, source.id, { progress })
    afterImport(db, { ...result, by, onProgress })
  } finally {
    noteConnection(db, source.id, { progress: null })
  }
  const { changedThreadIds: _threads, changedDocumentIds: _documents, ...json } = result
  const news = `${result.created} created, ${result.updated} updated, ${result.unchanged} unchanged, ${result.failed} failed`
  const says =
    result.records === 0
      ? `Nothing is new in ${slug}.`
      : `${counted(result.records, 'record')} from ${slug}: ${news}.`
  return {
    says: result.problem === null ? says : `${says} ${result.problem}`,
    json,
    isRefused: result.problem !== null,
  }
}
