import { z } from 'zod'
import { findArticle, getVersion, visibleContent } from '../../articles/find.ts'
import { renderedHtml } from '../../db/renderings.ts'
import {
  type CandidateState,
  type Content,
  candidateStates,
  type QueueClass,
  queueClasses,
  safetyClasses,
} from '../../db/words.ts'
import { Refused } from '../../lib/errors.ts'
import { sha256 } from '../../lib/hash.ts'
import type { SafeHtml } from '../../lib/markdown.ts'
import { visibleText } from '../../safety/visible.ts'
import { type CandidateFacts, candidateFacts } from '../../triage/candidate-page.ts'
import { alsoAsking, type Prefilled, prefillCandidate } from '../../triage/prefill-candidate.ts'
import { mergeCandidate, promote } from '../../triage/promote.ts'
import { type Queue, type QueueRow, queue } from '../../triage/queries.ts'
import { assign, dismiss, overruleSafety, snooze, undoDecision } from '../../triage/triage.ts'
import { aboutCandidate } from '../about.ts'
import { page, redirect } from '../answers.ts'
import { choice, id, optionalWords, readForm, words } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import { listUsers } from '../people.ts'
import type { Ask, Routes } from '../routes.ts'
import { bodyHtml } from './articles/body.ts'

/** The candidate in the reading pane. */
export type Reading = {
  facts: Omit<CandidateFacts, 'posts'>
  posts: (Omit<CandidateFacts['posts'][number], 'body'> & { textHtml: SafeHtml })[]
  title: string
  people: { id: number; name: string }[]
  /** How many others that ask the same would become part of the article. */
  alsoAsking: number
  may: { promote: boolean; dismiss: boolean; merge: boolean; assign: boolean; overrule: boolean }
}
export type QueuePage = PageBase & {
  queue: Queue
  filter: { class: string; safety: string; source: string; tag: string; state: string; sort: string }
  sources: string[]
  query: string
  from: number
  previous: string
  next: string
  reading: Reading | null
}
export type CandidatePage = PageBase & { reading: Reading }
export type CandidateMergePage = PageBase & {
  candidateId: number
  title: string
  targets: { number: number; title: string }[]
  target: { number: number; title: string; versionId: number } | null
  content: Content | null
  draft: Prefilled['content']
}

const PAGE = 40
const Promotion = z.object({ with: optionalWords('with whom', 20) })
const Reason = z.object({ reason: words('the reason', 500) })
const Until = z.object({ until: z.iso.date({ error: 'Choose a day.' }) })
const Assignee = z.object({ assigneeId: id('a person') })
const Safety = z.object({ safetyClass: choice(safetyClasses, 'a class'), reason: words('the reason', 500) })
const long = z.string().max(500_000).default('')
const Merge = z.object({
  article: z.string().regex(/^\d{1,15}$/, { error: 'Choose an article.' }),
  basedOnId: id('the version you read'),
  title: words('the title', 300),
  issue: long,
  environment: long,
  cause: long,
  resolution: long,
})

