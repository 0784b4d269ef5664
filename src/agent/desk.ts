import { getArticle, getVersion, visibleContent } from '../articles/find.ts'
import { openFlagIds } from '../articles/requirements.ts'
import type { Db } from '../db/open.ts'
import { addressOf, articlePath } from '../publish/addresses.ts'
import type { Passage } from '../search/snippet.ts'
import { searchStaff } from '../search/staff.ts'
import { type Snippets, snippetsOf } from './snippets.ts'
import { answeringStep } from './steps.ts'

/** A published answer for a customer's message, with what an agent may paste. */
export type DeskResult = {
  articleId: number
  number: number
  slug: string
  title: string
  versionId: number
  version: number
  origin: string
  passage: Passage
  step: string | null
  snippets: Snippets
  isDisputed: boolean
}

/** The live articles that answer a message best; drafts and internal articles are never offered. */
export function deskResults(
  db: Db,
  input: { words: string; siteUrl: string; productId?: number; limit: number },
): DeskResult[] {
  const found = searchStaff(db, {
    words: input.words,
    kinds: ['article'],
    limit: input.limit * 3,
    ...(input.productId === undefined ? {} : { productId: input.productId }),
  })
  const results: DeskResult[] = []
  for (const { id, snippet } of found) {
    if (results.length === input.limit) break
    const article = getArticle(db, id)
    if (article.liveVersionId === null || article.audience !== 'public') continue
    const version = getVersion(db, article.liveVersionId)
    const content = visibleContent(db, version)
    const step = answeringStep(content.resolution, input.words)
    results.push({
      articleId: article.id,
      number: article.number,
      slug: article.slug,
      title: content.title,
      versionId: version.id,
      version: version.number,
      origin: article.origin,
      passage: snippet,
      step: step ?? null,
      snippets: snippetsOf({
        title: content.title,
        siteUrl: input.siteUrl,
        path: addressOf(articlePath(article.slug)),
        ...(step === undefined ? {} : { step }),
        answer: content.resolution,
      }),
      isDisputed: openFlagIds(db, version.id).length > 0,
    })
  }
  return results
}
