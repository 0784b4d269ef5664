import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { adopt } from '../../src/articles/adopt.ts'
import { saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getArticle, getVersion } from '../../src/articles/find.ts'
import { archive, publishArticle } from '../../src/articles/publication.ts'
import { openFlagIds } from '../../src/articles/requirements.ts'
import { validate } from '../../src/articles/review.ts'
import { carryOutPlans, planArticle } from '../../src/articles/schedule.ts'
import { writeChange } from '../../src/contradictions/change.ts'
import { settleFlag } from '../../src/contradictions/flags.ts'
import { compareArticle, scan } from '../../src/contradictions/scan.ts'
import type { Db } from '../../src/db/open.ts'
import { flags } from '../../src/db/schema.ts'
import { promote } from '../../src/triage/promote.ts'
import { nominate } from '../../src/triage/triage.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const OFFICIAL = 'Deleted files stay in the recycle area for 14 days.'
const WRONG = 'Deleted files stay in the recycle area for 30 days.'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const titled = (resolution: string) => ({ title: 'Deleted files', product: 'Harbor', resolution })
const documentSays = (body: string) =>
  make.document(db, { id: 'r.md', title: 'Deleted files', body, product: 'Harbor' })
const open = () =>
  db.$client.prepare('SELECT * FROM flags WHERE outdated_at IS NULL').all() as Record<string, unknown>[]
const edited = (articleId: number, resolution: string) => {
  const basedOnId = getArticle(db, articleId).draftVersionId!
  const content = { ...contentOf(getVersion(db, basedOnId)), resolution }
  return saveVersion(db, {
    articleId,
    basedOnId,
    content,
    reason: 'x',
    significance: 'answer',
    by: cast.edith,
  })
}
const publish = (articleId: number) => {
  validate(db, { articleId, by: cast.pia })
  compareArticle(db, articleId)
  const published = publishArticle(db, { articleId, by: cast.pia })
  compareArticle(db, articleId)
  return published
}

test('a draft that says otherwise than a document is found before it is published, and may not go live', () => {
  documentSays(OFFICIAL)
  scan(db)
  const { articleId } = make.article(db, titled(WRONG))

  expect(() => publish(articleId)).toThrow('contradiction is open')
  expect(getArticle(db, articleId).liveVersionId).toBeNull()

  edited(articleId, OFFICIAL)
  expect(publish(articleId)).toMatchObject({ version: 2 })
  expect(open()).toEqual([])
})

test('a draft that says otherwise than a newer live article is what is questioned, not the live one', () => {
  const first = make.publishedArticle(db, titled('Ask an administrator to bring a file back.'))
  const second = make.publishedArticle(db, { ...titled(OFFICIAL), title: 'Where deleted files go' })
  scan(db)
  const draft = edited(first.articleId, `Ask an administrator to bring a file back. ${WRONG}`)

  expect(compareArticle(db, first.articleId)).toBe(1)

  expect(openFlagIds(db, draft.versionId)).toHaveLength(1)
  expect(openFlagIds(db, second.versionId)).toEqual([])
  expect(() => publish(first.articleId)).toThrow('contradiction is open')
})

test('what two live articles say is questioned once, and an edit elsewhere in one of them adds nothing', () => {
  const first = make.publishedArticle(db, titled(WRONG))
  make.publishedArticle(db, { ...titled(OFFICIAL), title: 'Where deleted files go' })
  scan(db)
  expect(open()).toHaveLength(1)

  edited(first.articleId, `${WRONG} Ask an administrator for help.`)

  expect(compareArticle(db, first.articleId)).toBe(0)
  expect(publish(first.articleId)).toMatchObject({ version: 2 })
  expect(open()).toHaveLength(1)
})

test('two drafts are not set against each other until one of them is live', () => {
  const first = make.validatedArticle(db, titled(OFFICIAL))
  const second = make.article(db, { ...titled(WRONG), title: 'Where deleted files go' })
  scan(db)
  compareArticle(db, second.articleId)
  expect(open()).toEqual([])

  publish(first.articleId)

  expect(() => publish(second.articleId)).toThrow('contradiction is open')
})

test('a text that contradicts nothing goes its way as ever', () => {
  documentSays(OFFICIAL)
  scan(db)
  const { articleId } = make.article(db, {
    ...titled('Open **Recycle** and press *Bring back*.'),
    title: 'Bring back',
  })

  expect(compareArticle(db, articleId)).toBe(0)
  expect(publish(articleId)).toMatchObject({ version: 1 })
})

