import { spawnSync } from 'node:child_process'
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
import { Refused } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import { type Entry, MANIFEST, type Manifest, manifestText, readManifest, wholeHash } from './manifest.ts'
import { currentFolder, folderOf, keptReleases, type Place } from './place.ts'
import type { SitePlan } from './site.ts'

/** What a gate is shown of each file that was made anew. */
export type Watcher = (path: string, bytes: Uint8Array) => void

/** A release being written beside the others; nothing readers see has changed yet. */
export type Draft = {
  place: Place
  folder: string
  files: Map<string, Entry>
  hash: string
  /** Paths made anew with other bytes than before. */
  written: Set<string>
  previous: Manifest | undefined
  previousFolder: string | undefined
}

const DRAFT = '.draft'
const RECYCLED = '.recycled'
const FLUSHED_ONE_BY_ONE = 200

/**
 * Makes what is new or different and writes it beside the releases; what has the same input as before is not made
 * again. `watch` sees every file that was made.
 */
export function writeDraft(place: Place, plan: SitePlan, watch: Watcher = () => {}): Draft {
  mkdirSync(place.releases, { recursive: true })
  const folder = join(place.releases, DRAFT)
  rmSync(folder, { recursive: true, force: true })
  const previousFolder = currentFolder(place)
  const previous = previousFolder === undefined ? undefined : readManifest(previousFolder)
  const draft: Draft = {
    place,
    folder,
    files: new Map(),
    hash: '',
    written: new Set(),
    previous,
    previousFolder,
  }
  const folders = new Set<string>()
  const put = (path: string, bytes: Uint8Array, input: string) => {
    const entry = { sha256: sha256(bytes), bytes: bytes.length, input }
    draft.files.set(path, entry)
    watch(path, bytes)
    if (previous?.files.get(path)?.sha256 === entry.sha256) return
    draft.written.add(path)
    writeFile(join(folder, path), bytes, folders)
  }
  for (const { path, input, make } of plan.files) {
    const old = previous?.files.get(path)
    if (old?.input === input) draft.files.set(path, old)
    else put(path, make(), input)
  }
  for (const part of plan.search) {
    const old = [...(previous?.files ?? [])].filter(([, entry]) => entry.input === part.input)
    if (old.length > 0) for (const [path, entry] of old) draft.files.set(path, entry)
    else for (const [path, bytes] of part.make()) put(path, bytes, part.input)
  }
  draft.hash = wholeHash(draft.files)
  return draft
}

/** The bytes of a file of a draft, whether it was made anew or stands in the release before. */
export function readDraft(draft: Draft, path: string): Buffer {
  return readFileSync(join(draft.written.has(path) ? draft.folder : draft.previousFolder!, path))
}

/** Takes a draft away again. */
export function dropDraft(draft: Draft): void {
  rmSync(draft.folder, { recursive: true, force: true })
}

/**
 * Completes a draft to release `number`: unchanged files are the very files of the release before. When as many
 * releases as may stay are there already, the oldest becomes the new one and only what differs is touched, which
 * takes no longer than the change is large.
 */
export function completeRelease(draft: Draft, number: number, keep: number): string {
  const { place } = draft
  const target = folderOf(place, number)
  if (existsSync(target)) throw new Refused(`${target} is there already. Move it away.`)
  const recycled = recycle(draft, keep)
  const folder = recycled ?? draft.folder
  const known = recycled === undefined ? new Map<string, Entry>() : readManifest(recycled)!.files
  mkdirSync(folder, { recursive: true })
  const folders = new Set<string>()
  for (const [path, entry] of draft.files) {
    if (known.get(path)?.sha256 === entry.sha256) continue
    const isWritten = draft.written.has(path)
    if (isWritten && folder === draft.folder) continue
    const to = join(folder, path)
    makeFolder(dirname(to), folders)
    if (isWritten) renameSync(join(draft.folder, path), to)
    else {
      rmSync(to, { force: true })
      linkSync(join(draft.previousFolder!, path), to)
    }
  }
  for (const path of known.keys()) if (!draft.files.has(path)) removeFile(folder, path)
  rmSync(join(folder, MANIFEST), { force: true })
  const manifest = { release: number, hash: draft.hash, files: draft.files }
  writeFile(join(folder, MANIFEST), new TextEncoder().encode(manifestText(manifest)), folders)
  settle(folder, [...draft.written, MANIFEST], folders)
  renameSync(folder, target)
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
  return [...manifest.files].flatMap(([path, entry]) => {
    const file = join(folder, path)
    return existsSync(file) && sha256(readFileSync(file)) === entry.sha256 ? [] : [path]
  })
}

/** The oldest release, taken out of the list to become the new one, if it is not needed as it is. */
function recycle(draft: Draft, keep: number): string | undefined {
  const { place } = draft
  const spare = join(place.releases, RECYCLED)
  rmSync(spare, { recursive: true, force: true })
  const all = keptReleases(place)
  const oldest =
    all.length >= keep ? all.find((n) => !isSame(folderOf(place, n), draft.previousFolder)) : undefined
  if (oldest === undefined || readManifest(folderOf(place, oldest)) === undefined) return undefined
  renameSync(folderOf(place, oldest), spare)
  return spare
}

function isSame(a: string, b: string | undefined): boolean {
  return b !== undefined && (a === b || (existsSync(a) && currentFolder({ link: a, releases: '' }) === b))
}

function writeFile(file: string, bytes: Uint8Array, folders: Set<string>): void {
  makeFolder(dirname(file), folders)
  writeFileSync(file, bytes, { flag: 'wx' })
}

/** Waits until a release is on the disk, before a link may lead to it: file by file, or all at once when many. */
function settle(folder: string, paths: Iterable<string>, folders: Iterable<string>): void {
  const files = [...paths].map((path) => join(folder, path))
  const isMany = files.length > FLUSHED_ONE_BY_ONE
  if (isMany && spawnSync('sync', ['-f', folder]).status === 0) return
  for (const one of [...files, ...folders]) flush(one)
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

/** Removes a file and the folders it leaves empty. */
function removeFile(root: string, path: string): void {
  rmSync(join(root, path), { force: true })
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const full = join(root, folder)
    if (!existsSync(full) || readdirSync(full).length > 0) return
    rmdirSync(full)
  }
}
