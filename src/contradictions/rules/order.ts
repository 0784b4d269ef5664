import { areOpposite } from '../lexicon.ts'
import type { Rule } from './rule.ts'

/** The same two steps the other way round. */
export const order: Rule = {
  name: 'order',
  coverage: 0,
  mayCompete: true,
  leastFit: 0.85,
  notice(pair) {
    const a = pair.official.order
    const b = pair.community.order
    if (!a || !b) return undefined
    const [first, then] = apartFrom(a.earlier, a.later)
    const [firstToo, thenToo] = apartFrom(b.earlier, b.later)
    const straight = Math.min(overlap(first, firstToo), overlap(then, thenToo))
    const crossed = Math.min(overlap(first, thenToo), overlap(then, firstToo))
    const swapped =
      then.length > 0 &&
      thenToo.length > 0 &&
      overlap(then, thenToo) === 0 &&
      then.every((word) => firstToo.includes(word)) &&
      thenToo.every((word) => first.includes(word))
    if (
      !swapped &&
      (crossed < 0.5 ||
        crossed <= straight ||
        Math.max(overlap(first, firstToo), overlap(then, thenToo)) > 0.5)
    )
      return undefined
    if (
      !swapped &&
      a.earlier
        .concat(a.later)
        .some((one) => b.earlier.concat(b.later).some((other) => areOpposite(pair.lexicon, one, other)))
    )
      return undefined
    const all = [...a.earlier, ...a.later]
    const others = new Set([...b.earlier, ...b.later])
    if (all.filter((word) => others.has(word)).length < Math.max(2, all.length * 0.5)) return undefined
    return {
      kind: 'order',
      strength: 0.9,
      compared: {
        what: 'order',
        official: `${a.earlier.join(' ')} → ${a.later.join(' ')}`,
        community: `${b.earlier.join(' ')} → ${b.later.join(' ')}`,
      },
      reason: 'The two texts put the same steps in opposite order.',
    }
  },
}

/** What is said of one step only. */
function apartFrom(a: readonly string[], b: readonly string[]): [string[], string[]] {
  return [a.filter((word) => !b.includes(word)), b.filter((word) => !a.includes(word))]
}

function overlap(a: readonly string[], b: readonly string[]): number {
  const shared = a.filter((word) => b.includes(word)).length
  return shared / (Math.min(a.length, b.length) || 1)
}
