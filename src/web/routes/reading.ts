import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { adopt } from '../../articles/adopt.ts'
import { getArticle } from '../../articles/find.ts'
import { flagsOfThread, type PostFlag } from '../../contradictions/queries.ts'
import { compareArticle } from '../../contradictions/scan.ts'
import { renderedHtml } from '../../db/renderings.ts'
import { articles, candidates } from '../../db/schema.ts'
import { documentPage, type ThreadPage as ThreadFacts, threadPage } from '../../harvest/queries.ts'
import { sha256 } from '../../lib/hash.ts'
import type { SafeHtml } from '../../lib/markdown.ts'
import { authorReader } from '../../safety/contributors.ts'
import { visibleText } from '../../safety/visible.ts'
import { rememberSearch } from '../../search/remembered.ts'
import { type StaffResult, searchStaff } from '../../search/staff.ts'
import { aboutDocument, aboutThread } from '../about.ts'
import { page, redirect } from '../answers.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'
import { bodyHtml } from './articles/body.ts'
import { type FindingRow, findingRows } from './findings.ts'

export type ThreadPage = PageBase & {
  thread: ThreadFacts['thread']
  source: ThreadFacts['source']
  product: string | null
  candidateId: number | null
  findings: FindingRow[]
  mayRedact: boolean
  mayOriginal: boolean
  posts: (Omit<ThreadFacts['posts'][number], 'body'> & {
    textHtml: SafeHtml
    flags: PostFlag[]
    mayFlag: boolean
  })[]
}
export type DocumentPage = PageBase & {
  document: {
    id: number
    title: string
    section: string | null
    url: string | null
    updatedAt: string | null
    removedAt: string | null
    visibility: string
  }
  scope: string[]
  sourceName: string
  sourceSlug: string
  product: string | null
  textHtml: SafeHtml
  article: { number: number } | null
  mayAdopt: boolean
}
export type SearchPage = PageBase & {
  words: string
  kind: string
  results: (StaffResult & { to: string; parts: { text: string; isMarked: boolean }[] })[]
}

const kinds = ['article', 'document', 'thread'] as const
const Kind = z.enum(kinds)

/** Reading what was harvested, adopting documents, and searching everything. */
export function readingRoutes(routes: Routes): void {
  routes.get('/staff/threads/:id', 'see', aboutThread, async (ask) => {
    const { thread, posts, source, product } = threadPage(ask.db, { threadId: Number(ask.params.id) })
    const bodies = posts.map((post) => visibleText(ask.db, post.body, post.textHash))
    const html = await renderedHtml(ask.db, bodies)
    const shownAuthor = authorReader(ask.db)
    const candidate = ask.db
      .select({ id: candidates.id })
      .from(candidates)
      .where(eq(candidates.threadId, thread.id))
      .get()
    const flags = flagsOfThread(ask.db, thread.id)
    const mayFlag = ask.may('report', aboutThread(ask))
    return page('threads/show', {
      title: visibleText(ask.db, thread.title),
      thread,
      source,
      product,
      candidateId: candidate?.id ?? null,
      findings: findingRows(ask.db, [
        { text: thread.title, field: 'Title' },
        ...posts.map((post) => ({ text: post.body, field: `Post ${post.position + 1}` })),
      ]),
      mayRedact: ask.may('redact', aboutThread(ask)),
      mayOriginal: ask.may('see.original', aboutThread(ask)),
      posts: posts.map(({ body: _, ...post }, place) => ({
        ...post,
        authorName: shownAuthor(thread.sourceId, post.authorName),
        textHtml: bodyHtml(ask.db, html.get(sha256(bodies[place]!))),
        flags: flags.filter((flag) => flag.postId === post.id),
        mayFlag: mayFlag && post.position > 0 && post.removedAt === null,
      })),
    })
  })

  routes.get('/staff/documents/:id', 'see', aboutDocument, async (ask) => {
    const { document, source, product } = documentPage(ask.db, { documentId: Number(ask.params.id) })
    const body = visibleText(ask.db, document.body, document.textHash)
    const html = await renderedHtml(ask.db, [body])
    const article = ask.db
      .select({ number: articles.number })
      .from(articles)
      .where(eq(articles.documentId, document.id))
      .get()
    return page('documents/show', {
      title: document.title,
      document,
      scope: Object.values(document.appliesTo).flat(),
      sourceName: source.name,
      sourceSlug: source.slug,
      product,
      textHtml: bodyHtml(ask.db, html.get(sha256(body)), 2),
      article: article ?? null,
      mayAdopt: article === undefined && document.removedAt === null && ask.may('adopt', aboutDocument(ask)),
    })
  })

  routes.post('/staff/documents/:id/adoption', 'adopt', aboutDocument, (ask) => {
    const documentId = Number(ask.params.id)
    const saved = adopt(ask.db, { documentId, by: ask.by })
    const known = ask.db.select().from(articles).where(eq(articles.documentId, documentId)).get()
    const { id: articleId, number } = getArticle(ask.db, saved?.articleId ?? known!.id)
    compareArticle(ask.db, articleId)
    return redirect(
      `/staff/articles/${number}`,
      saved === undefined
        ? 'It is an article already.'
        : 'Adopted. It is a draft until somebody validates it.',
    )
  })

  routes.get('/staff/search', 'see.staff', (ask) => page('search/index', searchPage(ask)))
}

function searchPage(ask: Ask): SearchPage {
  const typed = (ask.query.q ?? '').slice(0, 500)
  const kind = Kind.safeParse(ask.query.kind).data
  const found =
    typed.trim() === ''
      ? []
      : searchStaff(ask.db, {
          words: typed,
          limit: 40,
          ...(kind === undefined ? {} : { kinds: [kind] }),
          ...(ask.product === null ? {} : { productId: ask.product.id }),
        }).filter((result) => ask.may('see', { productId: result.productId }))
  rememberSearch(ask.db, { words: typed, results: found.length, place: 'staff' })
  return {
    title: typed === '' ? 'Search' : `Search: ${typed}`,
    words: typed,
    kind: kind ?? '',
    results: found.map((result) => ({ ...result, to: addressOf(result), parts: partsOf(result.snippet) })),
  }
}

function addressOf(result: StaffResult): string {
  if (result.kind === 'article') return `/staff/articles/${result.externalId}`
  return result.kind === 'thread' ? `/staff/threads/${result.id}` : `/staff/documents/${result.id}`
}

/** A passage cut into marked and plain parts, so that a template needs no HTML. */
export function partsOf(passage: {
  text: string
  marks: [number, number][]
}): { text: string; isMarked: boolean }[] {
  const parts: { text: string; isMarked: boolean }[] = []
  let at = 0
  for (const [start, end] of passage.marks) {
    parts.push({ text: passage.text.slice(at, start), isMarked: false })
    parts.push({ text: passage.text.slice(start, end), isMarked: true })
    at = end
  }
  parts.push({ text: passage.text.slice(at), isMarked: false })
  return parts.filter((part) => part.text !== '')
}
