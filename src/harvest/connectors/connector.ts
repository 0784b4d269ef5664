import type { Authority } from '../../db/words.ts'
import type { Hook } from './hook.ts'
import type { Json, Site } from './site.ts'

/** One thing a connector has to be told, for the form and the command line. */
export type Setting = { name: string; label: string; hint: string; isOptional?: boolean }

/** What was fetched, as files in the shape an importer reads, and how far that brings the source. */
export type Fetch = {
  files: { name: string; text: string }[]
  /** Kept once the files are imported; the next sync begins after it. */
  cursor: unknown
}

/** What is stored, as it came (undefined when it cannot be read), and where to hand over what is not so any more. */
export type Again = {
  rawOf(externalId: string): Json | undefined
  take(fetched: Fetch): Promise<void>
}

/**
 * Keeps one kind of site up: fetches what changed since a cursor, oldest change first, in the shape one of the
 * importers reads. Only times of the site count, never this machine's clock; what is fetched twice changes nothing.
 */
export type Connector = {
  name: string
  reads: string
  /** The importer that reads what is fetched, and what its word is worth unless said otherwise. */
  format: string
  authority: Authority
  settings: readonly Setting[]
  /** The address everything is fetched from, checked; throws `Invalid` with the setting that is wrong. */
  base(settings: Readonly<Record<string, string>>): URL
  /** What goes with each request; a token only ever comes from the environment. */
  headers(token: string | undefined, settings: Readonly<Record<string, string>>): Record<string, string>
  /** What a token looks like, in a sentence. */
  token: string
  /** Everything that changed since the cursor; null = from the beginning. */
  changes(site: Site, cursor: unknown): AsyncGenerator<Fetch>
  /** One item anew, by the id its thread has; if it is gone, in the form that takes it down. */
  one?(site: Site, externalId: string): Promise<Fetch['files']>
  /**
   * Which of some stored records the site no longer has; left out where the changes say that themselves. Whoever is
   * asked one by one may show changes that stand in no list: those are handed over as if they were fetched.
   */
  gone?: {
    kind: 'thread' | 'document'
    among(site: Site, externalIds: string[], again: Again): Promise<string[]>
  }
  /** Messages the site sends by itself. */
  hook?: Hook
}
