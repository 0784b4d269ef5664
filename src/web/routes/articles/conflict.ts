import type { BothTexts } from '../../../articles/articles.ts'
import type { Article } from '../../../articles/find.ts'
import { type Answer, page } from '../../answers.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask } from '../../routes.ts'
import { type ArticleHead, headOf } from './asked.ts'

export type ConflictPage = PageBase & { head: ArticleHead; both: BothTexts }

export function conflictPage(ask: Ask, article: Article, both: BothTexts): Answer {
  const head = headOf(ask, article)
  return page('articles/conflict', { title: `Two texts: ${head.title}`, head, both }, 409)
}
