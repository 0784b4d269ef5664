import type { Match } from './align.ts'
import type { Term } from './frame/terms.ts'
import { areOpposite, exclusiveFamily, type Lexicon } from './lexicon.ts'

/** Whether two concepts are the same word in another form ("configur" and "configurator"). */
export function akin(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const root = /^(.{3,})[ai]bl$/.exec(long)?.[1]
  if (root !== undefined && short === root.replace(/([^aeiou])\1$/, '$1')) return true
  if (long === `${short}ment`) return true
  if (short.length < 4 || long.length - short.length > 5) return false
  if (!long.startsWith(short)) return false
  return /^(?:or|er|ion|ation|e?ment|e?abl|ibl|iv|al|iti|ing|anc|enc|at|ic|ur|ed|or|ful|i|e|ant|cant|cation|ship)$/.test(
    long.slice(short.length),
  )
}

const prefixes = /^(?:un|dis|non|in|im|ir|de)/

export function distinct(terms: readonly Term[]): Term[] {
  const seen = new Map<string, Term>()
  for (const term of terms) {
    const key = `${term.concept}|${term.area}`
    if (!seen.has(key)) seen.set(key, term)
  }
  return [...seen.values()]
}

export function matchTerms(left: readonly Term[], right: readonly Term[], lexicon: Lexicon): Match[] {
  const matches: Match[] = []
  const usedLeft = new Set<Term>()
  const usedRight = new Set<Term>()
  const pass = (test: (a: Term, b: Term) => Omit<Match, 'official' | 'community'> | undefined) => {
    for (const a of left) {
      if (usedLeft.has(a)) continue
      for (const b of right) {
        if (usedRight.has(b)) continue
        const found = test(a, b)
        if (!found) continue
        matches.push({ official: a, community: b, ...found })
        usedLeft.add(a)
        usedRight.add(b)
        break
      }
    }
  }
  pass((a, b) =>
    a.concept === b.concept && (a.area === 'side') === (b.area === 'side') ? { relation: 'same' } : undefined,
  )
  pass((a, b) =>
    opposed(a.concept, b.concept, lexicon) && (a.area === 'side') === (b.area === 'side')
      ? { relation: 'opposite' }
      : undefined,
  )
  pass((a, b) => (a.concept === b.concept ? { relation: 'same' } : undefined))
  pass((a, b) => (akin(a.concept, b.concept) ? { relation: 'same' } : undefined))
  pass((a, b) => (touches(a, b) || touches(b, a) ? { relation: 'same' } : undefined))
  pass((a, b) =>
    opposed(a.concept, b.concept, lexicon) || spared(a, b) || spared(b, a)
      ? { relation: 'opposite' }
      : undefined,
  )
  pass((a, b) => {
    const family = exclusiveFamily(lexicon, a.concept, b.concept)
    const told = (a.area !== 'side' && b.area !== 'side') || family === 'colour'
    return family && told ? { relation: 'exclusive', family } : undefined
  })
  return matches
}

/** What is deleted, reset, broken or gone is affected; what is deleted is gone, what is off has stopped. */
function touches(a: Term, b: Term): boolean {
  if (a.area === 'side' || b.area === 'side') return false
  if (a.concept === 'affect') return b.role === 'verb' && harm.has(b.concept)
  return (
    (a.concept === 'delet' && b.concept === 'deprecat') ||
    (a.concept === 'disabl' && b.concept === 'stop') ||
    (a.concept === 'sign up' && b.concept === 'account') ||
    (a.concept === 'enabl' && b.concept === 'start')
  )
}

/** "Has no effect on" denies whatever is said to happen to it. */
function spared(a: Term, b: Term): boolean {
  return (
    a.concept === 'unaffect' &&
    a.area !== 'side' &&
    b.area !== 'side' &&
    (b.role === 'verb' || (b.role === 'head' && b.link === '' && b.area === 'rest')) &&
    harm.has(b.concept)
  )
}

const harm = new Set(
  'chang delet reset fail break undo deprecat disappear stop disabl overwrit degrad decreas increas disconnect drop void ruin mess corrupt touch damag clos paus continu affect improv'.split(
    ' ',
  ),
)

function opposed(a: string, b: string, lexicon: Lexicon): boolean {
  if (areOpposite(lexicon, a, b)) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const prefix = prefixes.exec(long)?.[0]
  return (
    prefix !== undefined && short.length >= 4 && long.slice(prefix.length) === short && !notPrefixed.has(long)
  )
}

const notPrefixed = new Set([
  'inform',
  'import',
  'impress',
  'invest',
  'intern',
  'input',
  'indoor',
  'improv',
  'depend',
  'default',
  'design',
  'desktop',
  'deliver',
  'department',
  'destin',
  'discount',
  'display',
  'disk',
  'inside',
  'instal',
  'insert',
  'import',
  'index',
  'dispatch',
  'impact',
  'imag',
  'unit',
  'union',
  'invit',
  'inbox',
  'intake',
  'invoic',
  'depart',
  'deposit',
  'deport',
  'depos',
])
