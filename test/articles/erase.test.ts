import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { ERASED, erasePosts, keepWithdrawn, withdrawContributor } from '../../src/articles/erase.ts'
import { exportArticles } from '../../src/articles/export.ts'
import { getArticle, getVersion, visibleContent } from '../../src/articles/find.ts'
import { creditsOf } from '../../src/articles/statement-origins.ts'
import type { Db } from '../../src/db/open.ts'
import { exportThreads } from '../../src/harvest/export.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { renormalise } from '../../src/harvest/renormalise.ts'
import { Invalid } from '../../src/lib/errors.ts'
import { authorReader, nameContributor } from '../../src/safety/contributors.ts'
import { refreshIndex, searchStaff } from '../../src/search/staff.ts'
import { promote } from '../../src/triage/promote.ts'
import { nominate } from '../../src/triage/triage.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const SECRET = 'Turn the xylophone valve twice to the left.'

function articleFromMoira() {
  const { threadId, postIds } = make.resolvedThread(db, {
    title: 'How do I stop the crane?',
    posts: [{ body: `${SECRET}\n\nThen wait a minute.`, author: 'moira-lund', isAccepted: true }],
  })
  nominate(db)
  const candidateId = db.$client.prepare('SELECT id FROM candidates').pluck().get() as number
  const saved = promote(db, { candidateId, by: cast.edith })
  const sourceId = db.$client.prepare('SELECT source_id FROM threads').pluck().get() as number
  return { threadId, postId: postIds[1]!, versionId: saved.versionId, sourceId }
}

/** Every text and JSON column of every table, as one string. */
function everything(): string {
  const tables = db.$client
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all() as string[]
  return tables
    .map((table) => JSON.stringify(db.$client.prepare(`SELECT * FROM "${table}"`).all()))
    .join('\n')
}

test('an erased post is gone from the thread, from every version, from the search, and nothing else is touched', () => {
  const { threadId, postId, versionId } = articleFromMoira()
  const other = make.resolvedThread(db, {
    title: 'Weigh a pallet',
    posts: [{ body: 'Press Tare.', isAccepted: true }],
  })
  expect(visibleContent(db, getVersion(db, versionId)).resolution).toContain('xylophone')

  const done = erasePosts(db, { postIds: [postId], reason: 'Asked by letter of 3 March.', by: cast.ada })

  expect(done).toMatchObject({ posts: 1, versions: 1, rawRecords: 1 })
  expect(everything()).not.toContain('xylophone')
  refreshIndex(db)
  expect(searchStaff(db, { words: 'xylophone', limit: 5 })).toEqual([])
  expect(visibleContent(db, getVersion(db, versionId)).resolution).toContain(ERASED)
  const kept = db.$client.prepare('SELECT body FROM posts WHERE thread_id = ? ORDER BY position').pluck()
  expect(kept.all(threadId)[0]).toBe('Where can I send a refund to a customer?')
  expect(kept.all(other.threadId)).toContain('Press Tare.')
  const log = db.$client.prepare('SELECT DISTINCT reason, "by" FROM erasures').all()
  expect(log).toEqual([{ reason: 'Asked by letter of 3 March.', by: cast.ada }])
})

test('the guards stand again after an erasure, and an erasure needs a reason', () => {
  const { postId, versionId } = articleFromMoira()
  expect(() => erasePosts(db, { postIds: [postId], reason: ' ', by: cast.ada })).toThrow(Invalid)
  erasePosts(db, { postIds: [postId], reason: 'Asked for.', by: cast.ada })

  const change = () =>
    db.$client.prepare(`UPDATE article_versions SET title = 'x' WHERE id = ?`).run(versionId)
  expect(change).toThrow('never changes')
  expect(() => db.$client.prepare('DELETE FROM events').run()).toThrow('never deleted')
})

test('a contributor is named, shown under another name, or not at all', () => {
  const { versionId, sourceId } = articleFromMoira()
  const credited = () => creditsOf(db, versionId).map((row) => row.author)
  const say = (form: 'named' | 'aliased' | 'anonymous', alias = '') =>
    nameContributor(db, { sourceId, name: 'moira-lund', form, alias, by: cast.ada })
  expect(credited()).toEqual(['moira-lund'])

  say('aliased', 'M.')
  expect(credited()).toEqual(['M.'])
  say('anonymous')
  expect(credited()).toEqual([])
  expect(authorReader(db)(sourceId, 'moira-lund')).toBeNull()
  say('named')
  expect(credited()).toEqual(['moira-lund'])
  expect(() => say('aliased')).toThrow(Invalid)
})

test('whoever withdraws leaves no word and no name behind, also when an import brings it again', () => {
  const { threadId, sourceId, postId } = articleFromMoira()

  withdrawContributor(db, { sourceId, name: 'moira-lund', reason: 'Asked by mail.', by: cast.ada })

  const left = everything()
  expect(left).not.toContain('xylophone')
  const named = db.$client.prepare('SELECT name FROM contributor_wishes').pluck().all()
  expect(named).toEqual(['moira-lund'])
  expect(left.split('moira-lund')).toHaveLength(2)

  db.$client.prepare(`UPDATE posts SET body = ?, author_name = 'moira-lund' WHERE id = ?`).run(SECRET, postId)
  keepWithdrawn(db, [threadId])
  expect(everything()).not.toContain('xylophone')
})

