import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { BothTexts } from '../../../articles/articles.ts'
import { tidyContent } from '../../../articles/content.ts'
import { type Article, getVersion, visibleContent } from '../../../articles/find.ts'
import {
  type Choice,
  choices,
  composed,
  safeChoice,
  type ThreeWay,
  threeWay,
} from '../../../articles/three-way.ts'
import { FIELD_WORDS } from '../../../articles/words.ts'
import { keepWorkingCopy } from '../../../articles/working-copies.ts'
import { users } from '../../../db/schema.ts'
import { Invalid } from '../../../lib/errors.ts'
import { aboutArticle } from '../../about.ts'
import { type Answer, page, redirect } from '../../answers.ts'
import { optionalWords, readForm } from '../../forms.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type ArticleHead, askedArticle, headOf, pathOf } from './asked.ts'
import { ContentFields, contentFrom, valuesOf } from './content-form.ts'

export type ConflictPage = PageBase & {
  head: ArticleHead
  theirs: { by: string; at: string; number: number; reason: string }
  base: number | null
  fields: (ThreeWay & { label: string; choice: Choice; unit: 'text' | 'list' })[]
  /** Everything needed to go on, hidden in the form: the person's own text and what the two were built on. */
  hidden: Record<string, string>
}

const versionId = z
  .string()
  .regex(/^\d{0,15}$/)
  .default('')
  .transform((text) => (text === '' ? null : Number(text)))

const Decision = z.object({
  ...ContentFields,
  baseId: versionId,
  theirId: versionId,
  all: optionalWords('what to go on with', 20),
})

/** Going on after somebody else saved in between. */
export function conflictRoutes(routes: Routes): void {
  routes.post('/staff/articles/:number/conflict', 'save', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const value = readForm(Decision, ask.body)
    if (value.theirId === null) throw new Invalid('Say which version you go on from.')
    const both = {
      base: textOf(ask, article, value.baseId),
      theirs: textOf(ask, article, value.theirId)!,
      yours: tidyContent(contentFrom(value)),
    }
    const content =
      value.all === 'theirs'
        ? both.theirs
        : value.all === 'yours'
          ? both.yours
          : composed(both, chosenIn(ask.body))
    keepWorkingCopy(ask.db, {
      ...{ articleId: article.id, userId: ask.by, basedOnId: value.theirId, content },
      ...(value.all === 'yours' ? {} : { setAside: both.yours }),
    })
    return redirect(`${pathOf(article)}/edit`, NOTICES[value.all] ?? NOTICES.picked)
  })
}

const NOTICES: Record<string, string> & { picked: string } = {
  theirs: 'You go on from the saved text. Yours stands beside it, among the sources.',
  yours: 'You go on from your text. The saved one stays in the list of versions.',
  picked:
    'Both are put together. Look it over, then save; your own text stands beside it, among the sources.',
}

/** Both texts field by field, before another word is lost. */
export function conflictPage(ask: Ask, article: Article, both: BothTexts, baseId: number | null): Answer {
  const head = headOf(ask, article)
  const theirs = getVersion(ask.db, both.theirVersionId)
  const by = theirs.by === null ? undefined : ask.db.select().from(users).where(eq(users.id, theirs.by)).get()
  const data: ConflictPage = {
    title: `Two texts: ${head.title}`,
    head,
    theirs: {
      by: theirs.by === ask.by ? 'You, in another window' : (by?.displayName ?? 'Winnow'),
      at: theirs.createdAt,
      number: theirs.number,
      reason: theirs.reason,
    },
    base: baseId === null ? null : getVersion(ask.db, baseId).number,
    fields: threeWay(both).map((field) => ({
      ...field,
      label: LABELS[field.name] ?? field.name,
      choice: safeChoice(field),
      unit: field.name in FIELD_WORDS ? 'text' : 'list',
    })),
    hidden: { ...valuesOf(both.yours), baseId: String(baseId ?? ''), theirId: String(both.theirVersionId) },
  }
  return page('articles/conflict', data, 409)
}

const LABELS: Record<string, string> = {
  title: 'Title',
  ...FIELD_WORDS,
  versions: 'Versions',
  plans: 'Plans',
  platforms: 'Platforms',
  regions: 'Regions',
}

function textOf(ask: Ask, article: Article, versionId: number | null) {
  if (versionId === null) return null
  const version = getVersion(ask.db, versionId)
  if (version.articleId !== article.id) throw new Invalid('That version belongs to another article.')
  return visibleContent(ask.db, version)
}

function chosenIn(body: unknown): Partial<Record<ThreeWay['name'], Choice>> {
  const picked = Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
    name.startsWith('pick-') && choices.includes(value as Choice) ? [[name.slice(5), value]] : [],
  )
  return Object.fromEntries(picked) as Partial<Record<ThreeWay['name'], Choice>>
}
