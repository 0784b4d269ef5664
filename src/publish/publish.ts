import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { max } from 'drizzle-orm'
import { mediumNamed } from '../articles/media.ts'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { keepRenderings, keptHtml } from '../db/renderings.ts'
import { releases } from '../db/schema.ts'
import { NotFound, Refused, refuseIf } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import { companyWords } from '../safety/findings.ts'
import { type BuildAround, type BuildMemory, memoryOf } from './build-memory.ts'
import type { HeldBack } from './choice.ts'
import { type SiteContent, siteContent } from './content.ts'
import { basePath, type SiteOptions } from './frame.ts'
import { createGates } from './gates.ts'
import { knownSecrets, leakFinder } from './leaks.ts'
import { compareFiles, type ReleaseDiff, readManifest } from './manifest.ts'
import { currentManifest, folderOf, keptReleases, type Place, placeOf, switchTo } from './place.ts'
import { isPage, releaseFiles, sumsOf } from './release-files.ts'
import { siteSettings } from './settings.ts'
import { planSite } from './site.ts'
import { themeCss } from './theme.ts'
import {
  completeRelease,
  type Draft,
  dropDraft,
  openDraft,
  prepareSpare,
  prune,
  readDraft,
  writeDraft,
} from './write.ts'

export type PublishInput = {
  dataDir: string
  /** Another folder than `site` in the data folder: new, empty, or one that Winnow made. */
  out?: string | undefined
  siteUrl?: string | null
  feedbackUrl?: string | null
  themeCss?: string
  templates?: string
  by: By
}

/** What a release came to; counts are of pages, bytes and hash of all files, seconds until readers have it. */
export type Release = {
  release: number
  pages: number
  added: number
  changed: number
  removed: number
  unchanged: number
  bytes: number
  hash: string
  seconds: number
  heldBack: HeldBack[]
  /** The link readers' web server follows. */
  path: string
}

/**
 * Builds the site from what is live now and lets readers have it, in one step or not at all. A fault of the whole
 * (a leak, two pages for one address, a broken page or link, a page too large) throws `Refused` with names and
 * places, and the site stays as it was.
 */
export async function publish(db: Db, input: PublishInput): Promise<Release> {
  const started = performance.now()
  const place = placeOf(input)
  const unlock = lock(place)
  try {
    const options = siteOptions(db, input)
    const { content, secrets } = snapshot(db, { memory: memoryOf(place), siteUrl: options.siteUrl })
    const plan = planSite(content, options)
    const draft = openDraft(place, plan)
    await renderMissing(db, draft)
    const gates = createGates({
      findLeaks: leakFinder(secrets),
      words: companyWords(db),
      pageBudget: content.settings.pageBudget,
      basePath: basePath({ options }),
      feedbackUrl: options.feedbackUrl,
    })
    try {
      writeDraft(draft, gates.watch)
      memoryOf(place).isToBeWritten = false
      watchOldLinks(draft, gates.watch)
      refuseIf(gates.issues((path) => draft.files.has(path)))
      const made = release(db, draft, content, input.by)
      const seconds = (performance.now() - started) / 1000
      await prepareSpare(place, content.settings.releasesKept)
      return { ...made, seconds, heldBack: content.heldBack, path: place.link }
    } catch (error) {
      dropDraft(draft)
      throw error
    }
  } finally {
    unlock()
  }
}

/** Lets readers have an earlier release again. */
export function rollback(db: Db, input: { dataDir: string; out?: string; release: number; by: By }): void {
  const place = placeOf(input)
  const unlock = lock(place)
  try {
    if (!keptReleases(place).includes(input.release)) throw noRelease(place, input.release)
    inTransaction(db, (tx) => {
      const from = currentManifest(place)?.release ?? null
      record(tx, {
        verb: 'rolled back',
        subject: 'release',
        subjectId: input.release,
        by: input.by,
        detail: { from },
      })
      switchTo(place, input.release)
    })
  } finally {
    unlock()
  }
}

/** What differs between two releases that are still kept, file by file. */
export function releaseDiff(input: { dataDir: string; out?: string; from: number; to: number }): ReleaseDiff {
  const place = placeOf(input)
  const [from, to] = [input.from, input.to].map((number) => {
    const manifest = readManifest(folderOf(place, number))
    if (manifest === undefined) throw noRelease(place, number)
    return manifest
  })
  return compareFiles(from!.files, to!.files)
}

/** Whether a release that is not there was given up or never was: they are numbered as they come, and the oldest go. */
function noRelease(place: Place, release: number): NotFound {
  const kept = keptReleases(place)
  const newest = kept.at(-1)
  if (newest === undefined) return new NotFound('Nothing was published here yet, so there is no release.')
  const why =
    release > newest ? `There is no release ${release} yet.` : `Release ${release} is not kept any more.`
  return new NotFound(`${why} Kept are: ${kept.join(', ')}.`)
}

