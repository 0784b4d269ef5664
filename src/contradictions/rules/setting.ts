import type { Pair, Rule } from './rule.ts'

/** The same setting given two values. */
export const setting: Rule = {
  name: 'setting value',
  coverage: 0.35,
  notice(pair) {
    for (const official of pair.official.settings) {
      for (const community of pair.community.settings) {
        if (!sameAttribute(official.attribute, community.attribute) || agree(official.value, community.value))
          continue
        if (pair.official.settings.some((other) => agree(other.value, community.value))) continue
        if (/^(?:true|false)$/.test(official.value) && otherPurpose(pair)) continue
        if (forAnother(pair)) continue
        const left = pair.quoteOfficial(official.start, official.end)
        const right = pair.quoteCommunity(community.start, community.end)
        return {
          kind: 'setting value',
          strength: 0.9,
          compared: { what: official.attribute.join(' '), official: left, community: right },
          reason: `The official text sets ${official.attribute.join(' ')} to ${left}, the answer to ${right}.`,
        }
      }
    }
    return undefined
  },
}

/** "To disable it, set it to false" does not conflict with setting it to true for something else. */
function otherPurpose({ official, alignment }: Pair): boolean {
  const conditions = new Set(official.conditions)
  return alignment.onlyOfficial.some((term) => conditions.has(term.concept) && term.weight >= 0.5)
}

/** "To A for mains, to C for battery": each side names a purpose that the other does not. */
function forAnother({ alignment }: Pair): boolean {
  const names = (terms: Pair['alignment']['onlyOfficial']) =>
    terms.some((term) => term.link === 'for' && term.weight >= 0.8)
  return names(alignment.onlyOfficial) && names(alignment.onlyCommunity)
}

function sameAttribute(a: readonly string[], b: readonly string[]): boolean {
  const shared = a.filter((word) => b.includes(word)).length
  if ((a.length === 1 && b.at(-1) === a[0]) || (b.length === 1 && a.at(-1) === b[0])) return true
  return shared > 0 && shared >= Math.min(a.length, b.length) && shared * 2 >= Math.max(a.length, b.length)
}

function agree(a: string, b: string): boolean {
  return a === b || a.includes(b) || b.includes(a)
}
