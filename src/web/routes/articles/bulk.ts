import { z } from 'zod'
import {
  applyArticles,
  type BulkResult,
  fileArticles,
  previewReplace,
  type ReplacePreview,
  recentBulkActs,
  replaceInArticles,
  undoBulk,
} from '../../../articles/bulk.ts'
import type { Article } from '../../../articles/find.ts'
import { findArticle, getVersion, visibleContent } from '../../../articles/find.ts'
import { products } from '../../../db/schema.ts'
import type { AppliesTo } from '../../../db/words.ts'
import { Invalid, NotFound, Refused } from '../../../lib/errors.ts'
import { aboutEach } from '../../about.ts'
import { type Answer, page, redirect } from '../../answers.ts'
import {
  blankForm,
  type FormPage,
  type FormState,
  formAgain,
  optionalWords,
  readForm,
  several,
} from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type Option, people } from './acts.ts'
import { aboutOf } from './asked.ts'

export type BulkPage = FormPage & {
  chosen: { number: number; title: string }[]
  leftOut: number
  preview: ReplacePreview[] | null
  places: number
  products: Option[]
  people: Option[]
  acts: ReturnType<typeof recentBulkActs>
}

/** More than this at once is not looked through by anybody. */
const MOST = 500

/** An empty choice leaves each article as it is; "none" takes away what it had. */
const kept = z
  .string()
  .regex(/^(?:\d{1,15}|none)?$/)
  .default('')
  .transform((text) => (text === '' ? undefined : text === 'none' ? null : Number(text)))
const list = z.string().trim().max(2_000).default('')

const Bulk = z.object({
  number: several(z.string().regex(/^[1-9]\d{0,8}$/)),
  next: z.enum(['preview', 'replace', 'file', 'apply'], { error: 'Choose what to do.' }),
  find: z.string().max(500, { error: 'Use at most 500 characters.' }).default(''),
  replacement: z.string().max(2_000, { error: 'Use at most 2,000 characters.' }).default(''),
  productId: kept,
  topic: optionalWords('the topic', 100),
  ownerId: kept,
  verifierId: kept,
  reviewDays: z
    .string()
    .regex(/^\d{0,4}$/, { error: 'Use a number of days.' })
    .default(''),
  reviewAt: z.union([z.literal(''), z.iso.date()], { error: 'Choose a day.' }).default(''),
  versions: list,
  plans: list,
  platforms: list,
  regions: list,
})

/** Changing many articles at once, as one act that can be taken back. */
export function bulkRoutes(routes: Routes): void {
  routes.get('/staff/bulk', 'save', aboutEach, (ask) => {
    const named = [ask.request.query.number].flat().filter((one): one is string => typeof one === 'string')
    return bulkPage(ask, { numbers: named, form: blankForm() })
  })

  routes.post('/staff/bulk', 'save', aboutEach, (ask) => {
    const numbers = z
      .object({ number: several(z.string()) })
      .catch({ number: [] })
      .parse(ask.body).number
    try {
      const value = readForm(Bulk, ask.body)
      const { mine } = chosenFrom(ask, value.number)
      if (mine.length === 0) throw new Refused('Choose at least one article that is yours to change.')
      const articleIds = mine.map((article) => article.id)
      if (value.next === 'preview')
        return bulkPage(ask, {
          numbers,
          form: { ...formAgain(ask.body, new Invalid([])), summary: [] },
          preview: previewReplace(ask.db, { ...value, articleIds }),
        })
      return done(change(ask, value, articleIds))
    } catch (error) {
      return bulkPage(ask, { numbers, form: formAgain(ask.body, error) }, 422)
    }
  })

  routes.post('/staff/bulk/:act/undo', 'save', aboutEach, (ask) => {
    const act = ask.db.$client
      .prepare('SELECT "by" FROM bulk_acts WHERE id = ?')
      .get(Number(ask.params.act) || 0)
    if (act === undefined) throw new NotFound('There is no such act.')
    // One's own act, or any for those who may publish everywhere.
    if ((act as { by: number | null }).by !== ask.by) ask.must('publish.site')
    const { undone, kept: left } = undoBulk(ask.db, { actId: Number(ask.params.act), by: ask.by })
    const others = left.length === 0 ? '' : ` Changed since, and kept as they are: ${left.join(', ')}.`
    return redirect(
      '/staff/bulk',
      `Taken back in ${undone === 1 ? 'one article' : `${undone} articles`}.${others}`,
    )
  })
}

