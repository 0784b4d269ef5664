import { functionWords } from '../../lib/words.ts'
import type { Token } from './tokens.ts'
import { mayBeVerb, verbList, words } from './verbs.ts'

export const beForms = words('am is are was were be been being')

export const auxiliaries = words(
  'am is are was were be has have had do does did can could will would shall should may might must cannot need ought',
)

export const determiners = words(
  'the a an this that these those your my our their its his her any all every each no some both either another',
)

export const possessives = words('your my our their its his her')

export const prepositions = words(
  'of in on at by for with about against between into through during from within without per via under over than as like except inside outside across onto upon to',
)

export const pronounSubjects = words(
  'you it they we i he she there this that these those nobody everyone everybody anyone nothing everything who',
)

const modals = words('can could may might must will would should shall is are was were has cannot does')

const pastForms = words(
  'drove flew rode froze stole wore tore swore spoke woke drew threw blew shook stood understood won hung dug stuck struck swung slept swept crept dealt leapt learnt burnt spelt spilt fed led bled sped met sat lit ran took went came got gave began chose wrote broke knew grew became said told kept left lost sent built meant bought sold paid made found thought heard felt',
)

/** Verbs that are hardly ever nouns: a noun in -s may stand before them. */
const strongVerbs = words(
  'expire require receive contain include become appear remain stay exist consist belong depend allow enable disable retain refer differ vary arrive occur happen lapse disappear accept reject apply',
)

export const speakers = words('i you we they it he she')

export const openers = words(
  'please just simply then first next now also always never only instead finally lastly so and but or well ok okay yes no nope yeah yep sorry hi hey hello actually basically btw fyi note afterwards alternatively second third again carefully otherwise do not maybe perhaps',
)

/** Whether the token at `index` is read as a verb in its place. */
export function isVerbAt(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  if (token.kind !== 'word') return false
  if (auxiliaries.has(token.lower)) return true
  const before = tokens[index - 1]
  if (
    pastForms.has(token.lower) &&
    before &&
    before.kind !== 'mark' &&
    !openers.has(before.lower) &&
    !determiners.has(before.lower) &&
    !prepositions.has(before.lower)
  )
    return true
  if (before?.joined || token.joined) return false
  const after = tokens[index + 1]
  if (
    after &&
    modals.has(after.lower) &&
    !auxiliaries.has(token.lower) &&
    !speakers.has(before?.lower ?? '') &&
    before?.lower !== 'to'
  )
    return false
  if (before && speakers.has(before.lower) && !functionWords.has(token.lower)) return true
  if (!mayBeVerb(token)) return false
  if (!before || before.kind === 'mark')
    return !/(?:ing|ed|s)$/.test(token.lower) || /ss$|eed$/.test(token.lower)
  if (before.lower === 'to' || pronounSubjects.has(before.lower) || auxiliaries.has(before.lower)) return true
  if (openers.has(before.lower))
    return (
      !/ing$/.test(token.lower) &&
      !(/ed$/.test(token.lower) && /^(?:only|just|also|no|not)$/.test(before.lower))
    )
  if (determiners.has(before.lower) || prepositions.has(before.lower)) return false
  if (/ing$/.test(token.lower)) return false
  if (before.kind === 'name' || before.kind === 'number') return /(?:s|ed)$/.test(token.lower)
  const plural = /(?:[^s]s|people|children|men|women)$/.test(before.lower)
  if (plural) return !/[^s]s$/.test(token.lower)
  if (/ed$/.test(token.lower)) return followsNoun(tokens, index)
  const next = tokens[index + 1]
  const nounAfter =
    next &&
    next.kind === 'word' &&
    !determiners.has(next.lower) &&
    !prepositions.has(next.lower) &&
    strongVerbs.has(next.lower)
  const verbNext = next !== undefined && verbList.has(next.lower) && !/s$/.test(next.lower)
  const third = tokens[index + 2]
  if (verbNext && (third?.kind === 'number' || (third !== undefined && determiners.has(third.lower))))
    return false
  return /[^s]s$/.test(token.lower) && !nounAfter
}

function followsNoun(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]
  return !next || next.kind === 'mark' || prepositions.has(next.lower) || determiners.has(next.lower)
}

/** Whether a run of tokens holds a verb. */
export function hasVerb(tokens: readonly Token[]): boolean {
  return tokens.some((_, index) => isVerbAt(tokens, index))
}
