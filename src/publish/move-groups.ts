import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from './manifest.ts'

const GROUP = /^(.*search\/d\/\d+-)[^/]+(?=\/)/

/**
 * Search keeps the texts of neighbours in a folder named by their content, so that one edit renames it for all of
 * them. Renames such folders of an older release to what they are called in the one being made, and says which files
 * the folder then has.
 */
export function moveGroups(
  { folder, files }: { folder: string; files: ReadonlyMap<string, Entry> },
  wanted: ReadonlyMap<string, Entry>,
): ReadonlyMap<string, Entry> {
  const names = new Map<string, string>()
  for (const path of wanted.keys()) {
    const [whole, group] = groupOf(path)
    if (whole !== undefined) names.set(group!, whole)
  }
  const known = new Map(files)
  const renamed = new Set<string>()
  for (const [path, entry] of files) {
    const [from, group] = groupOf(path)
    const to = names.get(group ?? '')
    if (from === undefined || to === undefined || from === to) continue
    if (!renamed.has(from)) {
      // What should be there and is not is made file by file.
      if (!existsSync(join(folder, from))) continue
      renameSync(join(folder, from), join(folder, to))
      renamed.add(from)
    }
    known.delete(path)
    known.set(to + path.slice(from.length), entry)
  }
  return known
}

function groupOf(path: string): readonly (string | undefined)[] {
  return path.includes('search/d/') ? (GROUP.exec(path) ?? []) : []
}
