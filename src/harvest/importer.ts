import type { AppliesTo, Participant, PostRole, ResolutionKind, Resolver, ThreadLink } from '../db/words.ts'

/** One item of an export as it was read: `raw` is what `normalise` understands, `position` is for people ("line 12"). */
export type RawItem = {
  kind: 'thread' | 'document'
  externalId: string
  raw: unknown
  file: string
  position: string
}

/** A record that could not be read; reading goes on after it. */
export type BadItem = { bad: string; externalId?: string; file: string; position: string; raw: string }

/** The file ends or breaks here; what came before stays, and the run is marked incomplete. Offsets are bytes. */
export type Damage = { damage: string; file: string; offset: number }

export type Item = RawItem | BadItem | Damage | { ignored: true }

/** A question with its answers, bodies in Markdown, nothing private in it. Times are ISO 8601 in UTC. */
export type NormalThread = {
  externalId: string
  title: string
  /** The question itself, in Markdown. */
  body: string
  author?: string
  url?: string
  product?: string
  language?: string
  createdAt: string
  updatedAt?: string
  licence?: string
  tags: string[]
  views: number
  score: number
  environment: Record<string, string>
  links: ThreadLink[]
  participants: Participant[]
  resolution: { kind: ResolutionKind; by?: Resolver; reason?: string; at?: string }
  posts: NormalPost[]
}

/** A reply, in Markdown. */
export type NormalPost = {
  externalId: string
  role: PostRole
  author?: string
  body: string
  createdAt: string
  editedAt?: string
  isAccepted: boolean
  score: number
  url?: string
  licence?: string
  language?: string
}

/** An official text, in Markdown. */
export type NormalDocument = {
  externalId: string
  title: string
  body: string
  section?: string
  product?: string
  language?: string
  appliesTo: AppliesTo
  url?: string
  licence?: string
  visibility: 'public' | 'restricted'
  updatedAt?: string
}

export type Normalised =
  | { kind: 'thread'; thread: NormalThread }
  | { kind: 'document'; document: NormalDocument }

/** What a person said when starting an import, beyond the files. */
export type ImportContext = {
  authority: 'official' | 'community' | 'case'
  product?: string
  /** Keeps private parts sealed instead of dropping them. */
  isInternal: boolean
  /** A mapping file's content, for formats that need one. */
  mapping?: unknown
}

/**
 * Reads one kind of export. `recognises` looks at names and the first bytes only; `items` streams with flat memory;
 * `withoutPrivate` takes private parts out of the raw item before it is stored; `normalise` is pure.
 */
export type Importer = {
  name: string
  /** What it reads, in the words of the README and the import page. */
  reads: string
  recognises(path: string): boolean
  items(paths: string[], context: ImportContext): AsyncIterable<Item>
  withoutPrivate(raw: unknown): { raw: unknown; removed: Record<string, number>; sealed?: unknown }
  normalise(
    item: { kind: 'thread' | 'document'; externalId: string; raw: unknown },
    context: ImportContext,
  ): Normalised
}
