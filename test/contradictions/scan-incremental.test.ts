import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getArticle, getVersion } from '../../src/articles/find.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import { compareArticle, scan } from '../../src/contradictions/scan.ts'
import { type Db, openCopy } from '../../src/db/open.ts'
import { articles, documents, posts } from '../../src/db/schema.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const THINGS = ['report', 'backup', 'invoice', 'mailbox', 'webhook', 'album']
const WAYS = [
  (thing: string, n: number) => `Each ${thing} is kept for ${n} days in the archive.`,
  (thing: string) => `Guests can export every ${thing} as a spreadsheet.`,
  (thing: string) => `Guests cannot export any ${thing} as a spreadsheet.`,
  (thing: string, n: number) => `You can attach up to ${n} labels to one ${thing}.`,
  (thing: string) => `The preview of a ${thing} is enabled by default.`,
  (thing: string) => `The preview of a ${thing} is disabled by default.`,
]

const sentence = fc
  .tuple(fc.constantFrom(...THINGS), fc.constantFrom(...WAYS), fc.constantFrom(7, 14, 30))
  .map(([thing, way, n]) => way(thing, n))
const body = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '))
const edit = fc.oneof(
  fc.record({ act: fc.constant('document' as const), place: fc.nat(4), body }),
  fc.record({ act: fc.constant('answer' as const), place: fc.nat(5), body }),
  fc.record({ act: fc.constant('article' as const), place: fc.nat(2), body }),
  fc.record({ act: fc.constant('publish' as const), place: fc.nat(2), body }),
  fc.record({ act: fc.constantFrom('no document' as const, 'no answer' as const), place: fc.nat(4), body }),
)
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

test('a scan after each edit leaves the flags that a scan from nothing finds', () => {
  let most = 0
  fc.assert(
    fc.property(
      fc.integer({ min: 44, max: 52 }),
      fc.array(edit, { minLength: 3, maxLength: 12 }),
      (size, edits) => {
        const db = freshDb()
        const made: Made = { documents: new Map(), answers: new Map(), articles: new Map() }
        fill(db, size)
        scan(db)
        for (const one of edits) carryOut(db, made, one)
        const flags = openFlags(db)
        most = Math.max(most, flags.length)
        expect(flags).toEqual(openFlags(fromNothing(db)))
      },
    ),
    { seed: 6, numRuns: 40 },
  )
  expect(most).toBeGreaterThan(3)
}, 120_000)

type Made = {
  documents: Map<number, number>
  answers: Map<number, { threadId: number; postId: number }>
  articles: Map<number, number>
}

/** Enough official statements for words to be rare or common, and now and then to change from one to the other. */
function fill(db: Db, size: number): void {
  const lines = Array.from(
    { length: size },
    (_, at) => `The ${THINGS[at % 6]} panel ${WORDS[at % 9]} shows the ${WORDS[(at * 5) % 9]} chart.`,
  )
  make.document(db, { id: 'filler', title: 'Panels', body: lines.join('\n\n') })
}
const WORDS = 'north south east west upper lower inner outer middle'.split(' ')

