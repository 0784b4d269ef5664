import type { VersionMention } from '../frame/scopes.ts'
import type { Rule } from './rule.ts'

/** A version that is required or supported on one side and too old, too new or refused on the other. */
export const version: Rule = {
  name: 'version',
  coverage: 0.5,
  wantsSameThing: true,
  comparesScope: ['versions', 'platforms'],
  notice(pair) {
    for (const official of pair.official.versions) {
      if (official.sense !== 'min') continue
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
          pair.alignment.negationsCommunity,
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
    concepts.some((concept) =>
      ['support', 'requir', 'compat', 'run', 'work', 'need', 'availabl'].includes(concept),
    )
  )
}

function sameProduct(a: VersionMention, b: VersionMention): boolean {
  return a.name === b.name || a.name === '' || b.name === ''
}
