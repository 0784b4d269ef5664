/** A half-open range of version numbers, each part weighted so that 4.10 > 4.9; `name` is the product if one is said. */
export interface VersionRange {
  name: string
  from: number
  to: number
}

/** Where a statement holds; an empty list says nothing about that side. */
export interface Scope {
  versions: VersionRange[]
  plans: string[]
  platforms: string[]
  browsers: string[]
  regions: string[]
  roles: string[]
  models: string[]
  bands: string[]
}

/** A version number read in a clause: what it is a version of and how it binds. */
export interface VersionMention extends VersionRange {
  sense: 'exact' | 'min' | 'max'
  /** Said as a frame of the statement ("in version 5 …"), not as its content ("requires version 5"). */
  asScope: boolean
  /** Everything up to it ("older than 5", "5 or older"). */
  than: boolean
  index: number
  text: string
  start: number
  end: number
}

/** What the scope words of a clause say, and which tokens they took. */
export interface ScopeReading {
  scope: Scope
  mentions: VersionMention[]
  taken: Set<number>
}

/** A scope that says nothing. */
export function emptyScope(): Scope {
  return {
    versions: [],
    plans: [],
    platforms: [],
    browsers: [],
    regions: [],
    roles: [],
    models: [],
    bands: [],
  }
}

export const list = (text: string): Set<string> => new Set(text.split(/\s+/).filter(Boolean))

/** Stands for "and everything later"; a finite number, so that frames survive JSON. */
export const ENDLESS = 1e15

export function take(reading: ScopeReading, index: number): void {
  reading.taken.add(index)
}
