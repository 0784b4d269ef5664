/** Files that came through the browser: their folder on disk, what was said about them, and how it ended. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq, isNull } from 'drizzle-orm'
import { type By, now } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { importRuns, sources, uploads } from '../db/schema.ts'
import { type Authority, authorities } from '../db/words.ts'
import { Conflict, Invalid, NotFound } from '../lib/errors.ts'
import { slugOf } from '../lib/slug.ts'
import { isAlive } from './busy.ts'
import type { HarvestInput } from './harvest.ts'
import { mappingBeside, readMapping } from './mapping.ts'
import { type Choices, mappingOf } from './mapping-form.ts'
import type { SourceInput } from './sources.ts'

/** An upload as stored. */
export type Upload = typeof uploads.$inferSelect

/** What nobody has imported for so long is deleted, in milliseconds. */
const STALE_MS = 24 * 60 * 60_000

/** Notes that files lie in a folder; returns the upload's number. */
export function keepUpload(db: Db, input: { folder: string; files: Upload['files']; by: By }): number {
  return db
    .insert(uploads)
    .values({ ...input, createdAt: now() })
    .returning({ id: uploads.id })
    .get().id
}

/** The upload of that number. */
export function getUpload(db: Db, uploadId: number): Upload {
  const upload = db.select().from(uploads).where(eq(uploads.id, uploadId)).get()
  if (upload === undefined) throw new NotFound(`There is no upload ${uploadId}.`)
  return upload
}

/** The upload a run came from; undefined for an import by command. */
export function uploadOfRun(db: Db, runId: number): Upload | undefined {
  return db.select().from(uploads).where(eq(uploads.runId, runId)).get()
}

/** Keeps what was said about the files, until it is imported. */
export function sayOfUpload(db: Db, input: { uploadId: number; choices: Choices }): void {
  const { uploadId, choices } = input
  const open = and(eq(uploads.id, uploadId), isNull(uploads.startedAt))
  db.update(uploads).set({ choices }).where(open).run()
}

/** Hands the files over to an import. `Conflict` when that has happened already. */
export function startUpload(db: Db, uploadId: number): void {
  inTransaction(db, (tx) => {
    const upload = getUpload(tx, uploadId)
    if (upload.startedAt !== null) throw new Conflict('These files are being imported already, or were.')
    tx.update(uploads).set({ startedAt: now(), problem: null }).where(eq(uploads.id, uploadId)).run()
  })
}

/** What the import of an upload does now; or that its first record was read. */
export function noteUpload(
  db: Db,
  uploadId: number,
  what: { runId?: number; progress?: string | null },
): void {
  db.update(uploads).set(what).where(eq(uploads.id, uploadId)).run()
}

/** The import has ended, well or with a problem; the files go. Ending twice changes nothing. */
export function endUpload(db: Db, root: string, input: { uploadId: number; problem?: string }): void {
  const { folder } = getUpload(db, input.uploadId)
  db.update(uploads)
    .set({
      finishedAt: now(),
      progress: null,
      ...(input.problem !== undefined && { problem: input.problem }),
    })
    .where(and(eq(uploads.id, input.uploadId), isNull(uploads.finishedAt)))
    .run()
  dropFolder(root, folder)
}

/** Deletes files that nobody will import any more: left over from a crash, or forgotten for a day. */
export function cleanUploads(db: Db, root: string): number {
  const before = new Date(Date.parse(now()) - STALE_MS).toISOString()
  const kept = new Set<string>()
  for (const upload of db.select().from(uploads).where(isNull(uploads.finishedAt)).all()) {
    const run =
      upload.runId === null
        ? undefined
        : db.select().from(importRuns).where(eq(importRuns.id, upload.runId)).get()
    const isOpen = upload.startedAt === null ? upload.createdAt > before : isAlive(run?.process ?? null)
    if (isOpen) kept.add(upload.folder)
    else
      endUpload(db, root, { uploadId: upload.id, problem: upload.startedAt === null ? FORGOTTEN : STOPPED })
  }
  const isLost = (name: string) => !kept.has(name.replace(/\.unpacked$/, ''))
  const lost = existsSync(root) ? readdirSync(root).filter(isLost) : []
  for (const folder of lost) dropFolder(root, folder)
  return lost.length
}

