import { findingKinds } from './detector.ts'
import { matches } from './matches.ts'

/**
 * Matches a placeholder such as `<host-1>`, also with the backslashes a Markdown writer may put before the brackets,
 * or with the brackets as HTML entities. Source of a regular expression; group-free, so that it can be part of a larger one.
 */
export const placeholderSource = `(?:\\\\?<|&lt;)(?:${findingKinds.join('|')})-\\d{1,9}(?:\\\\?>|&gt;)`

/** The highest number already used per kind, so that new placeholders never repeat one that a text already holds. */
export function usedNumbers(texts: Iterable<string>): Map<string, number> {
  const used = new Map<string, number>()
  const pattern = new RegExp(`(?:<|&lt;)(${findingKinds.join('|')})-(\\d{1,9})`, 'g')
  for (const text of texts) {
    for (const [, kind, digits] of matches(text, pattern)) {
      used.set(kind!, Math.max(used.get(kind!) ?? 0, Number(digits)))
    }
  }
  return used
}
