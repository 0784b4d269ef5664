/**
 * Keeping up with a site: a connector fetches what changed, portion by portion; each portion is written to files and
 * imported as any export is, and only then the cursor moves on. So a cut at any point loses nothing and doubles
 * nothing.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { type By, now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { products } from '../db/schema.ts'
import { isForPeople } from '../lib/errors.ts'
import { Unreachable } from '../lib/guarded-fetch.ts'
import { isAlive } from './busy.ts'
import { connectedSource, fulfil, noteConnection, takeConnection, wishesOf } from './connections.ts'
import type { Connector, Fetch } from './connectors/connector.ts'
import { connectorNamed } from './connectors/index.ts'
import { openSite, type Site, type SiteSetup } from './connectors/site.ts'
import { type HarvestSummary, harvest } from './harvest.ts'
import type { Source } from './sources.ts'
import { takeDownVanished, type Vanished } from './vanished.ts'

/** What to sync, and with what. The token is used and forgotten. */
export type SyncInput = {
  source: string
  token: { name: string; value: string | undefined }
  innerHosts: readonly string[]
  /** A folder for what is fetched; nothing stays in it. */
  scratch: string
  by: By
  /** Fetches only the items that were asked for, not everything that changed. */
  onlyWishes?: boolean
  onProgress?: (line: string) => void
  signal?: AbortSignal
  wait?: (ms: number) => Promise<void>
  lookup?: SiteSetup['lookup']
}

/** How a sync went; its imports are ordinary runs. */
export type SyncSummary = {
  source: string
  /** Numbers of the imports it made; none when nothing was new. */
  runs: number[]
  records: number
  created: number
  updated: number
  unchanged: number
  failed: number
  changedThreadIds: number[]
  changedDocumentIds: number[]
  /** Why it ended before everything was fetched; the next sync goes on from there. */
  problem: string | null
}

const OURS = 'The sync failed. The fault is ours, not the site’s; it has been written down.'

/** A portion is imported when it has so many files or characters. */
const PORTION_FILES = 200
const PORTION_CHARACTERS = 40_000_000

/** Fetches and imports what is new since the last time. Refuses while another process syncs the same source. */
export async function sync(db: Db, input: SyncInput): Promise<SyncSummary> {
  const { source, connection } = connectedSource(db, input.source)
  const connector = connectorNamed(connection.connector)
  takeConnection(db, source)
  const work = openWork(db, { source, connector, input })
  let problem: string | null = null
  try {
    const site = openSite(siteSetup(connector, connection.settings, input, work.say))
    await fetchWishes(db, site, connector, source, work)
    if (!input.onlyWishes) {
      for await (const fetched of connector.changes(site, connection.cursor)) await work.take(fetched)
      await work.bring()
      work.say('Asking whether what is stored is still there')
      work.takenDown(
        await takeDownVanished(db, {
          ...{ site, connector, source, runs: work.total.runs, by: input.by },
          take: work.take,
        }),
      )
    }
  } catch (error) {
    problem = sentenceOf(error) ?? OURS
    if (problem === OURS) throw error
  } finally {
    problem = (await work.finish()) ?? problem
    const isDone = problem === null && !input.onlyWishes
    noteConnection(db, source.id, {
      process: null,
      progress: null,
      problem,
      ...(isDone && { syncedAt: now() }),
    })
  }
  return { source: source.slug, ...work.total, problem }
}

function siteSetup(
  connector: Connector,
  settings: Record<string, string>,
  input: SyncInput,
  onWait: (line: string) => void,
): SiteSetup {
  const { signal, lookup, token } = input
  return {
    base: connector.base(settings),
    settings,
    token: token.value,
    tokenName: token.name,
    headers: connector.headers(token.value, settings),
    innerHosts: input.innerHosts,
    wait: input.wait ?? ((ms) => sleep(ms, signal)),
    onWait,
    ...(signal !== undefined && { signal }),
    ...(lookup !== undefined && { lookup }),
  }
}

/** The items that messages from the site asked for. */
async function fetchWishes(
  db: Db,
  site: Site,
  connector: Connector,
  source: Source,
  work: Work,
): Promise<void> {
  const wishes = wishesOf(db, source.id)
  if (connector.one === undefined || wishes.length === 0) return
  for (const one of wishes) {
    await work.take({ files: await connector.one(site, one.externalId), cursor: undefined })
  }
  await work.bring()
  for (const one of wishes) fulfil(db, one)
}

