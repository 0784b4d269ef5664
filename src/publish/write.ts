import { execFile, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Refused } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import { memoryOf } from './build-memory.ts'
import { knowManifest, MANIFEST, type Manifest, manifestBytes, readManifest } from './manifest.ts'
import { type Fresh, freshParts, type Planned } from './parts.ts'
import { currentFolder, folderOf, keptReleases, type Place } from './place.ts'
import {
  differences,
  type Entry,
  filesWith,
  type ReleaseFiles,
  releaseFiles,
  wholeHash,
} from './release-files.ts'
import type { SearchBefore } from './search-files.ts'
import type { SitePlan } from './site.ts'

/** What a gate is shown of each file that was made anew. */
export type Watcher = (path: string, bytes: Uint8Array) => void

/** A release being written beside the others; nothing readers see has changed yet. */
export type Draft = {
  place: Place
  folder: string
  /** What is to be looked at file by file; all else is as in the release before. */
  fresh: Fresh
  files: ReleaseFiles
  hash: string
  /** Paths made anew with other bytes than before. */
  written: Set<string>
  /** Files that stood at another path before. */
  moved: Map<string, string>
  previous: Manifest | undefined
  previousFolder: string | undefined
}

const DRAFT = '.draft'
const SPARE = '.spare'
const FLUSHED_ONE_BY_ONE = 200

/** Begins a release: finds out what of the plan differs from the release before, and makes nothing yet. */
export function openDraft(place: Place, plan: SitePlan): Draft {
  mkdirSync(place.releases, { recursive: true })
  const folder = join(place.releases, DRAFT)
  rmSync(folder, { recursive: true, force: true })
  const previousFolder = currentFolder(place)
  const previous = previousFolder === undefined ? undefined : readManifest(previousFolder)
  const files = previous?.files ?? releaseFiles([])
  const before = searchBefore(place, files, previousFolder)
  const parts = [...plan.parts, ...plan.search.flatMap((part) => part(before))]
  const fresh = freshParts(parts, plannedBefore(place, previous), files)
  plan.refuse(fresh.twice)
  const [written, moved] = [new Set<string>(), new Map<string, string>()]
  return { place, folder, fresh, files, hash: '', written, moved, previous, previousFolder }
}

/** By part, what the release that readers get was planned from, as far as this process knows. */
export function plannedBefore(place: Place, previous: Manifest | undefined): Planned | undefined {
  const { planned } = memoryOf(place)
  return planned === undefined || planned.hash !== previous?.hash
    ? undefined
    : { ...planned, files: previous.files }
}

/**
 * Makes what is new or different and writes it beside the releases; what has the same input as before is not made
 * again. `watch` sees every file that was made.
 */
export function writeDraft(draft: Draft, watch: Watcher = () => {}): void {
  const { folder, fresh, previous } = draft
  const folders = new Set<string>()
  const changes = new Map<string, Entry | undefined>()
  for (const path of fresh.gone) changes.set(path, undefined)
  const put = (path: string, bytes: Uint8Array, input: string) => {
    const entry = { sha256: sha256(bytes), bytes: bytes.length, input }
    changes.set(path, entry)
    watch(path, bytes)
    if (previous?.files.get(path)?.sha256 === entry.sha256) return
    draft.written.add(path)
    writeFile(join(folder, path), bytes, folders)
  }
  for (const { path, input, make, from = path } of fresh.files) {
    const old = previous?.files.get(from)
    if (old?.input !== input) put(path, make(), input)
    else if (from !== path) {
      changes.set(path, old)
      draft.moved.set(path, from)
    }
  }
  draft.files = filesWith(draft.files, changes)
  draft.hash = wholeHash(draft.files)
}

/** What the search may take from the release before; what it has read is remembered beside the releases. */
function searchBefore(place: Place, files: ReleaseFiles, folder: string | undefined): SearchBefore {
  let paths: Map<string, string> | undefined
  return {
    memory: memoryOf(place),
    find: (path) => files.get(path),
    pathOf(input) {
      paths ??= new Map(Array.from(files, ([path, entry]) => [entry.input, path]))
      return paths.get(input)
    },
    read: (path) => readFileSync(join(folder!, path)),
  }
}

/** The bytes of a file of a draft, whether it was made anew or stands in the release before. */
export function readDraft(draft: Draft, path: string): Buffer {
  return readFileSync(fileOf(draft, path))
}

function fileOf(draft: Draft, path: string): string {
  if (draft.written.has(path)) return join(draft.folder, path)
  return join(draft.previousFolder!, draft.moved.get(path) ?? path)
}

/** Takes a draft away again. */
export function dropDraft(draft: Draft): void {
  rmSync(draft.folder, { recursive: true, force: true })
}

/**
 * Completes a draft to release `number`: unchanged files are the very files of the release before. Where a spare
 * folder stands ready or as many releases as may stay are there, that or the oldest becomes the new one and only
 * what differs is touched, which takes no longer than the change is large.
 */
