import { createHash } from 'node:crypto'
import { encoder } from './encoder.ts'
import type { BitCoder } from './page/coder.ts'
import { type Branch, codeBranches } from './page/format.ts'
import { hexOf } from './page/tree.ts'
import { roundedCount, textHash } from './statistics.ts'

/** Files by path. Names come from contents, so that unchanged files keep their names. */
export interface FileSet {
  add(folder: string, bytes: Uint8Array): number
  files: Map<string, Uint8Array>
}

/** How a tree is cut: sizes in estimated bytes, and when an entry is so big that it gets a leaf of its own. */
export interface TreeShape<T> {
  folder: string
  weightOf(entry: T): number
  leafWeight: number
  alone: number
  /** The most branches of a top node without nodes below it. */
  top: number
  writeLeaf(coder: BitCoder, entries: T[]): void
}

/** An empty set of files. */
export function fileSet(): FileSet {
  const files = new Map<string, Uint8Array>()
  return {
    files,
    add(folder, bytes) {
      // 32 bits name a file; where two contents meet in one name, the later is hashed again.
      for (let salt = 0; ; salt++) {
        const hash = createHash('sha256')
          .update(bytes)
          .update(salt ? String(salt) : '')
          .digest()
          .readUInt32BE(0)
        const path = `${folder}/${hexOf(hash)}.bin`
        const there = files.get(path)
        if (there && !Buffer.from(there).equals(bytes)) continue
        files.set(path, bytes)
        return hash
      }
    },
  }
}

/**
 * Cuts sorted entries into leaves, writes them, and returns the branches of the top node and how many
 * levels of nodes lie below it (0: its branches are leaves). The top node is read once and the others for
 * each word, so the top node is the largest.
 */
export function plantTree<T extends { key: string }>(
  entries: T[],
  shape: TreeShape<T>,
  set: FileSet,
): { top: Branch[]; depth: number } {
  let lastKey = ''
  const leaves = cutAtHeavy(entries, shape).map((leaf) => {
    const coder = encoder()
    shape.writeLeaf(coder, leaf)
    // The first letters that tell a leaf from the one before it are enough to find it.
    const key = lastKey ? shortest(lastKey, leaf[0]!.key) : ''
    lastKey = leaf.at(-1)!.key
    return { key, ...written(coder.finish(), shape.folder, set) }
  })
  if (leaves.length <= shape.top) return { top: leaves, depth: 0 }
  const most = Math.max(24, roundedCount(leaves.length) / shape.top)
  const top = cut(leaves, () => 1, most).map((group) => {
    const coder = encoder()
    codeBranches(coder, group)
    return { key: group[0]!.key, ...written(coder.finish(), shape.folder, set) }
  })
  return { top, depth: 1 }
}

function written(bytes: Uint8Array, folder: string, set: FileSet): { hash: number; size: number } {
  return { hash: set.add(folder, bytes), size: bytes.length >>> 9 }
}

function cutAtHeavy<T extends { key: string }>(entries: T[], shape: TreeShape<T>): T[][] {
  const leaves: T[][] = []
  let run: T[] = []
  const close = () => {
    if (run.length) leaves.push(...cut(run, shape.weightOf, shape.leafWeight))
    run = []
  }
  for (const entry of entries) {
    if (shape.weightOf(entry) < shape.alone) run.push(entry)
    else {
      close()
      leaves.push([entry])
    }
  }
  close()
  return leaves
}

/**
 * Halves a run until each part weighs at most `most`, always in its middle third before the entry whose key
 * has the smallest hash. Cuts therefore hang on keys, hardly on sizes: a small edit moves few of them.
 */
function cut<T extends { key: string }>(run: T[], weightOf: (entry: T) => number, most: number): T[][] {
  let total = 0
  for (const entry of run) total += weightOf(entry)
  if (run.length < 2 || total <= most) return [run]
  let before = 0
  let at = 0
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < run.length; i++) {
    if (i > 0 && (at === 0 || before < (total * 2) / 3)) {
      const hash = textHash(run[i]!.key)
      if (at === 0 || before < total / 3 || hash < least) {
        at = i
        least = before < total / 3 ? Number.POSITIVE_INFINITY : hash
      }
    }
    before += weightOf(run[i]!)
  }
  return [...cut(run.slice(0, at), weightOf, most), ...cut(run.slice(at), weightOf, most)]
}

function shortest(before: string, key: string): string {
  let shared = 0
  while (before[shared] === key[shared]) shared++
  return key.slice(0, shared + 1)
}
