import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../lib/hash.ts'
import { byUnits } from './words.ts'

/** One file of a release; `input` is what it was made from, so that the next build may leave it as it is. */
export type Entry = {
  sha256: string
  bytes: number
  input: string
  /** The line of the manifest it was read from or written as; it belongs to one path. */
  line?: string
}

/** What a release consists of, as its `manifest.json` says. */
export type Manifest = { release: number; hash: string; files: ReadonlyMap<string, Entry> }

export const MANIFEST = 'manifest.json'

/** The hash of a whole release: over each path and the hash of its content, in the order of the paths. */
export function wholeHash(files: ReadonlyMap<string, Pick<Entry, 'sha256'>>): string {
  let text = ''
  for (const [path, entry] of inOrder(files)) text += `${entry.sha256}  ${path}\n`
  return sha256(text)
}

/** The manifest as it is written: one line per file, sorted by path. */
export function manifestText(manifest: Manifest): string {
  const rows: string[] = []
  for (const [path, entry] of inOrder(manifest.files)) {
    entry.line ??= `${quoted(path)}:["${entry.sha256}",${entry.bytes},${quoted(entry.input)}]`
    rows.push(entry.line)
  }
  return `{"release":${manifest.release},"hash":"${manifest.hash}","files":{\n${rows.join(',\n')}\n}}\n`
}

/** Reads the manifest in a release's folder; undefined when there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  const key = fileKey(folder)
  if (key === undefined) return undefined
  const manifest = known.get(key) ?? readManifestText(readFileSync(join(folder, MANIFEST), 'utf8'))
  if (manifest !== undefined) knowManifest(folder, manifest)
  return manifest
}

/** Keeps a manifest that stands in a folder in memory, among the last few. */
export function knowManifest(folder: string, manifest: Manifest): void {
  const key = fileKey(folder)
  if (key === undefined) return
  known.delete(key)
  known.set(key, manifest)
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest)
}

/** By the very file they stand in. As many as a place commonly keeps releases, and the one being made. */
const known = new Map<string, Manifest>()
const MOST_KNOWN = 6

function fileKey(folder: string): string | undefined {
  const status = statSync(join(folder, MANIFEST), { bigint: true, throwIfNoEntry: false })
  return status && [status.dev, status.ino, status.size, status.mtimeNs].join(' ')
}

/** Reads what `manifestText` wrote; undefined for anything else. */
export function readManifestText(text: string): Manifest | undefined {
  try {
    const [head = '', ...lines] = text.trimEnd().split('\n')
    const { release, hash } = JSON.parse(`${head}}}`) as Pick<Manifest, 'release' | 'hash'>
    if (!Number.isInteger(release) || lines.pop() !== '}}') return undefined
    return { release, hash, files: new Map(lines.filter(Boolean).map(entryIn)) }
  } catch {
    return undefined
  }
}

// Line by line this is several times as fast as JSON.parse on an object of so many keys.
const LINE = /^"([^"\\]*)":\["([0-9a-f]{64})",(\d+),"([^"\\]*)"\](,?)$/

function entryIn(line: string): [string, Entry] {
  const plain = LINE.exec(line)
  if (plain !== null) {
    const [, path, sha256, bytes, input, comma] = plain
    const own = comma === ',' ? line.slice(0, -1) : line
    return [path!, { sha256: sha256!, bytes: Number(bytes), input: input!, line: own }]
  }
  const [[path, [sha256, bytes, input]]] = Object.entries(JSON.parse(`{${line.replace(/,$/, '')}}`)) as [
    [string, [string, number, string]],
  ]
  return [path, { sha256, bytes, input }]
}

function quoted(text: string): string {
  return /^[\w/.-]*$/.test(text) ? `"${text}"` : JSON.stringify(text)
}

/** The same files by path; nothing is copied where they are in that order. */
export function inOrder<T>(files: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  let before = ''
  for (const path of files.keys()) {
    if (before > path) return new Map([...files].sort(([a], [b]) => byUnits(a, b)))
    before = path
  }
  return files
}

/** What differs between two releases, paths sorted. */
export type ReleaseDiff = { added: string[]; changed: string[]; removed: string[]; unchanged: number }

/** Compares two releases file by file; `isCounted` narrows it, to pages for instance. */
export function compareFiles(
  before: ReadonlyMap<string, Pick<Entry, 'sha256'>>,
  after: ReadonlyMap<string, Pick<Entry, 'sha256'>>,
  isCounted: (path: string) => boolean = () => true,
): ReleaseDiff {
  const diff: ReleaseDiff = { added: [], changed: [], removed: [], unchanged: 0 }
  for (const [path, entry] of after) {
    if (!isCounted(path)) continue
    const old = before.get(path)
    if (old === undefined) diff.added.push(path)
    else if (old.sha256 !== entry.sha256) diff.changed.push(path)
    else diff.unchanged++
  }
  for (const path of before.keys()) if (isCounted(path) && !after.has(path)) diff.removed.push(path)
  for (const list of [diff.added, diff.changed, diff.removed]) list.sort(byUnits)
  return diff
}
