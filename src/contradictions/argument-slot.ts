import type { Term } from './frame/terms.ts'
import type { Frame } from './frame.ts'

/** What a term is in its statement: who or what it is about, what is done to, what it is, or the preposition it hangs on. */
export type Slot = string

const places = new Set(['in', 'inside', 'at', 'under', 'on', 'near', 'outside', 'behind'])
const means = new Set(['over', 'via', 'through', 'with', 'per', 'using', 'on'])

/** The slot of a term; passive sentences are read as active ones. */
export function slotOf(frame: Frame, term: Term): Slot {
  if (term.area === 'subject')
    return term.link === '' ? (frame.passive ? 'object' : 'subject') : `of ${term.link}`
  if (term.link === 'by' && frame.passive) return 'subject'
  if (term.link !== '') return term.link
  return frame.predicate?.concept === term.concept || frame.predicate?.concept === ''
    ? 'complement'
    : 'object'
}

/** Whether two slots ask for the same: places with places, means with means. */
export function slotsAgree(a: Slot, b: Slot): boolean {
  return (
    a === b ||
    (places.has(a) && places.has(b)) ||
    (means.has(a) && means.has(b)) ||
    (isPlain(a) && isPlain(b))
  )
}

function isPlain(slot: Slot): boolean {
  return slot === 'complement' || slot === 'object'
}

/** Who does it: the subject, or what "by" names in a passive sentence. */
export function agentOf(frame: Frame, terms: readonly Term[]): Term | undefined {
  return terms.find((term) => slotOf(frame, term) === 'subject')
}