/** The queue of threads that may be worth an article, and what editors do with them. */
export function queueRoutes(routes: Routes): void {
  routes.get('/staff/queue', 'see.staff', async (ask) => page('queue/index', await queuePage(ask)))

  routes.get('/staff/candidates/:id', 'see', aboutCandidate, async (ask) => {
    const reading = await readingOf(ask, Number(ask.params.id))
    return page('queue/show', { title: reading.title, reading })
  })

  routes.post('/staff/candidates/:id/promotion', 'promote', aboutCandidate, (ask) => {
    const withCluster = readForm(Promotion, ask.body).with === 'cluster'
    const saved = promote(ask.db, { candidateId: Number(ask.params.id), withCluster, by: ask.by })
    const says = withCluster
      ? 'Promoted with everybody who asks the same. Their answers stand on the left: add what is missing.'
      : 'Promoted to a draft. Read it through; every sentence knows where it came from.'
    return redirect(`/staff/articles/${saved.number}/edit`, says)
  })

  routes.get('/staff/candidates/:id/merger', 'merge', aboutCandidate, (ask) =>
    page('queue/merge', mergePage(ask)),
  )

  routes.post('/staff/candidates/:id/merger', 'merge', aboutCandidate, (ask) => {
    const { article: ref, basedOnId, ...text } = readForm(Merge, ask.body)
    const article = findArticle(ask.db, ref)
    ask.must('merge', { productId: article.productId, isGoverned: article.governance === 'governed' })
    const { notes, appliesTo } = visibleContent(ask.db, getVersion(ask.db, basedOnId))
    const content = { ...text, notes, appliesTo }
    const saved = mergeCandidate(ask.db, {
      candidateId: Number(ask.params.id),
      articleId: article.id,
      basedOnId,
      content,
      by: ask.by,
    })
    return redirect(
      `/staff/articles/${saved.number}`,
      `Merged into article ${saved.number}, version ${saved.version}.`,
    )
  })

  routes.post('/staff/candidates/:id/dismissal', 'dismiss', aboutCandidate, (ask) => {
    const { reason } = readForm(Reason, ask.body)
    dismiss(ask.db, { candidateId: Number(ask.params.id), reason, by: ask.by })
    return after(ask, 'Dismissed. It comes back when the thread changes.')
  })

  routes.post('/staff/candidates/:id/snooze', 'dismiss', aboutCandidate, (ask) => {
    const { until } = readForm(Until, ask.body)
    snooze(ask.db, { candidateId: Number(ask.params.id), until: `${until}T06:00:00.000Z`, by: ask.by })
    return after(ask, `Put away until ${until}.`)
  })

  routes.post('/staff/candidates/:id/assignment', 'assign', aboutCandidate, (ask) => {
    const { assigneeId } = readForm(Assignee, ask.body)
    assign(ask.db, { candidateId: Number(ask.params.id), assigneeId, by: ask.by })
    return after(ask, 'Assigned.')
  })

  routes.post('/staff/candidates/:id/safety', 'override.safety', aboutCandidate, (ask) => {
    const value = readForm(Safety, ask.body)
    overruleSafety(ask.db, { ...value, candidateId: Number(ask.params.id), by: ask.by })
    return after(ask, 'Noted, with the reason.')
  })

  routes.post('/staff/candidates/:id/decision/removal', 'dismiss', aboutCandidate, (ask) => {
    undoDecision(ask.db, { candidateId: Number(ask.params.id), by: ask.by })
    return redirect(`/staff/candidates/${ask.params.id}`, 'Taken back.')
  })
}

function after(ask: Ask, text: string) {
  return redirect('/staff/queue', {
    text,
    undo: { action: `/staff/candidates/${ask.params.id}/decision/removal` },
  })
}

async function queuePage(ask: Ask): Promise<QueuePage> {
  const filter = filterOf(ask)
  const from = Math.max(0, Number.parseInt(ask.query.from ?? '0', 10) || 0)
  const found = queue(ask.db, {
    productIds: ask.productIds,
    state: (filter.state || 'open') as CandidateState,
    sort: (filter.sort || 'need') as 'need',
    ...(filter.class === '' ? {} : { queueClass: filter.class as QueueClass }),
    ...(filter.safety === '' ? {} : { safetyClass: filter.safety as 'public-ok' }),
    ...(filter.source === '' ? {} : { source: filter.source }),
    ...(filter.tag === '' ? {} : { tag: filter.tag }),
    limit: PAGE,
    offset: from,
  })
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString()
  const pageAt = (start: number) => `/staff/queue?${query}${query === '' ? '' : '&'}from=${start}`
  const at = chosen(ask, found.rows)
  return {
    title: 'Queue',
    queue: found,
    filter,
    sources: ask.db.$client
      .prepare('SELECT slug FROM sources WHERE authority <> ? ORDER BY slug')
      .pluck()
      .all('official') as string[],
    query,
    from,
    previous: from > 0 ? pageAt(Math.max(0, from - PAGE)) : '',
    next: from + PAGE < found.total ? pageAt(from + PAGE) : '',
    reading: at === null ? null : await readingOf(ask, at),
  }
}

