import type { FramedSentence } from './documents.ts'
import { emptyScope, type Scope } from './frame/scopes.ts'
import type { Term } from './frame/terms.ts'
import type { Frame } from './frame.ts'

/** A framed sentence as text: what a frame usually says is left out, which is most of it. */
export function packFrame({ frame, near, topic, scope }: FramedSentence): string {
  const { terms, scope: own, ...rest } = frame
  return JSON.stringify({
    frame: {
      ...unusual(rest, usual),
      terms: terms.map((term) => unusual(term, usualTerm)),
      scope: unusual(own, noScope),
    },
    near,
    topic,
    scope: unusual(scope, noScope),
  })
}

/** The framed sentence that was packed. */
export function unpackFrame(packed: string): FramedSentence {
  const { frame, near, topic, scope } = JSON.parse(packed) as Packed
  return {
    frame: {
      ...usual,
      ...frame,
      terms: frame.terms.map((term) => ({ ...usualTerm, ...term })),
      scope: { ...noScope, ...frame.scope },
    },
    near,
    topic,
    scope: { ...noScope, ...scope },
  }
}

type Packed = FramedSentence & { frame: Frame & { terms: Term[] } }

const noScope: Scope = emptyScope()

const usualTerm = { role: 'head', area: 'rest', link: '', weight: 1 } as const

/** What most frames say. A part that is not named here is kept as it is. */
const usual = {
  act: 'claim',
  hedged: false,
  mode: 'fact',
  negators: [],
  quantities: [],
  versions: [],
  settings: [],
  conditions: [],
  only: false,
  onlySubject: false,
  universalSubject: false,
  phase: '',
  excess: false,
  also: false,
  universal: false,
  byDefault: false,
  sideTurns: 0,
  lead: false,
  example: false,
  elliptic: false,
  pronoun: false,
  again: false,
  refuses: false,
  still: false,
  passive: false,
  imperative: false,
  block: 'paragraph',
} satisfies Partial<Frame>

function unusual<T extends object>(value: T, usually: Partial<Record<keyof T, unknown>>): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([name, part]) => !isSame(part, usually[name as keyof T])),
  ) as Partial<T>
}

function isSame(part: unknown, usually: unknown): boolean {
  return part === usually || (Array.isArray(part) && part.length === 0 && Array.isArray(usually))
}
