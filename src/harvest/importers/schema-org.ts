import type { ImportContext, Importer, Item } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, stripped, withoutKeys } from '../private.ts'
import { filesOf } from '../probe.ts'
import { parsePage, readPage } from '../reading/html-page.ts'
import { isDiscoursePage } from './discourse-page.ts'
import { questionsOf } from './schema-org-data.ts'
import { idOf, normaliseQuestion, type RawQuestion } from './schema-org-thread.ts'

/** Saved pages of any site that describes its questions with schema.org's words. */
export const schemaOrg: Importer = {
  name: 'schema-org',
  reads:
    'Saved pages with schema.org data: questions and answers of a forum (QAPage), or a publisher’s own FAQ (FAQPage) as documents.',
  usesMapping: true,
  recognises: (probe) =>
    probe.names
      .filter(isPage)
      .slice(0, 20)
      .some(
        (name) => isDescribed(probe.head(name, RECOGNISED)) && !isDiscoursePage(probe.head(name, RECOGNISED)),
      ),
  items,
  withoutPrivate: (raw) => {
    const removal = newRemoval()
    return stripped(withoutKeys(raw, PERSONAL_KEYS, removal), removal)
  },
  normalise: (item) => normaliseQuestion(item.externalId, item.raw as RawQuestion),
}

/** JSON-LD may stand at the end of a page. */
const RECOGNISED = 1_000_000

function isPage(name: string): boolean {
  return /\.x?html?$/i.test(name)
}

function isDescribed(html: string): boolean {
  return /schema\.org\/(?:QAPage|FAQPage|Question)\b|"@type"\s*:\s*\[?\s*"(?:[\w]+"\s*,\s*")*(?:https?:\/\/schema\.org\/)?(?:QAPage|FAQPage)"/.test(
    html,
  )
}

async function* items(paths: string[], context: ImportContext): AsyncGenerator<Item> {
  for (const { file, name } of filesOf(paths, isPage)) {
    const read = readPage(file)
    const place = { file, position: 'whole file' }
    if ('damage' in read)
      yield { bad: `${read.damage} (byte ${read.offset})`, externalId: name, ...place, raw: '' }
    else yield* questionItems(read.text, name, place, context)
  }
}

function* questionItems(
  html: string,
  path: string,
  place: { file: string; position: string },
  context: ImportContext,
): Generator<Item> {
  try {
    const { url: stated, title, language, licence, ...page } = parsePage(html)
    const url = stated ?? addressOf(path, context)
    const about = {
      path,
      ...(url && { url }),
      ...(title && { title }),
      ...(language && { language }),
      ...(licence && { licence }),
    }
    const questions = questionsOf({ ...page, url, title, language, licence })
    if (questions.length === 0) yield { ignored: `${path}, a page without questions` }
    for (const [index, { isFaq, thing }] of questions.entries()) {
      const raw: RawQuestion = { page: about, isFaq, question: thing }
      const position = questions.length === 1 ? place.position : `question ${index + 1}`
      yield { kind: isFaq ? 'document' : 'thread', externalId: idOf(raw), raw, file: place.file, position }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    yield { bad: reason, externalId: path, ...place, raw: html.slice(0, 2000) }
  }
}

/** Pages without an address of their own have one when the mapping names the site's. */
function addressOf(path: string, context: ImportContext): string | undefined {
  const base = (context.mapping as { url?: unknown } | undefined)?.url
  if (typeof base !== 'string' || !URL.canParse(base)) return undefined
  return new URL(path, base.endsWith('/') ? base : `${base}/`).href
}
