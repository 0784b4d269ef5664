import { beforeEach, expect, test } from 'vitest'
import { adopt } from '../../src/articles/adopt.ts'
import { saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getArticle, getVersion } from '../../src/articles/find.ts'
import { mergeArticles } from '../../src/articles/merge.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { publishFacts } from '../../src/articles/requirements.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { documents, safetyFindings } from '../../src/db/schema.ts'
import { closeOverride, requestOverride } from '../../src/safety/overrides.ts'
import { scanCases } from '../../src/safety/scan-stored.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const OURS = 'support@harbor-pay.nl'
const PRIVATE = 'j.devries@nordwind-logistiek.nl'

/** The kinds of what stands in the way of the article's draft. */
const blockedBy = (articleId: number) => {
  const article = getArticle(db, articleId)
  return publishFacts(db, article, article.draftVersionId!).openFindings.map((found) => found.kind)
}
const official = (resolution: string) => make.article(db, { origin: 'official', resolution })

test('what kept an article from going live keeps the official article it is merged into', () => {
  const PHONE = '+31 20 794 5512'
  const asked = make.article(db, {
    origin: 'community',
    title: 'Whom do I ask?',
    resolution: `Mail ${PRIVATE} or call ${PHONE}.`,
  })
  expect(blockedBy(asked.articleId)).toEqual(['email', 'phone'])
  const survivor = official('Refunds arrive within ten days.')

  mergeArticles(db, {
    survivorId: survivor.articleId,
    absorbedIds: [asked.articleId],
    basedOnId: survivor.versionId,
    content: {
      ...contentOf(getVersion(db, survivor.versionId)),
      resolution: `Refunds arrive within ten days. Mail ${PRIVATE} or call ${PHONE}.`,
    },
    by: cast.edith,
  })

  expect(blockedBy(survivor.articleId)).toEqual(['email', 'phone'])
  validate(db, { articleId: survivor.articleId, by: cast.pia })
  expect(() => publishArticle(db, { articleId: survivor.articleId, by: cast.pia })).toThrow()
  expect(getArticle(db, survivor.articleId).liveVersionId).toBeNull()
})

test('what a customer wrote in a case cannot go live through an official article written by hand', () => {
  const { threadId } = make.resolvedThread(db, {
    source: 'desk',
    authority: 'case',
    body: `I am ${PRIVATE}, no refund came.`,
  })
  scanCases(db, [threadId])
  const { articleId } = official(`Refunds go to ${PRIVATE} first.`)
  validate(db, { articleId, by: cast.pia })

  expect(() => publishArticle(db, { articleId, by: cast.pia })).toThrow(
    'This version may hold something private (email). Redact it, or say why it may be public.',
  )
})

test('an address that a public official document prints is no secret, in any case and in any article', () => {
  make.document(db, { body: `Questions? Mail **${OURS}** on weekdays.` })
  expect(blockedBy(official(`Mail ${OURS}.`).articleId)).toEqual([])
  expect(blockedBy(make.article(db, { resolution: 'Mail Support@Harbor-Pay.nl.' }).articleId)).toEqual([])

  const { articleId } = adopt(db, {
    documentId: make.document(db, { body: `Write to _${OURS}_.` }),
    by: null,
  })!
  expect(blockedBy(articleId)).toEqual([])
})

test('an official document vouches for nothing that is not wholly printed, public and still there', () => {
  make.document(db, { body: `Mail jan.${OURS}, ${OURS}.example, or my-${OURS}.` })
  const hidden = make.document(db, { body: `Mail ${OURS}.`, title: 'For staff' })
  db.update(documents).set({ visibility: 'restricted' }).run()
  expect(blockedBy(official(`Mail ${OURS}.`).articleId)).toEqual(['email'])
  db.update(documents).set({ visibility: 'public' }).run()
  db.$client
    .prepare('UPDATE documents SET removed_at = ? WHERE id = ?')
    .run('2026-03-02T09:00:00.000Z', hidden)
  expect(blockedBy(official(`Mail ${OURS} now.`).articleId)).toEqual(['email'])
  make.document(db, { source: 'docs', body: 'Mail *@harbor-pay.nl or .+' })
  expect(blockedBy(official(`Please mail ${OURS} now.`).articleId)).toEqual(['email'])
})

test('a community thread that prints an address does not make it ours', () => {
  make.resolvedThread(db, { body: `Mail ${OURS}` })
  expect(blockedBy(official(`Mail ${OURS}.`).articleId)).toEqual(['email'])
})

test('a password in a public official document is still a finding', () => {
  const password = 'The password is Xk7#mQ2vLp9!'
  const documentId = make.document(db, { body: password })
  expect(blockedBy(adopt(db, { documentId, by: null })!.articleId)).toEqual(['password'])
})

test('what was redacted in an official document is not printed by it', () => {
  const documentId = make.document(db, { body: `Mail ${PRIVATE}.` })
  const { text_hash: hash } = db.$client
    .prepare('SELECT text_hash FROM documents WHERE id = ?')
    .get(documentId) as { text_hash: string }
  db.$client
    .prepare(
      `INSERT INTO redactions (text_hash, start, "end", kind, placeholder, at) VALUES (?, 5, ?, 'email', '<email-1>', ?)`,
    )
    .run(hash, 5 + PRIVATE.length, '2026-03-02T09:00:00.000Z')
  expect(blockedBy(official(`Mail ${PRIVATE} now.`).articleId)).toEqual(['email'])
})

test('what may be public in an article may be so in its next version and only there; what was refused may not', () => {
  const made = official(`Mail ${OURS}.`)
  const findingId = db.select().from(safetyFindings).get()!.id
  const next = (resolution: string) =>
    saveVersion(db, {
      articleId: made.articleId,
      basedOnId: getArticle(db, made.articleId).draftVersionId!,
      content: { ...contentOf(getVersion(db, made.versionId)), resolution },
      reason: 'Say it better',
      significance: 'wording',
      by: cast.edith,
    })
  const wish = () => requestOverride(db, { findingId, reason: 'It is on our cards.', by: cast.edith })
  closeOverride(db, { overrideId: wish(), outcome: 'refused', by: cast.pia })
  next(`Please mail ${OURS}.`)
  expect(blockedBy(made.articleId)).toEqual(['email'])

  closeOverride(db, { overrideId: wish(), outcome: 'approved', by: cast.pia })
  next(`On weekdays mail ${OURS.toUpperCase()}.`)
  expect(blockedBy(made.articleId)).toEqual([])
  next(`On weekdays mail ${OURS} or ${PRIVATE}.`)
  expect(blockedBy(made.articleId)).toEqual(['email'])
  expect(blockedBy(official(`Mail ${OURS} today.`).articleId)).toEqual(['email'])
})
