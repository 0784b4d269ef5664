import { sha256 } from '../lib/hash.ts'
import { messageOf } from '../lib/shape.ts'
import { completeDocument, completeThread, type StoredDocument, type StoredThread } from './content.ts'
import type { ImportContext, Importer, RawItem } from './importer.ts'
import { type DocumentRows, documentRows, type ThreadRows, threadRows } from './rows.ts'

/** What an item became: rows to write, something private as a whole, or a record that could not be read. */
export type Outcome = Good | { kind: 'left-out'; why: string } | { kind: 'bad'; reason: string }

/**
 * A record that can be stored: the rows it becomes, and itself; only a preview and a dry run show that, so it does not
 * travel from one core to another.
 */
export type Good =
  | { kind: 'thread'; thread?: StoredThread; rows: ThreadRows }
  | { kind: 'document'; document?: StoredDocument; rows: DocumentRows }

/** A raw item as it will be stored: private parts out, and its hash as received. */
export type Received = { hash: string; received: string }
export type Prepared = {
  payload: string
  payloadHash: string
  sealed: string | null
  removed: Record<string, number>
  unknownKeys: string[]
  /** Whole posts were taken out, not only parts of some. */
  hidesPosts: boolean
  outcome: Outcome
}

/** Longest record kept, in characters of its JSON. */
export const MAX_RECORD = 24_000_000

/** The hash of an item as received; a mapping is part of it, because another mapping makes another thread. */
export function receive(raw: object, context: ImportContext): Received | { bad: string } {
  try {
    const received = JSON.stringify(raw)
    if (received.length > MAX_RECORD)
      return { bad: `The record is longer than ${MAX_RECORD / 1e6} million characters.` }
    const mapping = context.mapping === undefined ? '' : JSON.stringify(context.mapping)
    return { hash: sha256(received + mapping), received }
  } catch (error) {
    return { bad: reasonOf(error) }
  }
}

/** Takes private parts out and normalises what is left; whatever goes wrong is the item's own failure. */
export function prepare(
  importer: Importer,
  item: Pick<RawItem, 'kind' | 'externalId' | 'raw'>,
  context: ImportContext,
  defaults: { language: string; isInternal: boolean },
  received?: Received,
): Prepared {
  const prepared: Prepared = {
    payload: '',
    payloadHash: '',
    sealed: null,
    removed: {},
    unknownKeys: [],
    hidesPosts: false,
    outcome: NOT_READ,
  }
  try {
    const stripped = importer.withoutPrivate(item.raw, context)
    const hasPrivate = Object.keys(stripped.removed).length > 0
    prepared.removed = stripped.removed
    prepared.unknownKeys = stripped.unknownKeys ?? []
    prepared.hidesPosts = hasWhole(stripped.sealed)
    if (hasPrivate && defaults.isInternal) prepared.sealed = JSON.stringify(stripped.sealed ?? null)
    const raw = hasPrivate ? { ...stripped.raw, $removed: stripped.removed } : stripped.raw
    const isWhole = raw === item.raw && received !== undefined
    prepared.payload = isWhole ? received.received : JSON.stringify(raw)
    prepared.payloadHash = isWhole && context.mapping === undefined ? received.hash : sha256(prepared.payload)
    prepared.outcome = read(importer, { ...item, raw }, context, defaults.language)
  } catch (error) {
    prepared.outcome = { kind: 'bad', reason: reasonOf(error) }
  }
  return prepared
}

function hasWhole(pieces: unknown): boolean {
  const isWhole = (piece: unknown) => piece !== null && typeof piece === 'object'
  return (
    isWhole(pieces) && Object.values(pieces as object).some((one) => Array.isArray(one) && one.some(isWhole))
  )
}

const NOT_READ: Outcome = { kind: 'bad', reason: 'The record was not read.' }

/** Normalises a stored or stripped item and completes it; throws what `normalise` throws. */
export function read(
  importer: Importer,
  item: { kind: 'thread' | 'document'; externalId: string; raw: object },
  context: ImportContext,
  language: string,
): Outcome {
  const normal = importer.normalise(item, context)
  const defaults = { product: context.product, licence: context.licence, language }
  if (normal.kind === 'thread') {
    const thread = completeThread(normal.thread, defaults)
    return { kind: 'thread', thread, rows: threadRows(thread) }
  }
  if (normal.kind === 'document') {
    const document = completeDocument(normal.document, defaults)
    return { kind: 'document', document, rows: documentRows(document) }
  }
  return normal
}

/** An error as a sentence for the list of failures. */
export function reasonOf(error: unknown): string {
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return 'The record is nested too deeply.'
  const message = messageOf(error)
  return message.length > 500 ? `${message.slice(0, 500)}…` : message
}
