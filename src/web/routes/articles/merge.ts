import { z } from 'zod'
import { type Article, findArticle, getArticle, getVersion, visibleContent } from '../../../articles/find.ts'
import { mergeArticles } from '../../../articles/merge.ts'
import { articleStatus } from '../../../articles/queries.ts'
import { FIELD_WORDS } from '../../../articles/words.ts'
import {
  type BenchStatement,
  benchStatements,
  composeFrom,
  type WillMove,
  willMove,
} from '../../../articles/workbench.ts'
import type { Content } from '../../../db/words.ts'
import { Conflict, Invalid, Refused } from '../../../lib/errors.ts'
import { searchStaff } from '../../../search/staff.ts'
import { aboutArticle } from '../../about.ts'
import { type Answer, page, redirect } from '../../answers.ts'
import {
  blankForm,
  type FormPage,
  type FormState,
  formAgain,
  id,
  optionalWords,
  readForm,
  several,
} from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type ArticleHead, aboutOf, askedArticle, headOf, pathOf } from './asked.ts'
import { ContentFields, contentFrom, valuesOf } from './content-form.ts'
import { betweenTwo, isQuickBetween } from './disagreements.ts'
import { type Similar, similarArticles } from './similar.ts'

type PaneStatement = BenchStatement & {
  label: string
  isPicked: boolean
  disputes: { number: number; quote: string; reason: string }[]
}
type Pane = {
  number: number
  title: string
  state: string
  isSurvivor: boolean
  moves: WillMove
  statements: PaneStatement[]
  /** The same bench with this article as the survivor, or without it. */
  surviveTo: string
  removeTo: string
}

export type MergePage = FormPage & {
  head: ArticleHead
  panes: Pane[]
  withNumbers: number[]
  found: { number: number; title: string; to: string }[]
  looked: string
  similar: Similar[]
  /** How many pairs of statements cannot both hold; null: not looked at yet, `disputesTo` does. */
  disputes: number | null
  disputesTo: string
  isFull: boolean
}

const MOST_PANES = 4

const Bench = z.object({
  ...ContentFields,
  basedOnId: id('the version the text builds on'),
  with: several(z.string().regex(/^[1-9]\d{0,8}$/)),
  pick: several(z.string().max(60)),
  next: optionalWords('what next', 20),
})

/** Merging articles at the workbench. */
export function mergeRoutes(routes: Routes): void {
  routes.get('/staff/articles/:number/merge', 'merge', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const others = chosen(ask, article)
    const content = draftOf(ask, article)
    const form = blankForm({ ...valuesOf(content), basedOnId: String(article.draftVersionId ?? '') })
    return bench(ask, { article, others, form, picked: null })
  })

  routes.post('/staff/articles/:number/merges', 'merge', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const value = readForm(Bench, ask.body)
    const others = value.with.map((number) => findArticle(ask.db, number))
    const picked = new Set(value.pick)
    if (value.next === 'compose') {
      const survivor = draftOf(ask, article)
      const panes = benchStatements(benched(ask, article, others))
      const { title: _title, appliesTo: _scope, ...texts } = composeFrom(survivor, panes, picked)
      const form = formAgain(ask.body, new Invalid([]))
      return bench(ask, { article, others, picked, form: { ...form, values: { ...form.values, ...texts } } })
    }
    for (const other of others) ask.must('merge', aboutOf(other))
    try {
      const { mergeIds, version, versionId } = mergeArticles(ask.db, {
        survivorId: article.id,
        absorbedIds: others.map((other) => other.id),
        basedOnId: value.basedOnId,
        content: contentFrom(value),
        by: ask.by,
      })
      const numbers = others.map((other) => other.number).join(', ')
      const undo = { action: `${pathOf(article)}/merges/${mergeIds[0]}/undo`, label: 'Un-merge' }
      const isLive = askedArticle(ask).liveVersionId === versionId
      const hasReaders = !isLive && others.some((other) => other.liveVersionId !== null)
      const until = hasReaders ? ` Readers keep ${numbers} until version ${version} is live.` : ''
      return redirect(pathOf(article), { text: `Took up ${numbers}.${until}`, undo })
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof Invalid || error instanceof Refused)) throw error
      const form = formAgain(ask.body, error)
      if (error instanceof Conflict) return benchAfterConflict(ask, { others, picked, form })
      return bench(ask, { article: askedArticle(ask), others, picked, form }, 422)
    }
  })
}

type Bench = { article: Article; others: Article[]; form: FormState; picked: Set<string> | null }

