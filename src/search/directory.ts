import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openIndex, type SearchIndex } from './page/search.ts'

/** Opens the search of a built site from its folder on disk, with the very code that the page runs. */
export function openIndexFromDirectory(directory: string): Promise<SearchIndex> {
  return openIndex((path) => readFile(join(directory, path)))
}
