import { z } from 'zod'
import { type BothTexts, saveVersion } from '../../../articles/articles.ts'
import { tidyContent } from '../../../articles/content.ts'
import { type Article, getVersion, refuseIfArchived, visibleContent } from '../../../articles/find.ts'
import { versionList } from '../../../articles/queries.ts'
import { askForReview } from '../../../articles/review.ts'
import {
  type ArticleSource,
  articleSources,
  ownSource,
  sourceTexts,
  statementNamed,
} from '../../../articles/sources.ts'
import { SIGNIFICANCE_WORDS } from '../../../articles/words.ts'
import { dropWorkingCopy, keepWorkingCopy, workingCopyOf } from '../../../articles/working-copies.ts'
import { compareArticle } from '../../../contradictions/scan.ts'
import { type Content, fields, significances } from '../../../db/words.ts'
import { Conflict, Invalid, Refused } from '../../../lib/errors.ts'
import { aboutArticle } from '../../about.ts'
import { type Answer, fragment, page, redirect } from '../../answers.ts'
import {
  blankForm,
  choice,
  type FormPage,
  type FormState,
  formAgain,
  optionalWords,
  readForm,
} from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type Aside, asideOf } from './aside.ts'
import { type ArticleHead, askedArticle, headOf, pathOf } from './asked.ts'
import { conflictPage } from './conflict.ts'
import { ContentFields, contentFrom, contentInForm, isSameText, valuesOf } from './content-form.ts'
import { keptAt, mine, otherWindows, ownVersion, versionId, Working } from './kept.ts'
import { type Others, othersAt } from './presence.ts'
import { refuseTwin, similarArticles } from './similar.ts'

export type EditorPage = FormPage & {
  head: ArticleHead
  /** The version this text builds on, by number and id. */
  base: { id: string; number: number } | null
  sources: ArticleSource[]
  aside: Aside
  others: Others
  /** When the text shown was kept without being saved as a version. */
  keptAt: string | null
  significances: { value: string; label: string }[]
}

const Insertion = z.object({
  ...ContentFields,
  basedOnId: versionId,
  keptAt,
  insert: optionalWords('a statement', 60),
})
const Saving = z.object({
  ...ContentFields,
  basedOnId: versionId,
  keptAt,
  reason: z.string().trim().max(500, { error: 'Use at most 500 characters for the reason.' }).default(''),
  significance: choice(significances, 'how much this changes'),
  next: optionalWords('what next', 20),
  anyway: optionalWords('', 10),
})

/** The editor: writing, keeping what is written, saving a version. */
export function editRoutes(routes: Routes): void {
  routes.get('/staff/articles/:number/edit', 'save', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    refuseIfArchived(ask.db, article)
    const kept = workingCopyOf(ask.db, { articleId: article.id, userId: ask.by })
    const draft = draftContent(ask, article)
    if (kept === undefined || isSameText(kept.content, draft))
      return editor(ask, article, startForm(article, draft, kept?.savedAt))
    if (kept.basedOnId !== article.draftVersionId) return keptConflict(ask, article, kept)
    return editor(ask, article, startForm(article, kept.content, kept.savedAt), { keptAt: kept.savedAt })
  })

  // Without scripts: a statement put into its field, or the side panel looked at anew; the text is kept on the way.
  routes.post('/staff/articles/:number/edit', 'save', aboutArticle, (ask) => {
    const article = askedArticle(ask)
    const value = readForm(Insertion, ask.body)
    const basedOnId = ownVersion(ask, article, value.basedOnId)
    const content = contentFrom(value)
    const picked = statementNamed(sourcesBeside(ask, article, content), value.insert)
    if (picked !== undefined)
      content[picked.field] = `${content[picked.field].trimEnd()}\n\n${picked.text}`.trimStart()
    try {
      keepWorkingCopy(ask.db, { ...mine(ask, article, value.keptAt), basedOnId, content })
    } catch (error) {
      return editorAgain(ask, article, error, 409)
    }
    const place = picked === undefined ? '?look=all#aside' : `#${picked.field}`
    return redirect(`${pathOf(article)}/edit${place}`)
  })

  routes.post('/staff/articles/:number/preview', 'save', aboutArticle, async (ask) => {
    const article = askedArticle(ask)
    const content = contentFrom(readForm(Working, ask.body))
    return fragment(
      'articles/edit/aside',
      await asideOf(ask, article, tidyContent(content), { inPortions: true }),
    )
  })

  routes.post('/staff/articles/:number/versions', 'save', aboutArticle, async (ask) => {
    const article = askedArticle(ask)
    try {
      return save(ask, article)
    } catch (error) {
      if (error instanceof Conflict) {
        const { basedOnId, keptAt, ...typed } = readForm(Working, ask.body)
        const content = contentFrom(typed)
        const setAside = otherWindows(ask, article, keptAt)?.content
        const rest = setAside === undefined ? {} : { setAside }
        keepWorkingCopy(ask.db, { ...mine(ask, article), basedOnId, content, ...rest })
        return conflictPage(ask, article, error.detail as BothTexts, basedOnId)
      }
      return editorAgain(ask, article, error, 422)
    }
  })
}

