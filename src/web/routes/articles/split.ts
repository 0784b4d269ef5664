import { z } from 'zod'
import { type Article, getVersion, refuseIfArchived, visibleContent } from '../../../articles/find.ts'
import { splitArticle, undoSplit } from '../../../articles/split.ts'
import { FIELD_WORDS } from '../../../articles/words.ts'
import { type BenchStatement, benchStatements } from '../../../articles/workbench.ts'
import { splits } from '../../../db/schema.ts'
import { type Field, fields } from '../../../db/words.ts'
import { NotFound, Refused } from '../../../lib/errors.ts'
import { aboutArticle } from '../../about.ts'
import { page, redirect } from '../../answers.ts'
import { type FormPage, type FormState, id, several, tick, words } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type ArticleHead, askedArticle, headOf, pathOf } from './asked.ts'

export type SplitPage = FormPage & {
  head: ArticleHead
  fields: { label: string; statements: (BenchStatement & { pick: string; isPicked: boolean })[] }[]
}

const Split = z.object({
  title: words('a title for the new article', 300),
  basedOnId: id('the version'),
  pick: several(z.string().regex(/^[a-z]+\.\d{1,6}$/)),
  takesOut: tick,
})

/** Making two articles of one. */
export function splitRoutes(routes: Routes): void {
  routes.form('/staff/articles/:number/split', 'merge', aboutArticle, {
    schema: Split,
    start: (ask) => ({ basedOnId: String(draftOf(ask, askedArticle(ask)).id), takesOut: 'yes' }),
    show: (ask, form) => page('articles/split', splitPage(ask, form)),
    act: (ask, value) => {
      const article = askedArticle(ask)
      const picked = value.pick.map((one) => {
        const [field, position] = one.split('.') as [Field, string]
        return { field, position: Number(position) }
      })
      const { made, splitId } = splitArticle(ask.db, { ...value, picked, articleId: article.id, by: ask.by })
      const undo = { action: `${pathOf(article)}/splits/${splitId}/undo` }
      return redirect(pathOf(made), { text: `This is the new article ${made.number}.`, undo })
    },
  })

  routes.post('/staff/articles/:number/splits/:split/undo', 'merge', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const split = ask.db
      .select()
      .from(splits)
      .all()
      .find((row) => String(row.id) === ask.params.split && row.articleId === article.id)
    if (split === undefined) throw new NotFound(`Article ${article.number} has no such split.`)
    undoSplit(ask.db, { splitId: split.id, by: ask.by })
    return redirect(pathOf(article), 'The split is undone; the article is whole again.')
  })
}

function splitPage(ask: Ask, form: FormState): SplitPage {
  const article = askedArticle(ask)
  refuseIfArchived(ask.db, article)
  const head = headOf(ask, article)
  const content = visibleContent(ask.db, draftOf(ask, article))
  const [statements = []] = benchStatements([{ number: article.number, content }])
  const picked = new Set([...(form.lists.pick ?? []), form.values.pick])
  return {
    title: `Split: ${head.title}`,
    head,
    form,
    fields: fields
      .map((field) => ({
        label: FIELD_WORDS[field],
        statements: statements
          .filter((statement) => statement.field === field)
          .map((statement) => {
            const pick = statement.key.split('.').slice(1).join('.')
            return { ...statement, pick, isPicked: picked.has(pick) }
          }),
      }))
      .filter((field) => field.statements.length > 0),
  }
}

function draftOf(ask: Ask, article: Article) {
  if (article.draftVersionId === null) throw new Refused(`Article ${article.number} has no text to split.`)
  return getVersion(ask.db, article.draftVersionId)
}
