import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { sources } from '../../db/schema.ts'
import { type Authority, authorities } from '../../db/words.ts'
import { refuseIfBusy } from '../../harvest/busy.ts'
import type { ImportContext } from '../../harvest/importer.ts'
import { importers } from '../../harvest/importers/index.ts'
import { type Choices, choicesOf } from '../../harvest/mapping-form.ts'
import type { Preview, PreviewInput } from '../../harvest/preview.ts'
import type { Source } from '../../harvest/sources.ts'
import {
  endUpload,
  getUpload,
  harvestOf,
  keepUpload,
  pathsOf,
  saidMapping,
  sayOfUpload,
  startUpload,
  type Upload,
} from '../../harvest/uploads.ts'
import { Invalid, NotFound } from '../../lib/errors.ts'
import { aboutEach } from '../about.ts'
import { page, redirect } from '../answers.ts'
import { isRunningApart, startApart, stopApart } from '../apart.ts'
import { Forbidden, wantsJson } from '../errors.ts'
import { blankForm, type FormPage, type FormState, formAgain, readForm } from '../forms.ts'
import { openPreviews, type Previews } from '../previews.ts'
import type { Ask, Routes } from '../routes.ts'
import { receiveUpload } from '../upload.ts'

type Format = { name: string; reads: string; unconfirmed?: string }
export type NewUploadPage = FormPage & {
  most: number
  formats: readonly Format[]
  source: { slug: string; name: string } | null
}
export type UploadPage = FormPage & {
  upload: Upload
  size: number
  /** The most that is taken at once, in bytes. */
  most: number
  /** Undefined while the files are still being looked at. */
  preview: Preview | undefined
  format: Format | undefined
  formats: readonly Format[]
  /** Existing sources the person may import into. */
  sources: { slug: string; name: string; authority: string }[]
  products: string[]
  isRunning: boolean
}

/** How long a page waits for a preview before it is shown without, in milliseconds. */
const PATIENCE = 4000

/** Files through the browser: given, looked at, described, imported. */
export function uploadRoutes(routes: Routes): void {
  const previews = openPreviews()

  routes.get('/staff/uploads/new', 'import', aboutEach, (ask) => newUpload(ask))

  routes.post('/staff/uploads', 'import', aboutEach, async (ask) => {
    const limits = { root: ask.config.uploadsDir, most: ask.config.uploadBytes }
    const received = await receiveUpload(ask.request, limits).catch((error: unknown) => {
      // A program, and the page's own script, is told in words of its own; a person without one gets the form again.
      if (wantsJson(ask.request)) throw error
      return formAgain({}, error)
    })
    if (!('folder' in received)) return newUpload(ask, received)
    const uploadId = keepUpload(ask.db, { ...received, by: ask.by })
    const known = askedSource(ask)
    if (known !== null) sayOfUpload(ask.db, { uploadId, choices: { source: known.slug } })
    return redirect(`/staff/uploads/${uploadId}`)
  })

  routes.get('/staff/uploads/:id', 'import', aboutEach, async (ask) => {
    const upload = mine(ask)
    if (upload.runId !== null) return redirect(`/staff/imports/${upload.runId}`)
    return showUpload(ask, previews, upload)
  })

  routes.post('/staff/uploads/:id', 'import', aboutEach, async (ask) => {
    const upload = mine(ask)
    const { act, ...sent } = readForm(Fields, ask.body)
    const choices = withMapping(sent, upload.choices)
    sayOfUpload(ask.db, { uploadId: upload.id, choices })
    const told = mine(ask)
    if (act !== 'start') return redirect(`/staff/uploads/${upload.id}`)
    try {
      await start(ask, previews, told)
    } catch (error) {
      return showUpload(ask, previews, told, formAgain(choices, error))
    }
    previews.forget(upload.id)
    return redirect(`/staff/uploads/${upload.id}`)
  })

  routes.post('/staff/uploads/:id/removal', 'import', aboutEach, (ask) => {
    const upload = mine(ask)
    previews.forget(upload.id)
    stopApart(ask.config, keyOf(upload.id), 'at once')
    endUpload(ask.db, ask.config.uploadsDir, {
      uploadId: upload.id,
      problem: 'The files were deleted before anything was read.',
    })
    return redirect('/staff/sources', 'The files are deleted; nothing was imported.')
  })
}

