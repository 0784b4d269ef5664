import { createHash } from 'node:crypto'
import type { SearchDocument } from './documents.ts'
import { writeTexts } from './page/texts.ts'
import { hexOf } from './page/tree.ts'
import { choosePassages, sentencesIn } from './passages.ts'
import type { ReadDocument, Reading } from './reading.ts'
import type { FileSet } from './tree.ts'

/** How result texts are laid out: documents in a file, documents in a group of files, passages of each. */
export interface TextLayout {
  perFile: number
  perGroup: number
  passages: number
}

/** A power of two near a hundredth of the documents, at least 64: one name in the root serves a group. */
export function textLayout(documentCount: number): TextLayout {
  const perGroup = Math.max(64, 2 ** Math.ceil(Math.log2(documentCount / 100 || 1)))
  return { perFile: 1, perGroup, passages: 3 }
}

/** Writes what results show, and returns the names of the groups. */
export function writeGroups(
  documents: readonly SearchDocument[],
  reading: Reading,
  layout: TextLayout,
  documentsWith: (term: number) => number,
  set: FileSet,
): number[] {
  // Whole powers of two, so that an edit elsewhere hardly ever makes another passage the best.
  const rarest = Math.log2(documents.length || 1)
  const weightOf = (term: number) => Math.round(rarest - Math.log2(documentsWith(term) || 1))
  const groups: number[] = []
  for (let first = 0; first < documents.length; first += layout.perGroup) {
    const last = Math.min(first + layout.perGroup, documents.length)
    const files: string[] = []
    for (let at = first; at < last; at += layout.perFile) {
      const part = documents.slice(at, Math.min(at + layout.perFile, last))
      files.push(
        writeTexts(
          part.map((document, i) => {
            const sentences = sentencesOf(document, reading.documents[at + i]!)
            return { ...document, passages: choosePassages(sentences, weightOf, layout.passages) }
          }),
        ),
      )
    }
    const hash = createHash('sha256').update(files.join('\0')).digest().readUInt32BE(0)
    files.forEach((file, n) => {
      set.files.set(`d/${groups.length}-${hexOf(hash)}/${n}.txt`, new TextEncoder().encode(file))
    })
    groups.push(hash)
  }
  return groups
}

function sentencesOf(document: SearchDocument, { body, ends }: ReadDocument) {
  return sentencesIn(document.body).map((text, i) => ({
    text,
    terms: body.subarray(ends[i - 1] ?? 0, ends[i]),
  }))
}
