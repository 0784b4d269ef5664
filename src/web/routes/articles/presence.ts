import { z } from 'zod'
import { getVersion } from '../../../articles/find.ts'
import { othersWriting } from '../../../articles/working-copies.ts'
import { users } from '../../../db/schema.ts'
import { aboutArticle } from '../../about.ts'
import { fragment } from '../../answers.ts'
import { readForm } from '../../forms.ts'
import type { PageBase } from '../../pages.ts'
import { enter } from '../../presence.ts'
import type { Ask, Routes } from '../../routes.ts'
import { askedArticle, pathOf } from './asked.ts'

/** Who else is at an article, and whether somebody has saved since the text in the editor was read. */
export type Others = {
  present: string[]
  writing: string[]
  newer: { number: number; by: string; compareTo: string } | null
}
export type OthersPage = PageBase & { others: Others }

const Visit = z.object({
  basedOnId: z
    .string()
    .regex(/^\d{0,15}$/)
    .default(''),
})

export function presenceRoutes(routes: Routes): void {
  routes.post('/staff/articles/:number/presence', 'save', aboutArticle, (ask) => {
    const { basedOnId } = readForm(Visit, ask.body)
    const present = enter(ask.db, { articleId: askedArticle(ask).id, person: ask.person, at: Date.now() })
    return fragment('articles/edit/others', {
      title: 'Others',
      others: othersAt(ask, {
        basedOnId: basedOnId === '' ? null : Number(basedOnId),
        present: present.map(({ name }) => name),
      }),
    })
  })
}

export function othersAt(ask: Ask, visit: { basedOnId: number | null; present: string[] }): Others {
  const article = askedArticle(ask)
  const writing = othersWriting(ask.db, { articleId: article.id, userId: ask.by }).map(({ name }) => name)
  return {
    present: visit.present,
    writing: writing.filter((name) => !visit.present.includes(name)),
    newer: newerThan(ask, visit.basedOnId),
  }
}

function newerThan(ask: Ask, basedOnId: number | null): Others['newer'] {
  const article = askedArticle(ask)
  if (basedOnId === null || article.draftVersionId === null || article.draftVersionId === basedOnId)
    return null
  const version = getVersion(ask.db, article.draftVersionId)
  const base = getVersion(ask.db, basedOnId)
  if (base.articleId !== article.id) return null
  const by = ask.db
    .select()
    .from(users)
    .all()
    .find((user) => user.id === version.by)
  return {
    number: version.number,
    by: version.by === ask.by ? 'You' : (by?.displayName ?? 'Winnow'),
    compareTo: `${pathOf(article)}/compare?from=${base.number}&to=${version.number}`,
  }
}
