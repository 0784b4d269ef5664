import { decoder } from './coder.ts'
import { type Branch, codeBranches } from './format.ts'

/** The one file with a fixed name; every other is named by its content. */
export const rootPath = 'root.bin'

/** What the root says about the whole index. */
export interface Root {
  /** Version of the layout. */
  format: 1
  /** Number of documents, and the rounded number that scores and gaps were reckoned with. */
  documents: number
  documentCount: number
  /** Levels per unit of the square root of a score. */
  scale: number
  language: string
  stopWords: string[]
  weights: { prefix: number; fuzzy: number }
  typos: { shortest: number; twoErrorsFrom: number }
  /** Nodes below the top node, for the three trees; top nodes of the last two have files. */
  depth: number
  words: [hash: string, depth: number]
  endings: [hash: string, depth: number]
  /** Documents in one text file, and in one group of text files. */
  perFile: number
  perGroup: number
  /** What results can be narrowed to: values, the most frequent first. */
  facets: { origin: string[]; product: string[]; version: string[] }
}

/** The root file: length of the JSON, the JSON, the hashes of the groups, the top node of terms. */
export function readRoot(bytes: Uint8Array): { root: Root; groups: number[]; top: Branch[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint16(0)
  const root = JSON.parse(new TextDecoder().decode(bytes.subarray(2, 2 + length))) as Root
  const groups: number[] = []
  let at = 2 + length
  for (let doc = 0; doc < root.documents; doc += root.perGroup, at += 4) groups.push(view.getUint32(at))
  return { root, groups, top: root.documents ? codeBranches(decoder(bytes.subarray(at))) : [] }
}
