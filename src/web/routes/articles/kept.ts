import { z } from 'zod'
import { type Article, getVersion, refuseIfArchived } from '../../../articles/find.ts'
import { keepWorkingCopy, takeBack, throwAway, unseenCopyOf } from '../../../articles/working-copies.ts'
import { Invalid } from '../../../lib/errors.ts'
import { aboutArticle } from '../../about.ts'
import { json, redirect } from '../../answers.ts'
import { readForm } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { askedArticle, pathOf } from './asked.ts'
import { ContentFields, contentFrom } from './content-form.ts'

/** The version a text says it builds on, or none. */
export const versionId = z
  .string()
  .regex(/^\d{0,15}$/)
  .default('')
  .transform((text) => (text === '' ? null : Number(text)))

/** When the text in the form was kept, empty for never; what sends no such field writes over whatever is kept. */
export const keptAt = z.string().max(40).optional()

/** A text as the editor holds it. */
export const Working = z.object({ ...ContentFields, basedOnId: versionId, keptAt })

/** What is kept while somebody writes: by the page itself, thrown away, and brought back. */
export function keptRoutes(routes: Routes): void {
  routes.post('/staff/articles/:number/working-copy', 'save', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    refuseIfArchived(ask.db, article)
    const value = readForm(Working, ask.body)
    const basedOnId = ownVersion(ask, article, value.basedOnId)
    const kept = { ...mine(ask, article, value.keptAt), basedOnId, content: contentFrom(value) }
    const { savedAt } = keepWorkingCopy(ask.db, kept)
    return json({ savedAt, fields: { keptAt: savedAt } })
  })

  routes.post('/staff/articles/:number/working-copy/end', 'save', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    throwAway(ask.db, { articleId: article.id, userId: ask.by })
    return redirect(pathOf(article), {
      text: 'Your unsaved text is thrown away; the article is as it was.',
      undo: { action: `${pathOf(article)}/working-copy/return` },
    })
  })

  routes.post('/staff/articles/:number/working-copy/return', 'save', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const isBack = takeBack(ask.db, { articleId: article.id, userId: ask.by })
    const text = isBack
      ? 'Your text is back.'
      : 'There is nothing to bring back: you have written or saved since.'
    return redirect(`${pathOf(article)}${isBack ? '/edit' : ''}`, text)
  })
}

/** Whose text of which article it is, and what this window has seen of it. */
export function mine(ask: Ask, article: Article, seenAt?: string) {
  return { articleId: article.id, userId: ask.by, ...(seenAt === undefined ? {} : { seenAt }) }
}

/** What another window of the same person keeps that this one has not seen. */
export function otherWindows(ask: Ask, article: Article, seenAt: string | undefined) {
  return seenAt === undefined
    ? undefined
    : unseenCopyOf(ask.db, { articleId: article.id, userId: ask.by, seenAt })
}

/** The version a text says it builds on has to be one of this article's. */
export function ownVersion(ask: Ask, article: Article, versionId: number | null): number | null {
  if (versionId !== null && getVersion(ask.db, versionId).articleId !== article.id)
    throw new Invalid('That version belongs to another article.')
  return versionId
}