/** The editor with what was typed, and what is wrong with it. */
async function editorAgain(ask: Ask, article: Article, error: unknown, status: number): Promise<Answer> {
  const answer = await editor(ask, article, formAgain(ask.body, error))
  return answer.kind === 'page' ? { ...answer, status } : answer
}

function save(ask: Ask, article: Article): Answer {
  const value = readForm(Saving, ask.body)
  const content = contentFrom(value)
  ownVersion(ask, article, value.basedOnId)
  const isSent = value.next === 'review'
  const draft = draftContent(ask, article)
  if (value.anyway === '' && isNew(ask, article)) {
    const similar = similarArticles(ask.db, { content, article, productIds: ask.productIds, limit: 3 })
    refuseTwin(similar, 'Merge the two, or save once more to keep both.')
  }
  if (isSent && value.basedOnId === article.draftVersionId && isSameText(content, draft)) {
    askForReview(ask.db, { articleId: article.id, by: ask.by })
    dropWorkingCopy(ask.db, { ...mine(ask, article), content, seenAt: value.keptAt })
    return redirect(pathOf(article), 'Sent to review.')
  }
  if (value.reason === '')
    throw new Invalid([{ field: 'reason', code: 'missing', message: 'Say in a few words what you changed.' }])
  const saved = saveVersion(ask.db, {
    articleId: article.id,
    basedOnId: value.basedOnId,
    content,
    reason: value.reason,
    significance: value.significance,
    sources: sourceTexts(ask.db, article.id),
    by: ask.by,
    ...(value.keptAt === undefined ? {} : { seenAt: value.keptAt }),
  })
  if (isSent) askForReview(ask.db, { articleId: article.id, by: ask.by })
  const found = compareArticle(ask.db, article.id)
  const against =
    found === 0
      ? ''
      : ' It says otherwise than an official text: see the contradictions before it is published.'
  const sent = isSent ? ' and sent it to review' : ''
  const hasOther = workingCopyOf(ask.db, mine(ask, article)) !== undefined
  const other = hasOther ? ' Another window of yours keeps another text: Edit shows both.' : ''
  return redirect(pathOf(article), `Saved version ${saved.version}${sent}.${against}${other}`)
}

/** Nobody has read it through yet: the moment to see that something else says it already. */
function isNew(ask: Ask, article: Article): boolean {
  const { liveVersionId, draftVersionId } = article
  return liveVersionId === null && draftVersionId !== null && getVersion(ask.db, draftVersionId).number === 1
}

async function editor(
  ask: Ask,
  article: Article,
  form: FormState,
  more: { keptAt?: string } = {},
): Promise<Answer> {
  const head = headOf(ask, article)
  const content = contentInForm(form)
  const data: EditorPage = {
    title: `Edit: ${head.title}`,
    form,
    head,
    base: baseOf(ask, article, form.values.basedOnId ?? ''),
    sources: sourcesBeside(ask, article, content),
    aside: await asideOf(ask, article, tidyContent(content), { quickly: ask.query.look !== 'all' }),
    others: othersAt(ask, { basedOnId: null, present: [] }),
    keptAt: more.keptAt ?? null,
    significances: significances.map((value) => ({ value, label: SIGNIFICANCE_WORDS[value] })),
  }
  return page('articles/edit', data)
}

/** What the editor offers on the left: a text set aside after a conflict, then what the article was made from. */
function sourcesBeside(ask: Ask, article: Article, content: Content): ArticleSource[] {
  const used = fields.map((field) => content[field]).join('\n\n')
  const setAside = workingCopyOf(ask.db, { articleId: article.id, userId: ask.by })?.setAside
  return [
    ...(setAside == null ? [] : [ownSource(setAside, used)]),
    ...articleSources(ask.db, article.id, used),
  ]
}

function baseOf(ask: Ask, article: Article, id: string): EditorPage['base'] {
  const row = versionList(ask.db, article).find(({ versionId }) => String(versionId) === id)
  return row === undefined ? null : { id, number: row.number }
}

function startForm(article: Article, content: Content, keptAt = ''): FormState {
  const basedOnId = String(article.draftVersionId ?? '')
  return blankForm({ ...valuesOf(content), basedOnId, keptAt, significance: 'wording', reason: '' })
}

function draftContent(ask: Ask, article: Article): Content {
  const versionId = article.draftVersionId ?? article.liveVersionId
  if (versionId === null) throw new Refused(`Article ${article.number} has no text to start from.`)
  return visibleContent(ask.db, getVersion(ask.db, versionId))
}

/** Somebody saved since this person last wrote: both texts, before another word is lost. */
function keptConflict(
  ask: Ask,
  article: Article,
  kept: { basedOnId: number | null; content: Content },
): Answer {
  const theirs = getVersion(ask.db, article.draftVersionId!)
  return conflictPage(
    ask,
    article,
    {
      base: kept.basedOnId === null ? null : visibleContent(ask.db, getVersion(ask.db, kept.basedOnId)),
      theirs: visibleContent(ask.db, theirs),
      theirsBy: theirs.by,
      theirVersionId: theirs.id,
      yours: kept.content,
    },
    kept.basedOnId,
  )
}
