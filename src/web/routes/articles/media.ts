import { z } from 'zod'
import type { Article } from '../../../articles/find.ts'
import { refuseIfArchived } from '../../../articles/find.ts'
import { isPicture, keepMedium, LARGEST_FILE, type Medium, markdownFor } from '../../../articles/media.ts'
import { articleSources } from '../../../articles/sources.ts'
import { keepWorkingCopy } from '../../../articles/working-copies.ts'
import { type Content, type Field, fields } from '../../../db/words.ts'
import { Invalid, Refused } from '../../../lib/errors.ts'
import { guardedFetch, Unreachable } from '../../../lib/guarded-fetch.ts'
import { aboutArticle } from '../../about.ts'
import { json, redirect } from '../../answers.ts'
import { wantsJson } from '../../errors.ts'
import { readFormWithFile } from '../../form-with-file.ts'
import { choice, optionalWords, readForm, words } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { askedArticle, pathOf } from './asked.ts'
import { ContentFields, contentFrom } from './content-form.ts'
import { keptAt, mine, ownVersion, versionId } from './kept.ts'

const Fetching = z.object({
  ...ContentFields,
  basedOnId: versionId,
  keptAt,
  fetch: words('a picture', 2_000),
})
const Added = z.object({
  ...ContentFields,
  basedOnId: versionId,
  keptAt,
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

  // Only pictures of the article's own sources, only when somebody presses the button, and never from inside the network.
  routes.post('/staff/articles/:number/media/fetch', 'save', aboutArticle, async (ask) => {
    const article = askedArticle(ask)
    refuseIfArchived(ask.db, article)
    const { fetch: url, ...typed } = readForm(Fetching, ask.body)
    const content = contentFrom(typed)
    const basedOnId = ownVersion(ask, article, typed.basedOnId)
    const { savedAt } = keepWorkingCopy(ask.db, { ...mine(ask, article, typed.keptAt), basedOnId, content })
    const pieces = articleSources(ask.db, article.id, '').flatMap((source) => source.pieces)
    const picture = pieces.flatMap((piece) => piece.pictures).find((one) => one.url === url)
    if (picture === undefined) throw new Refused('That picture is in none of the sources of this article.')
    const medium = keepMedium(ask.db, {
      ...(await fetched(ask, url)),
      alt: picture.alt,
      sourceUrl: url,
      by: ask.by,
    })
    return intoText(
      ask,
      article,
      { ...typed, keptAt: savedAt, alt: picture.alt, into: 'resolution' },
      {
        medium,
        markdown: markdownFor(medium, picture.alt),
        replaces: url,
      },
    )
  })
}

async function fetched(ask: Ask, url: string): Promise<{ bytes: Uint8Array; fileName: string }> {
  const guard = { maxBytes: LARGEST_FILE, timeoutMs: 15_000, innerHosts: ask.config.innerHosts }
  try {
    const { status, body } = await guardedFetch(url, { ...guard, hosts: 'any' })
    if (status !== 200) throw new Refused(`The picture could not be fetched: its host answers ${status}.`)
    return { bytes: body, fileName: new URL(url).pathname.split('/').at(-1) ?? '' }
  } catch (error) {
    if (error instanceof Unreachable)
      throw new Refused('The picture could not be fetched: its host does not answer.')
    throw error
  }
}

function intoText(
  ask: Ask,
  article: Article,
  value: z.output<typeof Added>,
  added: { medium: Medium; markdown: string; replaces?: string },
) {
  const content = contentFrom(value)
  const place = added.replaces === undefined ? undefined : placeOf(content, added.replaces)
  if (place === undefined)
    content[value.into] = `${content[value.into].trimEnd()}\n\n${added.markdown}`.trimStart()
  else content[place.field] = content[place.field].replaceAll(place.found, () => added.markdown)
  const basedOnId = ownVersion(ask, article, value.basedOnId)
  keepWorkingCopy(ask.db, { ...mine(ask, article, value.keptAt), basedOnId, content })
  const lacks = isPicture(added.medium.type) && value.alt === '' && added.medium.alt === ''
  const says = lacks
    ? 'Added at the end. Say between its brackets what the picture shows: without that the article cannot be published.'
    : 'Added at the end of the text.'
  return redirect(`${pathOf(article)}/edit#${value.into}`, says)
}

/** Where a text shows the picture from its old place, if it does. */
function placeOf(content: Content, url: string): { field: Field; found: string } | undefined {
  const escaped = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const shown = new RegExp(`!\\[[^\\]\\n]{0,500}\\]\\(\\s*<?${escaped}[^)\\n]{0,300}\\)`)
  for (const field of fields) {
    const found = shown.exec(content[field])?.[0]
    if (found !== undefined) return { field, found }
  }
  return undefined
}
