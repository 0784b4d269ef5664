import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Refused } from '../../lib/errors.ts'
import { MANIFEST } from '../manifest.ts'
import { deployFiles, type Files, type Target } from './target.ts'

/** A folder on this machine, a mounted disk or a share. One that holds something else is refused. */
export function folderTarget(path: string): Target {
  const folder = resolve(path)
  return {
    shown: folder,
    async deploy(built, options) {
      refuseIfForeign(folder)
      return await deployFiles(filesIn(folder), built, options)
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
