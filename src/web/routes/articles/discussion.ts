import { z } from 'zod'
import { addComment, type CommentRow, commentsOf, resolveComment } from '../../../articles/comments.ts'
import type { Article } from '../../../articles/find.ts'
import { wordsOf } from '../../../articles/statements.ts'
import type { Content } from '../../../db/words.ts'
import { fields, noteKinds } from '../../../db/words.ts'
import { NotFound } from '../../../lib/errors.ts'
import { aboutArticle } from '../../about.ts'
import { redirect } from '../../answers.ts'
import { choice, optionalWords, readForm, words } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { aboutOf, askedArticle, pathOf } from './asked.ts'

/** What is said about an article, with what this person may do about it. */
export type Discussion = {
  comments: (CommentRow & { isGone: boolean })[]
  open: number
  maySay: boolean
  mayResolve: boolean
  names: string[]
}

const Said = z.object({
  kind: choice(noteKinds, 'a comment or a concern').default('comment'),
  quote: optionalWords('the sentence', 2_000),
  body: words('what you want to say', 4_000),
})

/** Comments on sentences, and concerns that an article no longer holds. */
export function discussionRoutes(routes: Routes): void {
  routes.post('/staff/articles/:number/comments', 'report', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const value = readForm(Said, ask.body)
    const { mentioned } = addComment(ask.db, { ...value, articleId: article.id, by: ask.by })
    const called =
      mentioned.length === 0
        ? ''
        : ` ${mentioned.length === 1 ? 'One person finds' : `${mentioned.length} people find`} it on the home page.`
    const says =
      value.kind === 'concern' ? 'Reported to those who look after this article.' : `Said.${called}`
    return redirect(`${pathOf(article)}#comments`, says)
  })

  routes.post('/staff/articles/:number/comments/:comment/resolution', 'save', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const commentId = Number(ask.params.comment)
    if (!commentsOf(ask.db, article.id).some((one) => one.id === commentId))
      throw new NotFound('There is no such comment on this article.')
    resolveComment(ask.db, { commentId, by: ask.by })
    return redirect(`${pathOf(article)}#comments`, 'Done with it.')
  })
}

/** What the article page shows of it; a sentence that the text no longer holds is marked. */
export function discussionOf(ask: Ask, article: Article, content: Content): Discussion {
  const said = fields.map((field) => wordsOf(content[field]).join(' ')).join('\n')
  const comments = commentsOf(ask.db, article.id).map((one) => ({
    ...one,
    isGone: one.quote !== '' && !said.includes(wordsOf(one.quote).join(' ')),
  }))
  const names = ask.db.$client.prepare(
    'SELECT name FROM users WHERE disabled_at IS NULL ORDER BY name LIMIT 200',
  )
  return {
    comments,
    open: comments.filter((one) => one.resolvedAt === null).length,
    maySay: ask.may('report', aboutOf(article)),
    mayResolve: ask.may('save', aboutOf(article)),
    names: names.pluck().all() as string[],
  }
}
