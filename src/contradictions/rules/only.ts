import type { Scope } from '../frame/scopes.ts'
import { meet } from '../scope.ts'
import type { Rule } from './rule.ts'

const dimensions = ['plans', 'platforms', 'browsers', 'roles', 'regions'] as const
const names: Record<(typeof dimensions)[number], string> = {
  plans: 'plan',
  platforms: 'platform',
  browsers: 'browser',
  roles: 'role',
  regions: 'region',
}

/** "Only on Enterprise", "only the owner": the answer grants it to others. */
export const only: Rule = {
  name: 'only',
  coverage: 0.4,
  comparesScope: dimensions,
  mayCompete: 'people',
  notice(pair) {
    const { official, community } = pair
    if (official.only === community.only) return undefined
    const [narrow, wide] = official.only ? [official, community] : [community, official]
    const said = official.only ? pair.said.official : pair.said.community
    if ((pair.alignment.negationsOfficial + pair.alignment.negationsCommunity) % 2 === 1) return undefined
    if (wide.mode === 'needless' || narrow.mode === 'needless') return undefined
    for (const dimension of dimensions) {
      const outside = wide.scope[dimension].filter(
        (value) => value === '*' || !narrow.scope[dimension].some((kept) => meet(dimension, kept, value)),
      )
      if (said[dimension].length === 0 || outside.length === 0) continue
      if (
        !official.only &&
        !official.universal &&
        !outside.includes('*') &&
        !onlyLater(official.scope, dimension)
      )
        continue
      return {
        kind: dimension === 'roles' ? 'quantifier' : 'availability',
        strength: 0.9,
        compared: {
          what: names[dimension],
          official: side(official.only, official.scope[dimension]),
          community: side(community.only, community.scope[dimension]),
        },
        reason: `One text allows this only for ${narrow.scope[dimension].join(', ')}, the other also for ${outside.map((value) => (value === '*' ? `every ${names[dimension]}` : value)).join(', ')}.`,
      }
    }
    return undefined
  },
}

function onlyLater(scope: Scope, dimension: (typeof dimensions)[number]): boolean {
  return scope[dimension].length > 1
}

function side(isOnly: boolean, values: readonly string[]): string {
  return `${isOnly ? 'only ' : ''}${values.map((value) => (value === '*' ? 'all' : value)).join(', ')}`
}
