import { createHash, type Hash } from 'node:crypto'
import { encoder } from './encoder.ts'
import type { FileSet } from './file-set.ts'
import type { BitCoder } from './page/coder.ts'
import { type Branch, codeBranches } from './page/format.ts'
import { roundedCount, textHash } from './statistics.ts'

/** Sorted entries and how they are cut: sizes in estimated bytes; an entry from `alone` on gets a leaf of its own. */
export interface TreeRows {
  folder: string
  keys: readonly string[]
  weights: ArrayLike<number>
  leafWeight: number
  alone: number
  /** The most branches of a top node without nodes below it. */
  top: number
  /** Adds everything besides keys that decides a leaf. */
  describe(hash: Hash, from: number, to: number): void
  /** The leaves before, and whether all in a range is as it was then. */
  before?: { leaves: Leaves; isSame(from: number, to: number): boolean } | undefined
  write(coder: BitCoder, from: number, to: number): void
}

/** By its first key, what each leaf was made from: an input stands for the keys and all that describes them. */
export type Leaves = Map<string, { last: string; count: number; input: string }>

/**
 * Cuts sorted entries into leaves, adds them to the set, and returns the branches of the top node and how many
 * levels of nodes lie below it (0: its branches are leaves). The top node is read once and the others for
 * each word, so the top node is the largest.
 */
export function plantTree(rows: TreeRows, set: FileSet): { top: Branch[]; depth: number; inputs: Leaves } {
  const { folder, keys } = rows
  const inputs: Leaves = new Map()
  const leaves = cutAtHeavy(rows).map(([from, to]): Branch => {
    const input = inputOf(rows, set.layout, from, to)
    inputs.set(keys[from]!, { last: keys[to - 1]!, count: to - from, input })
    const file = set.add(folder, input, () => encoded((coder) => rows.write(coder, from, to)))
    // The first letters that tell a leaf from the one before it are enough to find it.
    return { key: from === 0 ? '' : shortest(keys[from - 1]!, keys[from]!), ...named(file) }
  })
  if (leaves.length <= rows.top) return { top: leaves, depth: 0, inputs }
  const most = Math.max(24, roundedCount(leaves.length) / rows.top)
  const every = {
    hashes: leaves.map(({ key }) => textHash(key)),
    weights: new Uint8Array(leaves.length).fill(1),
  }
  const top = cut(0, leaves.length, every, most).map(([from, to]) => ({
    key: leaves[from]!.key,
    ...named(addBranches(leaves.slice(from, to), folder, set)),
  }))
  return { top, depth: 1, inputs }
}

/** All that decides a leaf. One with the same ends, as many entries and none of them new is the leaf from before. */
function inputOf({ keys, before, describe }: TreeRows, layout: string, from: number, to: number): string {
  const known = before?.leaves.get(keys[from]!)
  const isSame = known?.last === keys[to - 1] && known?.count === to - from && before!.isSame(from, to)
  if (isSame) return known!.input
  const hash = createHash('sha256').update(`${layout}\n${keys.slice(from, to).join('\n')}\n`)
  describe(hash, from, to)
  return hash.digest('hex')
}

/** Adds a node as a file. */
export function addBranches(branches: Branch[], folder: string, set: FileSet) {
  const input = createHash('sha256')
    .update(set.layout + JSON.stringify(branches))
    .digest('hex')
  return set.add(folder, input, () => encoded((coder) => codeBranches(coder, branches)))
}

/** What a model writes with a fresh coder. */
export function encoded(write: (coder: BitCoder) => void): Uint8Array {
  const coder = encoder()
  write(coder)
  return coder.finish()
}

function named({ hash, bytes }: { hash: number; bytes: number }): Pick<Branch, 'hash' | 'size'> {
  return { hash, size: bytes >>> 9 }
}

type Cut = { hashes: ArrayLike<number>; weights: ArrayLike<number> }
type Range = [from: number, to: number]

function cutAtHeavy({ keys, weights, alone, leafWeight }: TreeRows): Range[] {
  const rows: Cut = { hashes: Uint32Array.from(keys, textHash), weights }
  const leaves: Range[] = []
  let start = 0
  for (let at = 0; at <= keys.length; at++) {
    if (at < keys.length && weights[at]! < alone) continue
    if (start < at) leaves.push(...cut(start, at, rows, leafWeight))
    if (at < keys.length) leaves.push([at, at + 1])
    start = at + 1
  }
  return leaves
}

/**
 * Halves a range until each part weighs at most `most`, always in its middle third before the entry whose key
 * has the smallest hash. Cuts therefore hang on keys, hardly on sizes: a small edit moves few of them.
 */
function cut(from: number, to: number, rows: Cut, most: number): Range[] {
  const { hashes, weights } = rows
  let total = 0
  for (let i = from; i < to; i++) total += weights[i]!
  if (to - from < 2 || total <= most) return [[from, to]]
  let before = 0
  let at = from
  let least = Number.POSITIVE_INFINITY
  for (let i = from; i < to; i++) {
    if (i > from && (at === from || before < (total * 2) / 3)) {
      if (at === from || before < total / 3 || hashes[i]! < least) {
        at = i
        least = before < total / 3 ? Number.POSITIVE_INFINITY : hashes[i]!
      }
    }
    before += weights[i]!
  }
  return [...cut(from, at, rows, most), ...cut(at, to, rows, most)]
}

function shortest(before: string, key: string): string {
  let shared = 0
  while (before[shared] === key[shared]) shared++
  return key.slice(0, shared + 1)
}
