import type {
  AppliesTo,
  Authority,
  Participant,
  PostRole,
  ResolutionKind,
  Resolver,
  ThreadLink,
} from '../db/words.ts'
import type { Probe } from './probe.ts'

/**
 * One item of an export as it was read: `raw` is a plain object that `normalise` understands, `position` is for
 * people ("line 12"). `source` is set when the item itself says where it belongs.
 */
export type RawItem = {
  kind: 'thread' | 'document'
  externalId: string
  raw: object
  file: string
  position: string
  source?: { slug: string; authority?: Authority }
}

/** A record that could not be read; reading goes on after it. */
export type BadItem = { bad: string; externalId?: string; file: string; position: string; raw: string }

/** The file ends or breaks here; what came before stays, and the run is marked incomplete. Offsets are bytes. */
export type Damage = { damage: string; file: string; offset: number }

/** Left out on purpose, and why. */
export type LeftOut = { ignored: string }

export type Item = RawItem | BadItem | Damage | LeftOut

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
  /** Whom the authors do not already name; authors are added when the thread is stored. */
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
  /** A remark on another post, where the source keeps those apart from answers: never an answer, never counted as a reply. */
  isComment?: boolean
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

/** `left-out` is said of an item that is private as a whole; one that was public before is taken down. */
export type Normalised =
  | { kind: 'thread'; thread: NormalThread }
  | { kind: 'document'; document: NormalDocument }
  | { kind: 'left-out'; why: string }

/** What a person said when starting an import, beyond the files. */
export type ImportContext = {
  authority: Authority
  product?: string
  /** Of every record that names none itself. */
  licence?: string
  /** A mapping file's content, for formats that need one. */
  mapping?: unknown
}

/**
 * Reads one kind of export.
 * `recognises` judges by names and first bytes only; a `isFallback` importer is asked only when no other fits.
 * `items` streams with flat memory, and throws `Refused` when it cannot start at all.
 * `withoutPrivate` takes private parts out of a raw item before it is stored; what it gives back is what
 * `normalise` (pure) sees, so nothing private can pass, and stored items can be normalised again.
 */
export type Importer = {
  name: string
  /** What it reads, in the words of the README and the import page. */
  reads: string
  isFallback?: true
  /** What a new source of it is, unless somebody says otherwise. */
  usually?: Authority
  /** Written after this document of the vendor and never run on a real export; said so wherever it is listed. */
  unconfirmed?: string
  /** Names of files it reads beside those with the records. */
  beside?: RegExp
  /** Takes `mapping.json` beside the files when no mapping is given. */
  usesMapping?: true
  recognises(probe: Probe): boolean
  items(paths: string[], context: ImportContext): AsyncIterable<Item>
  withoutPrivate(raw: object, context: ImportContext): Stripped
  normalise(
    item: { kind: 'thread' | 'document'; externalId: string; raw: object },
    context: ImportContext,
  ): Normalised
}

/**
 * A raw item less its private parts: how many pieces of which kind went, the pieces for an internal source, and the
 * names of keys that a strict format does not know.
 */
export type Stripped = {
  raw: object
  removed: Record<string, number>
  sealed?: unknown
  unknownKeys?: string[]
}
