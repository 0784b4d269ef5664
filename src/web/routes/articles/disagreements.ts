import type { Article } from '../../../articles/find.ts'
import type { Db } from '../../../db/open.ts'
import type { Content } from '../../../db/words.ts'

/** A sentence of the text being written against an official sentence that says otherwise. */
export type Disagreement = {
  claim: string
  evidence: string
  title: string
  url: string | null
  reason: string
}

/** What the official texts of the product say otherwise than the text being written. */
export function disagreements(_db: Db, _article: Article, _content: Content): Disagreement[] {
  return []
}