const FORGOTTEN = 'Nobody imported these files for a day; they were deleted.'
const STOPPED =
  'Winnow was stopped while these files were imported. Upload them again: what is stored is kept.'

/** The folder of an upload, and what an import is given to read: the one file, or all. */
export function pathsOf(root: string, upload: Upload): string[] {
  const folder = join(root, upload.folder)
  return upload.files.length === 1 ? [join(folder, upload.files[0]!.name)] : [folder]
}

/** Where archives of an upload are unpacked, so that nothing is left when the import is killed. */
export function scratchOf(root: string, folder: string): string {
  return join(root, `${folder}.unpacked`)
}

/** What the form's choices mean for an import; says everything that is missing. */
export function harvestOf(db: Db, upload: Upload, paths: string[]): Omit<HarvestInput, 'by'> {
  const { choices } = upload
  const source = sourceOf(db, choices)
  const mapping = hasMapping(choices) ? saidMapping(db, upload, paths) : undefined
  return { source, format: text(choices.format) || 'auto', paths, ...(mapping !== undefined && { mapping }) }
}

/** The mapping the form says, over the one in the files or the one the source remembers. */
export function saidMapping(db: Db, { choices }: Upload, paths: string[]): unknown {
  const beside = paths.map(mappingBeside).find((found) => found !== undefined)
  const known = db
    .select()
    .from(sources)
    .where(eq(sources.slug, text(choices.source)))
    .get()
  return mappingOf(choices, beside === undefined ? (known?.mapping ?? undefined) : readMapping(beside))
}

/** The source a form names: an existing one by its slug, or a new one with what it needs. */
export function sourceOf(db: Db, choices: Choices): SourceInput {
  const slug = text(choices.source)
  const product = text(choices.product)
  if (slug !== '') {
    const known = db.select().from(sources).where(eq(sources.slug, slug)).get()
    if (known === undefined)
      throw new Invalid([{ field: 'source', code: 'unknown', message: 'Choose a source, or a new one.' }])
    return { slug, ...(product !== '' && { product }) }
  }
  const name = text(choices.name)
  const authority = authorities.find((one) => one === text(choices.authority))
  const language = text(choices.language)
  const licence = text(choices.licence)
  const issues = [
    ...(name === '' ? [{ field: 'name', code: 'missing', message: 'Give the new source a name.' }] : []),
    ...(authority === undefined
      ? [{ field: 'authority', code: 'missing', message: 'Choose what its word is worth.' }]
      : []),
    ...(language !== '' && !/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(language)
      ? [
          {
            field: 'language',
            code: 'shape',
            message: 'Write the language as a short code, such as en or pt-BR.',
          },
        ]
      : []),
  ]
  const taken =
    name !== '' &&
    db
      .select()
      .from(sources)
      .where(eq(sources.slug, slugOf(name)))
      .get() !== undefined
  if (taken)
    issues.push({
      field: 'name',
      code: 'taken',
      message: `There is a source of that name already. Choose it above, or use another name.`,
    })
  if (issues.length > 0) throw new Invalid(issues)
  return {
    slug: slugOf(name).slice(0, 80),
    name,
    authority: authority as Authority,
    isInternal: text(choices.isInternal) !== '',
    ...(product !== '' && { product }),
    ...(language !== '' && { language }),
    ...(licence !== '' && { licence }),
  }
}

function hasMapping(choices: Choices): boolean {
  return Object.keys(choices).some((name) => name.startsWith('map-'))
}

function dropFolder(root: string, folder: string): void {
  if (!/^[\w-]+(?:\.unpacked)?$/.test(folder)) return
  rmSync(join(root, folder), { recursive: true, force: true })
  rmSync(scratchOf(root, folder), { recursive: true, force: true })
}

function text(value: string | string[] | undefined): string {
  return ((Array.isArray(value) ? value[0] : value) ?? '').trim()
}
