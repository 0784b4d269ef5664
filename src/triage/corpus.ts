import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import { type IndexStatistics, indexStatistics } from '../search/statistics-of-index.ts'
import { questionAnalyser } from '../search/synonyms.ts'
import { visibleReader } from '../search/visible-reader.ts'
import { type CoverageIndex, coverageIndex } from './coverage.ts'
import { TITLE_COUNTS, termCounts, wording } from './likeness.ts'
import { PART_WORDS, partsOf } from './parts.ts'

/** A thread as triage compares it. Texts as they may be read. */
export type Asked = {
  threadId: number
  productId: number | null
  title: string
  question: string
  contentHash: string
  counts: Map<string, number>
}

/** A text that may answer, and the product it answers for. */
export type Known = {
  key: string
  productId: number | null
  articleId: number | null
  documentId: number | null
  title: string
}

const QUESTIONS = `SELECT t.id AS threadId, t.product_id AS productId, t.title, p.body AS question, p.text_hash AS textHash,
    t.content_hash AS contentHash
  FROM threads t JOIN posts p ON p.thread_id = t.id AND p.position = 0 AND p.removed_at IS NULL
  WHERE t.removed_at IS NULL`

/** Threads held in memory with their texts. */
const AT_ONCE = 1_000

type QuestionRow = Omit<Asked, 'counts'> & { textHash: string }

/**
 * So many threads are compared with each other: comparing takes about a millisecond and a kilobyte each, and editors get
 * to the most needed ones only.
 */
export const MOST_ASKED = 100_000

/** The threads that are there now, one at a time, in order of id; of very many those most looked at and replied to. */
export function* readAsked(db: Db, most = MOST_ASKED): Generator<Asked> {
  const asked = askedFrom(db)
  const ids = db.$client
    .prepare(
      `SELECT id FROM (SELECT id FROM threads WHERE removed_at IS NULL
         ORDER BY resolution = 'unknown', views + ${VIEWS_PER_REPLY} * replies DESC, id LIMIT ?) ORDER BY id`,
    )
    .pluck()
    .all(most) as number[]
  const some = db.$client.prepare(`${QUESTIONS} AND t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id`)
  for (let at = 0; at < ids.length; at += AT_ONCE)
    for (const row of some.all(JSON.stringify(ids.slice(at, at + AT_ONCE))) as QuestionRow[]) yield asked(row)
}

/** A reply shows as much need as so many views. */
const VIEWS_PER_REPLY = 20

/** The threads of these ids that are there now, in the order asked for. */
export function askedOf(db: Db, threadIds: number[]): Asked[] {
  const asked = askedFrom(db)
  const one = prepared(db, questionReader)
  return threadIds.flatMap((threadId) => {
    const row = one.get(threadId) as QuestionRow | undefined
    return row === undefined ? [] : [asked(row)]
  })
}

function questionReader(db: Db) {
  return db.$client.prepare(`${QUESTIONS} AND t.id = ?`)
}

function askedFrom(db: Db): (row: QuestionRow) => Asked {
  const analyser = questionAnalyser(db)
  const visible = visibleReader(db)
  return ({ textHash, ...row }) => {
    const title = visible(row.title)
    const question = wording(visible(row.question, textHash))
    return { ...row, title, question, counts: termCounts(analyser, title, question) }
  }
}

/** Archived articles, restricted or removed documents, and documents that became articles answer nothing themselves. */
const KNOWN = {
  article: `SELECT 'article:' || a.id AS key, a.product_id AS productId, a.id AS articleId, a.document_id AS documentId,
      v.title, v.issue || char(10) || v.cause || char(10) || v.resolution AS body, NULL AS textHash,
      v.issue, v.cause, v.resolution
    FROM articles a JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
    WHERE NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)`,
  document: `SELECT 'document:' || d.id AS key, d.product_id AS productId, NULL AS articleId, d.id AS documentId,
      d.title, d.body, d.text_hash AS textHash, NULL AS issue, NULL AS cause, NULL AS resolution
    FROM documents d WHERE d.removed_at IS NULL AND d.visibility = 'public'
      AND NOT EXISTS (SELECT 1 FROM articles x WHERE x.document_id = d.id)`,
}

type KnownRow = Known & {
  body: string
  textHash: string | null
  issue: string | null
  cause: string | null
  resolution: string | null
}

/** A text that may answer, in parts: their words counted (those of the title thrice, in each) and their length in words. */
export type Counted = { known: Known; parts: { counts: Map<string, number>; length: number }[] }

/** Everything that may answer, in an index to be asked. */
export function readKnown(db: Db): { known: Known[]; index: CoverageIndex; statistics: IndexStatistics } {
  const statistics = indexStatistics(db.$client)
  const index = coverageIndex(averagePart(statistics))
  const counted = countedFrom(db)
  const rows = db.$client.prepare(`${KNOWN.article} UNION ALL ${KNOWN.document} ORDER BY key`).all()
  const known: Known[] = []
  for (const row of rows as KnownRow[]) {
    const one = counted(row)
    known.push(one.known)
    index.add(one.parts)
  }
  return { known, index, statistics }
}

/** These things, if they may answer. */
export function knownOf(db: Db, things: { kind: 'article' | 'document'; id: number }[]): Counted[] {
  const counted = countedFrom(db)
  const one = prepared(db, knownReaders)
  return things.flatMap(({ kind, id }) => {
    const row = one[kind].get(id) as KnownRow | undefined
    return row === undefined ? [] : [counted(row)]
  })
}

function knownReaders(db: Db) {
  return {
    article: db.$client.prepare(`${KNOWN.article} AND a.id = ?`),
    document: db.$client.prepare(`${KNOWN.document} AND d.id = ?`),
  }
}

function countedFrom(db: Db): (row: KnownRow) => Counted {
  const analyser = questionAnalyser(db)
  const visible = visibleReader(db)
  return ({ body, textHash, issue, cause, resolution, ...row }) => {
    const title = visible(row.title)
    const parts = [issue, cause, resolution].filter((part) => part !== null).map((part) => visible(part))
    const text = textHash === null ? parts.join('\n') : visible(body, textHash)
    const known = { ...row, title }
    const words = analyser.terms(title)
    return {
      known,
      parts: partsOf(text).map((part) => {
        const counts = new Map<string, number>()
        const said = analyser.terms(part)
        for (const term of words) counts.set(term, (counts.get(term) ?? 0) + TITLE_COUNTS)
        for (const term of said) counts.set(term, (counts.get(term) ?? 0) + 1)
        return { counts, length: words.length + said.length }
      }),
    }
  }
}

/** How long a part of a text that may answer is on average, in words. */
export function averagePart({ averageLength }: IndexStatistics): number {
  return Math.min(averageLength, PART_WORDS)
}
