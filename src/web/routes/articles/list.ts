import { DUE_WORDS, dueArticles } from '../../../articles/due.ts'
import { type ArticleFilter, type ArticleRow, articleCounts, articleList } from '../../../articles/queries.ts'
import { remembered } from '../../../db/remembered.ts'
import { findByWords } from '../../../search/staff.ts'
import { page } from '../../answers.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'

const TABS = [
  { state: 'all', label: 'All' },
  { state: 'draft', label: 'Drafts' },
  { state: 'in-review', label: 'In review' },
  { state: 'validated', label: 'Validated' },
  { state: 'published', label: 'Published' },
  { state: 'due', label: 'To look at' },
  { state: 'archived', label: 'Archived' },
] as const

type TabState = (typeof TABS)[number]['state']

export type ArticlesPage = PageBase & {
  tabs: { label: string; to: string; count: number; isHere: boolean; state: TabState }[]
  rows: (ArticleRow & { due: string })[]
  words: string
  isMine: boolean
  state: TabState
  total: number
  from: number
  previous: string
  next: string
  mineTo: string
}

const PER_PAGE = 50
const MOST_FOUND = 500

/** The list of articles by state, narrowed by the product filter, words and owner. */
export function listRoutes(routes: Routes): void {
  routes.get('/staff/articles', 'see.staff', (ask) => page('articles/index', articlesPage(ask)))
}

function articlesPage(ask: Ask): ArticlesPage {
  const state = TABS.find((tab) => tab.state === ask.query.state)?.state ?? 'all'
  const words = (ask.query.q ?? '').trim().slice(0, 300)
  const isMine = ask.query.owner === 'me'
  const filter: ArticleFilter = {
    productIds: ask.productIds,
    ...(isMine ? { ownerId: ask.by } : {}),
    ...(words === '' ? {} : { articleIds: foundIds(ask, words) }),
  }
  const due = dueArticles(ask.db)
  const dueIds = [...due.values()].sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ articleId }) => articleId)
  const { articleIds: found } = filter
  const dueFilter = {
    ...filter,
    articleIds: found === undefined ? dueIds : dueIds.filter((one) => found.includes(one)),
  }
  const counts = {
    ...(words === ''
      ? remembered(ask.db, `counts of articles ${JSON.stringify(filter)}`, () =>
          articleCounts(ask.db, filter),
        )
      : articleCounts(ask.db, filter)),
    due: dueIds.length === 0 ? 0 : articleCounts(ask.db, dueFilter).all,
  }
  const total = counts[state]
  const at = Math.min(startOf(ask.query.from), Math.max(0, Math.ceil(total / PER_PAGE) - 1) * PER_PAGE)
  const list = articleList(ask.db, {
    ...(state === 'due' ? dueFilter : filter),
    ...(state === 'all' || state === 'due' ? {} : { state }),
    limit: PER_PAGE,
    offset: at,
  })
  const rows = list.map((row) => ({
    ...row,
    due: (due.get(row.articleId)?.reasons ?? []).map((reason) => DUE_WORDS[reason]).join('; '),
  }))
  const to = (change: { state?: TabState; from?: number; isMine?: boolean }) =>
    addressOf({ state, words, isMine, ...change })
  return {
    title: 'Articles',
    tabs: TABS.map((tab) => ({
      ...tab,
      to: to({ state: tab.state }),
      count: counts[tab.state],
      isHere: tab.state === state,
    })),
    rows,
    words,
    isMine,
    state,
    total,
    from: at,
    previous: at === 0 ? '' : to({ from: at - PER_PAGE }),
    next: at + PER_PAGE >= total ? '' : to({ from: at + PER_PAGE }),
    mineTo: to({ isMine: !isMine }),
  }
}

/** Articles that speak of these words; a number finds that article first. */
function foundIds(ask: Ask, words: string): number[] {
  const numbered = /^#?(\d{1,9})$/.exec(words)?.[1]
  const exact =
    numbered === undefined
      ? undefined
      : (ask.db.$client.prepare('SELECT id FROM articles WHERE number = ?').pluck().get(Number(numbered)) as
          | number
          | undefined)
  const found = findByWords(ask.db, { words, kinds: ['article'], limit: MOST_FOUND }).map(({ id }) => id)
  return [...new Set([...(exact === undefined ? [] : [exact]), ...found])]
}

function startOf(text: string | undefined): number {
  return /^\d{1,7}$/.test(text ?? '') ? Math.floor(Number(text) / PER_PAGE) * PER_PAGE : 0
}

function addressOf(list: { state: TabState; words: string; isMine: boolean; from?: number }): string {
  const query = new URLSearchParams()
  if (list.state !== 'all') query.set('state', list.state)
  if (list.words !== '') query.set('q', list.words)
  if (list.isMine) query.set('owner', 'me')
  if (list.from !== undefined && list.from > 0) query.set('from', String(list.from))
  return query.size === 0 ? '/staff/articles' : `/staff/articles?${query}`
}
