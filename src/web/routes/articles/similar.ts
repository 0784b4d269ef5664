import { type Article, getArticle } from '../../../articles/find.ts'
import { articleStatus } from '../../../articles/queries.ts'
import type { Db } from '../../../db/open.ts'
import type { Content } from '../../../db/words.ts'
import { Invalid } from '../../../lib/errors.ts'
import { functionWords, jaccard, stem } from '../../../lib/words.ts'
import { describeThings } from '../../../search/queries.ts'
import { similarTo } from '../../../search/staff.ts'

/** An article or document that speaks of the same. */
export type Similar = {
  kind: 'article' | 'document'
  title: string
  /** Staff page or, for a document, its own address. */
  to: string | null
  number: number | null
  state: string | null
  /** Share of the words of both titles that they have in common, 0 to 1. */
  likeness: number
}

/** Titles this alike probably ask the same question. */
export const SAME_QUESTION = 0.6

/** Share of the best match's score below which a thing only happens to share a word. */
const NEAR = 0.4

/** Things weighed while somebody waits for a page: among a hundred thousand, a third of the usual finds the same first ones. */
const EFFORT = 3_000

/** A hit of the likeness search. */
export type Alike = ReturnType<typeof similarTo>

/** Everything that speaks of much the same, best first; looked for once and used by all that stands beside a text. */
export function alikeTo(
  db: Db,
  query: { content: Pick<Content, 'title' | 'issue' | 'resolution'>; article?: Article; limit: number },
): Alike {
  const { title, issue, resolution } = query.content
  if (`${title}${issue}${resolution}`.trim() === '') return []
  const { article } = query
  const excludeIds = [
    ...(article === undefined ? [] : [{ kind: 'article' as const, id: article.id }]),
    ...(article?.documentId == null ? [] : [{ kind: 'document' as const, id: article.documentId }]),
  ]
  const text = `${issue}\n${resolution}`
  return similarTo(db, {
    title,
    text,
    kinds: ['article', 'document'],
    excludeIds,
    limit: query.limit,
    effort: EFFORT,
  })
}

/** Articles and official documents most like this text, best first. */
export function similarArticles(
  db: Db,
  query: {
    content: Pick<Content, 'title' | 'issue' | 'resolution'>
    article?: Article
    productIds: number[] | null
    limit: number
    alike?: Alike
  },
): Similar[] {
  const found = query.alike ?? alikeTo(db, { ...query, limit: query.limit * 3 })
  const isSeen = (productId: number | null) =>
    query.productIds === null || (productId !== null && query.productIds.includes(productId))
  const best = Math.max(0, ...found.map((hit) => hit.score))
  const near = found.filter((hit) => hit.score >= NEAR * best)
  const words = titleWords(query.content.title)
  return describeThings(db, near)
    .filter((thing) => isSeen(thing.productId))
    .slice(0, query.limit)
    .map((thing) => {
      const article = thing.kind === 'article' ? getArticle(db, thing.id) : undefined
      return {
        kind: article === undefined ? ('document' as const) : ('article' as const),
        title: thing.title,
        to: article === undefined ? thing.url : `/staff/articles/${article.number}`,
        number: article?.number ?? null,
        state: article === undefined ? null : articleStatus(db, article).state,
        likeness: jaccard(words, titleWords(thing.title)),
      }
    })
}

/** What already seems to ask the same, to be refused once before another article is made of it. */
export function refuseTwin(similar: Similar[], way: string): void {
  const twin = similar.find((one) => one.likeness >= SAME_QUESTION)
  if (twin === undefined) return
  const name = twin.number === null ? `“${twin.title}”` : `“${twin.title}” (article ${twin.number})`
  throw new Invalid([{ field: 'title', code: 'twin', message: `${name} seems to ask the same. ${way}` }])
}

function titleWords(title: string): Set<string> {
  const all = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const content = all.filter((word) => !functionWords.has(word))
  return new Set((content.length === 0 ? all : content).map(stem))
}
