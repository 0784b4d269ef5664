import { z } from 'zod'
import { wrongIn } from '../../lib/shape.ts'
import type { Importer, Normalised } from '../importer.ts'
import { newRemoval, stripped, takeOut } from '../private.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { type Belongings, type DeskSorted, deskItems, idOf, type Json } from './desk-items.ts'
import { withoutPersonal } from './desk-private.ts'
import { jsonHead } from './json-head.ts'

/** Articles of a Zendesk Help Center as official documents. */
export const zendeskHelpCenter: Importer = {
  name: 'zendesk-help-center',
  reads:
    'Zendesk Help Center articles as documents: pages of the API with sections and categories beside them; drafts and articles for some readers only are left out.',
  recognises: (probe) =>
    jsonHead(
      probe,
      (head) =>
        /"section_id"\s*:/.test(head) && /"(?:user_segment_id|source_locale|vote_sum)"\s*:/.test(head),
    ),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normaliseArticle(item.externalId, item.raw),
}

const layout = {
  keys: [
    'articles',
    'article',
    'sections',
    'section',
    'categories',
    'category',
    'translations',
    'user_segments',
  ],
  sort,
  join,
}

function sort(value: Json, place: { key: string | undefined }): DeskSorted {
  const id = idOf(value.id)
  if (id === undefined) return { bad: 'The record has no "id".' }
  if ('section_id' in value && 'body' in value) {
    const language =
      typeof value.locale === 'string' && value.locale !== value.source_locale ? value.locale : ''
    return {
      head: { kind: 'document', id: language === '' ? id : `${id}-${language}` },
      at: value.edited_at ?? value.updated_at,
    }
  }
  if ('category_id' in value) return { lookup: `section ${id}` }
  if (place.key === 'categories' || place.key === 'category') return { lookup: `category ${id}` }
  if (place.key === undefined && 'name' in value && !('user_type' in value))
    return { lookup: `category ${id}` }
  return { ignored: place.key ?? 'a record that is no article, section or category' }
}

/** An article of ten sections deep is a circle. */
const MAX_SECTIONS = 10

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const names: unknown[] = []
  let section = belongings.lookup(`section ${idOf(head.section_id)}`)
  const category = belongings.lookup(`category ${idOf(section?.category_id)}`)
  for (let depth = 0; section !== undefined && depth < MAX_SECTIONS; depth++) {
    names.unshift(section.name)
    section = belongings.lookup(`section ${idOf(section.parent_section_id)}`)
  }
  return { ...head, sections: names, ...(category !== undefined && { category: category.name }) }
}

/** A draft's text and a restricted article's text go; that they are there stays, so that both are taken down later. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const article = raw as Json
  const kind = article.draft === true ? 'draft' : isRestricted(article) ? 'restricted-article' : undefined
  const kept = kind === undefined ? article : { ...article, body: takeOut(removal, kind, article.body) }
  return stripped(withoutPersonal(kept, removal), removal)
}

function isRestricted(article: Json): boolean {
  const segments = Array.isArray(article.user_segment_ids) ? article.user_segment_ids : []
  return idOf(article.user_segment_id) !== undefined || segments.length > 0
}

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const article = z.object({
  title: optional(z.string()),
  name: optional(z.string()),
  body: optional(z.string()),
  html_url: optional(z.string()),
  locale: optional(z.string()),
  draft: optional(z.boolean()),
  edited_at: optional(z.string()),
  updated_at: optional(z.string()),
  sections: optional(z.array(z.string())),
  category: optional(z.string()),
})

function normaliseArticle(externalId: string, raw: object): Normalised {
  const parsed = article.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a Help Center article: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  if (value.draft) return { kind: 'left-out', why: 'a draft' }
  if (isRestricted(raw as Json)) return { kind: 'left-out', why: 'an article for a part of the readers only' }
  const updated = value.edited_at ?? value.updated_at
  const updatedAt = isoTime(updated)
  if (updated && updatedAt === undefined) throw new Error(`The time "${updated}" is none.`)
  const url = value.html_url ?? undefined
  return {
    kind: 'document',
    document: {
      externalId,
      title: value.title || value.name || '',
      body: toMarkdown(value.body ?? '', 'html', url === undefined ? {} : { baseUrl: url }),
      section: [value.category, ...(value.sections ?? [])].filter(Boolean).join(' › ') || undefined,
      language: languageOf(value.locale),
      appliesTo: {},
      url,
      visibility: 'public',
      updatedAt,
    },
  }
}

/** "en-us" as "en-US". */
function languageOf(locale: string | null | undefined): string | undefined {
  return locale?.replace(/-([a-z]{2})$/, (_all, region: string) => `-${region.toUpperCase()}`)
}
