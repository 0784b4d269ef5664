// Long because the whole life of an article is told here in one piece.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { adopt, adoptSource, findDocument } from '../../src/articles/adopt.ts'
import { type BothTexts, restoreVersion, saveVersion } from '../../src/articles/articles.ts'
import { contentOf, findArticle, getArticle, getVersion } from '../../src/articles/find.ts'
import { archive, publishArticle, rename, unarchive } from '../../src/articles/publication.ts'
import { articleCounts, articleList, articleStatus, versionList } from '../../src/articles/queries.ts'
import { askForReview, sendBack, validate } from '../../src/articles/review.ts'
import {
  dropWorkingCopy,
  keepWorkingCopy,
  othersWriting,
  workingCopyOf,
} from '../../src/articles/working-copies.ts'
import type { Db } from '../../src/db/open.ts'
import { articles, assignments, events } from '../../src/db/schema.ts'
import { Conflict, Invalid, NotFound, Refused } from '../../src/lib/errors.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const textOf = (versionId: number) => contentOf(getVersion(db, versionId))
const stateOf = (articleId: number) => articleStatus(db, getArticle(db, articleId)).state

describe('correcting', () => {
  test('saving makes a numbered version, and the earlier one stays as it was', () => {
    const first = make.article(db, { resolution: 'Ten days.' })
    const content = { ...textOf(first.versionId), resolution: 'Five days.' }

    const second = saveVersion(db, {
      articleId: first.articleId,
      basedOnId: first.versionId,
      content,
      reason: 'The bank is quicker now',
      significance: 'answer',
      by: cast.edith,
    })

    expect(second.version).toBe(2)
    expect(textOf(first.versionId).resolution).toBe('Ten days.')
    expect(textOf(second.versionId).resolution).toBe('Five days.')
    expect(versionList(db, getArticle(db, first.articleId)).map((row) => [row.number, row.by])).toEqual([
      [2, 'Edith'],
      [1, null],
    ])
  })

  test('when somebody saved in between, both texts are shown and neither is lost', () => {
    const { articleId, versionId } = make.article(db, { resolution: 'Ten days.' })
    const base = textOf(versionId)
    const save = (resolution: string, by: number) =>
      saveVersion(db, {
        articleId,
        basedOnId: versionId,
        content: { ...base, resolution },
        reason: 'x',
        significance: 'answer',
        by,
      })
    save('Five days.', cast.edith)

    const attempt = () => save('A week.', cast.clara)

    expect(attempt).toThrow(Conflict)
    try {
      attempt()
    } catch (error) {
      const detail = (error as Conflict).detail as BothTexts
      expect([detail.base?.resolution, detail.theirs.resolution, detail.yours.resolution]).toEqual([
        'Ten days.',
        'Five days.',
        'A week.',
      ])
      expect(detail.theirsBy).toBe(cast.edith)
    }
    expect(versionList(db, getArticle(db, articleId))).toHaveLength(2)
  })

  test('a double click saves once: the same text again is refused with a sentence', () => {
    const { articleId, versionId } = make.article(db)
    const again = () =>
      saveVersion(db, {
        articleId,
        basedOnId: versionId,
        content: textOf(versionId),
        reason: '',
        significance: 'minor',
        by: cast.edith,
      })

    expect(again).toThrow('Nothing has changed')
  })

  test('an earlier version is restored as a new one', () => {
    const { articleId, versionId } = make.article(db, { resolution: 'Ten days.' })
    const second = saveVersion(db, {
      articleId,
      basedOnId: versionId,
      content: { ...textOf(versionId), resolution: 'Wrong.' },
      reason: 'x',
      significance: 'answer',
      by: cast.edith,
    })

    const third = restoreVersion(db, { articleId, versionId, basedOnId: second.versionId, by: cast.edith })

    expect(third.version).toBe(3)
    expect(textOf(third.versionId)).toEqual(textOf(versionId))
  })

  test('a title is needed, and an endless text is refused before anything is written', () => {
    expect(() => make.article(db, { title: '  ' })).toThrow(Invalid)
    expect(() => make.article(db, { resolution: 'x'.repeat(500_001) })).toThrow('500,000 characters')
    expect(db.select().from(articles).all()).toEqual([])
  })

  test('what a person was writing is kept per person until they save or drop it', () => {
    const { articleId, versionId } = make.article(db)
    const mine = { articleId, userId: cast.edith }
    const content = { ...textOf(versionId), resolution: 'Half a sen' }
    keepWorkingCopy(db, { ...mine, basedOnId: versionId, content })
    keepWorkingCopy(db, { articleId, userId: cast.clara, basedOnId: versionId, content })

    expect(workingCopyOf(db, mine)?.content.resolution).toBe('Half a sen')
    expect(othersWriting(db, mine).map((row) => row.name)).toEqual(['Clara'])

    saveVersion(db, {
      articleId,
      basedOnId: versionId,
      content,
      reason: 'x',
      significance: 'minor',
      by: cast.edith,
    })
    expect(workingCopyOf(db, mine)).toBeUndefined()
    expect(workingCopyOf(db, { articleId, userId: cast.clara })).toBeDefined()
    dropWorkingCopy(db, { articleId, userId: cast.clara })
    expect(othersWriting(db, mine)).toEqual([])
  })
})

