import { isEnglish } from './analysis.ts'
import type { Group, Known } from './plan.ts'
import { wordsIn } from './words.ts'

/** Where searched words stand in a text, as [start, end] in UTF-16 units. Text and ranges, never HTML. */
export type Marks = [start: number, end: number][]

/** Marks the words of one search in texts. */
export interface Marker {
  /** The marks of a text, and the weight of the different words met in it. */
  mark(text: string): { marks: Marks; weight: number }
  /** Which of the passages holds most of what was searched, with its words marked. */
  best(passages: string[]): { passage: string; marks: Marks }
}

/** A marker for the words of a search, as they were understood. */
export function markerFor(groups: Group[], { root, stem }: Known): Marker {
  const wanted = new Map<string, Group>()
  for (const group of groups) {
    wanted.set(stem(group.word.folded), group)
    for (const { entry } of group.found) wanted.set(entry.key, group)
  }
  // Where the page cannot stem, a word that begins with a term is taken for one of its forms.
  const stems = isEnglish(root.language) ? [] : [...wanted.keys()].filter((key) => key.length > 3)
  const meant = (folded: string) =>
    wanted.get(stem(folded)) ?? wanted.get(stems.find((key) => folded.startsWith(key)) ?? '')

  function mark(text: string) {
    const marks: Marks = []
    const met = new Set<Group>()
    for (const { start, end, folded } of wordsIn(text)) {
      const group = meant(folded)
      if (!group) continue
      met.add(group)
      const last = marks.at(-1)
      if (last && start <= last[1]) last[1] = end
      else marks.push([start, end])
    }
    // A word that fewer documents hold says more.
    let weight = 0
    for (const { found } of met) {
      weight += Math.log2((2 * root.documentCount) / (found[0]?.entry.docs.length || root.documentCount))
    }
    return { marks, weight }
  }
  return {
    mark,
    best(passages) {
      let most = 0
      let best = { passage: passages[0] ?? '', marks: [] as Marks }
      for (const passage of passages) {
        const { marks, weight } = mark(passage)
        if (weight <= most) continue
        most = weight
        best = { passage, marks }
      }
      return best
    },
  }
}
