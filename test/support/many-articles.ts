// Thousands of live articles with made-up words, the same every time, straight into the tables: for measuring.
import type { Db } from '../../src/db/open.ts'
import { sha256 } from '../../src/lib/hash.ts'

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru'.split(' ')
const TIME = '2026-03-01T09:00:00.000Z'

/** Words in which few are common and most are rare, as in real text; pure in `seed`. */
function wordsFrom(seed: number, count: number): string[] {
  let state = (seed * 2654435761 + 12345) >>> 0
  return Array.from({ length: count }, () => {
    state = (state * 1664525 + 1013904223) >>> 0
    const rank = Math.floor(20_000 ** (state / 2 ** 32))
    return wordOf(rank)
  })
}

function wordOf(rank: number): string {
  let word = ''
  for (let rest = rank + 25; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length]!
  }
  return word
}

function markdownFrom(seed: number): string {
  const sentence = (n: number) => `${wordsFrom(seed * 31 + n, 14).join(' ')}.`
  const paragraph = (n: number) => [0, 1, 2, 3, 4].map((i) => sentence(n * 10 + i)).join(' ')
  const steps = [1, 2, 3, 4].map(
    (n) => `${n}. Open **${wordsFrom(seed + n, 2).join(' ')}** and ${sentence(n)}`,
  )
  return [
    paragraph(1),
    steps.join('\n'),
    `## ${wordsFrom(seed, 3).join(' ')}`,
    paragraph(2),
    paragraph(3),
  ].join('\n\n')
}

/** Fills an empty database with `size` live articles in ten products of ten topics. */
export function fillArticles(db: Db, size: number): void {
  const client = db.$client
  client.transaction(() => {
    for (let p = 0; p < 10; p++) {
      const row = client
        .prepare('INSERT INTO products (slug, name, created_at) VALUES (?, ?, ?)')
        .run(`product-${p}`, `Product ${p}`, TIME)
      for (let t = 0; t < 10; t++) {
        client
          .prepare('INSERT INTO topics (product_id, slug, name) VALUES (?, ?, ?)')
          .run(row.lastInsertRowid, `topic-${t}`, `Topic ${t}`)
      }
    }
    const article = client.prepare(
      `INSERT INTO articles (number, slug, product_id, topic_id, language, template, origin, audience, governance, created_at)
       VALUES (?, ?, ?, ?, 'en', 'question', 'community', 'public', 'open', ?)`,
    )
    for (let n = 1; n <= size; n++) {
      const topic = n % 100
      const { lastInsertRowid } = article.run(n, `answer-${n}`, Math.floor(topic / 10) + 1, topic + 1, TIME)
      addVersion(db, Number(lastInsertRowid), n, 1, markdownFrom(n))
    }
  })()
}

/** Adds a draft of about 2,000 words: paragraphs and steps of which many stand in the other long ones as well. */
export function longArticle(db: Db, n: number): number {
  const { lastInsertRowid } = db.$client
    .prepare(
      `INSERT INTO articles (number, slug, product_id, language, template, origin, audience, governance, created_at)
       VALUES (?, ?, 1, 'en', 'how-to', 'community', 'public', 'open', ?)`,
    )
    .run(n, `long-${n}`, TIME)
  const shared = Array.from(
    { length: 8 },
    (_, i) => `${i + 1}. Set the value to ${i + n} and ${wordsFrom(i, 40).join(' ')}.`,
  )
  const own = Array.from({ length: 20 }, (_, i) => {
    const words = wordsFrom(n * 100 + i, 80)
    return `${words.slice(0, 40).join(' ')} within ${i + 3} days. The ${words.slice(40).join(' ')} is on by default.`
  })
  addVersion(db, Number(lastInsertRowid), n, 1, [...shared, '', ...own].join('\n\n'))
  return n
}

/** Puts a version with other words live for article number `n`. */
export function touchArticle(db: Db, n: number, words: string): void {
  const { articleId, versions } = db.$client
    .prepare(
      `SELECT a.id AS articleId, count(*) AS versions FROM articles a JOIN article_versions v ON v.article_id = a.id
       WHERE a.number = ?`,
    )
    .get(n) as { articleId: number; versions: number }
  db.$client.transaction(() => addVersion(db, articleId, n, versions + 1, `${markdownFrom(n)}\n\n${words}`))()
}

function addVersion(db: Db, articleId: number, n: number, number: number, resolution: string): void {
  const client = db.$client
  const title = `How do I ${wordsFrom(n, 7).join(' ')}?`
  const issue = wordsFrom(n + 7, 40).join(' ')
  const { lastInsertRowid } = client
    .prepare(
      `INSERT INTO article_versions (article_id, number, title, issue, environment, cause, resolution, notes, applies_to,
         reason, significance, created_at, hash)
       VALUES (?, ?, ?, ?, '', ?, ?, '', '{}', '', 'answer', ?, ?)`,
    )
    .run(
      articleId,
      number,
      title,
      issue,
      wordsFrom(n + 9, 20).join(' '),
      resolution,
      TIME,
      sha256(title + resolution),
    )
  const at = `2026-03-${String((number % 27) + 1).padStart(2, '0')}T09:00:00.000Z`
  client.prepare('INSERT INTO validations (version_id, at) VALUES (?, ?)').run(lastInsertRowid, at)
  client
    .prepare('UPDATE articles SET draft_version_id = ?, live_version_id = ? WHERE id = ?')
    .run(lastInsertRowid, lastInsertRowid, articleId)
  client
    .prepare('INSERT INTO publications (article_id, version_id, at) VALUES (?, ?, ?)')
    .run(articleId, lastInsertRowid, at)
}
