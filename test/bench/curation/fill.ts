import { statementsOf } from '../../../src/articles/statements.ts'
import type { Db } from '../../../src/db/open.ts'
import { refreshIndex } from '../../../src/search/staff.ts'
import { hashPasswordNow } from '../../../src/web/passwords.ts'
import { createUser } from '../../../src/web/users.ts'
import { fillArticles, longArticle, touchArticle } from '../../support/many-articles.ts'
import { filler } from '../triage/fill.ts'
import { questionsAndTexts } from '../triage/invent.ts'

const DAY = 86_400_000
const day = (n: number) => new Date(Date.parse('2026-09-01T09:00:00.000Z') + n * DAY).toISOString()

/**
 * A house in use: articles with five versions each and the statements they consist of, taken from posts of the threads;
 * people, links, votes, comments, reviews, contradictions and everything that happened. The same every time.
 */
export function fillHouse(db: Db, articles: number, threads: number): void {
  const step = (name: string, work: () => void) => {
    const started = performance.now()
    db.$client.transaction(work)()
    console.log(`  ${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`)
  }
  // Building is not measured: it need not survive a power cut.
  db.$client.pragma('synchronous = OFF')
  step('articles', () => fillArticles(db, articles))
  step('their versions', () => {
    for (let version = 2; version <= 5; version++)
      for (let n = 1; n <= articles; n++) touchArticle(db, n, `Changed in round ${version}.`)
    for (let n = 1; n <= 4; n++) longArticle(db, articles + n)
  })
  step('threads', () => {
    const fill = filler(db)
    const { question } = questionsAndTexts()
    for (let n = 0; n < threads; n++) fill.thread(question(n), n)
    db.$client.prepare('UPDATE threads SET product_id = id % 10 + 1').run()
  })
  step('people', () => people(db))
  step('statements and where they came from', () => statements(db))
  step('what happened', () => work(db, articles, threads))
  step('the full-text index', () => refreshIndex(db))
  db.$client.exec('ANALYZE')
  db.$client.pragma('synchronous = FULL')
}

function people(db: Db): void {
  const passwordHash = hashPasswordNow('barley sieve wind')
  const names = ['pia', ...Array.from({ length: 29 }, (_, n) => `person-${n}`)]
  for (const name of names)
    createUser(db, { name, role: name === 'pia' ? 'admin' : 'publisher', passwordHash, by: null })
  const owner = db.$client.prepare(`INSERT INTO assignments VALUES (?, ?, 'owner', ?)`)
  for (let product = 1; product <= 10; product++) owner.run(product <= 2 ? 1 : product, product, day(0))
  for (let product = 1; product <= 10; product++)
    for (let n = 0; n < 6; n++)
      db.$client
        .prepare('INSERT INTO product_versions (product_id, name, position, added_at) VALUES (?, ?, ?, ?)')
        .run(product, `${n + 1}.0`, n, day(-400 + n * 60))
}

function statements(db: Db): void {
  const posts = db.$client.prepare(`SELECT count(*) FROM posts`).pluck().get() as number
  const statement = db.$client.prepare(
    'INSERT INTO version_statements (version_id, field, position, text, text_hash) VALUES (?, ?, ?, ?, ?)',
  )
  const source = db.$client.prepare(
    `INSERT INTO version_sources (statement_id, post_id, source_text_hash, was_accepted)
     SELECT ?, id, text_hash, is_accepted FROM posts WHERE id = ?`,
  )
  const versions = db.$client.prepare('SELECT * FROM article_versions WHERE id > ? ORDER BY id LIMIT 500')
  for (let last = 0; ; ) {
    const rows = versions.all(last) as { id: number; article_id: number; resolution: string }[]
    if (rows.length === 0) return
    for (const row of rows) {
      for (const one of statementsOf(row as never)) {
        const { lastInsertRowid } = statement.run(row.id, one.field, one.position, one.text, one.textHash)
        if (one.position % 2 === 0 && posts > 0)
          source.run(lastInsertRowid, ((row.article_id * 8 + (one.position % 3)) % posts) + 1)
      }
    }
    last = rows.at(-1)!.id
  }
}

