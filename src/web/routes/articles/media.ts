import { z } from 'zod'
import type { Article } from '../../../articles/find.ts'
import { refuseIfArchived } from '../../../articles/find.ts'
import { isPicture, keepMedium, LARGEST_FILE, type Medium, markdownFor } from '../../../articles/media.ts'
import { keepWorkingCopy } from '../../../articles/working-copies.ts'
import { fields } from '../../../db/words.ts'
import { Invalid } from '../../../lib/errors.ts'
import { aboutArticle } from '../../about.ts'
import { json, redirect } from '../../answers.ts'
import { wantsJson } from '../../errors.ts'
import { readFormWithFile } from '../../form-with-file.ts'
import { choice, optionalWords, readForm } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { askedArticle, pathOf } from './asked.ts'
import { ContentFields, contentFrom } from './content-form.ts'
import { ownVersion, versionId } from './edit.ts'

const Added = z.object({
  ...ContentFields,
  basedOnId: versionId,
  alt: optionalWords('what the picture shows', 500),
  into: choice(fields, 'a field').default('resolution'),
})

/** Pictures and files put into an article while it is written. */
export function mediaRoutes(routes: Routes): void {
  // A script gets the words to insert; without one they are put at the end of a field, and the text is kept on the way.
  routes.post('/staff/articles/:number/media', 'save', aboutArticle, async (ask) => {
    const article = askedArticle(ask)
    refuseIfArchived(ask.db, article)
    const { body, file } = await readFormWithFile(ask.request, LARGEST_FILE)
    if (file === null)
      throw new Invalid([{ field: 'file', code: 'missing', message: 'Choose a picture or a file.' }])
    const value = readForm(Added, body)
    const medium = keepMedium(ask.db, { bytes: file.bytes, fileName: file.name, alt: value.alt, by: ask.by })
    const markdown = markdownFor(medium, value.alt || medium.alt)
    if (wantsJson(ask.request)) return json({ markdown, isPicture: isPicture(medium.type) })
    return intoText(ask, article, value, { medium, markdown })
  })
}

function intoText(
  ask: Ask,
  article: Article,
  value: z.output<typeof Added>,
  added: { medium: Medium; markdown: string },
) {
  const content = contentFrom(value)
  content[value.into] = `${content[value.into].trimEnd()}\n\n${added.markdown}`.trimStart()
  const basedOnId = ownVersion(ask, article, value.basedOnId)
  keepWorkingCopy(ask.db, { articleId: article.id, userId: ask.by, basedOnId, content })
  const lacks = isPicture(added.medium.type) && value.alt === '' && added.medium.alt === ''
  const says = lacks
    ? 'Added at the end. Say between its brackets what the picture shows: without that the article cannot be published.'
    : 'Added at the end of the text.'
  return redirect(`${pathOf(article)}/edit#${value.into}`, says)
}
