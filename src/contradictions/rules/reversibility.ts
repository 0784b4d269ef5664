import type { Frame } from '../frame.ts'
import type { Rule } from './rule.ts'

/** Final on one side; undone, reopened or brought back on the other. */
export const reversibility: Rule = {
  name: 'reversibility',
  coverage: 0.3,
  leastFit: 0.9,
  ignoresConditions: true,
  notice(pair) {
    const { official, community, alignment } = pair
    const [left, right] = [stateOf(official), stateOf(community)]
    if (!left || !right || left === right || community.act !== 'claim') return undefined
    const topic = alignment.matches.filter(
      (match) =>
        match.relation === 'same' && match.official.weight >= 0.55 && !about.has(match.official.concept),
    )
    const told =
      pair.around.close === true &&
      community.pronoun &&
      official.terms.some(
        (term) => term.weight >= 0.8 && !about.has(term.concept) && pair.around.community.has(term.concept),
      )
    if (
      (topic.length === 0 && !told) ||
      (topic.length === 1 && alignment.coverOfficial < 0.5 && !pair.around.close)
    )
      return undefined
    return {
      kind: 'reversibility',
      strength: topic.length >= 2 ? 0.78 : 0.62,
      compared: { what: 'reversibility', official: left, community: right },
      reason:
        left === 'final'
          ? 'The official text says this cannot be undone, the answer says it can.'
          : 'The official text says this can be undone, the answer says it cannot.',
    }
  },
}

const about = new Set(['undo', 'permanent', 'chang', 'set'])

/** Whether a frame says that something is final or that it can be taken back. */
function stateOf(frame: Frame): 'final' | 'reversible' | undefined {
  const turned = frame.negators.filter((negator) => negator.word !== 'without').length % 2 === 1
  const main = frame.terms.filter((term) => term.area !== 'side')
  if (main.some((term) => term.concept === 'permanent' && term.role !== 'modifier'))
    return turned ? 'reversible' : 'final'
  const undone = main.some((term) => term.concept === 'undo')
  const again = frame.again && (frame.mode === 'can' || frame.imperative || frame.passive)
  if (!undone && !again) return undefined
  if (turned) return 'final'
  return frame.mode === 'can' || frame.imperative || (undone && frame.mode === 'fact')
    ? 'reversible'
    : undefined
}
