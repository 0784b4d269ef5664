import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Refused } from '../../lib/errors.ts'
import { MANIFEST } from '../manifest.ts'
import { deployFiles, type Files, type Target } from './target.ts'

/** Below this many bytes a compressed file saves nothing. */
const WORTH_COMPRESSING = 1_000

/** A folder on this machine, a mounted disk or a share. One that holds something else is refused. */
export function folderTarget(path: string): Target {
  const folder = resolve(path)
  return {
    shown: folder,
    async deploy(built, options) {
      refuseIfForeign(folder)
      const files = withCompressed(filesIn(folder), options.isPrecompressed ?? false)
      return await deployFiles(files, built, options)
    },
  }
}

/** The files of a folder; each appears whole, by a rename. */
export function filesIn(folder: string): Files {
  return {
    async read(path) {
      try {
        return readFileSync(join(folder, path), 'utf8')
      } catch {
        return null
      }
    },
    async put(path, bytes) {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(`${file}.part`, bytes)
      renameSync(`${file}.part`, file)
    },
    async remove(path) {
      rmSync(join(folder, path), { force: true })
    },
  }
}

/** The same files, with a .br and a .gz beside each text that is worth it, and none that is of yesterday. */
function withCompressed(files: Files, isWanted: boolean): Files {
  return {
    ...files,
    async put(path, bytes, headers) {
      const isText = /^text\/|json|xml/.test(headers['content-type'])
      const isWorth = isWanted && isText && bytes.byteLength >= WORTH_COMPRESSING
      if (isWorth) {
        await files.put(`${path}.br`, brotliCompressSync(bytes), headers)
        await files.put(`${path}.gz`, gzipSync(bytes, { level: 9 }), headers)
      } else {
        for (const old of [`${path}.br`, `${path}.gz`]) await files.remove(old)
      }
      await files.put(path, bytes, headers)
    },
    async remove(path) {
      for (const one of [path, `${path}.br`, `${path}.gz`]) await files.remove(one)
    },
  }
}

function refuseIfForeign(folder: string): void {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw new Refused(`${folder} is not a folder that can be written to.`)
  }
  if (names.length > 0 && !names.includes(MANIFEST))
    throw new Refused(
      `${folder} holds something that Winnow did not put there. Name a new or an empty folder.`,
    )
}
