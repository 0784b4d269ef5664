import type { Frame } from '../frame.ts'
import type { Pair, Rule } from './rule.ts'

/** Removed or deprecated on one side, in use or recommended on the other. */
export const deprecated: Rule = {
  name: 'deprecated',
  coverage: 0.3,
  notice(pair) {
    const { official, community, alignment } = pair
    const thing = alignment.matches.find(
      (match) => match.relation === 'same' && match.official.weight >= 0.9 && match.official.role !== 'verb',
    )
    if (!thing) return undefined
    const left = stateOf(official)
    const right = stateOf(community)
    if (!left || !right || left === right) return undefined
    const dead = left === 'gone' ? official : community
    const target = dead.terms.filter((term) => term.area === 'subject' && term.weight >= 0.9)
    const name = left === 'gone' ? thing.official : thing.community
    if (target.length > 0 && !target.some((term) => term.concept === name.concept)) return undefined
    if (recommended(pair, left === 'gone' ? 'official' : 'community')) return undefined
    const quoted = pair.quoteOfficial(thing.official.start, thing.official.end)
    return {
      kind: 'deprecated',
      strength: thing.official.role === 'name' ? 0.9 : alignment.shared >= 1.8 ? 0.8 : 0.6,
      compared: {
        what: quoted,
        official: left === 'gone' ? 'gone or deprecated' : 'in use',
        community: right === 'gone' ? 'gone or deprecated' : 'in use',
      },
      reason:
        left === 'gone'
          ? `The official text says ${quoted} is removed or deprecated, the answer tells people to use it.`
          : `The answer says ${quoted} is removed or deprecated, the official text uses it.`,
    }
  },
}

const kept = new Set(
  'accept support availabl maintain read offer develop exist sold sell provid need servic'.split(' '),
)

function stateOf(frame: Frame): 'gone' | 'used' | undefined {
  const turned = frame.negators.length % 2 === 1
  const concepts = frame.terms.map((term) => term.concept)
  const gone =
    frame.terms.some(
      (term) => term.concept === 'deprecat' && (term.area !== 'subject' || term.role === 'verb'),
    ) ||
    (frame.passive && !frame.imperative && frame.predicate?.concept === 'stop')
  if (gone && (frame.mode === 'can' || frame.mode === 'must')) return undefined
  if (gone) return turned ? 'used' : 'gone'
  if (
    frame.negators.some((negator) => negator.word === 'no longer') &&
    concepts.some((concept) => kept.has(concept))
  )
    return 'gone'
  if (turned) return undefined
  if (frame.still) return 'used'
  if (
    concepts.includes('recommend') ||
    frame.imperative ||
    (frame.mode === 'can' && concepts.some((concept) => ['use', 'pass', 'run', 'work'].includes(concept)))
  )
    return 'used'
  return undefined
}

/** "Deprecated in favour of push" and "use push": what is named as the successor is what the other side uses. */
function recommended(pair: Pair, side: 'official' | 'community'): boolean {
  const frame = pair[side]
  const quote = side === 'official' ? pair.quoteOfficial : pair.quoteCommunity
  const at = /\b(?:in favou?r of|replaced by|superseded by|instead)\b/i.exec(
    quote(frame.clauseStart, frame.clauseEnd),
  )?.index
  return (
    at !== undefined &&
    pair.alignment.matches.some(
      (match) => match.relation === 'same' && match[side].start > frame.clauseStart + at,
    )
  )
}