function newUpload(ask: Ask, again?: FormState) {
  const most = ask.config.uploadBytes
  const form = again ?? blankForm()
  const status = again === undefined ? 200 : 422
  const parts = { most, form, formats: importers, source: askedSource(ask) }
  return page('sources/import', { title: 'Import files', ...parts }, status)
}

/** The source the address names, if this person may import into it. */
function askedSource(ask: Ask): Source | null {
  return mySources(ask).find((source) => source.slug === ask.query.source) ?? null
}

/** A page that was shown before the columns were known sends none; what was said of them before stays. */
function withMapping(sent: Choices, before: Choices): Choices {
  const isOther = sent.format !== before.format || sent.source !== before.source
  if (isOther || Object.keys(sent).some((name) => name.startsWith('map-'))) return sent
  const kept = Object.entries(before).filter(([name]) => name.startsWith('map-'))
  return { ...Object.fromEntries(kept), ...sent }
}

/** Everything a form may send: texts and lists of texts, within reason. */
const Fields = z.record(
  z.string().max(60),
  z.union([z.string().max(2000), z.array(z.string().max(300)).max(300)]),
)

async function start(ask: Ask, previews: Previews, upload: Upload): Promise<void> {
  const root = ask.config.uploadsDir
  const { source } = harvestOf(ask.db, upload, pathsOf(root, upload))
  const known = sourceRow(ask, source.slug)
  if (known !== undefined) {
    ask.must('import', { productId: known.productId })
    refuseIfBusy(ask.db, known)
  }
  if (source.product !== undefined) ask.must('import', { productId: productId(ask, source.product) })
  else if (known === undefined) ask.must('import', { productId: null })
  const preview = await previews.look(upload.id, previewInput(ask, upload), PATIENCE * 8)
  if (
    preview !== undefined &&
    preview.problem !== null &&
    preview.records.length === 0 &&
    !preview.isUndecided
  )
    throw new Invalid([{ field: 'format', code: 'unreadable', message: preview.problem }])
  const format = preview?.format ?? undefined
  // Winnow's own files name the source of each record themselves, so they reach beyond one product.
  if (ask.person.isLimited && (format ?? 'winnow') === 'winnow') throw new Forbidden(BEYOND)
  if (format !== undefined)
    sayOfUpload(ask.db, { uploadId: upload.id, choices: { ...upload.choices, format } })
  startUpload(ask.db, upload.id)
  const { config, db } = ask
  startApart(config, keyOf(upload.id), ['import-upload', String(upload.id)], () => {
    if (db.$client.open) endUpload(db, config.uploadsDir, { uploadId: upload.id, problem: CRASHED })
    else rmSync(join(root, upload.folder), { recursive: true, force: true })
  })
}

const BEYOND =
  'These files may hold records of any product, and your account is for some of them. Ask an administrator to import them.'
const CRASHED = 'The import ended before it was done. Upload the files again: what is stored is kept.'

async function showUpload(ask: Ask, previews: Previews, upload: Upload, again?: FormState) {
  const isOpen = upload.startedAt === null && upload.finishedAt === null
  const preview = isOpen ? await previews.look(upload.id, previewInput(ask, upload), PATIENCE) : undefined
  const name = preview?.format ?? undefined
  const form = again ?? formOf(upload, preview)
  const status = again === undefined ? 200 : 422
  return page(
    'sources/upload',
    {
      title: upload.startedAt !== null && upload.finishedAt === null ? 'Importing' : 'Import files',
      upload,
      most: ask.config.uploadBytes,
      size: upload.files.reduce((sum, file) => sum + file.bytes, 0),
      preview,
      format: importers.find((importer) => importer.name === name),
      formats: importers,
      sources: mySources(ask),
      products: products(ask),
      isRunning: isRunningApart(ask.config, keyOf(upload.id)),
      form:
        again === undefined
          ? form
          : { ...form, values: { ...formOf(upload, preview).values, ...form.values } },
    },
    status,
  )
}

