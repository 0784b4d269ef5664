// Long because each gate has its own fault to catch and its own near miss to let through.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion, visibleContent } from '../../src/articles/find.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { articles, candidates, redactions, safetyFindings, sources } from '../../src/db/schema.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { checkHtml } from '../../src/publish/check-html.ts'
import { siteContent } from '../../src/publish/content.ts'
import { targetOf } from '../../src/publish/gates.ts'
import { leakFinder } from '../../src/publish/leaks.ts'
import { currentManifest, placeOf } from '../../src/publish/place.ts'
import { publish } from '../../src/publish/publish.ts'
import { nextRelease, releaseList } from '../../src/publish/queries.ts'
import { textReader } from '../../src/publish/readable.ts'
import { visibleText } from '../../src/safety/visible.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let dataDir: string

beforeEach(() => {
  db = freshDb()
  dataDir = mkdtempSync(join(tmpdir(), 'winnow-gates-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
afterAll(closeRenderPool)

const go = () => publish(db, { dataDir, by: null })
const read = (path: string) => readFileSync(join(dataDir, 'site', path), 'utf8')

/** Something private is noticed in a text after it went live. */
function notice(
  text: string,
  part: string,
  kind = 'email',
  outcome: 'redacted' | 'dismissed' | null = null,
): void {
  const start = text.indexOf(part)
  db.insert(safetyFindings)
    .values({
      textHash: sha256(text),
      start,
      end: start + part.length,
      kind,
      confidence: 0.9,
      foundAt: '2026-03-01T00:00:00Z',
      outcome,
    })
    .run()
}

function redact(text: string, part: string): void {
  const start = text.indexOf(part)
  db.insert(redactions)
    .values({
      textHash: sha256(text),
      start,
      end: start + part.length,
      kind: 'email',
      placeholder: '<email-1>',
      at: '2026-03-01T00:00:00Z',
    })
    .run()
}

function correct(articleId: number, resolution: string): void {
  const draft = getVersion(db, getArticle(db, articleId).draftVersionId!)
  saveVersion(db, {
    articleId,
    basedOnId: draft.id,
    content: { ...visibleContent(db, draft), resolution },
    reason: 'Corrected',
    significance: 'answer',
    by: null,
  })
  validate(db, { articleId, by: null })
  publishArticle(db, { articleId, by: null })
}

describe('faults of one article', () => {
  test('a live version in which something private is found gives way to the last clean one, and is listed', async () => {
    const refund = make.publishedArticle(db, { title: 'Refunds', resolution: 'Refunds take ten days.' })
    const bad = 'Refunds take five days, says our manager of payments.'
    correct(refund.articleId, bad)
    notice(bad, 'our manager of payments', 'person')

    const release = await go()

    expect(read('answers/refunds/index.html')).toContain('Refunds take ten days.')
    expect(read('answers/refunds/index.html')).not.toContain('five days')
    expect(release.heldBack).toEqual([
      {
        articleNumber: 1,
        reason: 'Version 2 may hold something private (person); version 1 is shown instead.',
      },
    ])
  })

  test('an article without a clean version is held back, its address says that it is being checked, others go out', async () => {
    make.publishedArticle(db, { title: 'Refunds', resolution: 'Ask the one in the corner office upstairs.' })
    make.publishedArticle(db, { title: 'Invoices' })
    notice('Ask the one in the corner office upstairs.', 'the one in the corner office', 'person')

    const release = await go()

    expect(release.heldBack).toHaveLength(1)
    expect(read('answers/refunds/index.html')).toContain('being checked')
    expect(read('answers/refunds/index.html')).not.toContain('corner office')
    expect(read('index.html')).not.toContain('>Refunds<')
    expect(read('answers/invoices/index.html')).toContain('Refunds arrive within ten days.')
  })

  test('a contradiction on a live article puts a neutral note on it, or holds it where the product wants that', async () => {
    const refund = make.publishedArticle(db, { title: 'Refunds', product: 'Harbor' })
    const documentId = make.document(db)
    make.openFlag(db, { versionId: refund.versionId, documentId, claim: 'Refunds arrive within ten days.' })

    await go()
    expect(read('answers/refunds/index.html')).toContain('Under review.')

    changeSetting(db, { key: 'site', value: { disputedByProduct: { harbor: 'hold' } }, by: null })
    const release = await go()

    expect(release.heldBack).toEqual([
      {
        articleNumber: 1,
        reason: 'A contradiction is open on version 1 and no earlier version can stand in for it.',
      },
    ])
    expect(read('answers/refunds/index.html')).not.toContain('Refunds arrive')
  })

  test('an internal article is not published, and one that became internal is gone', async () => {
    const refund = make.publishedArticle(db, { title: 'Refunds' })
    await go()
    db.update(articles).set({ audience: 'internal' }).run()

    await go()

    expect(read('answers/refunds/index.html')).not.toContain('Refunds arrive')
    expect(read('llms.txt')).not.toContain('Refunds')
    expect(siteContent(db).articles.map((article) => article.number)).not.toContain(refund.number)
  })

  test('a redacted text reads with its placeholder, in bulk as one by one', async () => {
    const text = 'Write to joan@harbor.example about it.'
    make.publishedArticle(db, { title: 'Refunds', resolution: text })
    redact(text, 'joan@harbor.example')

    await go()

    expect(textReader(db).visible(text)).toBe(visibleText(db, text))
    expect(read('answers/refunds/index.html')).toContain('Write to &lt;email-1&gt; about it.')
    for (const path of currentManifest(placeOf({ dataDir }))!.files.keys()) {
      expect(read(path).includes('joan@harbor.example'), path).toBe(false)
    }
  })
})

describe('faults of the whole', () => {
  test('a secret that was redacted in one place and stands in another stops the release, without repeating it', async () => {
    make.publishedArticle(db, { title: 'Fine' })
    await go()
    const post = 'My key is wk_live_93hf82hf9283hf and it fails.'
    make.resolvedThread(db, { posts: [{ body: post, isAccepted: true }] })
    notice(post, 'wk_live_93hf82hf9283hf', 'key', 'redacted')
    redact(post, 'wk_live_93hf82hf9283hf')
    make.publishedArticle(db, { title: 'Keys', resolution: 'Use **wk_live_93hf82hf9283hf** then.' })
    db.update(safetyFindings).set({ outcome: 'redacted' }).run()

    const attempt = go()

    await expect(attempt).rejects.toThrow(/answers\/keys\/index.html shows something private/)
    await expect(attempt).rejects.not.toThrow(/wk_live/)
    expect(read('index.html')).not.toContain('Keys')
    expect(currentManifest(placeOf({ dataDir }))!.release).toBe(1)
  })

  test('what somebody called public does not stop a release', async () => {
    const post = 'Write to help-desk-42@harbor.example please.'
    make.resolvedThread(db, { posts: [{ body: post }] })
    notice(post, 'help-desk-42@harbor.example', 'email', 'dismissed')
    make.publishedArticle(db, { title: 'Help', resolution: 'Write to help-desk-42@harbor.example.' })
    db.update(safetyFindings).set({ outcome: 'dismissed' }).run()

    await expect(go()).resolves.toMatchObject({ release: 1 })
  })

  test('words the company keeps to itself stop a release', async () => {
    make.publishedArticle(db, { title: 'Refunds', resolution: 'Fixed with bluebottle two.' })
    changeSetting(db, { key: 'safety.words', value: 'bluebottle', by: null })

    await expect(go()).rejects.toThrow('a word the company keeps to itself')
  })

  test('a page larger than allowed stops a release', async () => {
    make.publishedArticle(db, { title: 'Refunds', resolution: 'A very long story. '.repeat(500) })
    changeSetting(db, { key: 'site', value: { pageBudget: 9_000 }, by: null })

    await expect(go()).rejects.toThrow(/answers\/refunds\/index.html has \d+ bytes, more than the 9000/)
  })

  test('internal notes are found by their words, in marks and attributes too, and short ones are let be', () => {
    const find = leakFinder([{ text: 'ask joanna in billing first', what: 'notes of article 1' }])

    expect(find('<p>Ask <em>Joanna</em> in bill<strong>ing</strong>, first!</p>', true)).toEqual([
      'notes of article 1',
    ])
    expect(find('<a title="ask Joanna in billing first">x</a>', true)).toEqual(['notes of article 1'])
    expect(find('<p>Ask Joanna in sales first</p>', true)).toEqual([])
  })
})

describe('the linear check of a page', () => {
  test.each([
    ['<p>a</p>', []],
    ['<p>a<br>b<img src="x" alt="a > b"></p>', []],
    ['<div><p></div>', ['</div> closes <p>']],
    ['<i id="a"></i><i id="a"></i>', ['the id "a" twice']],
    ['<h1>a</h1><h3>b</h3>', ['<h3> after <h1>']],
    ['<h1>a</h1><h1>b</h1>', ['a second <h1>']],
    ['<script>if (a < b) "</p>"</script>', []],
    ['<p>a < b</p>', ['markup at 5 that cannot be read']],
    ['<section>', ['<section> is never closed']],
  ])('%s', (html, first) => {
    expect(checkHtml(html).faults.slice(0, 1)).toEqual(first)
  })

  test('a page of a megabyte takes no time to speak of, whatever is in it', () => {
    for (const piece of ['<a ', '<p>', '</p>', '<a b="', '<!--', '< ', "<a b='", '<script>']) {
      const page = piece.repeat(1_000_000 / piece.length)
      const started = performance.now()
      checkHtml(page)
      expect(performance.now() - started, piece).toBeLessThan(5_000)
    }
  })

  test.each([
    ['answers/a/index.html', '../b/index.html#step-2', 'answers/b/index.html'],
    ['answers/a/index.html', '../../', 'index.html'],
    ['index.html', 'products/', 'products/index.html'],
    ['index.html', './', 'index.html'],
    ['404.html', '/docs/products/', 'products/index.html'],
    ['404.html', '/elsewhere', undefined],
    ['index.html', 'https://a.example', undefined],
    ['index.html', '//a.example', undefined],
    ['index.html', 'mailto:a@b.example', undefined],
  ])('%s → %s means %s', (path, link, target) => {
    expect(targetOf(path, link, '/docs')?.path).toBe(target)
  })
})

describe('what is found besides articles', () => {
  test('threads of a public source are found once they may be public; cases, open findings and drafts never', () => {
    const open = make.resolvedThread(db, { id: 'open', title: 'Where is the export button?' })
    const risky = make.resolvedThread(db, {
      id: 'risky',
      title: 'Where is the risky button?',
      body: 'I am Joan.',
    })
    const kase = make.resolvedThread(db, { id: 'case', title: 'A case', source: 'cases', authority: 'case' })
    for (const { threadId } of [open, risky, kase]) {
      db.insert(candidates)
        .values({
          threadId,
          queueClass: 'new',
          safetyClass: 'public-ok',
          score: 1,
          reasons: [],
          classReasons: [],
          safetyReasons: [],
          asks: 1,
          sourceId: 1,
          askedAt: '2026-03-01',
          contentHash: 'x',
          nominatedAt: '2026-03-01',
        })
        .run()
    }
    notice('I am Joan.', 'Joan', 'person')
    expect(siteContent(db).elsewhere).toEqual([])

    db.update(sources).set({ isPublic: true }).run()

    expect(siteContent(db).elsewhere.map((found) => found.id)).toEqual(['forum/open'])
  })

  test('an official text is found at its own address, and not beside the article that adopted it', () => {
    const documentId = make.document(db, { id: 'refunds.md', title: 'Refund rules' })
    expect(siteContent(db).elsewhere).toMatchObject([
      { kind: 'document', url: 'https://docs.example/refunds.md', origin: 'official' },
    ])

    make.publishedArticle(db, { title: 'Refund rules', origin: 'official', documentId })

    expect(siteContent(db).elsewhere).toEqual([])
  })
})

describe('the next release', () => {
  test('says which articles would come, change and go', async () => {
    const refund = make.publishedArticle(db, { title: 'Refunds' })
    make.publishedArticle(db, { title: 'Invoices' })
    await go()
    expect(nextRelease(db, { dataDir })).toMatchObject({
      isUpToDate: true,
      added: [],
      changed: [],
      removed: [],
    })

    correct(refund.articleId, 'Refunds take a day.')
    make.publishedArticle(db, { title: 'Labels' })
    db.update(articles).set({ audience: 'internal' }).where(eq(articles.number, 2)).run()

    const next = nextRelease(db, { dataDir })
    expect(next.added.map((article) => article.title)).toEqual(['Labels'])
    expect(next.changed.map((article) => article.title)).toContain('Refunds')
    expect(next.removed).toEqual(['answers/invoices/index.html'])
    expect(next.isUpToDate).toBe(false)
    expect(releaseList(db, { dataDir })).toMatchObject([{ number: 1, isCurrent: true, isKept: true }])
  })
})
