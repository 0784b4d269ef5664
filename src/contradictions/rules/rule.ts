import type { Alignment, Surroundings } from '../align.ts'
import type { Scope } from '../frame/scopes.ts'
import type { Frame } from '../frame.ts'
import type { Lexicon } from '../lexicon.ts'

/** What a flag is about; the words of the queue and of the figures. */
export const kinds = [
  'number',
  'duration',
  'limit',
  'price',
  'date',
  'version',
  'default',
  'setting value',
  'exclusive value',
  'capability',
  'availability',
  'negation',
  'antonym',
  'menu path',
  'order',
  'requirement',
  'deprecated',
  'reversibility',
  'quantifier',
  'entity',
] as const

/** One of the kinds. */
export type Kind = (typeof kinds)[number]

/** What a rule noticed: how strong (0 to 1), what was set against what, and why in one sentence. */
export interface Noticed {
  kind: Kind
  strength: number
  compared: { what: string; official: string; community: string }
  reason: string
}

/** Everything a rule may look at. */
export interface Pair {
  official: Frame
  community: Frame
  /** What each sentence itself says of where it holds, without its title and metadata. */
  said: { official: Scope; community: Scope }
  alignment: Alignment
  around: Surroundings
  lexicon: Lexicon
  /** The words of a place in each side's text. */
  quoteOfficial: (start: number, end: number) => string
  quoteCommunity: (start: number, end: number) => string
}

/** A detector: a pure function of an aligned pair. */
export interface Rule {
  name: string
  /** How much of each side's content must be shared, at least. */
  coverage: number
  /** Works although the scopes of the two sides differ (it compares the scopes themselves). */
  comparesScope?: readonly (
    | 'plans'
    | 'platforms'
    | 'browsers'
    | 'regions'
    | 'roles'
    | 'models'
    | 'bands'
    | 'versions'
  )[]
  /** Wordy answers: if all of the official statement is met, less of the answer needs to be. */
  adjuncts?: true
  /** A number of the same kind on both sides counts as shared content. */
  countsQuantity?: true
  /** The rule itself checks what is shared: coverage lessens its confidence at most to this. */
  leastFit?: number
  /** Holds whatever condition the answer names ("if you merged by mistake"). */
  ignoresConditions?: true
  /** Holds even if each side names something the other does not. */
  mayCompete?: true | 'people'
  /** Loses confidence when each side names something the other does not. */
  wantsSameThing?: true
  notice: (pair: Pair) => Noticed | undefined
}