/** The options of a build on this database: kept HTML looked up by hash. */
export function siteOptions(
  db: Db,
  input: Omit<PublishInput, 'by' | 'dataDir'> & { dataDir?: string },
): SiteOptions {
  const find = keptHtml(db)
  const templates = input.templates ?? ownTemplates(input.dataDir)
  return {
    siteUrl: input.siteUrl?.replace(/\/+$/, '') || null,
    feedbackUrl: input.feedbackUrl ?? null,
    themeCss: input.themeCss ?? themeCss(siteSettings(db)),
    ...(templates === undefined ? {} : { templates }),
    html(markdown) {
      const html = find(sha256(markdown))
      if (html === undefined) throw new Error('A text was not rendered before its page was made.')
      return html
    },
    mediumBytes: (name) => mediumNamed(db, name).bytes,
  }
}

/** A company's own templates stand in the folder `templates` of the data folder, named as ours. */
function ownTemplates(dataDir: string | undefined): string | undefined {
  if (dataDir === undefined) return undefined
  const folder = join(dataDir, 'templates')
  return existsSync(folder) ? folder : undefined
}

/** Everything public, and everything that must not become so, at one moment. */
function snapshot(
  db: Db,
  around: BuildAround & { memory: BuildMemory },
): { content: SiteContent; secrets: ReturnType<typeof knownSecrets> } {
  return db.$client.transaction(() => ({
    content: siteContent(db, around),
    secrets: knownSecrets(db, around.memory),
  }))()
}

async function renderMissing(db: Db, { fresh, previous }: Draft): Promise<void> {
  function* texts() {
    for (const file of fresh.files) {
      if (file.texts === undefined || previous?.files.get(file.path)?.input === file.input) continue
      for (const text of file.texts()) yield { text, textHash: sha256(text) }
    }
  }
  await keepRenderings(db, texts())
}

/** When an address is no more, links to it may stand in pages that were not made anew: they are looked at too. */
function watchOldLinks(draft: Draft, watch: (path: string, bytes: Uint8Array) => void): void {
  const { fresh, files, previous } = draft
  if (previous === undefined || ![...fresh.gone].some(isPage)) return
  for (const [path, entry] of files) {
    if (isPage(path) && previous.files.get(path) === entry) watch(path, readDraft(draft, path))
  }
}

/** Completes the release and switches to it; its row, its event and the switch happen together. */
function release(
  db: Db,
  draft: Draft,
  content: SiteContent,
  by: By,
): Omit<Release, 'seconds' | 'heldBack' | 'path'> {
  const { place, previous } = draft
  const keep = content.settings.releasesKept
  const diff = compareFiles(previous?.files ?? releaseFiles([]), draft.files)
  const [added, changed, removed] = [diff.added, diff.changed, diff.removed].map(
    (all) => all.filter(isPage).length,
  )
  const { pages, bytes } = sumsOf(draft.files)
  const counts = {
    ...{ pages, added: added!, changed: changed!, removed: removed!, unchanged: pages - added! - changed! },
    ...{ bytes, hash: draft.hash },
  }
  memoryOf(place).planned = { hash: draft.hash, parts: draft.fresh.parts }
  if (previous?.hash === draft.hash && isRecorded(db, previous.release)) {
    dropDraft(draft)
    return { release: previous.release, ...counts }
  }
  const number = Math.max(lastNumber(db), ...keptReleases(place), 0) + 1
  completeRelease(draft, number, keep)
  inTransaction(db, (tx) => {
    const row = { number, ...counts, heldBack: content.heldBack, by, at: now() }
    tx.insert(releases).values(row).run()
    record(tx, { verb: 'released', subject: 'release', subjectId: number, by, detail: counts })
    switchTo(place, number)
  })
  prune(place, keep)
  return { release: number, ...counts }
}

function lastNumber(db: Db): number {
  return (
    db
      .select({ n: max(releases.number) })
      .from(releases)
      .get()?.n ?? 0
  )
}

function isRecorded(db: Db, number: number): boolean {
  return db.$client.prepare('SELECT 1 FROM releases WHERE number = ?').get(number) !== undefined
}

/** One build at a time for each place; a lock whose process is gone is taken over. */
function lock(place: Place): () => void {
  mkdirSync(place.releases, { recursive: true })
  const file = join(place.releases, '.lock')
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = openSync(file, 'wx')
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (attempt > 0 || isAlive(readFileSync(file, 'utf8'))) {
        throw new Refused('The site is being published already. Try again when that is done.')
      }
      rmSync(file, { force: true })
    }
  }
}

function isAlive(pid: string): boolean {
  if (!/^\d+$/.test(pid)) return false
  try {
    process.kill(Number(pid), 0)
    return true
  } catch {
    return false
  }
}
