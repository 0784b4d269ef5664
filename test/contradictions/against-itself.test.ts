import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { adopt } from '../../src/articles/adopt.ts'
import { getVersion } from '../../src/articles/find.ts'
import { changeRequest, writeChange } from '../../src/contradictions/change.ts'
import { exportFlags } from '../../src/contradictions/export.ts'
import { flagPage } from '../../src/contradictions/flag-page.ts'
import { settleFlag } from '../../src/contradictions/flags.ts'
import { flagCounts, flagGroups } from '../../src/contradictions/queries.ts'
import { compareArticle, scan } from '../../src/contradictions/scan.ts'
import type { Db } from '../../src/db/open.ts'
import { documents, versionSources } from '../../src/db/schema.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const SAYS = 'Deleted files stay in the recycle area for 14 days and are then removed.'
const OTHERWISE = 'Deleted files stay in the recycle area for 30 days.'
const all = { productIds: null, state: 'open' } as const

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const documentSays = (id: string, title: string, body: string, product = 'Harbor') =>
  make.document(db, { id, title, body, product })
const openFlag = () => flagGroups(db, all)[0]!.flags[0]!.flagId
const edit = (documentId: number, body: string) =>
  db
    .update(documents)
    .set({ body, textHash: sha256(body) })
    .where(eq(documents.id, documentId))
    .run()
const settle = (verdict: 'official-right' | 'community-right' | 'not-a-contradiction') =>
  settleFlag(db, { flagId: openFlag(), verdict, reason: 'Asked the team.', by: cast.edith })

test('two documents that cannot both be right are flagged once, the later one as the claim', () => {
  documentSays('recycle.md', 'Deleted files', SAYS)
  documentSays('faq.md', 'Questions', OTHERWISE)

  expect(scan(db)).toMatchObject({ flags: 1 })

  const page = flagPage(db, openFlag())!
  expect(page.evidence).toMatchObject({ kind: 'document', title: 'Deleted files', quote: SAYS })
  expect(page.claim).toMatchObject({ kind: 'document', title: 'Questions', quote: OTHERWISE })
  expect(page.claim.authority).toBe('official')
  expect(flagGroups(db, all)[0]!.flags[0]).toMatchObject({
    claimTitle: 'Questions',
    claimBy: 'docs',
    isOurs: true,
  })
  expect([...exportFlags(db)]).toMatchObject([
    { thread: null, claimArticle: null, claimDocument: 'faq.md', document: 'recycle.md' },
  ])
  expect(scan(db)).toMatchObject({ scanned: 0, flags: 0 })
})

test('documents of two products, or ones that agree, are not set against each other', () => {
  documentSays('recycle.md', 'Deleted files', SAYS)
  documentSays('anchor.md', 'Deleted files', OTHERWISE, 'Anchor')
  documentSays('faq.md', 'Questions', 'Deleted files stay in the recycle area for two weeks.')

  expect(scan(db).flags).toBe(0)
})

test('a document that contradicts itself is flagged: the later sentence against the earlier', () => {
  documentSays('recycle.md', 'Deleted files', `${SAYS}\n\nAsk an administrator for more.\n\n${OTHERWISE}`)

  expect(scan(db)).toMatchObject({ flags: 1 })

  const page = flagPage(db, openFlag())!
  expect([page.evidence.quote, page.claim.quote]).toEqual([SAYS, OTHERWISE])
  expect(page.isOneText).toBe(true)
})

test.each([
  ['cases in one list', '- Up to 15 results are returned.\n- Up to 250 results are returned.'],
  ['a sentence that stands there twice', `${SAYS}\n\n${SAYS}`],
  [
    'cases that differ in their words',
    'The small plan keeps deleted files for 14 days.\n\nThe large plan keeps deleted files for 30 days.',
  ],
])('a document does not contradict itself with %s', (_, body) => {
  documentSays('list.md', 'Results', body)

  expect(scan(db).flags).toBe(0)
})

test('a live article that contradicts itself is flagged; its draft may differ from what is live', () => {
  const { articleId } = make.publishedArticle(db, {
    product: 'Harbor',
    title: 'Deleted files',
    resolution: `${SAYS}\n\nAsk an administrator for more.\n\n${OTHERWISE}`,
  })

  compareArticle(db, articleId)

  expect(flagCounts(db, null).open).toBe(1)
  expect(flagPage(db, openFlag())).toMatchObject({ isOneText: true, claim: { quote: OTHERWISE } })
})

test('the flag goes when either document changes, and when one of them is gone', () => {
  const first = documentSays('recycle.md', 'Deleted files', SAYS)
  const second = documentSays('faq.md', 'Questions', OTHERWISE)
  scan(db)

  edit(second, SAYS)
  scan(db, { only: { documentIds: [second] } })
  expect(flagCounts(db, null).open).toBe(0)

  edit(second, OTHERWISE)
  scan(db, { only: { documentIds: [second] } })
  expect(flagCounts(db, null).open).toBe(1)
  edit(first, 'Deleted files stay in the recycle area for 30 days and are then removed.')
  scan(db, { only: { documentIds: [first] } })
  expect(flagCounts(db, null).open).toBe(0)

  edit(first, SAYS)
  scan(db, { only: { documentIds: [first] } })
  expect(flagCounts(db, null).open).toBe(1)
  db.update(documents).set({ removedAt: '2026-03-01T09:00:00.000Z' }).where(eq(documents.id, second)).run()
  scan(db, { only: { documentIds: [second] } })
  expect(flagCounts(db, null).open).toBe(0)
})

test('the document that is wrong is corrected, whichever it is', () => {
  const first = documentSays('recycle.md', 'Deleted files', SAYS)
  const second = documentSays('faq.md', 'Questions', OTHERWISE)
  scan(db)
  const flagId = openFlag()
  settle('official-right')

  const saved = writeChange(db, { flagId, by: cast.edith })

  expect(getVersion(db, saved.versionId).resolution).toBe(
    'Deleted files stay in the recycle area for 14 days.',
  )
  const documentOf = db.$client.prepare('SELECT document_id FROM articles WHERE id = ?').pluck()
  expect(documentOf.get(saved.articleId)).toBe(second)
  const sources = db.select({ documentId: versionSources.documentId }).from(versionSources).all()
  expect(sources.map((one) => one.documentId)).toContain(first)
  expect(scan(db).flags).toBe(0)
})

test('a pair that was settled stays settled when one of the documents is adopted, on either side', () => {
  const first = documentSays('recycle.md', 'Deleted files', SAYS)
  const second = documentSays('faq.md', 'Questions', OTHERWISE)
  scan(db)
  settle('not-a-contradiction')

  adopt(db, { documentId: first, by: cast.edith })
  scan(db)
  expect(flagCounts(db, null)).toEqual({ open: 0, settled: 1 })
  adopt(db, { documentId: second, by: cast.edith })
  scan(db)
  expect(flagCounts(db, null)).toEqual({ open: 0, settled: 1 })
})

test('the owner of a document kept elsewhere is told what it says, what holds, and where that stands', () => {
  const request = changeRequest({
    wrong: { title: 'Questions', url: 'https://docs.example/faq', quote: OTHERWISE },
    right: { title: 'Deleted files', url: null, quote: SAYS, isOurs: true },
    verdict: 'official-right',
    sentence: 'Deleted files stay in the recycle area for 14 days.',
    reason: '',
  })

  expect(request).toContain('Please correct “Questions” (https://docs.example/faq). It says:')
  expect(request).toContain('“Deleted files” says otherwise. We have checked it: this holds.')
  expect(request).not.toContain('customer')
})