describe('validating and publishing', () => {
  test('the way of an article: draft, in review, validated, published, with a newer draft beside', () => {
    const { articleId, versionId } = make.article(db)
    expect(articleStatus(db, getArticle(db, articleId))).toMatchObject({
      state: 'draft',
      confidence: 'work in progress',
    })

    askForReview(db, { articleId, by: cast.edith })
    expect(articleStatus(db, getArticle(db, articleId))).toMatchObject({
      isInReview: true,
      confidence: 'not validated',
    })
    expect(() => askForReview(db, { articleId, by: cast.edith })).toThrow('in review already')

    validate(db, { articleId, by: cast.pia })
    expect(articleStatus(db, getArticle(db, articleId))).toMatchObject({
      state: 'validated',
      isInReview: false,
    })

    publishArticle(db, { articleId, by: cast.pia })
    expect(stateOf(articleId)).toBe('published')

    const content = { ...textOf(versionId), resolution: 'Five days.' }
    saveVersion(db, {
      articleId,
      basedOnId: versionId,
      content,
      reason: 'x',
      significance: 'answer',
      by: cast.edith,
    })
    expect(articleStatus(db, getArticle(db, articleId))).toMatchObject({
      state: 'published',
      hasNewerDraft: true,
    })
    expect(getArticle(db, articleId).liveVersionId).toBe(versionId)
  })

  test('a draft that nobody validated cannot be published', () => {
    const { articleId } = make.article(db)

    expect(() => publishArticle(db, { articleId, by: cast.pia })).toThrow('Validate it first')
    expect(getArticle(db, articleId).liveVersionId).toBeNull()
  })

  test('a version with an open contradiction cannot be published, its neighbour can', () => {
    const flagged = make.validatedArticle(db, { resolution: 'Refunds take 30 days.' })
    const neighbour = make.validatedArticle(db, { title: 'Another question' })
    make.openFlag(db, { versionId: flagged.versionId, documentId: make.document(db) })

    expect(() => publishArticle(db, { articleId: flagged.articleId, by: cast.pia })).toThrow(
      '1 contradiction is open',
    )
    publishArticle(db, { articleId: neighbour.articleId, by: cast.pia })
    expect([stateOf(flagged.articleId), stateOf(neighbour.articleId)]).toEqual(['validated', 'published'])
  })

  test('a flag on the post a sentence came from blocks the article only while it says that sentence', () => {
    const { postIds } = make.resolvedThread(db, {
      posts: [{ body: 'Refunds take 30 days.', isAccepted: true }],
    })
    const postId = postIds[1]!
    const source = { postId, text: 'Refunds take 30 days.', textHash: 'x' }
    const { articleId, versionId } = make.validatedArticle(db, {
      resolution: 'Refunds take 30 days.',
      sources: [source],
    })
    make.openFlag(db, { postId, documentId: make.document(db) })
    expect(() => publishArticle(db, { articleId, by: cast.pia })).toThrow('contradiction')

    const content = { ...textOf(versionId), resolution: 'Refunds take ten days.' }
    saveVersion(db, {
      articleId,
      basedOnId: versionId,
      content,
      reason: 'x',
      significance: 'answer',
      by: cast.edith,
    })
    validate(db, { articleId, by: cast.pia })
    publishArticle(db, { articleId, by: cast.pia })

    expect(stateOf(articleId)).toBe('published')
  })

  test('a version that holds something private cannot be published', () => {
    const { articleId } = make.validatedArticle(db, { resolution: 'Write to maria.lopez@acme-bakery.com.' })

    expect(() => publishArticle(db, { articleId, by: cast.pia })).toThrow('something private (email)')
  })

  test('an unanswered article cannot be validated, nor sent to review', () => {
    const { articleId } = make.article(db, { resolution: ' ' })

    expect(() => validate(db, { articleId, by: cast.pia })).toThrow('no answer yet')
    expect(() => askForReview(db, { articleId, by: cast.edith })).toThrow(Refused)
  })

  test('the author of a governed article cannot vouch for it, somebody else can', () => {
    const { articleId } = make.article(db, { by: cast.edith })
    db.update(articles).set({ governance: 'governed' }).where(eq(articles.id, articleId)).run()

    expect(() => validate(db, { articleId, by: cast.edith })).toThrow('somebody other than its author')
    validate(db, { articleId, by: cast.pia })
    expect(stateOf(articleId)).toBe('validated')
  })

  test('a review is sent back with a comment, never without', () => {
    const { articleId } = make.article(db)
    askForReview(db, { articleId, by: cast.edith })

    expect(() => sendBack(db, { articleId, comment: ' ', by: cast.pia })).toThrow('Say what should change')
    sendBack(db, { articleId, comment: 'Name the version.', by: cast.pia })
    expect(articleStatus(db, getArticle(db, articleId)).isInReview).toBe(false)
  })
})

