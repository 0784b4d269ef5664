import type { Match, Surroundings } from './align.ts'
import type { Term } from './frame/terms.ts'
import type { Frame } from './frame.ts'

/** How surely two things are different ones: other names, other qualifiers of one word, or only another word. */
export type Rivalry = 'names' | 'qualifiers' | 'words'

/** Two terms that stand for different things, and what says so. */
export type Competing = [Term, Term, Rivalry]

export function competingPair(
  left: readonly Term[],
  right: readonly Term[],
  onlyLeft: readonly Term[],
  onlyRight: readonly Term[],
  matches: readonly Match[],
  around: Surroundings,
  official: Frame,
  community: Frame,
): Competing | undefined {
  const telling = (term: Term, known: ReadonlySet<string>) =>
    term.weight >= 0.8 && term.role !== 'verb' && !known.has(term.concept)
  const aloneLeft = onlyLeft.filter((term) => telling(term, around.community))
  const aloneRight = onlyRight.filter((term) => telling(term, around.official))
  if (aloneLeft.length === 0 || aloneRight.length === 0) return qualifiedApart(left, right, matches)
  const names = [
    aloneLeft.find((term) => term.role === 'name'),
    aloneRight.find((term) => term.role === 'name'),
  ]
  if (names[0] && names[1]) return [names[0], names[1], 'names']
  const qualified = qualifiedApart(left, right, matches)
  if (qualified) return qualified
  const heads = headsApart(left, right, aloneLeft, aloneRight, matches)
  if (heads) return heads
  for (const match of matches) {
    const a = modifiersOf(match.official, left).find((term) => aloneLeft.includes(term))
    const b = modifiersOf(match.community, right).find((term) => aloneRight.includes(term))
    if (a && b) return [a, b, 'qualifiers']
  }
  const subject = [
    aloneLeft.find((term) => term.area === 'subject'),
    aloneRight.find((term) => term.area === 'subject'),
  ]
  if (subject[0] && subject[1]) return [subject[0], subject[1], 'words']
  for (const a of aloneLeft) {
    const b =
      a.link && a.role !== 'modifier'
        ? aloneRight.find((term) => term.link === a.link && term.role !== 'modifier')
        : undefined
    if (b) return [a, b, 'words']
  }
  const imperative = official.imperative && community.imperative
  if (imperative) {
    const object = [
      aloneLeft.find((term) => term.area === 'rest'),
      aloneRight.find((term) => term.area === 'rest'),
    ]
    if (object[0] && object[1]) return [object[0], object[1], 'words']
  }
  return undefined
}

/** "The billing currency", "the billing contact": one word in front of two things. */
function headsApart(
  left: readonly Term[],
  right: readonly Term[],
  aloneLeft: readonly Term[],
  aloneRight: readonly Term[],
  matches: readonly Match[],
): Competing | undefined {
  for (const { relation, official, community } of matches) {
    if (relation !== 'same' || official.role !== 'modifier' || community.role !== 'modifier') continue
    const [a, b] = [left[left.indexOf(official) + 1], right[right.indexOf(community) + 1]]
    if (a && b && aloneLeft.includes(a) && aloneRight.includes(b)) return [a, b, 'qualifiers']
  }
  return undefined
}

/** One head, qualified by different words on each side ("test server", "live server"), whatever else is shared. */
function qualifiedApart(
  left: readonly Term[],
  right: readonly Term[],
  matches: readonly Match[],
): Competing | undefined {
  for (const match of matches) {
    if (match.relation !== 'same' || match.official.weight < 0.5) continue
    const own = modifiersOf(match.official, left)
    const other = modifiersOf(match.community, right)
    const weighty = (term: Term) => term.weight >= 0.8
    const related = own.some((a) =>
      other.some(
        (b) => a.concept === b.concept || matches.some((pair) => pair.official === a && pair.community === b),
      ),
    )
    const telling = own.some(weighty) || other.some(weighty)
    if (own[0] && other[0] && telling && !related) return [own[0], other[0], 'qualifiers']
  }
  return undefined
}

/** The words right in front of a head that qualify it. */
function modifiersOf(head: Term, terms: readonly Term[]): Term[] {
  const at = terms.indexOf(head)
  const found: Term[] = []
  for (let index = at - 1; index >= 0; index--) {
    const term = terms[index]!
    if (term.role !== 'modifier' && !(term.role === 'name' && term.end + 1 === terms[index + 1]!.start)) break
    found.push(term)
  }
  return found
}
