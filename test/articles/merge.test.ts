import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { restoreVersion, saveVersion } from '../../src/articles/articles.ts'
import { addComment } from '../../src/articles/comments.ts'
import { contentOf, findArticle, getArticle, getVersion } from '../../src/articles/find.ts'
import { mergeArticles, unmerge } from '../../src/articles/merge.ts'
import { archive, publishArticle, rename } from '../../src/articles/publication.ts'
import { articleStatus } from '../../src/articles/queries.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { articleLinks, articles, comments, feedback, redirects } from '../../src/db/schema.ts'
import { searchStaff } from '../../src/search/staff.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

const mergedText = (versionId: number) => ({
  ...contentOf(getVersion(db, versionId)),
  resolution: 'Refunds arrive within ten days. Ask the bank after that.',
})

/** Everything a reader, an agent or a figure could see of the articles. */
function picture() {
  return {
    articles: db
      .select()
      .from(articles)
      .all()
      .map((row) => [row, articleStatus(db, row)]),
    links: db.select().from(articleLinks).all(),
    votes: db.select().from(feedback).all(),
    redirects: db.select().from(redirects).all(),
    comments: db.select().from(comments).all(),
    /** What a search finds, and where each address leads. */
    found: ['refund', 'money', 'bank', 'late'].map((words) =>
      searchStaff(db, { words, kinds: ['article'], limit: 9 }).map(({ id, title }) => [id, title]),
    ),
    leads: db
      .select()
      .from(articles)
      .all()
      .map((row) => findArticle(db, row.slug).id),
  }
}

test('the survivor gets the text, the links and the votes; the other address leads on', () => {
  const survivor = make.publishedArticle(db)
  const absorbed = make.publishedArticle(db, { title: 'Where is my money?' })
  link(absorbed)

  const merged = mergeArticles(db, {
    survivorId: survivor.articleId,
    absorbedIds: [absorbed.articleId],
    basedOnId: survivor.versionId,
    content: mergedText(survivor.versionId),
    by: null,
  })

  expect(merged.version).toBe(2)
  expect(
    db
      .select()
      .from(articleLinks)
      .all()
      .map((row) => row.articleId),
  ).toEqual([survivor.articleId])
  expect(articleStatus(db, getArticle(db, absorbed.articleId)).state).toBe('archived')
  expect(getArticle(db, survivor.articleId).liveVersionId).toBe(survivor.versionId)
})

test('merge then un-merge is the identity, whatever links, votes and publications there were', () => {
  fc.assert(
    fc.property(
      fc.record({
        ...{ links: fc.nat(3), votes: fc.nat(3), comments: fc.nat(2) },
        ...{ isLive: fc.boolean(), goesLive: fc.boolean(), isRenamed: fc.boolean() },
      }),
      ({ links, votes, comments: said, isLive, goesLive, isRenamed }) => {
        db = freshDb()
        const build = isLive ? make.publishedArticle : make.article
        const survivor = build(db)
        const absorbed = build(db, { title: 'Where is my money?' })
        for (let n = 0; n < links; n++) link(n % 2 === 0 ? absorbed : survivor)
        for (let n = 0; n < votes; n++) vote(absorbed, n)
        for (let n = 0; n < said; n++)
          addComment(db, { articleId: absorbed.articleId, kind: 'concern', body: `No ${n}`, by: null })
        if (isRenamed) rename(db, { articleId: absorbed.articleId, slug: 'money', by: null })
        const before = picture()

        const { mergeIds } = mergeArticles(db, {
          survivorId: survivor.articleId,
          absorbedIds: [absorbed.articleId],
          basedOnId: survivor.versionId,
          content: mergedText(survivor.versionId),
          by: null,
        })
        if (goesLive) {
          validate(db, { articleId: survivor.articleId, by: null })
          publishArticle(db, { articleId: survivor.articleId, by: null })
        }
        expect(picture()).not.toEqual(before)
        unmerge(db, { mergeId: mergeIds[0]!, by: null })

        expect(picture()).toEqual(before)
        expect(() => unmerge(db, { mergeId: mergeIds[0]!, by: null })).toThrow('undone already')
      },
    ),
    { numRuns: 30 },
  )
})

test('several articles taken up in one act are given back together, with or without new text', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.boolean(), fc.boolean(), (links, isLive, hasNewText) => {
      db = freshDb()
      const build = isLive ? make.publishedArticle : make.article
      const survivor = build(db)
      const others = ['Where is my money?', 'Refund late', 'No refund'].map((title) => build(db, { title }))
      for (let n = 0; n < links; n++) link(others[n % 3]!)
      others.forEach(vote)
      const before = picture()

      const { mergeIds } = mergeArticles(db, {
        survivorId: survivor.articleId,
        absorbedIds: others.map((other) => other.articleId),
        basedOnId: survivor.versionId,
        content: hasNewText ? mergedText(survivor.versionId) : contentOf(getVersion(db, survivor.versionId)),
        by: null,
      })
      expect(mergeIds).toHaveLength(3)
      expect(
        db
          .select()
          .from(feedback)
          .all()
          .every((row) => row.articleId === survivor.articleId),
      ).toBe(true)
      unmerge(db, { mergeId: mergeIds[1]!, by: null })

      expect(picture()).toEqual(before)
    }),
    { numRuns: 12 },
  )
})

