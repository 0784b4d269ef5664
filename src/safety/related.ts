import type { Db } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'

/** Where a text is looked at: a thread or an article. */
export type Anchor = { threadId: number } | { articleId: number }

/** Threads and articles made from one another, and every public text in them, of old versions too. */
export type Related = { threadIds: number[]; articleIds: number[]; texts: Map<string, string> }

/** What one text is redacted together with: its thread, every article made from it, and the other threads of those. */
export function relatedTo(db: Db, anchor: Anchor): Related {
  const articleIds = 'articleId' in anchor ? [anchor.articleId] : articlesOf(db, [anchor.threadId])
  const threadIds = [
    ...new Set([...('threadId' in anchor ? [anchor.threadId] : []), ...threadsOf(db, articleIds)]),
  ]
  const texts = new Map<string, string>()
  const add = (text: string) => {
    if (text !== '') texts.set(sha256(text), text)
  }
  for (const text of textsOfThreads(db, threadIds)) add(text)
  for (const text of textsOfArticles(db, articleIds)) add(text)
  return { threadIds, articleIds, texts }
}

function articlesOf(db: Db, threadIds: number[]): number[] {
  return db.$client
    .prepare(
      `SELECT DISTINCT v.article_id FROM version_sources o JOIN posts p ON p.id = o.post_id
       JOIN version_statements s ON s.id = o.statement_id JOIN article_versions v ON v.id = s.version_id
       WHERE p.thread_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(threadIds)) as number[]
}

function threadsOf(db: Db, articleIds: number[]): number[] {
  return db.$client
    .prepare(
      `SELECT DISTINCT p.thread_id FROM article_versions v JOIN version_statements s ON s.version_id = v.id
       JOIN version_sources o ON o.statement_id = s.id JOIN posts p ON p.id = o.post_id
       WHERE v.article_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(articleIds)) as number[]
}

function textsOfThreads(db: Db, threadIds: number[]): string[] {
  return db.$client
    .prepare(
      `SELECT title FROM threads WHERE id IN (SELECT value FROM json_each(?))
       UNION ALL SELECT body FROM posts WHERE thread_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(threadIds), JSON.stringify(threadIds)) as string[]
}

function textsOfArticles(db: Db, articleIds: number[]): string[] {
  const rows = db.$client
    .prepare(
      `SELECT title, issue, environment, cause, resolution FROM article_versions
       WHERE article_id IN (SELECT value FROM json_each(?))`,
    )
    .raw()
    .all(JSON.stringify(articleIds)) as string[][]
  return rows.flat()
}