export function completeRelease(draft: Draft, number: number, keep: number): string {
  const { place } = draft
  const target = folderOf(place, number)
  if (existsSync(target)) throw new Refused(`${target} is there already. Move it away.`)
  const recycled = recycle(draft, keep)
  const folder = recycled?.folder ?? draft.folder
  mkdirSync(folder, { recursive: true })
  // A folder with a manifest is whole: this one is not until the end.
  rmSync(join(folder, MANIFEST), { force: true })
  const folders = new Set<string>()
  const gone: string[] = []
  for (const [path, old, now] of differences(recycled?.files ?? releaseFiles([]), draft.files)) {
    if (now === undefined) {
      gone.push(path)
      continue
    }
    const isWritten = draft.written.has(path)
    if (isWritten && folder === draft.folder) continue
    const to = join(folder, path)
    makeFolder(dirname(to), folders)
    if (isWritten) renameSync(join(draft.folder, path), to)
    else {
      if (old !== undefined) rmSync(to, { force: true })
      linkSync(fileOf(draft, path), to)
    }
  }
  removeFiles(folder, gone)
  const manifest = { release: number, hash: draft.hash, files: draft.files }
  writeFile(join(folder, MANIFEST), manifestBytes(manifest), folders)
  settle(folder, [...draft.written, MANIFEST], folders)
  renameSync(folder, target)
  knowManifest(target, manifest)
  flush(place.releases)
  if (folder !== draft.folder) dropDraft(draft)
  return target
}

/** Removes releases beyond the last `keep`, never the one readers get. */
export function prune(place: Place, keep: number): number[] {
  const current = currentFolder(place)
  const all = keptReleases(place)
  const old = all.slice(0, Math.max(0, all.length - keep)).filter((n) => !isSame(folderOf(place, n), current))
  for (const number of old) rmSync(folderOf(place, number), { recursive: true, force: true })
  return old
}

/** Compares a release's files with its manifest and names those that are missing or differ. */
export function damagedFiles(folder: string): string[] {
  const manifest = readManifest(folder)
  if (manifest === undefined) return [MANIFEST]
  return Array.from(manifest.files).flatMap(([path, entry]) => {
    const file = join(folder, path)
    return existsSync(file) && sha256(readFileSync(file)) === entry.sha256 ? [] : [path]
  })
}

/**
 * Makes the folder that the next release will grow out of, by linking every file of the current one; needless once
 * the oldest release can be taken. It is no more than a preparation: without it the next release takes longer.
 */
export async function prepareSpare(place: Place, keep: number): Promise<void> {
  const spare = join(place.releases, SPARE)
  const current = currentFolder(place)
  if (current === undefined || existsSync(spare) || keptReleases(place).length >= keep) return
  const half = `${spare}.half`
  rmSync(half, { recursive: true, force: true })
  const isDone = await execFileAsync('cp', ['-al', current, half]).then(
    () => true,
    () => false,
  )
  if (isDone) renameSync(half, spare)
  else rmSync(half, { recursive: true, force: true })
}

const execFileAsync = promisify(execFile)

/** The oldest release, taken out of the list to become the new one, if it is not needed as it is; else a spare. */
function recycle(draft: Draft, keep: number): { folder: string; files: ReleaseFiles } | undefined {
  const { place } = draft
  const folder = join(place.releases, SPARE)
  const all = keptReleases(place)
  const oldest =
    all.length >= keep ? all.find((n) => !isSame(folderOf(place, n), draft.previousFolder)) : undefined
  const from = oldest === undefined ? folder : folderOf(place, oldest)
  const files = readManifest(from)?.files
  if (files === undefined || from !== folder) rmSync(folder, { recursive: true, force: true })
  if (files === undefined) return undefined
  if (from !== folder) renameSync(from, folder)
  return { folder, files }
}

function isSame(a: string, b: string | undefined): boolean {
  return b !== undefined && (a === b || (existsSync(a) && currentFolder({ link: a, releases: '' }) === b))
}

function writeFile(file: string, bytes: Uint8Array, folders: Set<string>): void {
  makeFolder(dirname(file), folders)
  writeFileSync(file, bytes, { flag: 'wx' })
}

/** Waits until a release is on the disk, before a link may lead to it: one by one, or all at once when many. */
function settle(folder: string, paths: Iterable<string>, folders: Iterable<string>): void {
  const files = [...paths].map((path) => join(folder, path))
  const all = [...files, ...folders]
  if (all.length > FLUSHED_ONE_BY_ONE && spawnSync('sync', ['-f', folder]).status === 0) return
  for (const one of all) flush(one)
}

function makeFolder(folder: string, known: Set<string>): void {
  if (known.has(folder)) return
  mkdirSync(folder, { recursive: true })
  known.add(folder)
}

function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Removes files and the folders they leave empty. */
function removeFiles(root: string, paths: string[]): void {
  const folders = new Set<string>()
  for (const path of paths) {
    rmSync(join(root, path), { force: true })
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder)
  }
  // Inner folders first.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    if (readdirSync(join(root, folder)).length === 0) rmdirSync(join(root, folder))
  }
}
