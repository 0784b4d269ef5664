import { PUBLIC_FIELDS } from '../../../articles/content.ts'
import { contentOf, type Version } from '../../../articles/find.ts'
import { FIELD_WORDS } from '../../../articles/words.ts'
import type { Db } from '../../../db/open.ts'
import { passPicture } from '../../../safety/findings.ts'
import { requestOverride } from '../../../safety/overrides.ts'
import { redactAlike, undoRedaction } from '../../../safety/redaction.ts'
import { relatedTo } from '../../../safety/related.ts'
import { aboutArticle } from '../../about.ts'
import { redirect } from '../../answers.ts'
import { readForm } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type FindingRow, findingRows } from '../findings.ts'
import { findingId, redactedAs, Wish } from '../safety.ts'
import { askedArticle, pathOf } from './asked.ts'

export type { FindingRow }

/** Deciding about what may be private in an article. */
export function findingRoutes(routes: Routes): void {
  const at = '/staff/articles/:number/findings/:finding'
  routes.post(`${at}/redaction`, 'redact', aboutArticle, (ask) => {
    const { article, anchor, id } = asked(ask)
    const done = redactAlike(ask.db, { findingId: id, anchor, by: ask.by })
    return redirect(`${pathOf(article)}#safety`, redactedAs(done, `${pathOf(article)}/findings/${id}`))
  })

  routes.post(`${at}/redaction/removal`, 'redact', aboutArticle, (ask) => {
    const { article, anchor, id } = asked(ask)
    undoRedaction(ask.db, { findingId: id, anchor, by: ask.by })
    return redirect(`${pathOf(article)}#safety`, 'It is shown again, and open.')
  })

  routes.post(`${at}/override`, 'redact', aboutArticle, (ask) => {
    const { article, id } = asked(ask)
    requestOverride(ask.db, { findingId: id, ...readForm(Wish, ask.body), by: ask.by })
    return redirect(`${pathOf(article)}#safety`, 'Noted. It may be public once a second person agrees.')
  })

  routes.post(`${at}/look`, 'redact', aboutArticle, (ask) => {
    const { article, id } = asked(ask)
    passPicture(ask.db, { findingId: id, by: ask.by })
    return redirect(`${pathOf(article)}#safety`, 'Noted that you looked at it.')
  })
}

/** What was found in the public texts of a version, the open ones first. What is redacted is not shown again. */
export function findingsOf(db: Db, version: Version): FindingRow[] {
  const content = contentOf(version)
  return findingRows(db, [
    { text: content.title, field: 'Title' },
    ...PUBLIC_FIELDS.map((field) => ({ text: content[field], field: FIELD_WORDS[field] })),
  ])
}

/** The finding in the address, which has to be in one of this article's texts. */
function asked(ask: Ask) {
  const article = askedArticle(ask)
  const anchor = { articleId: article.id }
  return { article, anchor, id: findingId(ask, relatedTo(ask.db, anchor).texts) }
}