test('what came in since a merge stays with the survivor, and so does newer text when asked for', () => {
  const survivor = make.article(db)
  const absorbed = make.article(db, { title: 'Where is my money?' })
  link(absorbed)
  const { articleId } = survivor
  const merged = mergeArticles(db, {
    survivorId: articleId,
    absorbedIds: [absorbed.articleId],
    basedOnId: survivor.versionId,
    content: mergedText(survivor.versionId),
    by: null,
  })
  link({ articleId, versionId: merged.versionId })
  const content = { ...mergedText(survivor.versionId), cause: 'The bank holds it.' }
  const newer = saveVersion(db, {
    ...{ articleId, basedOnId: merged.versionId, content, reason: 'x', significance: 'minor' },
    by: null,
  })

  unmerge(db, { mergeId: merged.mergeIds[0]!, keepsText: true, by: null })

  expect(getArticle(db, articleId).draftVersionId).toBe(newer.versionId)
  expect(articleStatus(db, getArticle(db, absorbed.articleId)).state).toBe('draft')
  const owners = db
    .select()
    .from(articleLinks)
    .all()
    .map((row) => row.articleId)
  expect(owners).toEqual([absorbed.articleId, articleId])
})

test('what came in since a merge goes to the article the editor names, and to no other', () => {
  const survivor = make.article(db)
  const absorbed = make.article(db, { title: 'Where is my money?' })
  const other = make.article(db, { title: 'Another' })
  const { mergeIds } = mergeArticles(db, {
    ...{ survivorId: survivor.articleId, absorbedIds: [absorbed.articleId], basedOnId: survivor.versionId },
    content: contentOf(getVersion(db, survivor.versionId)),
    by: null,
  })
  db.$client.exec("UPDATE merges SET at = '2000-01-01T00:00:00.000Z'")
  link(survivor)
  vote(survivor, 1)

  const undo = (sinceTo: number) => unmerge(db, { mergeId: mergeIds[0]!, sinceTo, by: null })
  expect(() => undo(other.articleId)).toThrow(/of this merge only/)
  undo(absorbed.articleId)

  const owners = [...db.select().from(articleLinks).all(), ...db.select().from(feedback).all()]
  expect(owners.map((row) => row.articleId)).toEqual([absorbed.articleId, absorbed.articleId])
})

test('after the merged text was restored on top of newer text, an un-merge works again', () => {
  const survivor = make.publishedArticle(db)
  const absorbed = make.article(db, { title: 'Where is my money?' })
  const { articleId } = survivor
  const merged = mergeArticles(db, {
    survivorId: articleId,
    absorbedIds: [absorbed.articleId],
    basedOnId: survivor.versionId,
    content: mergedText(survivor.versionId),
    by: null,
  })
  const content = { ...mergedText(survivor.versionId), cause: 'The bank holds it.' }
  const newer = saveVersion(db, {
    ...{ articleId, basedOnId: merged.versionId, content, reason: 'x', significance: 'minor' },
    by: null,
  })
  restoreVersion(db, { articleId, versionId: merged.versionId, basedOnId: newer.versionId, by: null })
  validate(db, { articleId, by: null })
  publishArticle(db, { articleId, by: null })

  unmerge(db, { mergeId: merged.mergeIds[0]!, by: null })

  expect(getArticle(db, articleId)).toMatchObject({
    draftVersionId: survivor.versionId,
    liveVersionId: survivor.versionId,
  })
})

test('an un-merge never throws away what was written since', () => {
  const survivor = make.article(db)
  const absorbed = make.article(db, { title: 'Where is my money?' })
  const merged = mergeArticles(db, {
    survivorId: survivor.articleId,
    absorbedIds: [absorbed.articleId],
    basedOnId: survivor.versionId,
    content: mergedText(survivor.versionId),
    by: null,
  })
  const content = { ...mergedText(survivor.versionId), cause: 'The bank holds it.' }
  const { articleId } = survivor
  saveVersion(db, {
    articleId,
    basedOnId: merged.versionId,
    content,
    reason: 'x',
    significance: 'minor',
    by: null,
  })

  expect(() => unmerge(db, { mergeId: merged.mergeIds[0]!, by: null })).toThrow(
    'written on top of the merged text',
  )
  expect(findArticle(db, '1').draftVersionId).not.toBe(merged.versionId)
})

test('an article cannot be merged into itself, nor an archived one into another', () => {
  const { articleId, versionId } = make.article(db)
  const content = mergedText(versionId)
  const attempt = (absorbedId: number) => () =>
    mergeArticles(db, {
      survivorId: articleId,
      absorbedIds: [absorbedId],
      basedOnId: versionId,
      content,
      by: null,
    })

  const gone = make.article(db, { title: 'Gone' })
  archive(db, { articleId: gone.articleId, reason: 'Old', by: null })
  expect(attempt(articleId)).toThrow('into itself')
  expect(attempt(gone.articleId)).toThrow('is archived')
})

function link(saved: { articleId: number; versionId: number }): void {
  const { articleId, versionId } = saved
  db.insert(articleLinks)
    .values({ caseRef: 'C-1', articleId, versionId, kind: 'resolution', at: '2026-01-01' })
    .run()
}

function vote(saved: { articleId: number; versionId: number }, n: number): void {
  const { articleId, versionId } = saved
  db.insert(feedback)
    .values({ articleId, versionId, isHelpful: n % 2 === 0, readerHash: `r${n}`, at: '2026-01-01' })
    .run()
}
