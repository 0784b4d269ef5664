import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { addComment, commentsOf, resolveComment } from '../../src/articles/comments.ts'
import { type DueReason, dueArticles } from '../../src/articles/due.ts'
import { getArticle } from '../../src/articles/find.ts'
import { archive, publishArticle, undoPublication } from '../../src/articles/publication.ts'
import { confirm, issueStatusOf, planReview, setIssueStatus } from '../../src/articles/review-plan.ts'
import { coversVersion } from '../../src/articles/version-ranges.ts'
import type { Db } from '../../src/db/open.ts'
import {
  articles,
  posts,
  productVersions,
  rawRecords,
  releases,
  settlements,
  threads,
} from '../../src/db/schema.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-04-01T09:00:00Z') })
  db = freshDb()
  cast = addCast(db)
  return () => vi.useRealTimers()
})

const reasonsOf = (articleId: number): DueReason[] => dueArticles(db).get(articleId)?.reasons ?? []
const on = (day: string) => vi.setSystemTime(new Date(`${day}T09:00:00Z`))

describe('looking at an article again', () => {
  test('it is due on its day, and the interval starts anew when somebody vouches for it', () => {
    const { articleId } = make.publishedArticle(db)
    planReview(db, { articleId, verifierId: cast.pia, reviewDays: 30, reviewAt: null, by: cast.edith })
    expect(reasonsOf(articleId)).toEqual([])

    on('2026-05-02')
    expect(reasonsOf(articleId)).toEqual(['date'])
    expect(confirm(db, { articleId, by: cast.pia }).reviewAt).toBe('2026-06-01T09:00:00.000Z')
    expect(reasonsOf(articleId)).toEqual([])
  })

  test('a new product version asks for articles that held for the one before, and for no others', () => {
    const product = make.product(db, 'Harbor')
    const ship = (name: string, position: number) =>
      db
        .insert(productVersions)
        .values({ productId: product, name, position, addedAt: new Date().toISOString() })
        .run()
    ship('4.1', 1)
    ship('4.2', 2)
    on('2026-04-02')
    const old = make.publishedArticle(db, {
      title: 'Old',
      product: 'Harbor',
      appliesTo: { versions: ['4.1'] },
    })
    const current = make.publishedArticle(db, {
      title: 'Now',
      product: 'Harbor',
      appliesTo: { versions: ['4.1–4.2'] },
    })
    const open = make.publishedArticle(db, {
      title: 'On',
      product: 'Harbor',
      appliesTo: { versions: ['4.1+'] },
    })
    const all = make.publishedArticle(db, { title: 'All', product: 'Harbor' })

    on('2026-04-03')
    ship('4.3', 3)

    expect([...dueArticles(db).keys()]).toEqual([current.articleId])
    expect(reasonsOf(current.articleId)).toEqual(['version'])
    on('2026-04-04')
    confirm(db, { articleId: current.articleId, by: cast.pia })
    expect([old, current, open, all].flatMap((one) => reasonsOf(one.articleId))).toEqual([])
  })

  test('a source that no longer says what was taken from it asks; one that was only lengthened does not', () => {
    const { threadId, postIds } = make.resolvedThread(db)
    const text = 'Open Settings, then Refunds, and press Send.'
    const source = { postId: postIds[1]!, text, textHash: sha256(text), isAccepted: true }
    const { articleId } = make.publishedArticle(db, { resolution: text, sources: [source] })
    const edit = (body: string) => {
      db.update(posts)
        .set({ body, textHash: sha256(body) })
        .where(eq(posts.id, postIds[1]!))
        .run()
      const { rawRecordId } = db.select().from(threads).where(eq(threads.id, threadId)).get()!
      const { id: _id, ...raw } = db.select().from(rawRecords).where(eq(rawRecords.id, rawRecordId)).get()!
      const next = { ...raw, hash: sha256(body), receivedAt: new Date().toISOString() }
      const { lastInsertRowid } = db.insert(rawRecords).values(next).run()
      db.update(threads)
        .set({ rawRecordId: Number(lastInsertRowid) })
        .where(eq(threads.id, threadId))
        .run()
    }
    on('2026-04-05')
    edit(`${text} Then wait a day.`)
    expect(reasonsOf(articleId)).toEqual([])
    on('2026-04-06')
    edit('Do not do that any more.')
    expect(reasonsOf(articleId)).toEqual(['drift'])

    on('2026-04-07')
    confirm(db, { articleId, by: cast.pia })
    expect(reasonsOf(articleId)).toEqual([])
  })

  test('an open contradiction and a concern ask until they are settled, not by vouching alone', () => {
    const { articleId, versionId } = make.publishedArticle(db)
    const flag = make.openFlag(db, { versionId, documentId: make.document(db) })
    const { commentId } = addComment(db, {
      articleId,
      kind: 'concern',
      body: 'It takes 30 days now.',
      by: cast.aziz,
    })
    confirm(db, { articleId, by: cast.pia })
    expect(reasonsOf(articleId)).toEqual(['contradiction', 'concern'])

    const settled = { flagId: flag, verdict: 'official-right' as const, reason: 'x', by: null, at: 'now' }
    db.insert(settlements).values(settled).run()
    resolveComment(db, { commentId, by: cast.edith })
    expect(reasonsOf(articleId)).toEqual([])
  })

  test('drafts and archived articles are never due', () => {
    const draft = make.article(db)
    const gone = make.publishedArticle(db, { title: 'Gone' })
    for (const { articleId } of [draft, gone])
      planReview(db, {
        articleId,
        verifierId: null,
        reviewDays: null,
        reviewAt: '2026-04-01T08:00:00.000Z',
        by: null,
      })
    expect([...dueArticles(db).keys()]).toEqual([gone.articleId])
    archive(db, { articleId: gone.articleId, reason: 'Old', by: null })
    expect(dueArticles(db).size).toBe(0)
  })

  test.each([
    [['4.2'], '4.2', true],
    [['Version 4.2'], '4.2', true],
    [['4.x'], '4.3', true],
    [['4.x'], '5.0', false],
    [['4.0–4.2'], '4.1', true],
    [['4.0-4.2'], '4.3', false],
    [['4.1 to 5.0'], '4.3', true],
    [['4.2+'], '5.0', true],
    [['4.2 and later'], '4.1', false],
    [['≥ 4.2'], '4.3', true],
    [['4.0–4.x'], '4.3', true],
    [['9.9+', 'nonsense', '–', ''], '4.3', false],
    [['4.2-beta'], '4.2', false],
  ])('%j covers %s: %s', (said, version, expected) => {
    expect(coversVersion(said, version, ['4.0', '4.1', '4.2', '4.3', '5.0'])).toBe(expected)
  })
})

