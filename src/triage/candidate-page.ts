import type { Db } from '../db/open.ts'
import type { CandidateDecision } from '../db/words.ts'
import { type ThreadPage, threadPage } from '../harvest/queries.ts'
import { visibleText } from '../safety/visible.ts'
import { describeThings, type Thing } from '../search/queries.ts'
import { similarEach } from '../search/staff.ts'
import { type Candidate, getCandidate } from './decisions.ts'
import type { QueueRow } from './queries.ts'

/** A thread as the queue shows it, with everything an editor needs to decide. */
export type CandidateFacts = {
  candidate: Candidate
  thread: ThreadPage['thread']
  source: ThreadPage['source']
  product: string | null
  posts: ThreadPage['posts']
  /** Threads that ask the same, most read first. */
  cluster: {
    title: string
    best: string
    members: Pick<QueueRow, 'threadId' | 'title' | 'externalId'>[]
  } | null
  covering: Thing | null
  alike: Thing[]
  /** Other threads that may ask the same but stand elsewhere. */
  likeQuestions: { id: number; title: string }[]
  flags: { flagId: number; claim: string; evidence: string }[]
  decisions: {
    decision: CandidateDecision
    reason: string
    by: string | null
    at: string
    articleNumber: number | null
  }[]
}

/** Things weighed for the two lists beside a candidate. */
const EFFORT = 3_000

/** Everything about one candidate. */
export function candidateFacts(db: Db, candidateId: number): CandidateFacts {
  const candidate = getCandidate(db, candidateId)
  const { thread, posts, source, product } = threadPage(db, { threadId: candidate.threadId })
  const covering =
    candidate.coveredByArticleId !== null
      ? describeThings(db, [{ kind: 'article', id: candidate.coveredByArticleId }])
      : candidate.coveredByDocumentId !== null
        ? describeThings(db, [{ kind: 'document', id: candidate.coveredByDocumentId }])
        : []
  return {
    candidate,
    thread,
    source,
    product,
    posts,
    cluster: clusterOf(db, candidate),
    covering: covering[0] ?? null,
    ...alikeOf(db, candidate, thread, posts[0]?.body ?? ''),
    flags: flagsOf(db, thread.id),
    decisions: decisionsOf(db, candidateId),
  }
}

function clusterOf(db: Db, candidate: Candidate): CandidateFacts['cluster'] {
  if (candidate.clusterId === null) return null
  const cluster = db.$client
    .prepare('SELECT title, best_reason AS best FROM clusters WHERE id = ?')
    .get(candidate.clusterId) as { title: string; best: string }
  const members = db.$client
    .prepare(
      `SELECT t.id AS threadId, t.title, t.external_id AS externalId FROM placements x JOIN threads t ON t.id = x.thread_id
       WHERE x.cluster_id = ? AND t.id <> ? AND t.removed_at IS NULL ORDER BY t.views DESC, t.id LIMIT 30`,
    )
    .all(candidate.clusterId, candidate.threadId) as { threadId: number; title: string; externalId: string }[]
  return { ...cluster, members: members.map((one) => ({ ...one, title: visibleText(db, one.title) })) }
}

/** Texts that may answer, and other threads that may ask the same but stand elsewhere. */
function alikeOf(
  db: Db,
  candidate: Candidate,
  thread: ThreadPage['thread'],
  question: string,
): Pick<CandidateFacts, 'alike' | 'likeQuestions'> {
  const [texts, threads] = similarEach(
    db,
    {
      title: thread.title,
      text: question,
      excludeIds: [{ kind: 'thread', id: thread.id }],
      effort: EFFORT,
      ...(thread.productId === null ? {} : { productId: thread.productId }),
    },
    [
      { kinds: ['article', 'document'], limit: 5 },
      { kinds: ['thread'], limit: 8 },
    ],
  )
  const elsewhere = db.$client
    .prepare('SELECT 1 FROM placements WHERE thread_id = ? AND (cluster_id IS NULL OR cluster_id IS NOT ?)')
    .pluck()
  const others = threads!.filter(({ id }) => elsewhere.get(id, candidate.clusterId) !== undefined)
  return {
    alike: describeThings(db, texts!),
    likeQuestions: describeThings(db, others)
      .slice(0, 5)
      .map(({ id, title }) => ({ id, title: visibleText(db, title) })),
  }
}

function flagsOf(db: Db, threadId: number): CandidateFacts['flags'] {
  const rows = db.$client
    .prepare(
      `SELECT f.id AS flagId, f.claim_quote AS claim, f.evidence_quote AS evidence FROM flags f
       JOIN posts p ON p.id = f.claim_post_id
       WHERE p.thread_id = ? AND f.outdated_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.flag_id = f.id AND s.undone_at IS NULL) ORDER BY f.id`,
    )
    .all(threadId) as CandidateFacts['flags']
  return rows.map((row) => ({
    ...row,
    claim: visibleText(db, row.claim),
    evidence: visibleText(db, row.evidence),
  }))
}

function decisionsOf(db: Db, candidateId: number): CandidateFacts['decisions'] {
  return db.$client
    .prepare(
      `SELECT d.decision, d.reason, u.display_name AS "by", d.at, a.number AS articleNumber
       FROM candidate_decisions d LEFT JOIN users u ON u.id = d."by" LEFT JOIN articles a ON a.id = d.article_id
       WHERE d.candidate_id = ? AND d.undone_at IS NULL ORDER BY d.id DESC`,
    )
    .all(candidateId) as CandidateFacts['decisions']
}
