import type { Token } from './tokens.ts'
import { words } from './verbs.ts'

export const beForms = words('am is are was were be been being')

export const auxiliaries = words(
  'am is are was were be has have had do does did can could will would shall should may might must cannot need ought',
)

export const determiners = words(
  'the a an this that these those your my our their its his her any all every each no some both either another',
)

export const possessives = words('your my our their its his her')

export const prepositions = words(
  'of in on at by for with about against between into through during from within without per via under over than as like except inside outside above below across onto upon to',
)

export const pronounSubjects = words(
  'you it they we i he she there this that these those nobody everyone everybody anyone nothing everything who',
)

export const speakers = words('i you we they it he she')

export const openers = words(
  'please just simply then first next now also always never only instead finally lastly best so and but or well ok okay yes no nope yeah yep sorry hi hey hello actually basically btw fyi note afterwards alternatively second third again carefully otherwise do not maybe perhaps fwiw tbh nah yup ah oh fyi honestly',
)

/** Whether the token at `index` is a finite verb, or a participle that one completes ("is stored", "was running"). */
export function isVerbAt(tokens: readonly Token[], index: number): boolean {
  const { tag } = tokens[index]!
  if (tag === 'V' || tag === 'Z' || tag === 'F' || tag === 'X' || tag === 'B' || tag === 'H') return true
  if (tag !== 'J' && tag !== 'G') return false
  let at = index - 1
  while (at >= 0 && tokens[at]!.tag === 'R') at--
  return at >= 0 && (tokens[at]!.tag === 'B' || tokens[at]!.tag === 'H')
}

/** Whether a run of tokens holds a verb. */
export function hasVerb(tokens: readonly Token[]): boolean {
  return tokens.some((_, index) => isVerbAt(tokens, index))
}
