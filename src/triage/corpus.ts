import type { Db } from '../db/open.ts'
import { visibleText } from '../safety/visible.ts'
import { questionAnalyser } from '../search/synonyms.ts'
import { type Answering, type CoverageIndex, coverageIndex } from './coverage.ts'
import { type Statistics, TITLE_COUNTS, termCounts } from './likeness.ts'

/** A thread as triage compares it: its words, and what it belongs to. */
export type Asked = {
  threadId: number
  productId: number | null
  title: string
  question: string
  contentHash: string
  counts: Map<string, number>
}

/** A text that may answer, and the product it answers for. */
export type Known = Answering & {
  productId: number | null
  articleId: number | null
  documentId: number | null
  title: string
}

/** Everything asked and everything that may answer, counted once. */
export type Corpus = {
  asked: Asked[]
  known: Known[]
  index: CoverageIndex
  averageLength: number
  statistics: Statistics
}

/** Reads all threads, articles and official documents that are there now. Pages of memory, not of disk: call it once. */
export function readCorpus(db: Db): Corpus {
  const asked = readAsked(db)
  const known = readKnown(db)
  const averageLength = Math.max(
    1,
    known.reduce((sum, text) => sum + text.length, 0) / Math.max(1, known.length),
  )
  return {
    asked,
    known,
    index: coverageIndex(known, averageLength),
    averageLength,
    statistics: statisticsOf(asked, known),
  }
}

function readAsked(db: Db): Asked[] {
  const analyser = questionAnalyser(db)
  const rows = db.$client
    .prepare(
      `SELECT t.id AS threadId, t.product_id AS productId, t.title, p.body AS question, p.text_hash AS textHash,
         t.content_hash AS contentHash
       FROM threads t JOIN posts p ON p.thread_id = t.id AND p.position = 0
       WHERE t.removed_at IS NULL ORDER BY t.id`,
    )
    .all() as (Omit<Asked, 'counts'> & { textHash: string })[]
  return rows.map(({ textHash, ...row }) => {
    const question = visibleText(db, row.question, textHash)
    return { ...row, question, counts: termCounts(analyser, row.title, question) }
  })
}

function readKnown(db: Db): Known[] {
  const analyser = questionAnalyser(db)
  const rows = db.$client
    .prepare(
      `SELECT 'article:' || a.id AS key, a.product_id AS productId, a.id AS articleId, a.document_id AS documentId, v.title,
         v.issue || char(10) || v.cause || char(10) || v.resolution AS body
       FROM articles a JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
       WHERE NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)
       UNION ALL
       SELECT 'document:' || d.id, d.product_id, NULL, d.id, d.title, d.body FROM documents d
       WHERE d.removed_at IS NULL AND d.id NOT IN (SELECT document_id FROM articles WHERE document_id IS NOT NULL)
       ORDER BY key`,
    )
    .all() as {
    key: string
    productId: number | null
    articleId: number | null
    documentId: number | null
    title: string
    body: string
  }[]
  return rows.map(({ body, ...row }) => {
    const counts = new Map<string, number>()
    let length = 0
    const add = (text: string, times: number) => {
      for (const term of analyser.terms(text)) {
        counts.set(term, (counts.get(term) ?? 0) + times)
        length += times
      }
    }
    add(row.title, TITLE_COUNTS)
    add(body, 1)
    return { ...row, counts, length }
  })
}

function statisticsOf(asked: Asked[], known: Known[]): Statistics {
  const docs = new Map<string, number>()
  for (const { counts } of [...asked, ...known]) {
    for (const term of counts.keys()) docs.set(term, (docs.get(term) ?? 0) + 1)
  }
  return { total: asked.length + known.length, docs: (term) => docs.get(term) ?? 0 }
}
