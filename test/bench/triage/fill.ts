import type { Db } from '../../../src/db/open.ts'
import { inTransaction } from '../../../src/db/open.ts'
import { sha256 } from '../../../src/lib/hash.ts'

const TIME = '2026-03-01T09:00:00.000Z'

/** A thread as the benchmarks make it: question, and an accepted answer unless `answer` is missing. */
export type MadeThread = {
  id: string
  title: string
  body: string
  answer?: string
  tags?: string[]
  views?: number
  /** ISO 8601; the same day for all unless said. */
  askedAt?: string
}

/** Fills a database by prepared statements, as fast as it takes them. Returns nothing: ids are in order of calls. */
export function filler(db: Db) {
  const { $client: client } = db
  const run = (sql: string, ...values: unknown[]) =>
    Number(client.prepare(sql).run(...values).lastInsertRowid)
  const knownId = (table: string, slug: string) =>
    client.prepare(`SELECT id FROM ${table} WHERE slug = ?`).pluck().get(slug) as number | undefined
  const sourceOf = (slug: string, authority: string) => {
    const id =
      knownId('sources', slug) ??
      run(
        'INSERT INTO sources (slug, name, authority, created_at) VALUES (?, ?, ?, ?)',
        ...[slug, slug, authority, TIME],
      )
    const runId = run(
      `INSERT INTO import_runs (source_id, format, paths, state, started_at) VALUES (?, 'winnow', '[]', 'complete', ?)`,
      id,
      TIME,
    )
    return { id, runId }
  }
  const products = ['Harbor', 'Caskwell', 'Lantern', 'Ferry'].map(
    (name) =>
      knownId('products', name.toLowerCase()) ??
      run('INSERT INTO products (slug, name, created_at) VALUES (?, ?, ?)', name.toLowerCase(), name, TIME),
  )
  const [forum, desk, docs] = [
    sourceOf('forum', 'community'),
    sourceOf('desk', 'case'),
    sourceOf('docs', 'official'),
  ]
  const raw = client.prepare(
    `INSERT INTO raw_records (source_id, kind, external_id, hash, format, payload, payload_hash, run_id, received_at)
     VALUES (?, ?, ?, ?, 'winnow', '', '', ?, '${TIME}')`,
  )
  const rawOf = (source: typeof forum, kind: string, id: string) =>
    raw.run(source.id, kind, id, id, source.runId).lastInsertRowid
  const thread = client.prepare(
    `INSERT INTO threads (source_id, external_id, raw_record_id, product_id, language, title, views, replies, tags,
       environment, links, participants, resolution, resolved_by, created_at, content_hash)
     VALUES (?, ?, ?, ?, 'en', ?, ?, 1, ?, '{}', '[]', '[]', ?, ?, ?, ?)`,
  )
  const post = client.prepare(
    `INSERT INTO posts (thread_id, external_id, position, role, body, text_hash, nature, is_accepted, score, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '${TIME}')`,
  )
  const document = client.prepare(
    `INSERT INTO documents (source_id, external_id, raw_record_id, product_id, language, title, body, text_hash,
       applies_to, visibility, content_hash) VALUES (?, ?, ?, ?, 'en', ?, ?, ?, '{}', 'public', ?)`,
  )
  return {
    products,
    thread(made: MadeThread, place = 0, withProduct = false) {
      const source = place % 10 === 9 ? desk : forum
      const product = withProduct ? products[place % products.length]! : null
      const hash = sha256(`${made.title}\n${made.body}\n${made.answer ?? ''}`)
      const resolution = made.answer === undefined ? 'unknown' : 'marked'
      const id = thread.run(
        ...[source.id, made.id, rawOf(source, 'thread', made.id), product, made.title, made.views ?? 0],
        ...[JSON.stringify(made.tags ?? []), resolution, made.answer === undefined ? null : 'asker'],
        ...[made.askedAt ?? TIME, hash],
      ).lastInsertRowid
      post.run(id, made.id, 0, 'asker', made.body, sha256(made.body), 'question', 0)
      if (made.answer !== undefined) {
        post.run(id, `${made.id}-1`, 1, 'community', made.answer, sha256(made.answer), 'answer', 1)
      }
      return Number(id)
    },
    document(made: { id: string; title: string; body: string }, place = 0, withProduct = false) {
      const product = withProduct ? products[place % products.length]! : null
      const hash = sha256(made.body)
      const rawId = rawOf(docs, 'document', made.id)
      document.run(docs.id, made.id, rawId, product, made.title, made.body, hash, hash)
    },
    together<T>(work: () => T): T {
      return inTransaction(db, work)
    },
  }
}