function bench(ask: Ask, { article, others, form, picked }: Bench, status = 200): Answer {
  const head = headOf(ask, article)
  const contents = benched(ask, article, others)
  const statements = benchStatements(contents)
  const isLooked =
    ask.request.method !== 'GET' ||
    ask.query.disputes === 'all' ||
    isQuickBetween(
      ask.db,
      contents.map(({ content }) => content),
    )
  const disputes = isLooked ? disputesAmong(ask, contents) : []
  const all = [article, ...others]
  const panes = all.map((one, place): Pane => {
    const isSurvivor = place === 0
    return {
      number: one.number,
      title: contents[place]!.content.title,
      state: articleStatus(ask.db, one).state,
      isSurvivor,
      moves: willMove(ask.db, one),
      statements: statements[place]!.map((statement) => ({
        ...statement,
        label: FIELD_WORDS[statement.field],
        isPicked: picked === null ? isSurvivor : picked.has(statement.key),
        disputes: disputes.filter(
          (one) => one.in === contents[place]!.number && statement.text.includes(one.own),
        ),
      })),
      surviveTo: benchAddress(
        one,
        all.filter((other) => other !== one),
      ),
      removeTo: benchAddress(
        article,
        others.filter((other) => other !== one),
      ),
    }
  })
  const looked = (ask.query.look ?? '').trim().slice(0, 200)
  const { withNumbers, ...rest } = adding(ask, article, others, looked)
  const data: MergePage = {
    title: `Merge: ${head.title}`,
    form,
    head,
    panes,
    withNumbers,
    ...rest,
    looked,
    disputes: isLooked ? disputes.length / 2 : null,
    disputesTo: `${benchAddress(article, others)}${others.length === 0 ? '?' : '&'}disputes=all`,
    isFull: all.length >= MOST_PANES,
  }
  return page('articles/merge', data, status)
}

/** The bench over what is saved now, with the result as it was typed: once looked over, it can be merged again. */
function benchAfterConflict(ask: Ask, typed: Omit<Bench, 'article'>): Answer {
  const article = askedArticle(ask)
  const basedOnId = String(article.draftVersionId ?? '')
  const form = { ...typed.form, values: { ...typed.form.values, basedOnId } }
  const told = form.summary.map((issue) => ({
    ...issue,
    message: `${issue.message} Its text is among the statements, yours is the result: look it over and merge again.`,
  }))
  return bench(ask, { ...typed, article, form: { ...form, summary: told } }, 409)
}

/** What else could be put on the bench: what was looked for, or what is similar. */
function adding(ask: Ask, article: Article, others: Article[], looked: string) {
  const isThere = (number: number) => [article, ...others].some((one) => one.number === number)
  const found =
    looked === ''
      ? []
      : searchStaff(ask.db, { words: looked, kinds: ['article'], limit: 20 })
          .map((thing) => ({ article: getArticle(ask.db, thing.id), title: thing.title }))
          .filter((one) => !isThere(one.article.number) && mayTake(ask, one.article))
          .slice(0, 8)
          .map((one) => ({
            number: one.article.number,
            title: one.title,
            to: benchAddress(article, [...others, one.article]),
          }))
  const content = draftOf(ask, article)
  const similar = similarArticles(ask.db, { content, article, productIds: ask.productIds, limit: 10 })
    .filter((one) => one.number !== null && one.state !== 'archived' && !isThere(one.number))
    .slice(0, 5)
    .map((one) => ({ ...one, to: benchAddress(article, [...others, { number: one.number! }]) }))
  return { found, similar, withNumbers: others.map((other) => other.number) }
}

function mayTake(ask: Ask, article: Article): boolean {
  return ask.may('merge', aboutOf(article)) && articleStatus(ask.db, article).state !== 'archived'
}

/** The articles the address names beside the survivor; a word instead of a number is looked for. */
function chosen(ask: Ask, article: Article): Article[] {
  const named = [ask.request.query.with].flat().filter((one): one is string => typeof one === 'string')
  const numbers = [...new Set(named)].filter((one) => /^[1-9]\d{0,8}$/.test(one))
  const others = numbers.map((number) => findArticle(ask.db, number)).filter((one) => one.id !== article.id)
  if (others.length >= MOST_PANES)
    throw new Refused(`At most ${MOST_PANES} articles fit on the bench. Merge these first.`)
  for (const other of others) {
    ask.must('merge', aboutOf(other))
    if (articleStatus(ask.db, other).state === 'archived')
      throw new Refused(`Article ${other.number} is archived. Restore it first.`)
  }
  return others
}

function benched(ask: Ask, article: Article, others: Article[]) {
  return [article, ...others].map((one) => ({ number: one.number, content: draftOf(ask, one) }))
}

/** The text on the bench: the draft, else the live one. */
export function draftOf(ask: Ask, article: Article): Content {
  const versionId = article.draftVersionId ?? article.liveVersionId
  if (versionId === null) throw new Refused(`Article ${article.number} has no text.`)
  return visibleContent(ask.db, getVersion(ask.db, versionId))
}

type Dispute = { in: number; own: string; number: number; quote: string; reason: string }

/** What the articles on the bench say that cannot both hold, told from both sides. */
function disputesAmong(ask: Ask, contents: { number: number; content: Content }[]): Dispute[] {
  const found: Dispute[] = []
  contents.forEach((one, place) => {
    for (const other of contents.slice(place + 1)) {
      for (const { one: said, other: otherwise, reason } of betweenTwo(ask.db, one.content, other.content)) {
        found.push({ in: one.number, own: said, number: other.number, quote: otherwise, reason })
        found.push({ in: other.number, own: otherwise, number: one.number, quote: said, reason })
      }
    }
  })
  return found
}

function benchAddress(survivor: { number: number }, others: { number: number }[]): string {
  const query = new URLSearchParams(others.map((other): [string, string] => ['with', String(other.number)]))
  return `${pathOf(survivor)}/merge${query.size === 0 ? '' : `?${query}`}`
}
