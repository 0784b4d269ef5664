import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import type { Authority, Participant, QueueClass, Resolver, SafetyClass } from '../db/words.ts'
import { safetyClass } from '../safety/class.ts'
import { scanThread } from '../safety/scan-thread.ts'
import { questionAnalyser } from '../search/synonyms.ts'
import { scoreOf } from './score.ts'

/** A row of the queue as it follows from the facts; what people decided is added by the caller. */
export type Nomination = {
  threadId: number
  clusterId: number | null
  queueClass: QueueClass
  safetyClass: SafetyClass
  score: number
  asks: number
  reasons: string[]
  classReasons: string[]
  safetyReasons: string[]
  coveredByArticleId: number | null
  coveredByDocumentId: number | null
  isLead: boolean
  productId: number | null
  sourceId: number
  askedAt: string
  contentHash: string
  tags: string[]
}

type Row = {
  threadId: number
  title: string
  productId: number | null
  sourceId: number
  authority: Authority
  weight: number
  views: number
  replies: number
  createdAt: string
  resolution: 'marked' | 'closed'
  resolvedBy: Resolver | null
  contentHash: string
  tags: string
  participants: string
  authorName: string | null
  clusterId: number | null
  clusterSize: number
  clusterCases: number
  queueClass: QueueClass
  articleId: number | null
  documentId: number | null
  classReasons: string
}

/** Every resolved thread that holds at least one answer (or the one of a candidate), with its need, its class and its safety. */
export function nominations(db: Db, candidateId?: number): Nomination[] {
  const rows = db.$client
    .prepare(
      `SELECT t.id AS threadId, t.title, t.product_id AS productId, t.source_id AS sourceId, s.authority, s.weight, t.views,
         t.replies, t.created_at AS createdAt, t.resolution, t.resolved_by AS resolvedBy, t.content_hash AS contentHash,
         t.tags, t.participants, t.author_name AS authorName, x.cluster_id AS clusterId, coalesce(c.size, 1) AS clusterSize,
         (SELECT count(*) FROM placements y JOIN threads z ON z.id = y.thread_id JOIN sources w ON w.id = z.source_id
            WHERE y.cluster_id = x.cluster_id AND w.authority = 'case' AND z.id <> t.id) AS clusterCases,
         x.queue_class AS queueClass, x.covered_by_article_id AS articleId, x.covered_by_document_id AS documentId,
         x.reasons AS classReasons
       FROM threads t JOIN sources s ON s.id = t.source_id JOIN placements x ON x.thread_id = t.id
       LEFT JOIN clusters c ON c.id = x.cluster_id
       WHERE t.removed_at IS NULL AND t.resolution <> 'unknown' AND s.authority <> 'official'
         AND EXISTS (SELECT 1 FROM posts p WHERE p.thread_id = t.id AND p.position > 0 AND p.nature = 'answer' AND p.removed_at IS NULL)
         AND (? IS NULL OR t.id = (SELECT thread_id FROM candidates WHERE id = ?))
       ORDER BY t.id`,
    )
    .all(candidateId ?? null, candidateId ?? null) as Row[]
  const failed = failedSearches(db)
  const nominated = rows.map((row) => nominationOf(db, row, failed))
  return withLeads(nominated)
}

function nominationOf(db: Db, row: Row, failed: (title: string) => number): Nomination {
  const posts = db.$client
    .prepare(
      `SELECT external_id AS id, position, body, author_name AS author, role, score, is_accepted AS isAccepted, nature
       FROM posts WHERE thread_id = ? AND removed_at IS NULL ORDER BY position, id`,
    )
    .all(row.threadId) as PostRow[]
  const question = posts.find((post) => post.position === 0)
  const replies = posts.filter((post) => post.position > 0)
  const answer = replies.find((post) => post.isAccepted === 1 && post.nature === 'answer') ?? replies[0]
  const safety = safetyOf(row, question?.body ?? '', replies)
  const { score, asks, reasons } = scoreOf(
    {
      views: row.views,
      replies: row.replies,
      repeats: row.clusterSize,
      linkedCases: row.clusterCases,
      failedSearches: failed(row.title),
      askedAt: row.createdAt,
      resolution: row.resolution,
      resolvedBy: row.resolvedBy,
      answerVotes: answer?.score ?? 0,
      isAnswerByStaff: answer?.role === 'staff',
      weight: row.weight,
    },
    now(),
  )
  return {
    threadId: row.threadId,
    clusterId: row.clusterId,
    queueClass: row.queueClass,
    safetyClass: safety.class,
    score,
    asks,
    reasons,
    classReasons: JSON.parse(row.classReasons),
    safetyReasons: safety.reasons,
    coveredByArticleId: row.articleId,
    coveredByDocumentId: row.documentId,
    isLead: true,
    productId: row.productId,
    sourceId: row.sourceId,
    askedAt: row.createdAt,
    contentHash: row.contentHash,
    tags: JSON.parse(row.tags),
  }
}

type PostRow = {
  id: string
  position: number
  body: string
  author: string | null
  role: string
  score: number
  isAccepted: number
  nature: string
}

function safetyOf(row: Row, body: string, replies: PostRow[]): { class: SafetyClass; reasons: string[] } {
  const participants: Participant[] = JSON.parse(row.participants)
  const thread = {
    title: row.title,
    body,
    authority: row.authority,
    participants,
    ...(row.authorName === null ? {} : { author: row.authorName }),
    posts: replies.map((post) => ({
      id: post.id,
      body: post.body,
      ...(post.author === null ? {} : { author: post.author }),
    })),
  }
  return safetyClass(thread, row.authority === 'case' ? scanThread(thread) : [])
}

/** How many searches found nothing although all their words stand in a title. */
function failedSearches(db: Db): (title: string) => number {
  const analyser = questionAnalyser(db)
  const empty = db.$client
    .prepare('SELECT words FROM searches WHERE results = 0 ORDER BY id DESC LIMIT 2000')
    .pluck()
    .all()
  const wanted = (empty as string[])
    .map((words) => [...new Set(analyser.terms(words))])
    .filter((terms) => terms.length > 1)
  return (title) => {
    const has = new Set(analyser.terms(title))
    return wanted.filter((terms) => terms.every((term) => has.has(term))).length
  }
}

/** Of the threads that ask the same and have the same class the one most needed leads; the others stand behind it. */
function withLeads(all: Nomination[]): Nomination[] {
  const lead = new Map<string, Nomination>()
  const groupOf = (one: Nomination) =>
    one.clusterId === null ? `t${one.threadId}` : `${one.clusterId} ${one.queueClass}`
  for (const one of all) {
    const best = lead.get(groupOf(one))
    const isSafer = best?.safetyClass === 'case-only' && one.safetyClass === 'public-ok'
    const isBetter =
      best === undefined || isSafer || (best.safetyClass === one.safetyClass && one.score > best.score)
    if (isBetter) lead.set(groupOf(one), one)
  }
  return all.map((one) => ({ ...one, isLead: lead.get(groupOf(one)) === one }))
}