type Work = {
  /** Adds what was fetched; imports what has gathered when it is enough. */
  take(fetched: Fetch): Promise<void>
  bring(): Promise<void>
  /** Adds what the site no longer has. */
  takenDown(vanished: Vanished): void
  /** Imports the rest and cleans up; answers with what went wrong in that. */
  finish(): Promise<string | null>
  say(line: string): void
  total: Omit<SyncSummary, 'source' | 'problem'>
}

function openWork(
  db: Db,
  { source, connector, input }: { source: Source; connector: Connector; input: SyncInput },
): Work {
  mkdirSync(input.scratch, { recursive: true, mode: 0o700 })
  dropLeftOvers(input.scratch)
  const root = mkdtempSync(join(input.scratch, `${process.pid}-`))
  const total: Work['total'] = {
    ...{ runs: [], records: 0, created: 0, updated: 0, unchanged: 0, failed: 0 },
    ...{ changedThreadIds: [], changedDocumentIds: [] },
  }
  const product = productOf(db, source)
  let portion = newPortion(root, 1)
  let fetched = 0

  const say = (line: string) => {
    noteConnection(db, source.id, { progress: line })
    input.onProgress?.(line)
  }

  const bring = async () => {
    const { folder, files, cursor } = portion
    const number = portion.number + 1
    if (files > 0) {
      const names = { slug: source.slug, ...(product !== undefined && { product }) }
      const base = { format: connector.format, paths: [folder], by: input.by }
      const summary = await harvest(db, {
        source: names,
        ...base,
        ...(input.signal && { signal: input.signal }),
      })
      addTo(total, summary)
      if (summary.damage !== null) throw new Unreachable(`The import broke off: ${summary.damage}`)
    }
    if (cursor !== undefined) noteConnection(db, source.id, { cursor })
    rmSync(folder, { recursive: true, force: true })
    portion = newPortion(root, number)
  }

  const take = async (one: Fetch) => {
    const isInTheWay = one.files.some(({ name, text }) => holdsOther(join(portion.folder, name), text))
    if (isInTheWay || portion.files >= PORTION_FILES || portion.characters >= PORTION_CHARACTERS)
      await bring()
    for (const { name, text } of one.files) {
      const path = join(portion.folder, name)
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeFileSync(path, text, { mode: 0o600 })
      portion.files++
      portion.characters += text.length
    }
    if (one.cursor !== undefined) portion.cursor = one.cursor
    fetched += one.files.length
    if (one.files.length > 0) say(`${fetched} fetched from ${connector.name}, ${total.records} records read`)
  }

  const finish = async () => {
    try {
      await bring()
      return null
    } catch (error) {
      const problem = sentenceOf(error)
      if (problem === null) throw error
      return problem
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  }

  const takenDown = ({ run, ids }: Vanished) => {
    if (run !== null) total.runs.push(run)
    total.records += ids.length
    total.updated += ids.length
    const changed = connector.gone?.kind === 'document' ? total.changedDocumentIds : total.changedThreadIds
    changed.push(...ids)
  }

  return { take, bring, takenDown, finish, say, total }
}

/** What a sync that was killed had fetched. */
function dropLeftOvers(scratch: string): void {
  const isLeft = (pid: number) => pid !== process.pid && !isAlive(pid || null)
  const left = readdirSync(scratch).filter((name) => isLeft(Number(name.split('-')[0])))
  for (const name of left) rmSync(join(scratch, name), { recursive: true, force: true })
}

type Portion = { number: number; folder: string; files: number; characters: number; cursor: unknown }

function newPortion(root: string, number: number): Portion {
  const folder = join(root, String(number))
  return { number, folder, files: 0, characters: 0, cursor: undefined }
}

/** The name of the product everything in a source belongs to, unless a record says otherwise. */
function productOf(db: Db, source: Source): string | undefined {
  const { productId } = source
  if (productId === null) return undefined
  return db.select({ name: products.name }).from(products).where(eq(products.id, productId)).get()?.name
}

function holdsOther(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') !== text
}

function addTo(total: Work['total'], summary: HarvestSummary): void {
  if (summary.run !== null) total.runs.push(summary.run)
  for (const key of ['records', 'created', 'updated', 'unchanged', 'failed'] as const)
    total[key] += summary[key]
  for (const id of summary.changedThreadIds) total.changedThreadIds.push(id)
  for (const id of summary.changedDocumentIds) total.changedDocumentIds.push(id)
}

/** What a person is told; null for a bug. */
function sentenceOf(error: unknown): string | null {
  return isForPeople(error) || error instanceof Unreachable ? error.message : null
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
