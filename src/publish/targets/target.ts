import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from '../../lib/errors.ts'
import { compareFiles, MANIFEST, type Manifest, readManifestText } from '../manifest.ts'
import { isPage, releaseFiles } from '../release-files.ts'
import { byUnits } from '../words.ts'

/** A built release on this machine's disk. */
export type Built = { folder: string; manifest: Manifest }

/** What came of bringing a release somewhere: counts of files, bytes sent. */
export type Deployed = { uploaded: number; removed: number; unchanged: number; bytes: number }

export type DeployOptions = {
  isDryRun: boolean
  /** A folder also gets its texts as .br and .gz, for web servers that send those as they are. */
  isPrecompressed?: boolean
  onProgress?: (line: string) => void
}

/** A place a release can be brought to; each kind is one file of this folder and a line in its list. */
export type Target = {
  /** The place as it may be shown: never with a password. */
  shown: string
  deploy(built: Built, options: DeployOptions): Promise<Deployed>
}

/** A place that takes files one by one. */
export type Files = {
  /** The text of a file that is there, or null. */
  read(path: string): Promise<string | null>
  put(path: string, bytes: Uint8Array, headers: Headers): Promise<void>
  remove(path: string): Promise<void>
}

/** How a file is to be served. */
export type Headers = { 'content-type': string; 'cache-control': string }

const AT_ONCE = 8

/**
 * Brings the files that changed, what pages point to before the pages, the manifest after them and what is gone last:
 * at every moment a reader's page finds its parts, and an interrupted run is taken up by the next.
 */
export async function deployFiles(files: Files, built: Built, options: DeployOptions): Promise<Deployed> {
  const there = readManifestText((await files.read(MANIFEST)) ?? '')
  const diff = compareFiles(there?.files ?? releaseFiles([]), built.manifest.files)
  const changed = [...diff.added, ...diff.changed]
  const waves = [changed.filter((path) => !isPage(path)), changed.filter(isPage)]
  const bytes = changed.reduce((sum, path) => sum + (built.manifest.files.get(path)?.bytes ?? 0), 0)
  const deployed = {
    uploaded: changed.length,
    removed: diff.removed.length,
    unchanged: diff.unchanged,
    bytes,
  }
  if (options.isDryRun || there?.hash === built.manifest.hash) return deployed
  const read = (path: string) => readFileSync(join(built.folder, path))
  let done = 0
  for (const wave of waves) {
    await eachAtOnce(wave.sort(byUnits), async (path) => {
      await files.put(path, read(path), headersOf(path))
      options.onProgress?.(`${++done} of ${changed.length} files brought`)
    })
  }
  await files.put(MANIFEST, read(MANIFEST), headersOf(MANIFEST))
  // The manifest that was there is not ours to trust: nothing outside the place is ever deleted.
  await eachAtOnce(diff.removed.filter(isInside), (path) => files.remove(path))
  return deployed
}

/** Type and lifetime of a file: names that carry a hash never change, all others are asked for again. */
export function headersOf(path: string): Headers {
  const isHashed = /[.-][0-9a-f]{8,64}\.\w+$/.test(path)
  const ending = path.slice(path.lastIndexOf('.') + 1)
  return {
    'content-type': TYPES[ending] ?? 'application/octet-stream',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=60, must-revalidate',
  }
}

/** A message that says what could not be done, with what the other side or the program said. */
export function failed(what: string, said: string): Refused {
  const line = said.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
  return new Refused(`${what}${line === '' ? '.' : `: ${line}`}`)
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  xml: 'application/xml',
  atom: 'application/atom+xml',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  map: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  woff2: 'font/woff2',
}

function isInside(path: string): boolean {
  return path !== '' && !/^[/\\]|\0/.test(path) && !path.split(/[/\\]/).includes('..')
}

async function eachAtOnce(paths: string[], act: (path: string) => Promise<void>): Promise<void> {
  const waiting = paths.values()
  const work = async () => {
    for (const path of waiting) await act(path)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}
