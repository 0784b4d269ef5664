import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Refused } from '../lib/errors.ts'
import { MANIFEST, type Manifest, readManifest } from './manifest.ts'

/** Where releases lie, and the link that readers' web server follows to the current one. */
export type Place = { link: string; releases: string }

/** The place in the data folder, or beside a folder somebody named. Throws `Refused` for a folder that is in use. */
export function placeOf(input: { dataDir: string; out?: string | undefined }): Place {
  const place =
    input.out === undefined
      ? { link: join(resolve(input.dataDir), 'site'), releases: join(resolve(input.dataDir), 'releases') }
      : outside(resolve(input.out))
  refuseIfForeign(place)
  return place
}

/** The folder of the release readers get now; undefined before the first. */
export function currentFolder(place: Place): string | undefined {
  try {
    return realpathSync(place.link)
  } catch {
    return undefined
  }
}

/** The manifest of the release readers get now. */
export function currentManifest(place: Place): Manifest | undefined {
  const folder = currentFolder(place)
  return folder === undefined ? undefined : readManifest(folder)
}

/** The folder of a release by its number. */
export function folderOf(place: Place, release: number): string {
  return join(place.releases, String(release))
}

/** Numbers of the releases that are still there, oldest first. */
export function keptReleases(place: Place): number[] {
  if (!existsSync(place.releases)) return []
  return readdirSync(place.releases)
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)
}

/** Lets the link lead to another release, in one step: readers get either the old site or the new one, whole. */
export function switchTo(place: Place, release: number): void {
  const target = relative(dirname(place.link), folderOf(place, release))
  const fresh = `${place.link}.new-${process.pid}`
  mkdirSync(dirname(place.link), { recursive: true })
  rmSync(fresh, { force: true })
  symlinkSync(target, fresh)
  try {
    if (isEmptyFolder(place.link)) rmdirSync(place.link)
    renameSync(fresh, place.link)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
}

function outside(link: string): Place {
  return { link, releases: join(dirname(link), `${basename(link)}.releases`) }
}

/** A place is ours when nothing is there, an empty folder is, or a link that leads into our own releases. */
function refuseIfForeign(place: Place): void {
  const status = lstatSync(place.link, { throwIfNoEntry: false })
  if (status === undefined || isEmptyFolder(place.link)) return
  const advice = 'Name a folder that is new or empty, or one that Winnow made.'
  if (status.isDirectory()) throw new Refused(`${place.link} is a folder with other things in it. ${advice}`)
  if (!status.isSymbolicLink()) throw new Refused(`${place.link} is a file. ${advice}`)
  const target = resolve(dirname(place.link), readlinkSync(place.link))
  const isOurs = dirname(target) === place.releases && /^[1-9]\d*$/.test(basename(target))
  const isWhole = !existsSync(target) || existsSync(join(target, MANIFEST))
  if (!isOurs || !isWhole) throw new Refused(`${place.link} is a link that Winnow did not make. ${advice}`)
}

function isEmptyFolder(path: string): boolean {
  const status = lstatSync(path, { throwIfNoEntry: false })
  return status?.isDirectory() === true && readdirSync(path).length === 0
}
