import { z } from 'zod'
import { restoreVersion } from '../../../articles/articles.ts'
import { type Article, findArticle, getVersion } from '../../../articles/find.ts'
import { archive, publishArticle, rename, unarchive, undoPublication } from '../../../articles/publication.ts'
import { askForReview, sendBack, validate } from '../../../articles/review.ts'
import { compareArticle } from '../../../contradictions/scan.ts'
import { Invalid } from '../../../lib/errors.ts'
import { leftOut } from '../../../lib/slug.ts'
import { aboutArticle } from '../../about.ts'
import { page, redirect } from '../../answers.ts'
import { type FormPage, type FormState, optionalWords, readForm, words } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type ArticleHead, askedArticle, headOf, pathOf } from './asked.ts'

export type Option = { value: string; label: string }
/** A small form about one article. */
export type ArticleFormPage = FormPage & { head: ArticleHead }
export type ReviewPage = ArticleFormPage & { people: Option[] }
/** The number of a row, or none. */
export const optionalId = z
  .string()
  .regex(/^\d{0,15}$/)
  .default('')
  .transform((text) => (text === '' ? null : Number(text)))

const Review = z.object({ assigneeId: optionalId })
const Return = z.object({ comment: words('what should change before it comes back', 4000) })
const Archival = z.object({
  reason: words('why it is taken out of use', 1000),
  successor: optionalWords('the article to read instead', 300),
})
const Address = z.object({ slug: words('an address', 200) })
const Restoration = z.object({
  version: z.string().regex(/^[1-9]\d{0,14}$/),
  basedOnId: z.string().regex(/^[1-9]\d{0,14}$/),
})

/** What a person may do with an article besides writing: review, validate, publish, archive, rename, restore. */
export function actRoutes(routes: Routes): void {
  routes.form('/staff/articles/:number/review', 'save', aboutArticle, {
    schema: Review,
    show: (ask, form) =>
      page('articles/review', { ...formPage(ask, form, 'Send to review'), people: reviewers(ask) }),
    act: (ask, value) => {
      const article = askedArticle(ask)
      askForReview(ask.db, { articleId: article.id, ...value, by: ask.by })
      return redirect(pathOf(article), 'Sent to review.')
    },
  })

  routes.form('/staff/articles/:number/return', 'review', aboutArticle, {
    schema: Return,
    show: (ask, form) => page('articles/return', formPage(ask, form, 'Send back')),
    act: (ask, value) => {
      const article = askedArticle(ask)
      sendBack(ask.db, { articleId: article.id, ...value, by: ask.by })
      return redirect(pathOf(article), 'Sent back to its author, with your comment.')
    },
  })

  routes.post('/staff/articles/:number/validation', 'validate', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const { version } = validate(ask.db, { articleId: article.id, by: ask.by })
    return redirect(pathOf(article), `You vouch for version ${version}.`)
  })

  routes.post('/staff/articles/:number/publication', 'publish.article', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    compareArticle(ask.db, article.id)
    const { version } = publishArticle(ask.db, { articleId: article.id, by: ask.by })
    // What it says counts as official now: answers that it touches are compared with it.
    compareArticle(ask.db, article.id)
    const undo = { action: `${pathOf(article)}/publication/undo` }
    const says = `Version ${version} is live. Readers see it at the next release.`
    return redirect(pathOf(article), { text: says, undo })
  })

  routes.post('/staff/articles/:number/publication/undo', 'publish.article', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const { version } = undoPublication(ask.db, { articleId: article.id, by: ask.by })
    compareArticle(ask.db, article.id)
    const says = version === null ? 'It is no longer live.' : `Version ${version} is live again.`
    return redirect(pathOf(article), says)
  })

  routes.form('/staff/articles/:number/archival', 'archive', aboutArticle, {
    schema: Archival,
    show: (ask, form) => page('articles/archival', formPage(ask, form, 'Archive')),
    act: (ask, value) => {
      const article = askedArticle(ask)
      const successorId = value.successor === '' ? null : successorNamed(ask, value.successor).id
      archive(ask.db, { articleId: article.id, reason: value.reason, successorId, by: ask.by })
      compareArticle(ask.db, article.id)
      const undo = { action: `${pathOf(article)}/archival/end` }
      return redirect(pathOf(article), { text: 'Archived.', undo })
    },
  })

  routes.post('/staff/articles/:number/archival/end', 'archive', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    unarchive(ask.db, { articleId: article.id, by: ask.by })
    compareArticle(ask.db, article.id)
    return redirect(pathOf(article), 'Restored as it was.')
  })

  routes.form('/staff/articles/:number/address', 'archive', aboutArticle, {
    schema: Address,
    start: (ask) => ({ slug: askedArticle(ask).slug }),
    show: (ask, form) => page('articles/address', formPage(ask, form, 'Change address')),
    act: (ask, value) => {
      const article = askedArticle(ask)
      const { slug } = rename(ask.db, { articleId: article.id, ...value, by: ask.by })
      const missing = leftOut(value.slug)
      const says =
        missing.length === 0
          ? ''
          : ` An address holds only the letters a to z, so ${missing.join(', ')} is not in it.`
      const text =
        slug === article.slug
          ? `It is at /${slug}/ already.`
          : `Now at /${slug}/. The old address leads there.`
      return redirect(pathOf(article), `${text}${says}`)
    },
  })

  routes.post('/staff/articles/:number/restorations', 'save', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const value = readForm(Restoration, ask.body)
    const versionId = Number(value.version)
    const saved = restoreVersion(ask.db, {
      ...{ articleId: article.id, versionId, basedOnId: Number(value.basedOnId) },
      by: ask.by,
    })
    compareArticle(ask.db, article.id)
    const { number } = getVersion(ask.db, versionId)
    return redirect(pathOf(article), `Version ${number} is the draft again, as version ${saved.version}.`)
  })
}

export function formPage(ask: Ask, form: FormState, act: string): ArticleFormPage {
  const head = headOf(ask, askedArticle(ask))
  return { title: `${act}: ${head.title}`, form, head }
}

function successorNamed(ask: Ask, ref: string): Article {
  try {
    return findArticle(ask.db, ref.replace(/^#/, ''))
  } catch {
    const message = `There is no article “${ref}”. Name it by its number or its address.`
    throw new Invalid([{ field: 'successor', code: 'unknown', message }])
  }
}

function reviewers(ask: Ask): Option[] {
  return [{ value: '', label: 'Anybody who may' }, ...people(ask, "AND role <> 'agent'")]
}

export function people(ask: Ask, condition = ''): Option[] {
  const rows = ask.db.$client
    .prepare(
      `SELECT id, display_name AS name FROM users WHERE disabled_at IS NULL ${condition} ORDER BY display_name`,
    )
    .all() as { id: number; name: string }[]
  return rows.map((row) => ({ value: String(row.id), label: row.name }))
}
