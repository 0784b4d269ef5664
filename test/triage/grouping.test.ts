import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { duplicateFinder } from '../../src/triage/duplicates.ts'
import { cosine, scaled } from '../../src/triage/likeness.ts'
import { averageLink } from '../../src/triage/linkage.ts'
import { type Neighbours, nearestNeighbours } from '../../src/triage/neighbours.ts'
import { addVector, keepOnly, roomFor } from '../../src/triage/vectors.ts'

const THINGS = 9
const likenesses = fc.array(fc.constantFrom(0, 0, 0, 0.2, 0.35, 0.45, 0.55, 0.62, 0.71, 0.8, 0.93), {
  minLength: THINGS * THINGS,
  maxLength: THINGS * THINGS,
})
const pairs = fc.array(
  fc.tuple(fc.nat(THINGS - 1), fc.nat(THINGS - 1)).filter(([a, b]) => a < b),
  { maxLength: 2 },
)

describe('grouping', () => {
  test('joins exactly what average linkage over all pairs joins, whatever was called the same or not', () => {
    fc.assert(
      fc.property(likenesses, pairs, pairs, (values, same, notSame) => {
        // No two are quite the same, so that there are no ties to break.
        const like = (a: number, b: number) => {
          const at = Math.min(a, b) * THINGS + Math.max(a, b)
          return values[at] === 0 ? 0 : values[at]! + Math.sqrt(at + 2) / 1_000
        }
        const bounds = { same, notSame }
        const groups = averageLink(nearOf(like), 0.5, bounds)
        expect(partition([...groups])).toEqual(partition(naively(like, 0.5, bounds)))
      }),
      { numRuns: 400 },
    )
  })

  test('finds the nearest of each question, however few terms are read', () => {
    const vectors = roomFor(40, 8)
    const all = Array.from({ length: 40 }, (_, n) =>
      scaled(new Map([3, 5, 7, 11].map((step) => [(n * step) % 17, 1 + ((n * step) % 3)]))),
    )
    for (const one of all) addVector(vectors, one)
    for (const budget of [1, 10, 1_000]) {
      const near = nearestNeighbours(vectors, { most: 5, least: 0.05, budget })
      all.forEach((one, place) => {
        for (let at = place * 5; at < place * 5 + near.counts[place]!; at++) {
          expect(near.places[at]).not.toBe(place)
          expect(near.likeness[at]).toBeCloseTo(cosine(one, all[near.places[at]!]!), 5)
        }
      })
      if (budget < 1_000) continue
      const best = all.map((one, place) =>
        Math.max(...all.filter((_, other) => other !== place).map((other) => cosine(one, other))),
      )
      best.forEach((value, place) => {
        expect(near.likeness[place * 5]).toBeCloseTo(value, 5)
      })
    }
  })

  test('vectors left out make room, and the others stay as they were', () => {
    const vectors = roomFor(3, 2)
    for (const n of [1, 2, 3])
      addVector(
        vectors,
        scaled([
          [n, 1],
          [n + 10, 1],
        ]),
      )
    keepOnly(vectors, Int32Array.of(0, 2))

    expect(vectors.size).toBe(2)
    expect([...vectors.terms.subarray(0, vectors.starts[2])]).toEqual([1, 11, 3, 13])
  })

  test('the same text with small changes is one, with another number in it it is not', () => {
    const told = (version: string, last: string) =>
      `Since the update to ${version} the label printer in the second hall prints every label twice and then stops with a red lamp until somebody takes the roll out and puts it back in again ${last}`
    const finder = duplicateFinder(10)
    for (const text of [
      told('4.2', 'today'),
      told('4.2', 'TODAY!!'),
      told('4.2', 'tonight'),
      told('4.3', 'today'),
      'short',
      'Short.',
      '',
      '',
    ])
      finder.add(text)

    expect([...finder.firsts()]).toEqual([0, 0, 0, 3, 4, 4, 6, 7])
  })
})

function nearOf(like: (a: number, b: number) => number): Neighbours {
  const near: Neighbours = {
    most: THINGS,
    counts: new Uint8Array(THINGS),
    places: new Int32Array(THINGS * THINGS),
    likeness: new Float32Array(THINGS * THINGS),
  }
  for (let a = 0; a < THINGS; a++) {
    for (let b = 0; b < THINGS; b++) {
      if (a === b || like(a, b) === 0) continue
      const at = a * THINGS + near.counts[a]!++
      near.places[at] = b
      near.likeness[at] = like(a, b)
    }
  }
  return near
}

/** Every mean worked out anew from all pairs, at every step. */
function naively(
  like: (a: number, b: number) => number,
  threshold: number,
  { same, notSame }: Parameters<typeof averageLink>[2],
): number[] {
  const group = Array.from({ length: THINGS }, (_, place) => place)
  const members = (id: number) => group.flatMap((one, place) => (one === id ? [place] : []))
  const isApart = (a: number, b: number) =>
    notSame.some(([x, y]) => (group[x] === a && group[y] === b) || (group[x] === b && group[y] === a))
  const join = (a: number, b: number) => {
    for (const place of members(b)) group[place] = a
  }
  for (const [a, b] of same) {
    if (group[a] !== group[b] && !isApart(group[a]!, group[b]!)) join(group[a]!, group[b]!)
  }
  for (;;) {
    let best: { a: number; b: number; mean: number } | undefined
    for (const a of new Set(group)) {
      for (const b of new Set(group)) {
        if (a >= b || isApart(a, b)) continue
        const all = members(a).flatMap((x) => members(b).map((y) => Math.fround(like(x, y))))
        const mean = all.reduce((sum, one) => sum + one, 0) / all.length
        if (mean >= threshold && (best === undefined || mean > best.mean + 1e-9)) best = { a, b, mean }
      }
    }
    if (best === undefined) return group
    join(best.a, best.b)
  }
}

function partition(groups: number[]): string[] {
  const members = new Map<number, number[]>()
  groups.forEach((group, place) => {
    members.set(group, [...(members.get(group) ?? []), place])
  })
  return [...members.values()].map((places) => places.join(' ')).sort()
}
