import { z } from 'zod'
import { findArticle, getArticle } from '../../../articles/find.ts'
import { cameSince, mergesOfAct, unmerge, wasWrittenOn } from '../../../articles/merge.ts'
import { NotFound } from '../../../lib/errors.ts'
import { aboutArticle } from '../../about.ts'
import { page, redirect } from '../../answers.ts'
import { readForm } from '../../forms.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'
import { optionalId } from './acts.ts'
import { type ArticleHead, askedArticle, headOf, pathOf } from './asked.ts'
import { draftOf } from './merge.ts'

export type UnmergePage = PageBase & {
  head: ArticleHead
  mergeId: number
  absorbed: { number: number; title: string; links: number; votes: number }[]
  since: { links: number; votes: number }
  isWrittenOn: boolean
  undoneAt: string | null
}

const Undoing = z.object({ text: z.enum(['back', 'keep']).default('back'), since: optionalId })

/** Giving back what a merge took up. */
export function unmergeRoutes(routes: Routes): void {
  routes.get('/staff/articles/:number/merges/:merge', 'merge', aboutArticle, (ask) =>
    page('articles/unmerge', unmergePage(ask)),
  )

  routes.post('/staff/articles/:number/merges/:merge/undo', 'merge', aboutArticle, (ask) => {
    const { article, act } = askedAct(ask)
    const value = readForm(Undoing, ask.body)
    const sinceTo = value.since === null ? null : findArticle(ask.db, String(value.since)).id
    const keepsText = value.text === 'keep'
    unmerge(ask.db, { mergeId: act[0]!.id, keepsText, sinceTo, by: ask.by })
    const numbers = act.map((merge) => getArticle(ask.db, merge.absorbedId).number)
    return redirect(pathOf(article), `Gave back ${numbers.join(', ')}.`)
  })
}

function askedAct(ask: Ask) {
  const article = askedArticle(ask)
  const mergeId = Number(ask.params.merge)
  const act = mergesOfAct(ask.db, Number.isSafeInteger(mergeId) ? mergeId : -1)
  if (act[0]?.survivorId !== article.id)
    throw new NotFound(`Article ${article.number} has no merge ${mergeId}.`)
  return { article, act }
}

function unmergePage(ask: Ask): UnmergePage {
  const { article, act } = askedAct(ask)
  const first = act[0]!
  const head = headOf(ask, article)
  const since = cameSince(ask.db, act)
  return {
    title: `Un-merge: ${head.title}`,
    head,
    mergeId: first.id,
    absorbed: act.map((merge) => {
      const absorbed = getArticle(ask.db, merge.absorbedId)
      const { links: own, feedback: given } = merge.moved
      return {
        number: absorbed.number,
        title: draftOf(ask, absorbed).title,
        links: own.length,
        votes: given.length,
      }
    }),
    since: { links: since.links.length, votes: since.votes.length },
    isWrittenOn: wasWrittenOn(ask.db, first),
    undoneAt: first.undoneAt,
  }
}