/** What stands in the other tables: rows in the numbers a busy team leaves behind in some years. */
function work(db: Db, articles: number, threads: number): void {
  const run = (sql: string, ...values: unknown[]) => db.$client.prepare(sql).run(...values)
  const live = (n: number) => `(SELECT live_version_id FROM articles WHERE number = ${n})`
  const each = (count: number, make: (n: number, article: number) => void) => {
    for (let n = 0; n < count; n++) make(n, ((n * 7919) % articles) + 1)
  }
  run(`UPDATE articles SET owner_id = id % 30 + 1, verifier_id = id % 30 + 1, review_days = 180,
       review_at = CASE WHEN id % 50 = 0 THEN '${day(-3)}' ELSE '${day(200)}' END`)
  run(
    `INSERT INTO candidates (thread_id, queue_class, safety_class, score, reasons, class_reasons, safety_reasons, asks,
       product_id, source_id, asked_at, content_hash, nominated_at)
     SELECT id, CASE id % 4 WHEN 0 THEN 'new' WHEN 1 THEN 'not-captured' ELSE 'known-agrees' END, 'public-ok', id % 100,
       '[]', '[]', '[]', 1 + id % 9, product_id, source_id, created_at, content_hash, created_at
     FROM threads`,
  )
  run(`INSERT INTO candidate_tags (tag, candidate_id) SELECT value, c.id FROM candidates c
       JOIN threads t ON t.id = c.thread_id, json_each(t.tags) GROUP BY value, c.id`)
  run(`UPDATE candidates SET assignee_id = 1 WHERE id % 5000 = 0`)
  each(articles * 3, (n, a) =>
    run(
      `INSERT INTO article_links (case_ref, article_id, version_id, kind, "by", at) VALUES (?, ${a}, ${live(a)}, 'resolution', 1, ?)`,
      `C-${n}`,
      day(n % 80),
    ),
  )
  each(articles * 5, (n, a) =>
    run(
      `INSERT OR IGNORE INTO feedback (article_id, version_id, is_helpful, reader_hash, at) VALUES (${a}, ${live(a)}, ?, ?, ?)`,
      n % 4 === 0 ? 0 : 1,
      `r${n}`,
      day(n % 80),
    ),
  )
  each(articles / 5, (n, a) =>
    run(
      `INSERT INTO comments (article_id, version_id, kind, body, mentions, "by", at, resolved_at)
       VALUES (${a}, ${live(a)}, ?, 'Does this still hold?', ?, 2, ?, ?)`,
      n % 9 === 0 ? 'concern' : 'comment',
      n % 40 === 0 ? '[1]' : '[]',
      day(n % 80),
      n % 3 === 0 ? null : day(80),
    ),
  )
  each(articles / 20, (n, a) =>
    run(
      `INSERT INTO reviews (article_id, version_id, asked_by, asked_at, assignee_id, closed_at, outcome)
       VALUES (${a}, ${live(a)}, 2, ?, ?, ?, ?)`,
      day(n % 80),
      n % 10 === 0 ? 1 : 3,
      n % 4 === 0 ? null : day(81),
      n % 4 === 0 ? null : 'approved',
    ),
  )
  each(articles / 5, (n, a) =>
    run(
      `INSERT INTO flags (fingerprint, kind, tier, confidence, reason, compared, product_id, claim_version_id, claim_field,
         claim_quote, claim_start, claim_end, claim_text_hash, evidence_version_id, evidence_field, evidence_quote,
         evidence_start, evidence_end, evidence_text_hash, judge, created_at, outdated_at)
       VALUES (?, 'number', 'high', .8, 'differs', '', 1, ${live(a)}, 'resolution', 'x', 0, 1, '', ${live((a % articles) + 1)},
         'resolution', 'y', 0, 1, '', 'rules', ?, ?)`,
      `flag-${n}`,
      day(n % 80),
      n % 5 === 0 ? null : day(82),
    ),
  )
  each(threads + articles * 10, (n, a) =>
    run(
      `INSERT INTO events (verb, subject, subject_id, "by", at, detail) VALUES ('corrected', 'article', ${a}, 1, ?, '{}')`,
      day(n % 80),
    ),
  )
  each(Math.min(articles, 500), (n) =>
    run(
      `INSERT INTO media (hash, name, file_name, type, size, width, height, alt, "by", created_at, bytes)
       VALUES (?, ?, ?, 'image/png', 1000, 10, 10, 'A window', 1, ?, x'00')`,
      `${n}`.padStart(64, 'a'),
      `${`${n}`.padStart(16, 'a')}.png`,
      `shot-${n}.png`,
      day(n % 80),
    ),
  )
  run(`INSERT INTO media_uses SELECT m.id, a.live_version_id FROM media m JOIN articles a ON a.id % 500 = m.id % 500
       WHERE a.live_version_id IS NOT NULL AND m.id % 3 > 0`)
}