test('the version written by settling a contradiction is not held up by it, on either side', () => {
  documentSays(OFFICIAL)
  make.resolvedThread(db, {
    title: 'Deleted file',
    product: 'Harbor',
    posts: [{ body: WRONG, isAccepted: true }],
  })
  scan(db)
  const flagId = db.select().from(flags).get()!.id
  settleFlag(db, { flagId, verdict: 'community-right', reason: 'Changed', by: cast.edith })
  const corrected = writeChange(db, { flagId, by: cast.edith })
  expect(publish(corrected.articleId)).toMatchObject({ version: 2 })
  scan(db)
  expect(open().filter((flag) => flag.id !== flagId)).toEqual([])

  const other = make.article(db, { ...titled(OFFICIAL), title: 'Where deleted files go' })
  expect(compareArticle(db, other.articleId)).toBe(1)
  const [flag] = open().filter((one) => one.claim_version_id === other.versionId)
  settleFlag(db, { flagId: flag!.id as number, verdict: 'official-right', reason: 'Old', by: cast.edith })
  expect(writeChange(db, { flagId: flag!.id as number, by: cast.edith }).version).toBe(2)
  expect(publish(other.articleId)).toMatchObject({ version: 2 })
})

test('a sentence taken from a flagged answer is settled with the answer, in a draft made of it as well', () => {
  documentSays(OFFICIAL)
  make.resolvedThread(db, {
    title: 'Deleted file',
    product: 'Harbor',
    posts: [{ body: WRONG, isAccepted: true }],
  })
  scan(db)
  nominate(db)
  const candidateId = db.$client.prepare('SELECT id FROM candidates').pluck().get() as number
  const { articleId, versionId } = promote(db, { candidateId, by: cast.edith })

  expect(compareArticle(db, articleId)).toBe(0)
  expect(open()).toHaveLength(1)
  expect(openFlagIds(db, versionId)).toHaveLength(1)
  expect(() => publish(articleId)).toThrow('contradiction is open')

  settleFlag(db, {
    flagId: openFlagIds(db, versionId)[0]!,
    verdict: 'not-a-contradiction',
    reason: 'x',
    by: cast.edith,
  })
  expect(publish(articleId)).toMatchObject({ version: 1 })
})

test('when the official side was right, a draft that still says what the answer said is held up', () => {
  documentSays(OFFICIAL)
  make.resolvedThread(db, {
    title: 'Deleted file',
    product: 'Harbor',
    posts: [{ body: WRONG, isAccepted: true }],
  })
  scan(db)
  nominate(db)
  const candidateId = db.$client.prepare('SELECT id FROM candidates').pluck().get() as number
  const { articleId, versionId } = promote(db, { candidateId, by: cast.edith })

  settleFlag(db, {
    flagId: openFlagIds(db, versionId)[0]!,
    verdict: 'official-right',
    reason: 'x',
    by: cast.edith,
  })

  expect(() => publish(articleId)).toThrow('contradiction is open')
})

test('a pair that was dismissed stays so when the document becomes an article', () => {
  const documentId = documentSays(OFFICIAL)
  make.resolvedThread(db, {
    title: 'Deleted file',
    product: 'Harbor',
    posts: [{ body: WRONG, isAccepted: true }],
  })
  scan(db)
  const flagId = db.select().from(flags).get()!.id
  settleFlag(db, { flagId, verdict: 'not-a-contradiction', reason: 'Another area', by: cast.edith })

  adopt(db, { documentId, by: cast.edith })

  expect(scan(db).flags).toBe(0)
  expect(db.select().from(flags).all()).toHaveLength(1)
})

test('the resolution of a case is set against live articles, and a customer’s own question is not', () => {
  make.publishedArticle(db, titled(OFFICIAL))
  make.resolvedThread(db, {
    ...{ source: 'desk', authority: 'case', title: 'Deleted file', body: WRONG, product: 'Harbor' },
    posts: [{ body: `Hello, ${WRONG}`, role: 'staff', isAccepted: true }],
  })

  expect(scan(db).flags).toBe(1)
})

test('what is archived questions nothing and is questioned by nothing', () => {
  const { articleId } = make.publishedArticle(db, titled(OFFICIAL))
  make.resolvedThread(db, {
    title: 'Deleted file',
    product: 'Harbor',
    posts: [{ body: WRONG, isAccepted: true }],
  })
  scan(db)
  expect(open()).toHaveLength(1)

  archive(db, { articleId, reason: 'Gone', by: cast.pia })
  compareArticle(db, articleId)
  scan(db, { only: {} })

  expect(open()).toEqual([])
})

test('a planned publication is compared first, and says why it did not happen', () => {
  documentSays(OFFICIAL)
  scan(db)
  const { articleId } = make.validatedArticle(db, titled(WRONG))
  planArticle(db, {
    ...{ articleId, publishAt: new Date(Date.now() + 60_000).toISOString(), expireAt: null },
    ...{ reason: '', by: cast.pia },
  })
  db.$client.prepare(`UPDATE schedules SET due_at = '2026-01-01T00:00:00.000Z'`).run()

  const [done] = carryOutPlans(db, {
    expiry: 'archive',
    beforePublishing: (planned) => compareArticle(db, planned),
  })

  expect(done?.problem).toContain('contradiction is open')
  expect(db.select().from(flags).where(eq(flags.kind, 'duration')).all()).toHaveLength(1)
})