test('what was erased stays away when stored records are read again and when the same file comes again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-erase-'))
  const file = join(folder, 'forum.jsonl')
  const thread = (id: string, answer: string, author: string) => ({
    ...{
      type: 'thread',
      id,
      title: `Stop crane ${id}`,
      body: 'How do I stop it?',
      bodyFormat: 'text',
      author: 'otto',
    },
    createdAt: '2026-01-02T10:00:00.000Z',
    posts: [
      { id: `${id}-1`, author, role: 'community', body: answer, createdAt: '2026-01-02T11:00:00.000Z' },
    ],
  })
  const lines = [thread('a', SECRET, 'moira-lund'), thread('b', 'Press the red button.', 'ida')]
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const load = () =>
    harvest(db, {
      source: { slug: 'forum', authority: 'community' },
      format: 'winnow',
      paths: [file],
      by: cast.ada,
    })
  await load()
  expect(everything()).toContain('xylophone')
  const postId = db.$client.prepare('SELECT id FROM posts WHERE body = ?').pluck().get(SECRET) as number

  erasePosts(db, { postIds: [postId], reason: 'Asked by letter.', by: cast.ada })
  const again = renormalise(db)
  await load()
  renormalise(db)

  rmSync(folder, { recursive: true, force: true })
  expect(again.records).toBe(2)
  expect(again.changedThreadIds).toEqual([])
  expect(everything()).not.toContain('xylophone')
  expect(everything()).toContain('Press the red button.')
})

test('after a withdrawal neither the log of events nor a kept search names the person; those who acted stay named', () => {
  const { sourceId } = articleFromMoira()
  db.$client
    .prepare(
      `INSERT INTO events (verb, subject, subject_id, "by", at, detail) VALUES ('saved', 'article', 1, ?, ?, ?)`,
    )
    .run(cast.edith, '2026-01-01T00:00:00.000Z', JSON.stringify({ note: 'thanks moira-lund' }))

  withdrawContributor(db, { sourceId, name: 'moira-lund', reason: 'Asked by mail.', by: cast.ada })

  const events = db.$client.prepare('SELECT detail, "by" FROM events').all() as {
    detail: string
    by: number
  }[]
  expect(JSON.stringify(events)).not.toContain('moira-lund')
  expect(events.some(({ by }) => by === cast.ada)).toBe(true)
})

test('whoever withdrew is named in no export, no search, no credit and no thread, also where others wrote the name', () => {
  const { sourceId } = articleFromMoira()
  const { threadId } = make.resolvedThread(db, {
    title: 'As moira-lund says: weigh a pallet',
    author: 'otto',
    body: 'MOIRA-LUND told me to press Tare. Her friend moira-lundqvist says so too.',
    participants: [{ name: 'moira-lund', role: 'community' }],
    posts: [{ body: 'Thanks to @moira-lund: press Tare and wait.', author: 'ida', isAccepted: true }],
  } as never)
  nominate(db)
  const of = db.$client.prepare('SELECT id FROM candidates WHERE thread_id = ?').pluck()
  const { articleId } = promote(db, { candidateId: of.get(threadId) as number, by: cast.edith })
  const exported = () =>
    [...exportThreads(db), ...[...exportArticles(db)].map(({ text }) => text)].join('\n').toLowerCase()
  expect(exported().split('moira-lund').length).toBeGreaterThan(4)

  const wish = { sourceId, name: 'moira-lund', reason: 'Asked by mail.', by: cast.ada }
  const { addresses } = withdrawContributor(db, wish)
  refreshIndex(db)

  const { number, slug } = getArticle(db, articleId)
  expect(addresses).toEqual([number])
  expect(exported().replaceAll('moira-lundqvist', '').replaceAll(slug, '')).not.toContain('moira-lund')
  expect(exported()).toContain('thanks to (withdrawn): press tare and wait.')
  expect(searchStaff(db, { words: '"moira-lund"', limit: 9 }).map(({ title }) => title)).not.toContain(
    'As moira-lund says: weigh a pallet',
  )
  const { draftVersionId } = getArticle(db, articleId)
  expect(JSON.stringify(visibleContent(db, getVersion(db, draftVersionId!)))).not.toMatch(
    /moira-lund\b(?!qvist)/i,
  )
  expect(creditsOf(db, draftVersionId!).map(({ author }) => author)).not.toContain('moira-lund')
})

test('a withdrawn name that is a word hides where it is called as a name, and nowhere else', () => {
  const { sourceId } = articleFromMoira()
  db.$client.prepare(`UPDATE posts SET author_name = 'will' WHERE author_name = 'moira-lund'`).run()
  const { threadId } = make.resolvedThread(db, { title: 'Who will help?', body: 'Ask @will. He will know.' })
  nominate(db)

  withdrawContributor(db, { sourceId, name: 'will', reason: 'Asked by mail.', by: cast.ada })
  expect([...exportThreads(db)].join()).toContain('Ask (withdrawn). He will know.')

  db.$client.prepare(`UPDATE posts SET body = 'Or @will!' WHERE thread_id = ? AND position = 0`).run(threadId)
  keepWithdrawn(db, [threadId])
  expect([...exportThreads(db)].join()).not.toContain('@will')
})