function carryOut(db: Db, made: Made, { act, place, body }: Edit): void {
  if (act === 'document') {
    const known = made.documents.get(place)
    const documentId = known ?? make.document(db, { id: `d${place}`, title: `Manual ${place}`, body })
    made.documents.set(place, documentId)
    const change = { body, textHash: sha256(body), removedAt: null }
    db.update(documents).set(change).where(eq(documents.id, documentId)).run()
    scan(db, { only: { documentIds: [documentId] } })
  } else if (act === 'answer') {
    const known = made.answers.get(place)
    if (known === undefined) {
      const { threadId, postIds } = make.resolvedThread(db, {
        id: `t${place}`,
        title: `Question ${place}`,
        posts: [{ body }],
      })
      made.answers.set(place, { threadId, postId: postIds[1]! })
    } else
      db.update(posts)
        .set({ body, textHash: sha256(body), removedAt: null })
        .where(eq(posts.id, known.postId))
        .run()
    scan(db, { only: { threadIds: [made.answers.get(place)!.threadId] } })
  } else if (act === 'no document') {
    const documentId = made.documents.get(place)
    if (documentId === undefined) return
    db.update(documents).set({ removedAt: 'now' }).where(eq(documents.id, documentId)).run()
    scan(db, { only: { documentIds: [documentId] } })
  } else if (act === 'no answer') {
    const known = made.answers.get(place)
    if (known === undefined) return
    db.update(posts).set({ removedAt: 'now' }).where(eq(posts.id, known.postId)).run()
    scan(db, { only: { threadIds: [known.threadId] } })
  } else if (act === 'article') {
    const known = made.articles.get(place)
    if (known === undefined)
      made.articles.set(place, make.article(db, { title: `Guide ${place}`, resolution: body }).articleId)
    else {
      const basedOnId = getArticle(db, known).draftVersionId!
      const content = contentOf(getVersion(db, basedOnId))
      if (content.resolution === body) return
      saveVersion(db, {
        ...{ articleId: known, basedOnId, content: { ...content, resolution: body } },
        ...{ reason: 'x', significance: 'answer', by: null },
      })
    }
    compareArticle(db, made.articles.get(place)!)
  } else {
    const articleId = made.articles.get(place)
    if (articleId === undefined) return
    validate(db, { articleId, by: null })
    try {
      publishArticle(db, { articleId, by: null })
    } catch {
      return
    }
    scan(db, { only: { articleIds: [articleId] } })
  }
}

function fromNothing(db: Db): Db {
  const copy = openCopy(db.$client.serialize())
  for (const table of ['flags', 'scan_marks', 'official_statements', 'official_concepts'])
    copy.$client.exec(`DELETE FROM ${table}`)
  scan(copy)
  return copy
}

function openFlags(db: Db): unknown[] {
  return db.$client
    .prepare(
      `SELECT fingerprint, kind, tier, confidence, reason, compared, claim_post_id, claim_version_id,
         claim_document_id, claim_field, claim_quote,
         claim_start, claim_end, evidence_document_id, evidence_version_id, evidence_quote, evidence_start, evidence_end
       FROM flags WHERE outdated_at IS NULL ORDER BY fingerprint`,
    )
    .all()
}

test('what an edit does not touch is not compared again', () => {
  const db = freshDb()
  make.document(db, { id: 'a', title: 'Reports', body: 'Each report is kept for 30 days in the archive.' })
  const other = make.document(db, {
    id: 'b',
    title: 'Albums',
    body: 'You can attach up to 7 labels to one album.',
  })
  for (const [at, thing] of THINGS.slice(0, 5).entries())
    make.resolvedThread(db, {
      title: `Question ${at}`,
      posts: [{ body: `Each ${thing} is kept for 14 days in the archive.` }],
    })
  expect(scan(db)).toMatchObject({ scanned: 7, flags: 1 })

  const changed = 'You can attach up to 30 labels to one album.'
  db.update(documents)
    .set({ body: changed, textHash: sha256(changed) })
    .where(eq(documents.id, other))
    .run()

  expect(scan(db, { only: { documentIds: [other] } })).toMatchObject({ scanned: 1, pairs: 0, flags: 0 })
  expect(db.select().from(articles).all()).toEqual([])
})

test('a scan that was cut off goes on where it was', () => {
  const db = freshDb()
  make.document(db, { id: 'a', title: 'Reports', body: 'Each report is kept for 30 days in the archive.' })
  for (let at = 0; at < 220; at++)
    make.resolvedThread(db, {
      id: `t${at}`,
      title: `Question ${at}`,
      posts: [{ body: `Each report is kept for ${at + 40} days in the archive.` }],
    })

  const cut = () =>
    scan(db, {
      onProgress: (line) => {
        if (line.startsWith('200 of 221')) throw new Error('the light went out')
      },
    })

  expect(cut).toThrow('the light went out')
  expect(openFlags(db)).toHaveLength(200)
  expect(scan(db)).toMatchObject({ scanned: 21, flags: 20 })
  expect(openFlags(db)).toEqual(openFlags(fromNothing(db)))
}, 60_000)