function change(ask: Ask, value: z.output<typeof Bulk>, articleIds: number[]): BulkResult {
  const by = ask.by
  if (value.next === 'replace') return replaceInArticles(ask.db, { ...value, articleIds, by })
  if (value.next === 'apply') {
    const appliesTo: AppliesTo = {}
    for (const scope of ['versions', 'plans', 'platforms', 'regions'] as const) {
      const values = value[scope].split(/[,\n]/).map((word) => word.trim())
      if (value[scope] !== '') appliesTo[scope] = [...new Set(values)].filter(Boolean)
    }
    return applyArticles(ask.db, { articleIds, appliesTo, by })
  }
  if (value.productId !== undefined) ask.must('save', { productId: value.productId })
  return fileArticles(ask.db, {
    articleIds,
    by,
    ...(value.productId === undefined ? {} : { productId: value.productId }),
    ...(value.topic === '' ? {} : { topic: value.topic }),
    ...(value.ownerId === undefined ? {} : { ownerId: value.ownerId }),
    ...(value.verifierId === undefined ? {} : { verifierId: value.verifierId }),
    ...(value.reviewDays === '' ? {} : { reviewDays: Number(value.reviewDays) || null }),
    ...(value.reviewAt === '' ? {} : { reviewAt: `${value.reviewAt}T06:00:00.000Z` }),
  })
}

function done({ actId, changed, says }: BulkResult): Answer {
  const text = `${says}, in ${changed === 1 ? 'one article' : `${changed} articles`}.`
  return redirect('/staff/bulk', { text, undo: { action: `/staff/bulk/${actId}/undo` } })
}

function chosenFrom(ask: Ask, numbers: string[]): { mine: Article[]; leftOut: number } {
  const named = [...new Set(numbers)].filter((one) => /^[1-9]\d{0,8}$/.test(one))
  if (named.length > MOST) throw new Refused(`Choose at most ${MOST} articles at once.`)
  const all = named.map((one) => findArticle(ask.db, one))
  const mine = all.filter((article) => ask.may('save', aboutOf(article)))
  return { mine, leftOut: all.length - mine.length }
}

function bulkPage(
  ask: Ask,
  input: { numbers: string[]; form: FormState; preview?: ReplacePreview[] },
  status = 200,
): Answer {
  const { mine, leftOut } = chosenFrom(ask, input.numbers.slice(0, MOST))
  const preview = input.preview ?? null
  const seen = ask.db.select().from(products).orderBy(products.name).all()
  const data: BulkPage = {
    title: 'Change many articles',
    form: input.form,
    chosen: mine.map((article) => ({ number: article.number, title: titleOf(ask, article) })),
    leftOut,
    preview,
    places: (preview ?? []).reduce((sum, one) => sum + one.places.length, 0),
    products: seen
      .filter((row) => ask.may('save', { productId: row.id }))
      .map((row) => ({ value: String(row.id), label: row.name })),
    people: people(ask),
    acts: recentBulkActs(ask.db),
  }
  return page('articles/bulk', data, status)
}

function titleOf(ask: Ask, article: Article): string {
  const versionId = article.draftVersionId ?? article.liveVersionId
  return versionId === null
    ? `Article ${article.number}`
    : visibleContent(ask.db, getVersion(ask.db, versionId)).title
}
