import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Invalid } from '../lib/errors.ts'
import type { Importer } from './importer.ts'
import { readWhole } from './reading/whole.ts'

/** The mapping to use: the given one (a path is read), or `mapping.json` beside the files for an importer that wants one. */
export function mappingFor(importer: Importer, paths: string[], given: unknown): unknown {
  if (typeof given === 'string') return readMapping(given)
  if (given !== undefined || !importer.usesMapping) return given
  const file = paths.map((path) => mappingBeside(path)).find((found) => found !== undefined)
  return file === undefined ? undefined : readMapping(file)
}

/** The path of `mapping.json` in the folder, or beside the file. */
export function mappingBeside(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  const file = join(statSync(path).isDirectory() ? path : dirname(path), 'mapping.json')
  return existsSync(file) ? file : undefined
}

/** A mapping file's content; refuses one that is not JSON. */
export function readMapping(file: string): unknown {
  if (!existsSync(file)) throw new Invalid(`The mapping file ${file} does not exist.`)
  const read = readWhole(file, 1_000_000)
  if ('damage' in read) throw new Invalid(`The mapping file ${file} cannot be read: ${read.damage}`)
  try {
    return JSON.parse(read.text)
  } catch (error) {
    throw new Invalid(`The mapping file ${file} is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
}
