import { decoder } from './coder.ts'
import { type Branch, codeBranches, codeTerms, codeWords, type TermEntry, type WordEntry } from './format.ts'

/** Reads one file of the index by its path. */
export type Read = (path: string) => Promise<Uint8Array>

/** A tree of sorted entries of which only the asked-for leaves are fetched. */
export interface Tree<T> {
  /** The branch to the leaf in which a key would stand. */
  find(key: string): Promise<Branch | undefined>
  /** The entries of the leaf that a branch leads to. */
  leaf(branch: Branch): Promise<T[]>
  /** The entry of a key, if there is one. */
  get(key: string): Promise<T | undefined>
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
  const top = remember(async () => codeBranches(decoder(await read(`w/${hash}.bin`))))
  return tree(
    read,
    'w',
    () => top(0),
    depth,
    (bytes) => codeWords(decoder(bytes)),
  )
}

function tree<T extends { key: string }>(
  read: Read,
  folder: string,
  top: () => Promise<Branch[]>,
  depth: number,
  leafOf: (bytes: Uint8Array) => T[],
): Tree<T> {
  const file = (hash: number) => read(`${folder}/${hexOf(hash)}.bin`)
  const node = remember(async (hash) => codeBranches(decoder(await file(hash))))
  const leaf = remember(async (hash) => leafOf(await file(hash)))

  /** The leaves between two keys, or as soon as there are many more than `most`, nothing. */
  async function leaves(from: string, to: string, most: number): Promise<Branch[] | undefined> {
    let level = await top()
    for (let below = depth; ; below--) {
      const met = level.filter(({ key }, i) => {
        const next = level[i + 1]
        return (!i || key <= to) && (!next || next.key > from)
      })
      if (met.length > (below ? 2 : most)) return undefined
      if (!below) return met
      level = (await Promise.all(met.map(({ hash }) => node(hash)))).flat()
    }
  }
  async function find(key: string): Promise<Branch | undefined> {
    return (await leaves(key, key, 1))?.[0]
  }
  return {
    find,
    leaf: ({ hash }) => leaf(hash),
    async get(key) {
      const branch = await find(key)
      return branch && (await leaf(branch.hash)).find((entry) => entry.key === key)
    },
    async range(prefix, most) {
      const met = await leaves(prefix, `${prefix}\uffff`, most)
      const entries = met && (await Promise.all(met.map(({ hash }) => leaf(hash)))).flat()
      return entries?.filter((entry) => entry.key.startsWith(prefix))
    },
  }
}

/** The eight letters by which a file is named. */
export function hexOf(hash: number): string {
  return hash.toString(16).padStart(8, '0')
}

/** Keeps the last answers, not failures, and shares those under way. */
export function remember<V>(ask: (hash: number) => Promise<V>): (hash: number) => Promise<V> {
  const known = new Map<number, Promise<V>>()
  return (hash) => {
    const answer = known.get(hash) ?? ask(hash)
    known.delete(hash)
    known.set(hash, answer)
    answer.catch(() => known.delete(hash))
    if (known.size > 200) known.delete(known.keys().next().value!)
    return answer
  }
}
