import { z } from 'zod'
import { wrongIn } from '../../lib/shape.ts'
import type { Normalised } from '../importer.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)
const article = z.object({
  title: optional(z.string()),
  body: optional(z.string()),
  state: optional(z.string()),
  url: optional(z.string()),
  default_locale: optional(z.string()),
  updated_at: z.union([z.number(), z.string()]).nullish(),
  collections: optional(z.array(z.string())),
})

/** A published article as a document. */
export function normaliseArticle(externalId: string, raw: object): Normalised {
  const parsed = article.safeParse(raw)
  if (!parsed.success) throw new Error(`This is not an Intercom article: ${wrongIn(parsed.error)}`)
  const value = parsed.data
  if (value.state !== 'published') return { kind: 'left-out', why: 'a draft' }
  const updatedAt = isoTime(value.updated_at)
  if (value.updated_at && updatedAt === undefined) throw new Error(`The time "${value.updated_at}" is none.`)
  const url = value.url ?? undefined
  return {
    kind: 'document',
    document: {
      externalId,
      title: value.title ?? '',
      body: toMarkdown(value.body ?? '', 'html', url === undefined ? {} : { baseUrl: url }),
      section: value.collections?.join(' › ') || undefined,
      language: value.default_locale ?? undefined,
      appliesTo: {},
      url,
      visibility: 'public',
      updatedAt,
    },
  }
}
