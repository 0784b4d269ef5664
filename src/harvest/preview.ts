/** What files hold, looked at before anything is imported: the format, the columns, and the first records as they will arrive. */
import { isForPeople } from '../lib/errors.ts'
import { type Columns, tableIn } from './columns.ts'
import type { StoredDocument, StoredThread } from './content.ts'
import type { ImportContext, Importer } from './importer.ts'
import { importerNamed } from './importers/index.ts'
import { filesAside, leftOutSentences } from './left-out.ts'
import { mappingFor } from './mapping.ts'
import { guessedChoices, mappingOf } from './mapping-form.ts'
import { prepare, reasonOf } from './prepare.ts'
import { type Fit, fitting, isMappedByHand } from './recognition.ts'
import { type Unpacked, unpack } from './unpack.ts'

/** What to look at; everything in it can be handed to another thread. */
export type PreviewInput = {
  paths: string[]
  /** An importer's name, or "auto". */
  format: string
  context: ImportContext
  /** What the source's records are taken to be written in, and whether it keeps private parts sealed. */
  language: string
  isInternal: boolean
  /** The folder in which archives are unpacked. */
  scratch: string
}

/** A record as it will arrive; texts are cut. */
export type Arriving = {
  externalId: string
  kind: 'thread' | 'document'
  title: string
  question: string
  answer: string | null
  /** Marked answers, and replies in all. */
  answers: number
  replies: number
  resolution: StoredThread['resolution'] | null
  author: string | null
  licence: string | null
  product: string | null
  language: string
  at: string | null
  /** Private pieces taken out of this record, by kind. */
  removed: Record<string, number>
}

export type Preview = {
  fits: Fit[]
  /** What the files are read as; null when nobody can tell. */
  format: string | null
  /** Only for a table that is mapped by hand. */
  columns: Columns
  /** The mapping it was read with. */
  mapping?: unknown
  records: Arriving[]
  failed: { position: string; reason: string }[]
  /** Left out on purpose, with the reasons. */
  ignored: string[]
  /** Which files are not read, as sentences. */
  aside: string[]
  /** Why nothing can be shown, as a sentence; an import might still succeed when looking only took too long. */
  problem: string | null
  isUndecided: boolean
}

const SHOWN = 5
/** How many records are looked at to find some that can be shown. */
const LOOKED_AT = 200
const LENGTH = 700

/** A preview before anything was recognised. */
export function nothingFound(): Preview {
  return {
    ...{ fits: [], columns: [], records: [], failed: [], ignored: [], aside: [] },
    ...{ format: null, problem: null, isUndecided: true },
  }
}

/** Looks at files without a database and without writing anything. */
export async function preview(input: PreviewInput): Promise<Preview> {
  const found: Preview = { ...nothingFound(), isUndecided: false }
  let unpacked: Unpacked | undefined
  try {
    unpacked = await unpack(input.paths, input.scratch)
    const { paths } = unpacked
    found.fits = fitting(paths)
    found.format = input.format === 'auto' ? (found.fits[0]?.name ?? null) : input.format
    if (found.format === null) {
      found.problem =
        'These files are in no format Winnow knows. Choose one, or see the list of what it reads.'
      return found
    }
    const importer = importerNamed(found.format)
    const given = mappingFor(importer, paths, input.context.mapping)
    const table = isMappedByHand(importer) ? await tableIn(paths, recordsOf(given)) : { columns: [] }
    found.columns = table.columns
    const guess = table.columns.length === 0 ? undefined : mappingOf(guessedChoices(table), undefined)
    const mapping = given ?? guess
    found.mapping = mapping
    await readFirst(
      importer,
      { ...input, paths, context: { ...input.context, ...(mapping !== undefined && { mapping }) } },
      found,
    )
    const files = filesAside(importer, paths)
    found.aside = leftOutSentences({ ignored: {}, removed: {}, files }, importer.name)
  } catch (error) {
    if (!isForPeople(error) && !isFileError(error)) throw error
    found.problem = withoutFolders(error.message, [...(unpacked?.paths ?? []), ...input.paths])
  } finally {
    unpacked?.close()
  }
  return found
}

function recordsOf(mapping: unknown): string | undefined {
  const records = (mapping as { records?: unknown } | undefined)?.records
  return typeof records === 'string' ? records : undefined
}

async function readFirst(importer: Importer, input: PreviewInput, found: Preview): Promise<void> {
  let count = 0
  for await (const item of importer.items(input.paths, input.context)) {
    if ('damage' in item) found.problem ??= `${item.damage} What comes before can be imported.`
    else if ('ignored' in item) note(found.ignored, item.ignored)
    else if ('bad' in item) note(found.failed, { position: item.position, reason: item.bad })
    else {
      const { outcome, removed } = prepare(importer, item, input.context, input)
      if (outcome.kind === 'bad')
        note(found.failed, { position: item.position, reason: reasonOf(new Error(outcome.reason)) })
      else if (outcome.kind === 'left-out') note(found.ignored, outcome.why)
      else if (outcome.kind === 'thread') found.records.push(ofThread(outcome.thread!, removed))
      else found.records.push(ofDocument(outcome.document!, removed))
    }
    if (found.records.length >= SHOWN || ++count >= LOOKED_AT) return
  }
  if (count === 0 && found.problem === null) found.problem = 'Nothing in these files is a record.'
}

function ofThread(thread: StoredThread, removed: Record<string, number>): Arriving {
  const accepted = thread.posts.filter((post) => post.isAccepted)
  return {
    ...{ externalId: thread.externalId, kind: 'thread', title: thread.title, question: cut(thread.body) },
    answer: accepted[0] === undefined ? null : cut(accepted[0].body),
    ...{ answers: accepted.length, replies: thread.posts.length, resolution: thread.resolution },
    ...{ author: thread.author ?? null, licence: thread.licence ?? null, product: thread.product ?? null },
    ...{ language: thread.language, at: thread.createdAt, removed },
  }
}

function ofDocument(document: StoredDocument, removed: Record<string, number>): Arriving {
  return {
    ...{
      externalId: document.externalId,
      kind: 'document',
      title: document.title,
      question: cut(document.body),
    },
    ...{ answer: null, answers: 0, replies: 0, resolution: null, author: null },
    ...{ licence: document.licence ?? null, product: document.product ?? null },
    ...{ language: document.language, at: document.updatedAt ?? null, removed },
  }
}

function note<T>(list: T[], item: T): void {
  if (list.length < SHOWN) list.push(item)
}

function cut(text: string): string {
  return text.length > LENGTH ? `${text.slice(0, LENGTH)} …` : text
}

/** Where uploads lie is nobody's business. */
function withoutFolders(message: string, paths: string[]): string {
  return paths.reduce((text, path) => text.replaceAll(`${path}/`, '').replaceAll(path, 'the upload'), message)
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code))
}
