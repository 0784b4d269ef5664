import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../lib/hash.ts'
import { byUnits } from './words.ts'

/** One file of a release; `input` is what it was made from, so that the next build may leave it as it is. */
export type Entry = { sha256: string; bytes: number; input: string }

/** What a release consists of, as its `manifest.json` says. */
export type Manifest = { release: number; hash: string; files: Map<string, Entry> }

export const MANIFEST = 'manifest.json'

/** The hash of a whole release: over each path and the hash of its content, in the order of the paths. */
export function wholeHash(files: ReadonlyMap<string, Pick<Entry, 'sha256'>>): string {
  return sha256(
    sortedFiles(files)
      .map(([path, entry]) => `${entry.sha256}  ${path}\n`)
      .join(''),
  )
}

/** The manifest as it is written: one line per file, sorted by path. */
export function manifestText(manifest: Manifest): string {
  const rows = sortedFiles(manifest.files).map(
    ([path, { sha256, bytes, input }]) => `${quoted(path)}:["${sha256}",${bytes},${quoted(input)}]`,
  )
  return `{"release":${manifest.release},"hash":"${manifest.hash}","files":{\n${rows.join(',\n')}\n}}\n`
}

/** Reads the manifest in a release's folder; undefined when there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, MANIFEST)
  return existsSync(file) ? readManifestText(readFileSync(file, 'utf8')) : undefined
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
const LINE = /^"([^"\\]*)":\["([0-9a-f]{64})",(\d+),"([^"\\]*)"\],?$/

function entryIn(line: string): [string, Entry] {
  const plain = LINE.exec(line)
  if (plain !== null) return [plain[1]!, { sha256: plain[2]!, bytes: Number(plain[3]), input: plain[4]! }]
  const [[path, [sha256, bytes, input]]] = Object.entries(JSON.parse(`{${line.replace(/,$/, '')}}`)) as [
    [string, [string, number, string]],
  ]
  return [path, { sha256, bytes, input }]
}

function quoted(text: string): string {
  return /^[\w/.-]*$/.test(text) ? `"${text}"` : JSON.stringify(text)
}

function sortedFiles<T>(files: ReadonlyMap<string, T>): [string, T][] {
  return [...files].sort(([a], [b]) => byUnits(a, b))
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