describe('addresses', () => {
  test('an archived article says so until it is brought back, and nothing else may be done to it', () => {
    const { articleId, versionId } = make.publishedArticle(db)

    archive(db, { articleId, reason: 'The product is gone', by: cast.pia })

    expect(stateOf(articleId)).toBe('archived')
    const content = { ...textOf(versionId), resolution: 'x' }
    const save = () =>
      saveVersion(db, {
        articleId,
        basedOnId: versionId,
        content,
        reason: 'x',
        significance: 'minor',
        by: cast.edith,
      })
    expect(save).toThrow('archived. Restore it first')
    unarchive(db, { articleId, by: cast.pia })
    expect(stateOf(articleId)).toBe('published')
  })

  test('an old address leads to the article for ever, and may be taken back by it alone', () => {
    const first = make.article(db, { title: 'Refunds' })
    const other = make.article(db, { title: 'Payments' })
    rename(db, { articleId: first.articleId, slug: 'Money back', by: cast.edith })

    expect(findArticle(db, 'refunds').id).toBe(first.articleId)
    expect(findArticle(db, 'money-back').id).toBe(first.articleId)
    expect(rename(db, { articleId: other.articleId, slug: 'refunds', by: cast.edith }).slug).toBe('refunds-2')
    expect(rename(db, { articleId: first.articleId, slug: 'refunds', by: cast.edith }).slug).toBe('refunds')
  })

  test('two articles of one title get two addresses; a Chinese title gets one as well', () => {
    expect(make.article(db, { title: 'C++' }).slug).toBe('c-plus-plus')
    expect(make.article(db, { title: 'Refund' }).slug).toBe('refund')
    expect(make.article(db, { title: 'Refund' }).slug).toBe('refund-2')
    expect(make.article(db, { title: '退款需要多长时间' }).slug).toMatch(/^q-[0-9a-f]{8}$/)
  })

  test('an unknown name is an answer, not a crash', () => {
    expect(() => findArticle(db, 'nothing')).toThrow(NotFound)
    expect(() => findArticle(db, '99')).toThrow('There is no article "99"')
  })
})

describe('adopting', () => {
  test('an official document becomes an article once, with its source and address', () => {
    const documentId = make.document(db, {
      id: 'refunds.md',
      product: 'Harbor',
      section: 'Billing',
      appliesTo: { plans: ['Team'] },
    })

    const saved = adopt(db, { documentId, by: cast.edith })
    const again = adopt(db, { documentId, by: cast.edith })

    expect(again).toBeUndefined()
    const article = getArticle(db, saved!.articleId)
    expect(article).toMatchObject({ origin: 'official', documentId })
    expect(textOf(saved!.versionId)).toMatchObject({ title: 'Refunds', appliesTo: { plans: ['Team'] } })
    expect(articleList(db)[0]).toMatchObject({ product: 'Harbor', topic: 'Billing' })
  })

  test('a whole source moves in at once, and a second time nothing is doubled', () => {
    make.document(db, { id: 'a.md' })
    make.document(db, { id: 'b.md', title: 'B' })

    expect(adoptSource(db, { source: 'docs', by: null })).toEqual({ adopted: 2, skipped: 0 })
    expect(adoptSource(db, { source: 'docs', by: null })).toEqual({ adopted: 0, skipped: 2 })
    expect(() => adoptSource(db, { source: 'nowhere', by: null })).toThrow('no source "nowhere"')
    expect(findDocument(db, 'docs:a.md').id).toBe(findDocument(db, 'a.md').id)
  })
})

test('the list counts each state, and filters by product', () => {
  make.article(db, { product: 'Harbor' })
  make.publishedArticle(db, { product: 'Harbor', title: 'Second' })
  make.publishedArticle(db, { product: 'Anchor', title: 'Third' })

  expect(articleCounts(db)).toMatchObject({ all: 3, draft: 1, published: 2, archived: 0 })
  expect(articleList(db, { productId: make.product(db, 'Anchor') }).map((row) => row.title)).toEqual([
    'Third',
  ])
  expect(
    articleList(db, { state: 'published' })
      .map((row) => row.title)
      .sort(),
  ).toEqual(['Second', 'Third'])
})

test('each verb leaves one event that says who', () => {
  const { articleId } = make.article(db, { by: cast.edith })
  validate(db, { articleId, by: cast.pia })
  publishArticle(db, { articleId, by: cast.pia })

  const rows = db.select().from(events).all()
  expect(rows.map((row) => [row.verb, row.by])).toEqual([
    ['created', cast.edith],
    ['validated', cast.pia],
    ['published', cast.pia],
  ])
})

test('an article belongs to its product’s owner from the start, or to whoever made it', () => {
  const productId = make.product(db, 'Harbor')
  const ownerOf = (saved: { articleId: number }) => getArticle(db, saved.articleId).ownerId

  expect(ownerOf(make.article(db, { product: 'Harbor', by: cast.edith }))).toBe(cast.edith)
  db.insert(assignments)
    .values({ userId: cast.clara, productId, kind: 'owner', createdAt: '2026-01-01' })
    .run()
  expect(ownerOf(make.article(db, { product: 'Harbor', by: cast.edith, title: 'Second' }))).toBe(cast.clara)
})
