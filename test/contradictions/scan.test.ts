import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getVersion } from '../../src/articles/find.ts'
import { flagPage } from '../../src/contradictions/flag-page.ts'
import { settleFlag, undoSettlement } from '../../src/contradictions/flags.ts'
import { flagCounts, flagGroups } from '../../src/contradictions/queries.ts'
import { scan } from '../../src/contradictions/scan.ts'
import type { Db } from '../../src/db/open.ts'
import { documents, flags, posts } from '../../src/db/schema.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const OFFICIAL = 'Deleted files stay in the recycle area for 14 days and are then removed.'
const WRONG = 'Deleted files stay in the recycle area for 30 days.'
const all = { productIds: null, state: 'open' } as const

let db: Db
let cast: Cast
let documentId: number
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
  documentId = make.document(db, {
    id: 'recycle.md',
    title: 'Deleted files',
    body: OFFICIAL,
    product: 'Harbor',
  })
})

const answered = (body: string, parts: object = {}) =>
  make.resolvedThread(db, {
    title: 'Deleted file',
    product: 'Harbor',
    posts: [{ body, isAccepted: true }],
    ...parts,
  })

function edit(postId: number, body: string): void {
  db.update(posts)
    .set({ body, textHash: sha256(body) })
    .where(eq(posts.id, postId))
    .run()
}

test('an answer that contradicts an official sentence is flagged with both quotes word for word', () => {
  answered(`Hi! ${WRONG} Hope this helps.`)

  expect(scan(db)).toMatchObject({ flags: 1 })

  const [group] = flagGroups(db, all)
  expect(group).toMatchObject({ evidence: OFFICIAL, evidenceTitle: 'Deleted files', product: 'Harbor' })
  const page = flagPage(db, group!.flags[0]!.flagId)!
  expect([page.claim.before, page.claim.quote]).toEqual(['Hi! ', WRONG])
  expect(page.evidence.quote).toBe(OFFICIAL)
  expect(page.settlement).toBeNull()
})

test('two sentences of one thread reach its readers once; the surer one of a group comes first', () => {
  answered(`${WRONG}\n\nThe recycle area keeps deleted files for 60 days.`, { views: 500 })
  answered(WRONG, { views: 40 })
  scan(db)

  const [group] = flagGroups(db, all)
  expect(group!.flags.length).toBeGreaterThanOrEqual(2)
  expect(group!.reach).toBe(540)
  expect(group!.flags.map((flag) => flag.views)).toEqual(
    [...group!.flags.map((flag) => flag.views)].sort((a, b) => b - a),
  )
})

test('an answer that agrees, or speaks of another product, is not flagged', () => {
  answered('Deleted files stay in the recycle area for two weeks.')
  answered(WRONG, { product: 'Anchor' })

  expect(scan(db).flags).toBe(0)
  expect(flagCounts(db, null)).toEqual({ open: 0, settled: 0 })
})

test('scanning again finds nothing new and looks at nothing again', () => {
  answered(WRONG)
  scan(db)

  expect(scan(db)).toMatchObject({ flags: 0, scanned: 0, pairs: 0 })
})

test('a settled pair stays settled through scans and edits elsewhere in the post; it can be opened again', () => {
  const { postIds } = answered(WRONG)
  scan(db)
  const flagId = flagGroups(db, all)[0]!.flags[0]!.flagId
  settleFlag(db, { flagId, verdict: 'not-a-contradiction', reason: 'Said of another list', by: cast.edith })
  edit(postIds[1]!, `${WRONG} By the way, thanks.`)

  expect(scan(db).flags).toBe(0)
  expect(flagCounts(db, null)).toEqual({ open: 0, settled: 1 })
  expect(() => settleFlag(db, { flagId, verdict: 'superseded', reason: '', by: null })).toThrow(
    'settled already',
  )
  undoSettlement(db, { flagId, by: cast.edith })
  expect(flagCounts(db, null)).toEqual({ open: 1, settled: 0 })
})

test('when one of the texts changes the flag is history, and comes back with the sentence', () => {
  const { postIds } = answered(WRONG)
  scan(db)

  edit(postIds[1]!, 'Deleted files stay in the recycle area for 14 days.')
  scan(db)
  expect(flagCounts(db, null).open).toBe(0)
  edit(postIds[1]!, WRONG)
  scan(db)
  expect(flagCounts(db, null).open).toBe(1)
  expect(db.select().from(flags).all()).toHaveLength(1)

  db.update(documents)
    .set({ body: 'Other.', textHash: sha256('Other.') })
    .where(eq(documents.id, documentId))
    .run()
  scan(db)
  expect(flagCounts(db, null).open).toBe(0)
})

test('a new official document is set against answers that were scanned before it came', () => {
  answered('A free account keeps three old versions of each file.')
  scan(db)
  const body = 'A free account keeps five old versions of each file.'
  make.document(db, { id: 'versions.md', title: 'Old versions', body, product: 'Harbor' })

  expect(scan(db)).toMatchObject({ flags: 1 })
})

test('“both right” needs the scope in which each side is right', () => {
  answered(WRONG)
  scan(db)
  const flagId = flagGroups(db, all)[0]!.flags[0]!.flagId
  const settle = (scope: string) =>
    settleFlag(db, { flagId, verdict: 'both-right', reason: 'x', scope, by: cast.edith })

  expect(() => settle('')).toThrow('in which scope each side is right')
  expect(settle('Team: 14 days; Business: 30 days').scope).toContain('Business')
})

test('an article of ours that contradicts a document is flagged, until a version says otherwise', () => {
  const { articleId, versionId } = make.article(db, {
    title: 'Deleted files',
    resolution: WRONG,
    product: 'Harbor',
  })
  expect(scan(db).flags).toBe(1)

  const content = { ...contentOf(getVersion(db, versionId)), resolution: OFFICIAL }
  saveVersion(db, {
    articleId,
    basedOnId: versionId,
    content,
    reason: 'x',
    significance: 'answer',
    by: cast.edith,
  })
  scan(db)

  expect(flagCounts(db, null).open).toBe(0)
})
