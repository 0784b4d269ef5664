import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import type { Authority, Participant, QueueClass, Resolver, SafetyClass } from '../db/words.ts'
import { safetyClass } from '../safety/class.ts'
import { scanThread } from '../safety/scan-thread.ts'
import { failedSearches } from './failed-searches.ts'
import { scoreOf } from './score.ts'
import { productWeights } from './weights.ts'

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
  productId: number | null
  sourceId: number
  askedAt: string
  contentHash: string
  tags: string[]
}

const ROWS = `SELECT t.id AS threadId, t.title, t.product_id AS productId, t.source_id AS sourceId, s.authority, s.weight,
    t.views, t.replies, t.created_at AS createdAt, t.resolution, t.resolved_by AS resolvedBy,
    t.content_hash AS contentHash, t.tags, t.participants, t.author_name AS authorName, x.cluster_id AS clusterId,
    coalesce(c.size, 1) AS clusterSize, x.queue_class AS queueClass, x.covered_by_article_id AS articleId,
    x.covered_by_document_id AS documentId, x.reasons AS classReasons
  FROM threads t JOIN sources s ON s.id = t.source_id JOIN placements x ON x.thread_id = t.id
  LEFT JOIN clusters c ON c.id = x.cluster_id
  WHERE t.removed_at IS NULL AND t.resolution <> 'unknown' AND s.authority <> 'official'
    AND EXISTS (SELECT 1 FROM posts p WHERE p.thread_id = t.id AND p.position > 0 AND p.nature = 'answer' AND p.removed_at IS NULL)`
const AT_ONCE = 1_000

/** Every resolved thread that holds at least one answer, with its need, its class and its safety, by id. */
export function* allNominations(db: Db): Generator<Nomination> {
  const cases = casesByCluster(db)
  const nominationOf = judge(db, (clusterId) => cases.get(clusterId) ?? 0)
  const next = db.$client.prepare(`${ROWS} AND t.id > ? ORDER BY t.id LIMIT ${AT_ONCE}`)
  for (let last = 0; ; ) {
    const rows = next.all(last) as Row[]
    for (const row of rows) yield nominationOf(row)
    if (rows.length < AT_ONCE) return
    last = rows.at(-1)!.threadId
  }
}

/** The same for some threads; those that do not qualify are left out. */
export function nominationsOf(db: Db, threadIds: number[]): Nomination[] {
  const count = db.$client
    .prepare(
      `SELECT count(*) FROM placements y JOIN threads z ON z.id = y.thread_id JOIN sources w ON w.id = z.source_id
       WHERE y.cluster_id = ? AND w.authority = 'case'`,
    )
    .pluck()
  const nominationOf = judge(db, (clusterId) => count.get(clusterId) as number)
  const one = db.$client.prepare(`${ROWS} AND t.id = ?`)
  return threadIds.flatMap((threadId) => {
    const row = one.get(threadId) as Row | undefined
    return row === undefined ? [] : [nominationOf(row)]
  })
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
  queueClass: QueueClass
  articleId: number | null
  documentId: number | null
  classReasons: string
}

function casesByCluster(db: Db): Map<number, number> {
  const rows = db.$client
    .prepare(
      `SELECT y.cluster_id, count(*) FROM placements y JOIN threads z ON z.id = y.thread_id
       JOIN sources w ON w.id = z.source_id
       WHERE y.cluster_id IS NOT NULL AND w.authority = 'case' GROUP BY y.cluster_id`,
    )
    .raw()
    .all()
  return new Map(rows as [number, number][])
}

function judge(db: Db, casesIn: (clusterId: number) => number): (row: Row) => Nomination {
  const failed = failedSearches(db)
  const weights = productWeights(db)
  const at = now()
  const read = db.$client.prepare(
    `SELECT external_id AS id, position, body, author_name AS author, role, score, is_accepted AS isAccepted, nature
     FROM posts WHERE thread_id = ? AND removed_at IS NULL ORDER BY position, id`,
  )
  const before = db.$client.prepare(
    `SELECT safety_class AS class, safety_reasons AS reasons FROM candidates c WHERE c.thread_id = ? AND c.content_hash = ?
       AND NOT EXISTS (SELECT 1 FROM candidate_decisions d WHERE d.candidate_id = c.id AND d.decision LIKE 'called-%')`,
  )
  return (row) => {
    const posts = read.all(row.threadId) as PostRow[]
    const replies = posts.filter((post) => post.position > 0)
    const answers = replies.filter((post) => post.nature === 'answer')
    const answer = answers.find((post) => post.isAccepted === 1) ?? answers[0]
    // A thread that did not change is as safe as it was; reading all words again is what costs.
    const known = before.get(row.threadId, row.contentHash) as
      | { class: SafetyClass; reasons: string }
      | undefined
    const question = posts.find((post) => post.position === 0)
    const safety =
      known === undefined
        ? safetyOf(row, question?.body ?? '', replies)
        : { class: known.class, reasons: JSON.parse(known.reasons) as string[] }
    const cases = row.clusterId === null ? 0 : casesIn(row.clusterId)
    const { score, asks, reasons } = scoreOf(
      {
        views: row.views,
        replies: row.replies,
        repeats: row.clusterSize,
        linkedCases: Math.max(0, row.authority === 'case' ? cases - 1 : cases),
        failedSearches: failed(row.title),
        askedAt: row.createdAt,
        resolution: row.resolution,
        resolvedBy: row.resolvedBy,
        answerVotes: answer?.score ?? 0,
        isAnswerByStaff: answer?.role === 'staff',
        weight: row.weight * (weights.get(row.productId ?? 0) ?? 1),
      },
      at,
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
      productId: row.productId,
      sourceId: row.sourceId,
      askedAt: row.createdAt,
      contentHash: row.contentHash,
      tags: JSON.parse(row.tags),
    }
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
