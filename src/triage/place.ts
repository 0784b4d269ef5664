import { now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import type { QueueClass } from '../db/words.ts'
import { clusterQuestions } from './cluster-questions.ts'
import { type Asked, type Corpus, type Known, readCorpus } from './corpus.ts'
import { bestTexts, coverageOf, wantedOf, withNeighbours } from './coverage.ts'
import { normalised } from './duplicates.ts'
import { vectorOf } from './likeness.ts'

/** From this coverage on a thread counts as answered; the calibration page shows what another value would do. */
export const COVERED = 0.55
/** Mean likeness from which questions are one cluster. */
export const SAME_QUESTION = 0.68
/** Only questions this alike say something of each other; in a small collection everything is a little alike. */
const CLOSE = 0.35
const MOST_TEXTS = 12

type Placed = {
  asked: Asked
  clusterId: number | null
  size: number
  coverage: number
  by: Known | undefined
}

/**
 * Gives every thread its place: which others ask the same, which text answers it, and the queue class that follows.
 * Decisions by hand about pairs hold as long as neither text changes.
 */
export function placeThreads(db: Db): void {
  const corpus = readCorpus(db)
  const found = corpus.asked.map((asked) => findAnswers(corpus, asked))
  const { groups, near } = clusterQuestions(
    corpus.asked.map((asked, place) => ({
      vector: vectorOf(asked.counts, corpus.statistics),
      profile: new Map(found[place]!.texts.map(({ known, weight }) => [known.key, weight])),
      text: normalised(`${asked.title} ${asked.question}`),
    })),
    { threshold: SAME_QUESTION, bounds: boundsOf(db, corpus.asked) },
  )
  const members = membersOf(groups)
  const clusterIds = keepClusters(db, corpus.asked, [...members.values()])
  const placed = corpus.asked.map((asked, place): Placed => {
    const neighbours = Array.from(near[place]!.places, (other, at) => ({
      likeness: near[place]!.likeness[at]!,
      coverage: found[other]!.coverage,
    })).filter(({ likeness }) => likeness >= CLOSE)
    const group = members.get(groups[place]!)!
    return {
      asked,
      clusterId: group.length > 1 ? (clusterIds.get(group[0]!) ?? null) : null,
      size: group.length,
      coverage: withNeighbours(found[place]!.coverage, neighbours),
      by: found[place]!.texts[0]?.known,
    }
  })
  keepPlacements(db, placed)
}

function membersOf(groups: Int32Array): Map<number, number[]> {
  const members = new Map<number, number[]>()
  groups.forEach((group, place) => {
    const known = members.get(group)
    if (known === undefined) members.set(group, [place])
    else known.push(place)
  })
  return members
}

type Found = { coverage: number; texts: { known: Known; weight: number }[] }

/** The texts that speak most of a question; a text for another product answers nothing. */
function findAnswers(corpus: Corpus, asked: Asked): Found {
  const wanted = wantedOf(asked.counts, corpus.statistics)
  const texts = bestTexts(corpus.index, wanted, MOST_TEXTS)
    .map(({ place, found }) => ({ known: corpus.known[place]!, weight: found }))
    .filter(
      ({ known }) =>
        known.productId === null || asked.productId === null || known.productId === asked.productId,
    )
  return { coverage: texts[0] === undefined ? 0 : coverageOf(texts[0].weight, wanted), texts }
}

function boundsOf(db: Db, asked: Asked[]) {
  const placeOf = new Map(asked.map((one, place) => [one.threadId, place]))
  const rows = db.$client
    .prepare(
      `SELECT d.thread_a AS a, d.thread_b AS b, d.hash_a AS hashA, d.hash_b AS hashB, d.decision
       FROM cluster_decisions d WHERE d.undone_at IS NULL ORDER BY d.id`,
    )
    .all() as { a: number; b: number; hashA: string; hashB: string; decision: 'same' | 'not-same' }[]
  const bounds: { same: [number, number][]; notSame: [number, number][] } = { same: [], notSame: [] }
  for (const row of rows) {
    const [a, b] = [placeOf.get(row.a), placeOf.get(row.b)]
    if (a === undefined || b === undefined) continue
    if (asked[a]!.contentHash !== row.hashA || asked[b]!.contentHash !== row.hashB) continue
    ;(row.decision === 'same' ? bounds.same : bounds.notSame).push([a, b])
  }
  return bounds
}

/** Keeps each group under the number most of its members had, so that links to a cluster last; by first place. */
function keepClusters(db: Db, asked: Asked[], groups: number[][]): Map<number, number> {
  const before = new Map(
    db.$client.prepare('SELECT thread_id, cluster_id FROM placements').raw().all() as [
      number,
      number | null,
    ][],
  )
  const taken = new Set<number>()
  const ids = new Map<number, number>()
  const insert = db.$client.prepare('INSERT INTO clusters (title, created_at) VALUES (?, ?)')
  const update = db.$client.prepare(
    'UPDATE clusters SET title = ?, size = ?, best_thread_id = ?, best_post_id = ?, best_reason = ? WHERE id = ?',
  )
  for (const group of groups) {
    if (group.length < 2) continue
    const votes = new Map<number, number>()
    for (const place of group) {
      const id = before.get(asked[place]!.threadId)
      if (id != null && !taken.has(id)) votes.set(id, (votes.get(id) ?? 0) + 1)
    }
    const [kept] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const best = bestOf(
      db,
      group.map((place) => asked[place]!),
    )
    const id = kept?.[0] ?? Number(insert.run(best.title, now()).lastInsertRowid)
    taken.add(id)
    update.run(best.title, group.length, best.threadId, best.postId, best.reason, id)
    ids.set(group[0]!, id)
  }
  return ids
}

/** The title most people read, and the answer that is surest: marked, by staff, by votes. */
function bestOf(
  db: Db,
  members: Asked[],
): { title: string; threadId: number | null; postId: number | null; reason: string } {
  const ids = JSON.stringify(members.map((member) => member.threadId))
  const title = db.$client
    .prepare(
      `SELECT title FROM threads WHERE id IN (SELECT value FROM json_each(?))
       ORDER BY length(title) - length(replace(title, ' ', '')) < 2, views DESC, id LIMIT 1`,
    )
    .pluck()
    .get(ids) as string
  const answer = db.$client
    .prepare(
      `SELECT p.thread_id AS threadId, p.id AS postId, p.is_accepted AS isAccepted, p.role, p.score
       FROM posts p WHERE p.thread_id IN (SELECT value FROM json_each(?)) AND p.position > 0 AND p.nature = 'answer'
         AND p.removed_at IS NULL
       ORDER BY p.is_accepted DESC, p.role = 'staff' DESC, p.score DESC, p.id LIMIT 1`,
    )
    .get(ids) as
    | { threadId: number; postId: number; isAccepted: number; role: string; score: number }
    | undefined
  if (answer === undefined) return { title, threadId: null, postId: null, reason: 'no answer yet' }
  const reason = [
    answer.isAccepted ? 'marked as the answer' : 'not marked',
    ...(answer.role === 'staff' ? ['written by staff'] : []),
    ...(answer.score > 0 ? [`${answer.score} votes`] : []),
  ].join(', ')
  return { title, threadId: answer.threadId, postId: answer.postId, reason }
}

function keepPlacements(db: Db, placed: Placed[]): void {
  const disputed = new Set(
    db.$client
      .prepare(
        `SELECT DISTINCT p.thread_id FROM flags f JOIN posts p ON p.id = f.claim_post_id
         WHERE f.outdated_at IS NULL AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.flag_id = f.id AND s.undone_at IS NULL)`,
      )
      .pluck()
      .all() as number[],
  )
  const keep = db.$client.prepare(
    `INSERT OR REPLACE INTO placements (thread_id, cluster_id, queue_class, covered_by_article_id, covered_by_document_id,
       coverage, reasons, content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const one of placed) {
    const isDisputed = disputed.has(one.asked.threadId)
    const by = one.coverage >= COVERED ? one.by : undefined
    const { queueClass, reasons } = classOf(one, by, isDisputed)
    keep.run(
      one.asked.threadId,
      one.clusterId,
      queueClass,
      by?.articleId ?? null,
      by?.articleId == null ? (by?.documentId ?? null) : null,
      one.coverage,
      JSON.stringify(reasons),
      one.asked.contentHash,
    )
  }
  db.$client.exec(
    `DELETE FROM placements WHERE thread_id IN (SELECT id FROM threads WHERE removed_at IS NOT NULL)`,
  )
}

function classOf(
  one: Placed,
  by: Known | undefined,
  isDisputed: boolean,
): { queueClass: QueueClass; reasons: string[] } {
  if (isDisputed)
    return { queueClass: 'known-disagrees', reasons: ['says something else than an official text'] }
  if (by !== undefined) {
    const kind = by.articleId === null ? 'the official document' : 'the article'
    return { queueClass: 'known-agrees', reasons: [`answered by ${kind} “${by.title}”`] }
  }
  if (one.size > 1)
    return { queueClass: 'not-captured', reasons: [`${one.size} threads ask this, no article answers it`] }
  return { queueClass: 'new', reasons: ['nobody else has asked this, and no article answers it'] }
}
