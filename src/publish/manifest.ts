import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { differences, type Entry, type ReleaseFiles, releaseFiles, sectionLines } from './release-files.ts'
import { byUnits } from './words.ts'

/** What a release consists of, as its `manifest.json` says. */
export type Manifest = { release: number; hash: string; files: ReleaseFiles }

export const MANIFEST = 'manifest.json'

/** The manifest as it is written: one line per file, in the order of the sections. */
export function manifestBytes({ release, hash, files }: Manifest): Buffer {
  const [first = Buffer.alloc(0), ...rest] = files.sections
    .map(sectionLines)
    .filter(({ length }) => length > 0)
  const head = Buffer.from(`{"release":${release},"hash":"${hash}","files":{`)
  return Buffer.concat([head, first.subarray(1), ...rest, Buffer.from('\n}}\n')])
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

/** Reads what `manifestBytes` wrote; undefined for anything else. */
export function readManifestText(text: string): Manifest | undefined {
  try {
    const [head = '', ...lines] = text.trimEnd().split('\n')
    const { release, hash } = JSON.parse(`${head}}}`) as Pick<Manifest, 'release' | 'hash'>
    if (!Number.isInteger(release) || lines.pop() !== '}}') return undefined
    return { release, hash, files: releaseFiles(lines.filter(Boolean).map(entryIn)) }
  } catch {
    return undefined
  }
}

// Line by line this is several times as fast as JSON.parse on an object of so many keys.
const LINE = /^"([^"\\]*)":\["([0-9a-f]{64})",(\d+),"([^"\\]*)"\],?$/

function entryIn(line: string): [string, Entry] {
  const plain = LINE.exec(line)
  if (plain !== null) {
    const [, path, sha256, bytes, input] = plain
    return [path!, { sha256: sha256!, bytes: Number(bytes), input: input! }]
  }
  const [[path, [sha256, bytes, input]]] = Object.entries(JSON.parse(`{${line.replace(/,$/, '')}}`)) as [
    [string, [string, number, string]],
  ]
  return [path, { sha256, bytes, input }]
}

/** What differs between two releases, paths sorted. */
export type ReleaseDiff = { added: string[]; changed: string[]; removed: string[]; unchanged: number }

/** Compares two releases file by file. */
export function compareFiles(before: ReleaseFiles, after: ReleaseFiles): ReleaseDiff {
  const diff: ReleaseDiff = { added: [], changed: [], removed: [], unchanged: 0 }
  for (const [path, old, now] of differences(before, after)) {
    diff[old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'].push(path)
  }
  for (const list of [diff.added, diff.changed, diff.removed]) list.sort(byUnits)
  return { ...diff, unchanged: after.size - diff.added.length - diff.changed.length }
}
