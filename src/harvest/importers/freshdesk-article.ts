import { z } from 'zod'
import { wrongIn } from '../../lib/shape.ts'
import type { Normalised } from '../importer.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const hierarchy = optional(
  z.array(
    z.object({ data: optional(z.object({ name: optional(z.string()), language: optional(z.string()) })) }),
  ),
)
const article = z.object({
  title: optional(z.string()),
  description: optional(z.string()),
  status: z.number(),
  updated_at: optional(z.string()),
  hierarchy,
  folder: optional(z.object({ name: optional(z.string()), visibility: optional(z.number()), hierarchy })),
  category: optional(z.string()),
})

/**
 * A published article as a document. Who may read it is said by its folder alone, so an article whose folder is not in
 * the export is kept as restricted until it is.
 */
export function normaliseArticle(externalId: string, raw: object): Normalised {
  const parsed = article.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not a Freshdesk article: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  const { folder } = value
  const visibility = folder?.visibility ?? undefined
  if (value.status !== 2) return { kind: 'left-out', why: 'a draft' }
  if (visibility !== undefined && visibility !== 1) {
    return { kind: 'left-out', why: 'an article for a part of the readers only' }
  }
  const updatedAt = isoTime(value.updated_at)
  if (value.updated_at && updatedAt === undefined) throw new Error(`The time "${value.updated_at}" is none.`)
  const levels = (value.hierarchy ?? folder?.hierarchy ?? []).map((level) => level.data)
  const names = levels.map((level) => level?.name)
  const section = names.length > 0 ? names : [value.category, folder?.name]
  const translated = /-([a-z]{2}(?:-[A-Za-z]{2})?)$/.exec(externalId)?.[1]
  return {
    kind: 'document',
    document: {
      externalId,
      title: value.title ?? '',
      body: toMarkdown(value.description ?? '', 'html'),
      section: section.filter(Boolean).join(' › ') || undefined,
      language: translated ?? levels[0]?.language ?? undefined,
      appliesTo: {},
      visibility: visibility === 1 ? 'public' : 'restricted',
      updatedAt,
    },
  }
}