function filterOf(ask: Ask): QueuePage['filter'] {
  const { query } = ask
  const one = (value: string | undefined, known: readonly string[]) =>
    value !== undefined && known.includes(value) ? value : ''
  return {
    class: one(query.class, queueClasses),
    safety: one(query.safety, safetyClasses),
    source: (query.source ?? '').slice(0, 80),
    tag: (query.tag ?? '').slice(0, 80),
    state: one(query.state, candidateStates),
    sort: one(query.sort, ['need', 'newest', 'oldest']),
  }
}

/** The candidate asked for if it is on this page, else the first. */
function chosen(ask: Ask, rows: QueueRow[]): number | null {
  const wanted = Number(ask.query.at)
  return rows.find((row) => row.candidateId === wanted)?.candidateId ?? rows[0]?.candidateId ?? null
}

async function readingOf(ask: Ask, candidateId: number): Promise<Reading> {
  const { posts, ...facts } = candidateFacts(ask.db, candidateId)
  const standing = posts.filter((post) => post.removedAt === null)
  const ordered = [...standing].sort((a, b) => rank(b) - rank(a) || a.position - b.position)
  const bodies = ordered.map((post) => visibleText(ask.db, post.body, post.textHash))
  const html = await renderedHtml(ask.db, bodies)
  const about = { productId: facts.thread.productId }
  return {
    facts,
    posts: ordered.map(({ body: _, ...post }, place) => ({
      ...post,
      textHtml: bodyHtml(ask.db, html.get(sha256(bodies[place]!)), 4),
    })),
    title: visibleText(ask.db, facts.thread.title),
    people: listUsers(ask.db).flatMap((user) =>
      user.disabledAt === null && user.role !== 'agent' ? [{ id: user.id, name: user.displayName }] : [],
    ),
    alsoAsking: alsoAsking(ask.db, facts.candidate).length,
    may: {
      promote: ask.may('promote', about),
      dismiss: ask.may('dismiss', about),
      merge: ask.may('merge', about),
      assign: ask.may('assign', about),
      overrule: ask.may('override.safety', about),
    },
  }
}

/** The question first, then the marked answer, then the other answers, then the rest. */
function rank(post: CandidateFacts['posts'][number]): number {
  if (post.position === 0) return 3
  if (post.isAccepted) return 2
  return post.nature === 'answer' ? 1 : 0
}

function mergePage(ask: Ask): CandidateMergePage {
  const candidateId = Number(ask.params.id)
  const facts = candidateFacts(ask.db, candidateId)
  if (facts.candidate.state === 'promoted' || facts.candidate.state === 'merged')
    throw new Refused('It is part of an article already.')
  const draft = prefillCandidate(ask.db, candidateId).content
  const articlesAlike = facts.alike.filter((thing) => thing.kind === 'article')
  const ref =
    ask.query.article ??
    (facts.covering?.kind === 'article' ? facts.covering.externalId : articlesAlike[0]?.externalId)
  const base = {
    title: 'Merge into an article',
    candidateId,
    draft,
    targets: targetsOf(ask, facts.thread.productId),
  }
  if (ref === undefined) return { ...base, target: null, content: null }
  const article = findArticle(ask.db, ref)
  if (article.draftVersionId === null) return { ...base, target: null, content: null }
  const content = visibleContent(ask.db, getVersion(ask.db, article.draftVersionId))
  const target = { number: article.number, title: content.title, versionId: article.draftVersionId }
  return { ...base, target, content }
}

function targetsOf(ask: Ask, productId: number | null): CandidateMergePage['targets'] {
  return ask.db.$client
    .prepare(
      `SELECT a.number, v.title FROM articles a JOIN article_versions v ON v.id = a.draft_version_id
       WHERE (? IS NULL OR a.product_id IS ?) AND NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)
       ORDER BY v.title LIMIT 500`,
    )
    .all(productId, productId) as CandidateMergePage['targets']
}
