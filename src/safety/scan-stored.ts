import type { Db } from '../db/open.ts'
import type { Participant } from '../db/words.ts'
import { companyWords, keepFound } from './findings.ts'
import { scanThread } from './scan-thread.ts'

/** Looks at all posts of those of these threads that are cases, and keeps what it finds; says how many threads. */
export function scanCases(tx: Db, threadIds: number[]): number {
  const cases = tx.$client
    .prepare(
      `SELECT t.id, t.title, t.participants, t.author_name AS author FROM threads t JOIN sources s ON s.id = t.source_id
       WHERE s.authority = 'case' AND t.removed_at IS NULL AND t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id`,
    )
    .all(JSON.stringify(threadIds)) as {
    id: number
    title: string
    participants: string
    author: string | null
  }[]
  const posts = tx.$client.prepare(
    `SELECT id, body, author_name AS author FROM posts WHERE thread_id = ? AND removed_at IS NULL ORDER BY position, id`,
  )
  const words = companyWords(tx)
  for (const { id, title, participants, author } of cases) {
    const rows = posts.all(id) as { id: number; body: string; author: string | null }[]
    const fields = scanThread(
      {
        title,
        body: '',
        author: author ?? undefined,
        authority: 'case',
        participants: JSON.parse(participants) as Participant[],
        posts: rows.map((row) => ({ id: String(row.id), body: row.body, author: row.author ?? undefined })),
      },
      { words },
    )
    for (const { text, findings } of fields) keepFound(tx, text, findings, 'case')
  }
  return cases.length
}