/** What stands in the fields: what was said, else what the source remembers, else a guess. */
function formOf(upload: Upload, preview: Preview | undefined): FormState {
  const said = upload.choices
  const guess = (preview?.columns.length ?? 0) > 0 ? choicesOf(preview?.mapping) : {}
  const authority = usualAuthority(preview?.format)
  const all: Choices = { authority, language: 'en', ...guess, ...said }
  const form = blankForm()
  for (const [name, value] of Object.entries(all)) {
    if (Array.isArray(value)) form.lists[name] = value
    else form.values[name] = value
  }
  return form
}

/** What a new source is taken for as long as nobody says it. */
function usualAuthority(format: string | null | undefined): Authority {
  return importers.find((importer) => importer.name === format)?.usually ?? 'community'
}

/** What a preview needs; what is not said yet is guessed, so that something can be shown. */
function previewInput(ask: Ask, upload: Upload): Omit<PreviewInput, 'scratch'> {
  const { choices } = upload
  const source = sourceRow(ask, one(choices.source))
  const paths = pathsOf(ask.config.uploadsDir, upload)
  const said = mappedBy(ask, upload, paths)
  const authority =
    source?.authority ??
    authorities.find((word) => word === choices.authority) ??
    usualAuthority(one(choices.format))
  const product = one(choices.product).trim()
  const licence = source?.licence ?? one(choices.licence).trim()
  const context: ImportContext = {
    authority,
    ...(product !== '' && { product }),
    ...(licence !== '' && { licence }),
    ...(said !== undefined && { mapping: said }),
  }
  return {
    paths,
    format: one(choices.format) || 'auto',
    context,
    language: source?.language ?? (one(choices.language).trim() || 'en'),
    isInternal: source?.isInternal ?? choices.isInternal !== undefined,
  }
}

/** A mapping file that cannot be read is said by the preview itself. */
function mappedBy(ask: Ask, upload: Upload, paths: string[]): unknown {
  try {
    return saidMapping(ask.db, upload, paths)
  } catch (error) {
    if (error instanceof Invalid) return undefined
    throw error
  }
}

/** The upload in the address, for the person who gave it and for administrators; for others there is none. */
function mine(ask: Ask): Upload {
  const upload = getUpload(ask.db, Number(/^\d{1,15}$/.test(ask.params.id ?? '') ? ask.params.id : 0))
  if (upload.by !== ask.by && !ask.may('admin.sources'))
    throw new NotFound(`There is no upload ${upload.id}.`)
  return upload
}

function mySources(ask: Ask): Source[] {
  const all = ask.db.select().from(sources).orderBy(sources.name).all()
  return all.filter((source) => ask.may('import', { productId: source.productId }))
}

function sourceRow(ask: Ask, slug: string): Source | undefined {
  return slug === '' ? undefined : ask.db.select().from(sources).where(eq(sources.slug, slug)).get()
}

function products(ask: Ask): string[] {
  const all = ask.db.$client.prepare('SELECT id, name FROM products ORDER BY name').all() as {
    id: number
    name: string
  }[]
  return all.filter((product) => ask.may('import', { productId: product.id })).map((product) => product.name)
}

function productId(ask: Ask, name: string): number | null {
  const find = ask.db.$client.prepare('SELECT id FROM products WHERE lower(name) = lower(?)').pluck()
  return (find.get(name) as number | undefined) ?? null
}

function keyOf(uploadId: number): string {
  return `upload ${uploadId}`
}

function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
