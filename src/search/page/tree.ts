import { decoder } from './coder.ts'
import { type Branch, codeBranches, codeTerms, codeWords, type TermEntry, type WordEntry } from './format.ts'

/** Reads one file of the index by its path. */
export type Read = (path: string) => Promise<Uint8Array>

/** A tree of sorted entries of which only the asked-for leaves are fetched. */
export interface Tree<T> {
  /** The leaf in which a key would stand, and the key that the next leaf begins with. */
  leaf(key: string): Promise<T[]>
  /** The entries that begin with a prefix, or nothing when they fill more than `most` leaves. */
  range(prefix: string, most: number): Promise<T[] | undefined>
}

/** The tree of terms below the top node that the root holds. */
export function termTree(read: Read, top: Branch[], depth: number, documentCount: number): Tree<TermEntry> {
  return tree(
    read,
    't',
    async () => top,
    depth,
    (bytes) => codeTerms(decoder(bytes), documentCount),
  )
}

/** A tree of words, whose top node is a file too. */
export function wordTree(read: Read, [hash, depth]: [string, number]): Tree<WordEntry> {
  const top = async () => codeBranches(decoder(await read(`w/${hash}.bin`)))
  return tree(read, 'w', top, depth, (bytes) => codeWords(decoder(bytes)))
}

function tree<T extends { key: string }>(
  read: Read,
  folder: string,
  top: () => Promise<Branch[]>,
  depth: number,
  leafOf: (bytes: Uint8Array) => T[],
): Tree<T> {
  const fileOf = ({ hash }: Branch) => read(`${folder}/${hash.toString(16).padStart(8, '0')}.bin`)
  const node = remember(async (branch: Branch) => codeBranches(decoder(await fileOf(branch))))
  const leaf = remember(async (branch: Branch) => leafOf(await fileOf(branch)))
  let first: Promise<Branch[]> | undefined

  /** The leaves between two keys, or as soon as there are more than `most`, nothing. */
  async function leaves(from: string, to: string, most: number): Promise<Branch[] | undefined> {
    first ??= top()
    let level = await first.catch((error) => {
      first = undefined
      throw error
    })
    for (let below = depth; ; below--) {
      const met = between(level, from, to)
      if (below === 0) return met.length > most ? undefined : met
      if (met.length > 2) return undefined
      level = (await Promise.all(met.map(node))).flat()
    }
  }

  return {
    async leaf(key) {
      const [branch] = (await leaves(key, key, 1)) ?? []
      return branch ? leaf(branch) : []
    },
    async range(prefix, most) {
      const met = await leaves(prefix, `${prefix}\uffff`, most)
      if (!met) return undefined
      return (await Promise.all(met.map(leaf))).flat().filter((entry) => entry.key.startsWith(prefix))
    },
  }
}

function between(branches: Branch[], from: string, to: string): Branch[] {
  return branches.filter((branch, i) => {
    const next = branches[i + 1]
    return (i === 0 || branch.key <= to) && (!next || next.key > from)
  })
}

/** Keeps the last answers, not failures, and shares those under way. */
export function remember<V>(ask: (branch: Branch) => Promise<V>, most = 200): (branch: Branch) => Promise<V> {
  const known = new Map<number, Promise<V>>()
  return (branch) => {
    let answer = known.get(branch.hash)
    if (answer) known.delete(branch.hash)
    else {
      answer = ask(branch)
      answer.catch(() => known.delete(branch.hash))
      if (known.size >= most) known.delete(known.keys().next().value!)
    }
    known.set(branch.hash, answer)
    return answer
  }
}
