import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { Refused } from '../lib/errors.ts'

/** A path as recognising sees it: names, and the first bytes of files, read once. */
export type Probe = {
  path: string
  isFolder: boolean
  /** Paths of files under a folder (or the file itself), sorted, relative with "/"; the first few hundred. */
  names: string[]
  /** The beginning of a file as text: its first 64 kB, or as many bytes as asked for. */
  head(name: string, bytes?: number): string
}

const HEAD_BYTES = 65_536
const MAX_NAMES = 400

/** Looks at a path without reading more than it must. */
export function probe(path: string): Probe {
  const isFolder = statOf(path).isDirectory()
  const names = isFolder ? namesUnder(path, MAX_NAMES) : [basename(path)]
  const heads = new Map<string, string>()
  const head = (name: string, bytes = HEAD_BYTES) => {
    const key = `${bytes} ${name}`
    const known = heads.get(key)
    if (known !== undefined) return known
    const text = readHead(isFolder ? join(path, name) : path, bytes)
    heads.set(key, text)
    return text
  }
  return { path, isFolder, names, head }
}

/**
 * All files that belong to the given paths and satisfy `test`, folders walked in name order; links are not followed.
 * What one list of paths was asked for is kept with it, to tell afterwards what nobody read.
 */
export function filesOf(paths: string[], test: (name: string) => boolean): { file: string; name: string }[] {
  const files = paths.flatMap((path) => {
    if (!statOf(path).isDirectory()) return [{ file: path, name: basename(path) }]
    return namesUnder(path, Number.POSITIVE_INFINITY)
      .filter(test)
      .map((name) => ({ file: join(path, name), name }))
  })
  const known = taken.get(paths) ?? new Set()
  for (const { file } of files) known.add(file)
  taken.set(paths, known)
  return files
}

/** The files an importer asked for under this very list of paths; undefined when it asked in no such way. */
export function takenOf(paths: string[]): ReadonlySet<string> | undefined {
  return taken.get(paths)
}

const taken = new WeakMap<string[], Set<string>>()

/** The paths of files under a folder, relative with "/", in one fixed order everywhere. */
export function namesUnder(folder: string, limit: number): string[] {
  const names: string[] = []
  const visit = (at: string) => {
    const entries = readdirSync(at, { withFileTypes: true })
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    for (const entry of entries) {
      if (names.length >= limit) return
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = join(at, entry.name)
      if (entry.isDirectory()) visit(path)
      else if (entry.isFile()) names.push(relative(folder, path).split(sep).join('/'))
    }
  }
  visit(folder)
  return names
}

function statOf(path: string) {
  if (!existsSync(path)) throw new Refused(`${path} does not exist. Check the path.`)
  return statSync(path)
}

function readHead(path: string, most: number): string {
  const bytes = Buffer.alloc(Math.min(most, statSync(path).size))
  const file = openSync(path, 'r')
  try {
    const length = readSync(file, bytes, 0, bytes.length, 0)
    return bytes.toString('utf8', 0, length).replace(/^\ufeff/, '')
  } finally {
    closeSync(file)
  }
}
