import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getArticle, getVersion } from '../../src/articles/find.ts'
import { BY_HAND, officialSentences, raiseFlag, sentencesOfPost } from '../../src/contradictions/by-hand.ts'
import { proposedChange, writeChange } from '../../src/contradictions/change.ts'
import { settleFlag, undoSettlement } from '../../src/contradictions/flags.ts'
import { acceptance, changeThresholds, consequences, tierPolicy } from '../../src/contradictions/quality.ts'
import { flagCounts, flagGroups } from '../../src/contradictions/queries.ts'
import { scan } from '../../src/contradictions/scan.ts'
import type { Db } from '../../src/db/open.ts'
import { articles, flags, posts, versionSources, versionStatements } from '../../src/db/schema.ts'
import type { SettlementVerdict } from '../../src/db/words.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const OFFICIAL = 'Deleted files stay in the recycle area for 14 days and are then removed.'
const WRONG = 'Deleted files stay in the recycle area for 30 days.'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const documentSays = (body = OFFICIAL) =>
  make.document(db, { id: 'recycle.md', title: 'Deleted files', body, product: 'Harbor' })
const answered = (body = WRONG, parts: object = {}) =>
  make.resolvedThread(db, {
    title: 'Deleted file',
    product: 'Harbor',
    posts: [{ body, isAccepted: true }],
    ...parts,
  })
const onlyFlag = () => db.select().from(flags).all()[0]!
const settle = (verdict: SettlementVerdict, scope = '') =>
  settleFlag(db, { flagId: onlyFlag().id, verdict, reason: 'Asked the team.', scope, by: cast.edith })

test('when the community is right about a document, it is adopted and the draft says the new value, the rest unchanged', () => {
  documentSays(`# Deleted files\n\n${OFFICIAL} Ask an administrator before.`)
  answered()
  scan(db)
  settle('community-right')

  const saved = writeChange(db, { flagId: onlyFlag().id, by: cast.edith })

  const version = getVersion(db, saved.versionId)
  expect(version.resolution).toBe(
    '# Deleted files\n\nDeleted files stay in the recycle area for 30 days and are then removed. Ask an administrator before.',
  )
  expect(getArticle(db, saved.articleId)).toMatchObject({
    draftVersionId: saved.versionId,
    liveVersionId: null,
  })
  const origins = db
    .select({ postId: versionSources.postId, text: versionStatements.text })
    .from(versionSources)
    .innerJoin(versionStatements, eq(versionSources.statementId, versionStatements.id))
    .all()
  expect(origins.some((one) => one.postId === onlyFlag().claimPostId && one.text.includes('30 days'))).toBe(
    true,
  )
  expect(() => writeChange(db, { flagId: onlyFlag().id, by: cast.edith })).toThrow('written already')
})

test('a live article keeps its version until the written draft is validated; another sentence may be chosen', () => {
  const { articleId, versionId } = make.publishedArticle(db, {
    product: 'Harbor',
    title: 'Deleted files',
    resolution: OFFICIAL,
  })
  answered()
  scan(db)
  settle('community-right')

  const saved = writeChange(db, {
    flagId: onlyFlag().id,
    sentence: 'Deleted files can be brought back for 30 days.',
    by: cast.edith,
  })

  expect(getVersion(db, saved.versionId).resolution).toBe('Deleted files can be brought back for 30 days.')
  expect(getArticle(db, articleId).liveVersionId).toBe(versionId)
})

test('both right in different scope: the scope is written behind the official sentence', () => {
  make.publishedArticle(db, { product: 'Harbor', title: 'Deleted files', resolution: OFFICIAL })
  answered()
  scan(db)
  settle('both-right', 'on the Team plan it is 30 days')

  const saved = writeChange(db, { flagId: onlyFlag().id, by: cast.edith })

  expect(getVersion(db, saved.versionId).resolution).toBe(`${OFFICIAL} On the Team plan it is 30 days.`)
})

