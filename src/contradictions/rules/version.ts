import type { VersionMention } from '../frame/scopes.ts'
import type { Frame } from '../frame.ts'
import type { Noticed, Pair, Rule } from './rule.ts'

/** A version that is required or supported on one side and too old, too new or refused on the other. */
export const version: Rule = {
  name: 'version',
  coverage: 0.5,
  wantsSameThing: true,
  comparesScope: ['versions', 'platforms'],
  notice(pair) {
    const introduced = introduction(pair) ?? whateverVersion(pair)
    if (introduced) return introduced
    for (const official of pair.official.versions) {
      if (official.sense !== 'min' && !(official.sense === 'exact' && demands(pair.official))) continue
      for (const community of pair.community.versions) {
        if (!sameProduct(official, community)) continue
        if (
          pair.official.versions.some(
            (other) => other !== official && other.from === community.from && other.sense === 'exact',
          )
        )
          continue
        const strength = clash(
          official,
          community,
          pair.alignment.negationsOfficial,
          pair.alignment.negationsCommunity + (pair.community.excess ? 1 : 0),
          binding(
            pair.official.terms.map((term) => term.concept),
            pair.official.mode,
          ),
        )
        if (strength === 0) continue
        const left = pair.quoteOfficial(official.start, official.end)
        const right = pair.quoteCommunity(community.start, community.end)
        return {
          kind: 'version',
          strength,
          compared: {
            what: 'version',
            official: `${left} or later`,
            community: community.sense === 'min' ? `${right} or later` : right,
          },
          reason: `The official text requires ${left} or later, the answer says ${right} is enough.`,
        }
      }
    }
    return undefined
  },
}

/** "OpenGL 4.5 is required", "Node 20 is the minimum". */
function demands(frame: Frame): boolean {
  return frame.mode === 'must' || frame.terms.some((term) => term.concept === 'minimum')
}

const arrival = new Set([
  'introduc',
  'add',
  'creat',
  'com',
  'arriv',
  'appear',
  'sinc',
  'new',
  'availabl',
  'ship',
  'land',
])

/** "Works with any Jenkins version", where the official text names the oldest one. */
function whateverVersion({
  official,
  community,
  alignment,
  quoteOfficial,
  quoteCommunity,
}: Pair): Noticed | undefined {
  const least = official.versions.find((version) => version.sense === 'min')
  const any = community.terms.find((term) => term.concept === 'version' && term.area !== 'side')
  const lead = any && quoteCommunity(Math.max(0, any.start - 25), any.start)
  if (!least || !lead || !/\b(?:any|every|all|whatever|whichever)(?: \S+)? $/i.test(lead)) return undefined
  if (
    alignment.negationsOfficial + alignment.negationsCommunity > 0 ||
    community.versions.some((one) => one.from >= least.from)
  )
    return undefined
  const left = quoteOfficial(least.start, least.end)
  return {
    kind: 'version',
    strength: 0.85,
    compared: { what: 'version', official: `${left} or later`, community: 'any version' },
    reason: `The official text requires ${left} or later, the answer says any version will do.`,
  }
}

/** Two versions in which the same thing is said to have come. */
function introduction(pair: Pair): Noticed | undefined {
  const comes = (frame: Frame) =>
    frame.terms.some((term) => arrival.has(term.concept) && (term.area !== 'subject' || term.role === 'verb'))
  const since = (frame: Frame, quote: Pair['quoteOfficial']) =>
    comes(frame) ||
    /\b(?:since|as of|from|starting with|c[ao]mes? (?:\w+ )?with)\b/i.test(
      quote(frame.clauseStart, frame.clauseEnd),
    )
  if (
    !since(pair.official, pair.quoteOfficial) ||
    !since(pair.community, pair.quoteCommunity) ||
    pair.official.negators.length + pair.community.negators.length > 0
  )
    return undefined
  const [a, b] = [pair.official.versions[0], pair.community.versions[0]]
  if (
    !a ||
    !b ||
    !(a.asScope || comes(pair.official)) ||
    !(b.asScope || since(pair.community, pair.quoteCommunity)) ||
    !sameProduct(a, b) ||
    a.from === b.from ||
    a.sense === 'max' ||
    b.sense === 'max'
  )
    return undefined
  if (Math.min(pair.alignment.coverOfficial, pair.alignment.coverCommunity) < 0.45) return undefined
  const left = pair.quoteOfficial(a.start, a.end)
  const right = pair.quoteCommunity(b.start, b.end)
  return {
    kind: 'version',
    strength: 0.85,
    compared: { what: 'version', official: left, community: right },
    reason: `The official text says it came with ${left}, the answer says ${right}.`,
  }
}

function clash(
  official: VersionMention,
  community: VersionMention,
  negatedOfficial: number,
  negatedCommunity: number,
  binding: boolean,
): number {
  if (!binding || (negatedOfficial + negatedCommunity) % 2 === 1) return 0
  if (community.sense === 'min') return community.from !== official.from ? 0.9 : 0
  return community.to <= official.from ? 0.85 : 0
}

/** The official statement is about what is needed, not about what changed with a version. */
function binding(concepts: readonly string[], mode: string): boolean {
  return (
    mode === 'must' ||
    concepts.includes('minimum') ||
    concepts.some((concept) =>
      [
        'support',
        'requir',
        'compat',
        'run',
        'work',
        'need',
        'availabl',
        'use',
        'open',
        'read',
        'accept',
        'instal',
        'plai',
      ].includes(concept),
    )
  )
}

function sameProduct(a: VersionMention, b: VersionMention): boolean {
  return a.name === b.name || a.name === '' || b.name === ''
}
