import { diffArrays } from 'diff'

/**
 * Two changes of one text put together, line by line; undefined where both changed the same lines differently.
 * A line added exactly where the other side changed something counts as the same place.
 */
export function mergeTexts(base: string, theirs: string, yours: string): string | undefined {
  if (theirs === yours || base === yours) return theirs
  if (base === theirs) return yours
  const lines = base.split('\n')
  const changes = joined(changesOf(lines, theirs.split('\n')), changesOf(lines, yours.split('\n')))
  if (changes === undefined) return undefined
  const merged: string[] = []
  let at = 0
  for (const change of changes) {
    merged.push(...lines.slice(at, change.start), ...change.lines)
    at = change.end
  }
  return [...merged, ...lines.slice(at)].join('\n')
}

/** Two changes of one list put together: what either side added is in, what either side took out is not. */
export function mergeLists(base: string[], theirs: string[], yours: string[]): string[] {
  const gone = new Set(base.filter((one) => !theirs.includes(one) || !yours.includes(one)))
  return [...new Set([...theirs, ...yours])].filter((one) => !gone.has(one))
}

/** Lines `start` to `end` (exclusive) of the base replaced by others; an insertion has start = end. */
type Change = { start: number; end: number; lines: string[] }

const MOST_EDITS = 4000

function changesOf(base: string[], next: string[]): Change[] {
  const found = diffArrays(base, next, { maxEditLength: MOST_EDITS })
  if (found === undefined) return [{ start: 0, end: base.length, lines: next }]
  const changes: Change[] = []
  let at = 0
  let open: Change | undefined
  for (const part of found) {
    if (!part.added && !part.removed) {
      at += part.value.length
      open = undefined
      continue
    }
    if (open === undefined) {
      open = { start: at, end: at, lines: [] }
      changes.push(open)
    }
    if (part.added) open.lines.push(...part.value)
    else {
      at += part.value.length
      open.end = at
    }
  }
  return changes
}

/** Both sides' changes in order; undefined when two of them meet. */
function joined(theirs: Change[], yours: Change[]): Change[] | undefined {
  const all: Change[] = []
  for (const change of [...theirs, ...yours].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const before = all.at(-1)
    if (before !== undefined && isSame(before, change)) continue
    if (before !== undefined && meets(before, change)) return undefined
    all.push(change)
  }
  return all
}

function isSame(a: Change, b: Change): boolean {
  return a.start === b.start && a.end === b.end && a.lines.join('\n') === b.lines.join('\n')
}

function meets(a: Change, b: Change): boolean {
  const isInsertion = a.start === a.end || b.start === b.end
  return isInsertion ? b.start <= a.end : b.start < a.end
}