test('official is right, superseded, or no contradiction: a post makes nothing of ours change', () => {
  documentSays()
  answered()
  scan(db)
  for (const verdict of ['official-right', 'superseded', 'not-a-contradiction'] as const) {
    settle(verdict)
    expect(() => writeChange(db, { flagId: onlyFlag().id, by: cast.edith })).toThrow(
      'changes no text of ours',
    )
    undoSettlement(db, { flagId: onlyFlag().id, by: cast.edith })
  }
  expect(db.select().from(articles).all()).toEqual([])
})

test('an article that no longer says the sentence is left as it is, with a sentence that says so', () => {
  const { articleId, versionId } = make.publishedArticle(db, {
    product: 'Harbor',
    title: 'Deleted files',
    resolution: OFFICIAL,
  })
  answered()
  scan(db)
  settle('community-right')
  const content = { ...contentOf(getVersion(db, versionId)), resolution: 'Deleted files stay for a while.' }
  saveVersion(db, {
    articleId,
    basedOnId: versionId,
    content,
    reason: 'New',
    significance: 'answer',
    by: null,
  })

  expect(() => writeChange(db, { flagId: onlyFlag().id, by: cast.edith })).toThrow('no longer says')
})

test('a proposal exchanges one value, and takes the other sentence where there is no single value', () => {
  const flag = {
    claimQuote: 'You get 10 GB, I think',
    evidenceQuote: 'Storage is 5 GB.',
    claimPostId: 1,
  }
  expect(proposedChange({ ...flag, compared: '5 GB / 10 GB' }, 'community-right')?.sentence).toBe(
    'Storage is 10 GB.',
  )
  expect(proposedChange({ ...flag, compared: 'storage / space' }, 'community-right')?.sentence).toBe(
    flag.claimQuote,
  )
  const twice = { ...flag, evidenceQuote: '5 GB here, 5 GB there.', compared: '5 GB / 10 GB' }
  expect(proposedChange(twice, 'community-right')?.sentence).toBe(flag.claimQuote)
  const part = { ...flag, evidenceQuote: 'Storage is 25 GB.', compared: '5 GB / 10 GB' }
  expect(proposedChange(part, 'community-right')?.sentence).toBe(flag.claimQuote)
})

test('a thread shows as corrected once a later post there repeats the official sentence, not before', () => {
  documentSays()
  const { threadId } = answered()
  scan(db)
  settle('official-right')
  const seen = () => flagGroups(db, { productIds: null, state: 'settled' })[0]!.flags[0]!.isCorrectedInThread
  const later = { threadId, role: 'staff', nature: 'answer', position: 9, textHash: 'x' } as const
  const add = (externalId: string, body: string, createdAt: string) =>
    db
      .insert(posts)
      .values({ ...later, externalId, body, createdAt })
      .run()

  add('earlier', `> ${OFFICIAL}`, '2020-04-30T10:00:00.000Z')
  add('other', 'Thank you all.', '2099-05-02T10:00:00.000Z')
  expect(seen()).toBe(false)

  add('reply', `A correction:\n\n> ${OFFICIAL}`, '2099-05-02T10:00:00.000Z')
  expect(seen()).toBe(true)
})

test('somebody who read both raises a contradiction the rules did not see; it survives scans and is raised once', () => {
  const documentId = documentSays('Pick the colour before you print. The lid must be closed while printing.')
  const { postIds } = answered('I always leave the cover up, works fine for everyone here.')
  expect(scan(db).flags).toBe(0)

  const [claim] = sentencesOfPost(db, postIds[1]!)
  const [evidence] = officialSentences(db, { words: 'lid closed while printing', productId: null, limit: 5 })
  expect(evidence).toMatchObject({ quote: 'The lid must be closed while printing.', kind: 'document' })
  const raised = { claim: claim!.place, evidence: evidence!.place, reason: 'Open lid.', by: cast.aziz }
  const { flagId } = raiseFlag(db, raised)

  expect(onlyFlag()).toMatchObject({ kind: BY_HAND, evidenceDocumentId: documentId, raisedBy: cast.aziz })
  expect(() => raiseFlag(db, raised)).toThrow(`contradiction ${flagId} already`)
  scan(db)
  expect(flagCounts(db, null)).toEqual({ open: 1, settled: 0 })
})

