import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '../lib/hash.ts'
import { byUnits } from './words.ts'

/** One file of a release; `input` is what it was made from, so that the next build may leave it as it is. */
export type Entry = { sha256: string; bytes: number; input: string }

/** What a release consists of, as its `manifest.json` says. */
export type Manifest = { release: number; hash: string; files: Map<string, Entry> }

export const MANIFEST = 'manifest.json'

/** The hash of a whole release: over each path and the hash of its content, in the order of the paths. */
export function wholeHash(files: ReadonlyMap<string, Pick<Entry, 'sha256'>>): string {
  const rows = [...files]
    .sort(([a], [b]) => byUnits(a, b))
    .map(([path, entry]) => `${entry.sha256}  ${path}\n`)
  return sha256(rows.join(''))
}

/** The manifest as it is written: one line per file, sorted by path. */
export function manifestText(manifest: Manifest): string {
  const rows = [...manifest.files]
    .sort(([a], [b]) => byUnits(a, b))
    .map(
      ([path, entry]) =>
        `${JSON.stringify(path)}:${JSON.stringify([entry.sha256, entry.bytes, entry.input])}`,
    )
  return `{"release":${manifest.release},"hash":"${manifest.hash}","files":{\n${rows.join(',\n')}\n}}\n`
}

const Written = z.object({
  release: z.int(),
  hash: z.string(),
  files: z.record(z.string(), z.tuple([z.string(), z.int(), z.string()])),
})

/** Reads the manifest in a release's folder; undefined when there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, MANIFEST)
  if (!existsSync(file)) return undefined
  try {
    const { release, hash, files } = JSON.parse(readFileSync(file, 'utf8')) as z.input<typeof Written>
    Written.shape.release.parse(release)
    const entries = Object.entries(files).map(([path, [sha, bytes, input]]): [string, Entry] => [
      path,
      { sha256: sha, bytes, input },
    ])
    return { release, hash, files: new Map(entries) }
  } catch {
    return undefined
  }
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
