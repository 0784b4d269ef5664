import { sha256 } from '../lib/hash.ts'
import { textHash } from '../search/statistics.ts'
import { byUnits } from './words.ts'

/** One file of a release; `input` is what it was made from, so that the next build may leave it as it is. */
export type Entry = { sha256: string; bytes: number; input: string }

/**
 * The files of a release by path. They lie in sections, and releases share those in which nothing differs: making,
 * comparing, hashing and writing down the next release's list takes no longer than the change is large.
 */
export type ReleaseFiles = {
  sections: readonly Section[]
  size: number
  get(path: string): Entry | undefined
  has(path: string): boolean
  keys(): Iterable<string>
  [Symbol.iterator](): Iterator<[string, Entry]>
}

/** Files whose paths hash alike; what was found out about them as a whole stays with them. */
export type Section = {
  files: ReadonlyMap<string, Entry>
  known: { hash?: string; lines?: Buffer; sums?: Sums }
}

/** How many of the files are pages that people read, and the bytes of all. */
export type Sums = { pages: number; bytes: number }

const SECTIONS = 1024

/** These files, each path once. */
export function releaseFiles(entries: Iterable<readonly [string, Entry]>): ReleaseFiles {
  return filesWith(NONE, entries)
}

/** The same files with some written anew, or taken away where there is no entry. */
export function filesWith(
  before: ReleaseFiles,
  changes: Iterable<readonly [string, Entry | undefined]>,
): ReleaseFiles {
  const sections = [...before.sections]
  const own = new Map<number, Map<string, Entry>>()
  for (const [path, entry] of changes) {
    const place = placeOf(path)
    let files = own.get(place)
    if (files === undefined) {
      files = new Map(sections[place]!.files)
      own.set(place, files)
      sections[place] = { files, known: {} }
    }
    if (entry === undefined) files.delete(path)
    else files.set(path, entry)
  }
  return inSections(sections)
}

function inSections(sections: readonly Section[]): ReleaseFiles {
  const at = (path: string) => sections[placeOf(path)]!.files
  return {
    sections,
    size: sections.reduce((sum, { files }) => sum + files.size, 0),
    get: (path) => at(path).get(path),
    has: (path) => at(path).has(path),
    *keys() {
      for (const { files } of sections) yield* files.keys()
    },
    *[Symbol.iterator]() {
      for (const { files } of sections) yield* files
    },
  }
}

const EMPTY: Section = { files: new Map(), known: {} }
const NONE = inSections(Array.from({ length: SECTIONS }, () => EMPTY))

/** Paths that differ in case only lie in one section. */
function placeOf(path: string): number {
  return textHash(path.toLowerCase()) % SECTIONS
}

/** A file that has this path but for upper and lower case: on many disks it is the same. */
export function alike(files: ReleaseFiles, path: string): string | undefined {
  const lower = path.toLowerCase()
  for (const other of files.sections[placeOf(path)]!.files.keys()) {
    if (other.toLowerCase() === lower) return other
  }
  return undefined
}

/** Each path whose content is not the same in both, with its entries before and after. */
export function* differences(
  before: ReleaseFiles,
  after: ReleaseFiles,
): Generator<[path: string, old: Entry | undefined, now: Entry | undefined]> {
  for (let place = 0; place < SECTIONS; place++) {
    const [old, now] = [before.sections[place]!, after.sections[place]!]
    if (old === now || sectionHash(old) === sectionHash(now)) continue
    for (const [path, entry] of now.files) {
      const was = old.files.get(path)
      if (was?.sha256 !== entry.sha256) yield [path, was, entry]
    }
    for (const [path, entry] of old.files) if (!now.files.has(path)) yield [path, entry, undefined]
  }
}

/** The hash of all files: over the hashes of the sections, each over its paths and the hashes of their content. */
export function wholeHash(files: ReleaseFiles): string {
  return sha256(files.sections.map(sectionHash).join('\n'))
}

function sectionHash({ files, known }: Section): string {
  known.hash ??= sha256(
    sorted(files)
      .map(([path, entry]) => `${entry.sha256}  ${path}\n`)
      .join(''),
  )
  return known.hash
}

/** The lines that say a section in a manifest, each with a comma before it. */
export function sectionLines({ files, known }: Section): Buffer {
  known.lines ??= Buffer.from(
    sorted(files)
      .map(
        ([path, { sha256, bytes, input }]) =>
          `,\n${JSON.stringify(path)}:["${sha256}",${bytes},${JSON.stringify(input)}]`,
      )
      .join(''),
  )
  return known.lines
}

/** The sums over all files. */
export function sumsOf(files: ReleaseFiles): Sums {
  const all = { pages: 0, bytes: 0 }
  for (const { files: own, known } of files.sections) {
    known.sums ??= sumsOver(own)
    all.pages += known.sums.pages
    all.bytes += known.sums.bytes
  }
  return all
}

function sumsOver(files: ReadonlyMap<string, Entry>): Sums {
  const sums = { pages: 0, bytes: 0 }
  for (const [path, { bytes }] of files) {
    if (isPage(path)) sums.pages++
    sums.bytes += bytes
  }
  return sums
}

/** Whether a path is a page people read. */
export function isPage(path: string): boolean {
  return path.endsWith('.html')
}

function sorted(files: ReadonlyMap<string, Entry>): [string, Entry][] {
  return [...files].sort(([a], [b]) => byUnits(a, b))
}
