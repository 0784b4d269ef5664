import { sha256 } from '../lib/hash.ts'
import type { Searchable, SearchDocument } from './documents.ts'
import type { EarlierFiles, FileSet } from './file-set.ts'
import { writeTexts } from './page/texts.ts'
import { hexOf } from './page/tree.ts'
import { fold } from './page/words.ts'
import { choosePassages } from './passages.ts'

/** How result texts are laid out: documents in a file, and in a group of files. */
export interface TextLayout {
  perFile: 1
  perGroup: number
}

const mostPassages = 3

/** A power of two near a hundredth of the documents, at least 64: one name in the root serves a group. */
export function textLayout(documentCount: number): TextLayout {
  return { perFile: 1, perGroup: Math.max(64, 2 ** Math.ceil(Math.log2(documentCount / 100 || 1))) }
}

/** Adds what results show, one file a document, and returns the names of the groups. */
export function addTexts(
  documents: readonly Searchable[],
  { perGroup }: TextLayout,
  stopWords: readonly string[],
  set: FileSet,
  earlier?: EarlierFiles,
): number[] {
  const unsaid = new Set(stopWords.map(fold))
  const textOf = (document: SearchDocument) =>
    writeTexts([{ ...document, passages: choosePassages(document.body, unsaid, mostPassages) }])
  const inputs = documents.map(({ input }) => sha256(`${set.layout} ${input}`))
  const groups: number[] = []
  for (let first = 0; first < documents.length; first += perGroup) {
    const own = inputs.slice(first, first + perGroup)
    const hash = Number.parseInt(sha256(own.join('')).slice(0, 8), 16)
    const folder = `d/${groups.length}-${hexOf(hash)}`
    const isNew = earlier?.find(`${folder}/0.txt`)?.input !== own[0]
    own.forEach((input, n) => {
      const from = isNew ? earlier?.pathOf(input) : undefined
      const make = () => new TextEncoder().encode(textOf(documents[first + n]!.read()))
      set.put({ path: `${folder}/${n}.txt`, input, make, ...(from === undefined ? {} : { from }) })
    })
    groups.push(hash)
  }
  return groups
}