test('a known issue says where it stands, with who and when, and only a known issue does', () => {
  const { articleId } = make.publishedArticle(db, { template: 'known-issue' })
  setIssueStatus(db, { articleId, status: 'workaround', version: '', by: cast.edith })
  setIssueStatus(db, { articleId, status: 'fixed', version: ' 4.3 ', by: cast.edith })
  setIssueStatus(db, { articleId, status: 'fixed', version: '4.3', by: cast.edith })

  expect(issueStatusOf(db, articleId)).toMatchObject({ status: 'fixed', version: '4.3' })
  expect(db.$client.prepare('SELECT count(*) FROM issue_states').pluck().get()).toBe(2)
  const other = make.article(db, { title: 'A question' })
  expect(() =>
    setIssueStatus(db, { articleId: other.articleId, status: 'fixed', version: '', by: null }),
  ).toThrow(/no known issue/)
})

describe('comments', () => {
  test('@name calls people, once, and neither the writer nor somebody who has left', () => {
    const { articleId } = make.article(db)
    db.$client.prepare('UPDATE users SET disabled_at = ? WHERE id = ?').run('2026-01-01', cast.ada)
    const said = { articleId, kind: 'comment' as const, by: cast.edith }

    const { mentioned } = addComment(db, { ...said, body: '@pia, @PIA: ask @ada, @edith or mail@clara.' })

    expect(mentioned).toEqual([cast.pia])
    expect(commentsOf(db, articleId)[0]).toMatchObject({ by: 'Edith', resolvedAt: null })
    expect(() => addComment(db, { ...said, body: '  ' })).toThrow(/Say what/)
    expect(() => addComment(db, { ...said, body: 'x'.repeat(4_001) })).toThrow(/at most/)
  })
})

describe('taking a publication back', () => {
  test('what was live before is live again', () => {
    const first = make.publishedArticle(db)
    const { articleId } = first
    const second = db.$client.prepare(
      `INSERT INTO article_versions (article_id, number, title, issue, environment, cause, resolution, notes, applies_to, based_on_id, reason, significance, created_at, hash)
       SELECT article_id, 2, title, issue, environment, cause, 'New', notes, applies_to, id, 'x', 'answer', created_at, 'h' FROM article_versions WHERE id = ? RETURNING id`,
    )
    const versionId = second.pluck().get(first.versionId) as number
    db.update(articles).set({ draftVersionId: versionId }).where(eq(articles.id, articleId)).run()
    db.$client.prepare('INSERT INTO validations (version_id, at) VALUES (?, ?)').run(versionId, '2026-04-01')
    publishArticle(db, { articleId, by: cast.pia })

    expect(undoPublication(db, { articleId, by: cast.pia })).toEqual({ version: 1 })
    expect(getArticle(db, articleId)).toMatchObject({
      liveVersionId: first.versionId,
      draftVersionId: versionId,
    })
  })

  test('an answer that was never live before goes offline, but not once readers have had it', () => {
    const one = make.publishedArticle(db)
    expect(undoPublication(db, { articleId: one.articleId, by: cast.pia })).toEqual({ version: null })
    expect(getArticle(db, one.articleId).liveVersionId).toBeNull()
    expect(() => undoPublication(db, { articleId: one.articleId, by: cast.pia })).toThrow(/no publication/)

    const two = make.publishedArticle(db, { title: 'Two' })
    const counts = { pages: 1, bytes: 1, added: 1, changed: 0, removed: 0, unchanged: 0, heldBack: [] }
    on('2026-04-02')
    db.insert(releases)
      .values({ number: 1, hash: 'h', ...counts, at: new Date().toISOString() })
      .run()
    expect(() => undoPublication(db, { articleId: two.articleId, by: cast.pia })).toThrow(/Archive it/)
    expect(getArticle(db, two.articleId).liveVersionId).not.toBeNull()
  })
})
