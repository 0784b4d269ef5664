import { sha256 } from '../lib/hash.ts'
import type { Searchable, SearchDocument } from './documents.ts'
import type { EarlierFiles, IndexFile, IndexPart } from './file-set.ts'
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

/** What results show, one file a document, in groups: the name of each, which the root holds, and its files. */
export function textGroups(
  documents: readonly Searchable[],
  { perGroup }: TextLayout,
  stopWords: readonly string[],
  layout: string,
  earlier?: EarlierFiles,
): { hash: number; part: IndexPart }[] {
  const unsaid = new Set(stopWords.map(fold))
  const textOf = (document: SearchDocument) =>
    writeTexts([{ ...document, passages: choosePassages(document.body, unsaid, mostPassages) }])
  return Array.from({ length: Math.ceil(documents.length / perGroup) }, (_, group) => {
    const own = documents.slice(group * perGroup, (group + 1) * perGroup)
    // A group is named by whose texts it holds, not by what they say: an edit is seen at the same addresses. The
    // dash of names that stand for a content is therefore not in it.
    const hash = Number.parseInt(sha256(`${layout}\n${own.map(({ id }) => id).join('\n')}`).slice(0, 8), 16)
    const name = `d/${group}_${hexOf(hash)}`
    const files = () => {
      const isNew = earlier?.find(`${name}/0.txt`) === undefined
      return own.map((document, n): IndexFile => {
        const input = sha256(`${layout} ${document.input}`)
        const from = isNew ? earlier?.pathOf(input) : undefined
        const make = () => new TextEncoder().encode(textOf(document.read()))
        return { path: `${name}/${n}.txt`, input, make, ...(from === undefined ? {} : { from }) }
      })
    }
    return { hash, part: { name, key: [layout, ...own.map(({ input }) => input)], files } }
  })
}
