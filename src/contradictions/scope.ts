import { table } from '../lib/words.ts'
import { ENDLESS, type Scope, type VersionRange } from './frame/scopes.ts'

/** One dimension in which two statements speak of different things, in words a person can check. */
export interface ScopeGap {
  dimension: keyof Scope
  official: string
  community: string
}

/** The dimension in which two scopes cannot meet, or undefined when they may speak of the same thing. */
export function scopeGap(official: Scope, community: Scope): ScopeGap | undefined {
  for (const dimension of listed) {
    const a = official[dimension]
    const b = community[dimension]
    if (a.length === 0 || b.length === 0) continue
    if (!a.some((one) => b.some((other) => meet(dimension, one, other))) || otherNumber(a, b))
      return { dimension, official: a.join(', '), community: b.join(', ') }
  }
  return versionGap(official.versions, community.versions)
}

/** "shop#server" and "shop#cloud": one name with another word behind it on each side, whatever else is the same. */
function otherNumber(a: readonly string[], b: readonly string[]): boolean {
  const behind = (values: readonly string[], name: string) =>
    values.filter((value) => value.startsWith(name)).map((value) => value.slice(name.length))
  return a.some((one) => {
    const name = one.slice(0, one.indexOf('#') + 1)
    if (name === '') return false
    const [left, right] = [behind(a, name), behind(b, name)]
    return right.length > 0 && !left.some((value) => right.includes(value))
  })
}

/** What only one side says about where it holds. */
export function oneSided(
  official: Scope,
  community: Scope,
): { official: (keyof Scope)[]; community: (keyof Scope)[] } {
  const only = (a: Scope, b: Scope) =>
    everything.filter((dimension) => a[dimension].length > 0 && b[dimension].length === 0)
  return { official: only(official, community), community: only(community, official) }
}

/** Whether two values of one dimension can hold together. */
export function meet(dimension: keyof Scope, one: string, other: string): boolean {
  if (one === other || one === '*' || other === '*') return true
  if (one.includes('#') || other.includes('#')) return one.split('#')[0] !== other.split('#')[0]
  return inside(dimension, one, other) || inside(dimension, other, one)
}

/** Whether one value of a dimension lies inside another: Linux among desktops, Berlin in Germany. */
export function inside(dimension: keyof Scope, inner: string, outer: string): boolean {
  const wider = dimension === 'platforms' ? widerPlatform : dimension === 'regions' ? widerRegion : undefined
  return wider !== undefined && reaches(wider, inner, outer)
}

/** The scope of a statement: what its own words say, else what its title, section or metadata say. */
export function withContext(own: Scope, context: Scope): Scope {
  const merged = { ...own }
  for (const dimension of listed) if (own[dimension].length === 0) merged[dimension] = context[dimension]
  if (own.versions.length === 0) merged.versions = context.versions
  return merged
}

const listed = ['plans', 'platforms', 'browsers', 'regions', 'roles', 'models', 'bands'] as const
const everything = [...listed, 'versions'] as const

const widerPlatform = table<string[]>({
  iphone: ['ios', 'phone'],
  ipad: ['ios', 'tablet'],
  ios: ['mobile', 'phone', 'tablet'],
  android: ['mobile', 'phone', 'tablet'],
  phone: ['mobile'],
  tablet: ['mobile'],
  windows: ['desktop', 'laptop', 'server'],
  macos: ['desktop', 'laptop'],
  linux: ['desktop', 'laptop', 'server'],
  chromeos: ['laptop'],
  laptop: ['desktop'],
  server: ['self-hosted'],
  pc: ['desktop'],
  xbox: ['console'],
  playstation: ['console'],
  nintendo: ['console'],
})
const widerRegion = table<string[]>({
  germany: ['eu'],
  france: ['eu'],
  spain: ['eu'],
  italy: ['eu'],
  ireland: ['eu'],
  netherlands: ['eu'],
  sweden: ['eu'],
  poland: ['eu'],
  austria: ['eu'],
  eu: ['europe'],
  uk: ['europe'],
  norway: ['europe'],
  switzerland: ['europe'],
  europe: ['emea'],
  africa: ['emea'],
  frankfurt: ['germany'],
  dublin: ['ireland'],
  london: ['uk'],
  scotland: ['uk'],
  california: ['us'],
  texas: ['us'],
  virginia: ['us'],
  quebec: ['canada'],
  japan: ['asia'],
  china: ['asia'],
  india: ['asia'],
  singapore: ['asia'],
  asia: ['apac'],
  australia: ['apac'],
  tokyo: ['japan'],
  sydney: ['australia'],
})

function reaches(
  wider: Readonly<Record<string, string[] | undefined>>,
  inner: string,
  outer: string,
): boolean {
  return (wider[inner] ?? []).some((name) => name === outer || reaches(wider, name, outer))
}

function versionGap(
  official: readonly VersionRange[],
  community: readonly VersionRange[],
): ScopeGap | undefined {
  const pairs = official.flatMap((one) =>
    community.filter((other) => sameProduct(one, other)).map((other) => [one, other] as const),
  )
  if (pairs.length === 0 || pairs.some(([one, other]) => one.from < other.to && other.from < one.to))
    return undefined
  return { dimension: 'versions', official: describe(official), community: describe(community) }
}

function sameProduct(one: VersionRange, other: VersionRange): boolean {
  return (
    one.name === other.name ||
    one.name === '' ||
    other.name === '' ||
    generic.has(one.name) ||
    generic.has(other.name)
  )
}
const generic = new Set(['app', 'client', 'cli', 'product'])

function describe(ranges: readonly VersionRange[]): string {
  return ranges
    .map(
      (range) =>
        `${shortVersion(range.from)}–${range.to < ENDLESS ? `before ${shortVersion(range.to)}` : 'later'}`,
    )
    .join(', ')
}

function shortVersion(value: number): string {
  const minor = Math.floor((value % 1e8) / 1e4)
  return `${Math.floor(value / 1e8)}.${minor}`
}
