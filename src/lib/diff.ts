import { diffWordsWithSpace } from 'diff'

/** A run of text that both sides share, or that only one side has. */
export type DiffPart = { kind: 'same' | 'added' | 'removed'; text: string }

const DEADLINE_MS = 400

/** Word by word difference; two texts too different to compare in time come back as removed + added whole. */
export function wordDiff(before: string, after: string): DiffPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const changes = diffWordsWithSpace(before, after, { timeout: DEADLINE_MS, maxEditLength: 4000 })
  if (changes === undefined) {
    return [
      { kind: 'removed' as const, text: before },
      { kind: 'added' as const, text: after },
    ].filter((part) => part.text !== '')
  }
  return changes.map((change) => ({
    kind: change.added ? 'added' : change.removed ? 'removed' : 'same',
    text: change.value,
  }))
}
