import type { SiteFile } from './frame.ts'
import { alike, type ReleaseFiles } from './release-files.ts'

/**
 * Files that are planned together. While nothing in its key is another, a part is as it was and need not be planned;
 * one without a key always is.
 */
export type Part = { name: string; key?: readonly unknown[]; files: () => PlannedFile[] }

/** A file of a part; `from` is where the release before had the very same one. */
export type PlannedFile = SiteFile & { from?: string }

/** By part, what it was planned from and its paths: of a release with these files. */
export type Planned = {
  parts: ReadonlyMap<string, { key: readonly unknown[] | undefined; paths: string[] }>
  files: ReleaseFiles
}

/** What has to be looked at file by file: what is planned anew, and which paths are no more. */
export type Fresh = { files: PlannedFile[]; gone: Set<string>; parts: Planned['parts']; twice: string[] }

/** Plans the parts that are not as they were; `twice` are paths that two files want, if only in other letters. */
export function freshParts(parts: Part[], before: Planned | undefined, there?: ReleaseFiles): Fresh {
  const fresh: PlannedFile[] = []
  const now = new Map<string, { key: readonly unknown[] | undefined; paths: string[] }>()
  const gone = new Set(before === undefined ? there?.keys() : [])
  for (const { name, key, files } of parts) {
    const known = before?.parts.get(name)
    if (known !== undefined && isSame(known.key, key)) {
      now.set(name, known)
      continue
    }
    const own = files()
    now.set(name, { key, paths: own.map(({ path }) => path) })
    for (const file of own) fresh.push(file)
    for (const path of known?.paths ?? []) gone.add(path)
  }
  for (const [name, { paths }] of before?.parts ?? []) {
    if (!now.has(name)) for (const path of paths) gone.add(path)
  }
  const twice = takenTwice(fresh, (path) => {
    const other = before && alike(before.files, path)
    return other !== undefined && !gone.has(other)
  })
  for (const { path } of fresh) gone.delete(path)
  return { files: fresh, gone, parts: now, twice }
}

function isSame(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  if (a === undefined || a.length !== b?.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Two addresses that differ in case only are one file on many disks. */
function takenTwice(files: PlannedFile[], isTaken: (path: string) => boolean): string[] {
  const seen = new Set<string>()
  return files.flatMap(({ path }) => {
    const key = path.toLowerCase()
    return seen.has(key) || !seen.add(key) || isTaken(path) ? [path] : []
  })
}
