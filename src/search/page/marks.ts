import { isEnglish, termOf } from './analysis.ts'
import type { Group } from './plan.ts'
import type { Root } from './root.ts'
import { wordsIn } from './words.ts'

/** Where searched words stand in a text, as [start, end] in UTF-16 units. Text and ranges, never HTML. */
export type Marks = [start: number, end: number][]

const none: ReadonlySet<string> = new Set()

/** Which of the passages holds most of what was searched, with its words marked. */
export function bestPassage(
  passages: string[],
  groups: Group[],
  root: Root,
): { passage: string; marks: Marks } {
  let best = { passage: passages[0] ?? '', marks: [] as Marks, weight: 0 }
  for (const passage of passages) {
    const { marks, weight } = marksIn(passage, groups, root)
    if (weight > best.weight) best = { passage, marks, weight }
  }
  return { passage: best.passage, marks: best.marks }
}

/** The marks of a text, and the weight of the different words met in it. */
export function marksIn(text: string, groups: Group[], root: Root): { marks: Marks; weight: number } {
  const marks: Marks = []
  const met = new Set<Group>()
  for (const { start, end, folded } of wordsIn(text)) {
    const group = groups.find((one) => isMeant(one, folded, root))
    if (!group) continue
    met.add(group)
    const last = marks.at(-1)
    if (last && start <= last[1]) last[1] = end
    else marks.push([start, end])
  }
  // A word that fewer documents hold says more.
  let weight = 0
  for (const { found } of met)
    weight += Math.log2((2 * root.documentCount) / (found[0]?.entry.docs.length || root.documentCount))
  return { marks, weight }
}

function isMeant({ word, found }: Group, folded: string, root: Root): boolean {
  const term = termOf(folded, root, none)
  return (
    term === termOf(word.folded, root, none) ||
    found.some(
      ({ entry: { key } }) =>
        key === term || (!isEnglish(root.language) && key.length > 3 && folded.startsWith(key)),
    )
  )
}