test('places that name nothing, or the wrong side, are refused and nothing is raised', () => {
  const documentId = documentSays()
  const { postIds } = answered()
  const claim = sentencesOfPost(db, postIds[1]!)[0]!.place
  for (const evidence of [
    '',
    'post:1:0',
    claim,
    `document:${documentId}:5`,
    'document:999:0',
    "document:1:0' OR 1",
  ])
    expect(() => raiseFlag(db, { claim, evidence, reason: '', by: cast.aziz })).toThrow('official sentence')
  expect(() =>
    raiseFlag(db, {
      claim: `document:${documentId}:0`,
      evidence: `document:${documentId}:0`,
      reason: '',
      by: null,
    }),
  ).toThrow('sentence of the answer')
  expect(db.select().from(flags).all()).toEqual([])
})

/** Flags of a kind with a decision each. */
function decided(kind: string, count: number, verdict: SettlementVerdict, confidence = 0.9): void {
  const { postIds } = answered()
  for (let place = 0; place < count; place++) {
    const flagId = flagOf(kind, confidence, postIds[1]!, `${verdict}${place}`)
    settleFlag(db, { flagId, verdict, reason: '', by: cast.edith })
  }
}
function flagOf(kind: string, confidence: number, postId: number, name: string): number {
  const quote = { claimQuote: name, claimStart: 0, claimEnd: 1, claimTextHash: 'c', claimPostId: postId }
  const evidence = {
    evidenceQuote: 'e',
    evidenceStart: 0,
    evidenceEnd: 1,
    evidenceTextHash: 'e',
    evidenceDocumentId: 1,
  }
  const made = {
    tier: 'high',
    reason: 'r',
    compared: '',
    judge: 'rules',
    createdAt: '2026-01-01T00:00:00.000Z',
  } as const
  return db
    .insert(flags)
    .values({ ...quote, ...evidence, ...made, kind, confidence, fingerprint: sha256(kind + name) })
    .returning({ id: flags.id })
    .get().id
}

test('a kind editors disagree with in its last 20 decisions is only to review, and rises again when they agree', () => {
  documentSays()
  decided('number', 16, 'official-right')
  decided('number', 3, 'not-a-contradiction')
  const open = flagOf('number', 0.95, 1, 'open')
  const tier = () =>
    db
      .select()
      .from(flags)
      .all()
      .find((row) => row.id === open)!.tier
  expect(tierPolicy(db).demoted.has('number')).toBe(false)

  const last = [1, 2].map((place) => flagOf('number', 0.9, 1, `last${place}`))
  for (const flagId of last)
    settleFlag(db, { flagId, verdict: 'not-a-contradiction', reason: '', by: cast.edith })

  expect(acceptance(db)[0]).toMatchObject({
    kind: 'number',
    isDemoted: true,
    recent: { part: 15, whole: 20 },
  })
  expect(tier()).toBe('review')
  undoSettlement(db, { flagId: last[0]!, by: cast.edith })
  expect(tier()).toBe('high')
})

test('thresholds change what is high at once; what another would have done adds up; nonsense is refused', () => {
  documentSays()
  decided('number', 3, 'official-right', 0.9)
  decided('price', 2, 'not-a-contradiction', 0.6)
  const open = flagOf('number', 0.85, 1, 'open')

  changeThresholds(db, { review: 0.6, high: 0.9, by: cast.ada })

  expect(
    db
      .select()
      .from(flags)
      .all()
      .find((row) => row.id === open)!.tier,
  ).toBe('review')
  const at = (threshold: number) => consequences(db).find((row) => row.threshold === threshold)
  expect(at(0.5)).toMatchObject({ shown: 5, accepted: { part: 3, whole: 5 }, missed: 0 })
  expect(at(0.7)).toMatchObject({ shown: 3, accepted: { part: 3, whole: 3 }, missed: 0 })
  expect(at(0.95)).toMatchObject({ shown: 0, accepted: null, missed: 3 })
  expect(() => changeThresholds(db, { review: 0.1, high: 0.9, by: null })).toThrow('nothing is found')
  expect(() => changeThresholds(db, { review: 0.8, high: 0.7, by: null })).toThrow('one above')
  expect(tierPolicy(db)).toMatchObject({ review: 0.6, high: 0.9 })
})
