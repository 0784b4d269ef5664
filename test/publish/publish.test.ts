import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion, visibleContent } from '../../src/articles/find.ts'
import { archive, publishArticle, rename } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { currentManifest, keptReleases, placeOf } from '../../src/publish/place.ts'
import { publish, releaseDiff, rollback } from '../../src/publish/publish.ts'
import { damagedFiles } from '../../src/publish/write.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let dataDir: string

beforeEach(() => {
  db = freshDb()
  dataDir = mkdtempSync(join(tmpdir(), 'winnow-publish-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
afterAll(closeRenderPool)

const read = (path: string) => readFileSync(join(dataDir, 'site', path), 'utf8')
const go = (more: object = {}) => publish(db, { dataDir, by: null, ...more })

/** Puts a corrected answer live. */
function correct(articleId: number, resolution: string): void {
  const article = getArticle(db, articleId)
  const draft = getVersion(db, article.draftVersionId!)
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

test('a live article becomes a page, and drafts and internal articles do not', async () => {
  make.publishedArticle(db, { title: 'How long does a refund take?', product: 'Harbor' })
  make.validatedArticle(db, { title: 'Still a secret draft' })

  const release = await go()

  expect(release).toMatchObject({ release: 1, removed: 0, unchanged: 0, heldBack: [] })
  expect(read('answers/how-long-does-a-refund-take/index.html')).toContain('Refunds arrive within ten days.')
  expect(read('index.html')).toContain('How long does a refund take?')
  expect(read('products/harbor/index.html')).toContain('../../answers/how-long-does-a-refund-take/index.html')
  expect(existsSync(join(dataDir, 'site/answers/still-a-secret-draft'))).toBe(false)
  for (const path of currentManifest(placeOf({ dataDir }))!.files.keys()) {
    expect(read(path).includes('secret draft'), path).toBe(false)
  }
})

test('publishing again without a change makes no new release', async () => {
  make.publishedArticle(db)
  const first = await go()

  const second = await go()

  expect(second).toMatchObject({ release: first.release, hash: first.hash, added: 0, changed: 0, removed: 0 })
  expect(second.unchanged).toBe(first.pages)
  expect(db.$client.prepare('SELECT count(*) FROM releases').pluck().get()).toBe(1)
})

test('one corrected article changes its pages, and every other file stays the very file it was', async () => {
  const refund = make.publishedArticle(db, { title: 'How long does a refund take?', product: 'Harbor' })
  make.publishedArticle(db, { title: 'Where do I see the invoice?', product: 'Anchor' })
  await go()
  const inode = (path: string) => statSync(join(dataDir, 'site', path)).ino
  const before = inode('answers/where-do-i-see-the-invoice/index.html')
  correct(refund.articleId, 'Refunds arrive within five days.')

  const release = await go()

  expect(release).toMatchObject({ release: 2, added: 0, removed: 0 })
  expect(read('answers/how-long-does-a-refund-take/index.html')).toContain('within five days')
  expect(inode('answers/where-do-i-see-the-invoice/index.html')).toBe(before)
  const diff = releaseDiff({ dataDir, from: 1, to: 2 })
  expect(diff.changed).toContain('answers/how-long-does-a-refund-take/index.html')
  expect(diff.changed).not.toContain('answers/where-do-i-see-the-invoice/index.html')
  expect(damagedFiles(join(dataDir, 'releases', '1'))).toEqual([])
  expect(damagedFiles(join(dataDir, 'releases', '2'))).toEqual([])
})

test('the last releases are kept whole, each as it was, and readers can be given an earlier one', async () => {
  const refund = make.publishedArticle(db)
  await go()
  for (let days = 11; days < 19; days++) {
    correct(refund.articleId, `Refunds arrive within ${days} days.`)
    await go()
  }
  const place = placeOf({ dataDir })

  expect(keptReleases(place)).toEqual([5, 6, 7, 8, 9])
  for (const n of keptReleases(place)) {
    const folder = join(dataDir, 'releases', String(n))
    expect(damagedFiles(folder)).toEqual([])
    const page = readFileSync(join(folder, 'answers/how-long-does-a-refund-take/index.html'), 'utf8')
    expect(page).toContain(`within ${n + 9} days`)
  }

  rollback(db, { dataDir, release: 6, by: null })

  expect(read('answers/how-long-does-a-refund-take/index.html')).toContain('within 15 days')
  expect(() => rollback(db, { dataDir, release: 2, by: null })).toThrow(
    'Release 2 is not kept any more. Kept are: 5, 6, 7, 8, 9',
  )
  for (const attempt of [
    () => rollback(db, { dataDir, release: 10, by: null }),
    () => releaseDiff({ dataDir, from: 6, to: 10 }),
  ])
    expect(attempt).toThrow('There is no release 10 yet. Kept are: 5, 6, 7, 8, 9.')
  const empty = join(dataDir, 'elsewhere')
  expect(() => releaseDiff({ dataDir: empty, from: 1, to: 2 })).toThrow('Nothing was published here yet')
  const next = await go()
  expect(next.release).toBe(10)
  expect(read('answers/how-long-does-a-refund-take/index.html')).toContain('within 18 days')
  expect(keptReleases(place)).toContain(6)
})

test('old addresses lead on through renames and archivals, and a page without a successor says it is gone', async () => {
  const a = make.publishedArticle(db, { title: 'First name' })
  rename(db, { articleId: a.articleId, slug: 'second-name', by: null })
  rename(db, { articleId: a.articleId, slug: 'third-name', by: null })
  const b = make.publishedArticle(db, { title: 'The one that took over' })
  archive(db, { articleId: a.articleId, reason: 'Merged', successorId: b.articleId, by: null })
  const gone = make.publishedArticle(db, { title: 'No longer true' })
  archive(db, { articleId: gone.articleId, reason: 'Wrong', by: null })
  make.article(db, { title: 'Never was public' })

  await go({ siteUrl: 'https://help.example' })

  for (const old of ['first-name', 'second-name', 'third-name']) {
    expect(read(`answers/${old}/index.html`)).toContain('href="../the-one-that-took-over/index.html"')
  }
  expect(read('answers/no-longer-true/index.html')).toContain('This answer is gone')
  expect(JSON.parse(read('routes.json'))).toEqual({
    redirects: {
      '/answers/first-name/': '/answers/the-one-that-took-over/',
      '/answers/second-name/': '/answers/the-one-that-took-over/',
      '/answers/third-name/': '/answers/the-one-that-took-over/',
    },
    gone: ['/answers/no-longer-true/'],
  })
  expect(read('_redirects')).toContain('/answers/first-name/ /answers/the-one-that-took-over/ 301!')
  expect(read('redirects.nginx.map')).toContain('/answers/no-longer-true/ gone;')
  expect(read('sitemap.xml')).not.toContain('no-longer-true')
  expect(existsSync(join(dataDir, 'site/answers/never-was-public'))).toBe(false)
})

test('a folder that is in use is refused with a sentence, an empty or new one is taken', async () => {
  make.publishedArticle(db)
  const full = join(dataDir, 'full')
  mkdirSync(full)
  writeFileSync(join(full, 'thesis.txt'), 'mine')
  const foreign = join(dataDir, 'foreign')
  symlinkSync(full, foreign)
  const empty = join(dataDir, 'empty')
  mkdirSync(empty)

  await expect(go({ out: full })).rejects.toThrow('is a folder with other things in it')
  await expect(go({ out: join(full, 'thesis.txt') })).rejects.toThrow('is a file')
  await expect(go({ out: foreign })).rejects.toThrow('is a link that Winnow did not make')
  await go({ out: empty })
  await go({ out: join(dataDir, 'deep/new') })
  await go({ out: empty })

  expect(readdirSync(full)).toEqual(['thesis.txt'])
  expect(lstatSync(empty).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(dataDir, 'deep/new/index.html'), 'utf8')).toContain('<!DOCTYPE html>')
})

test('two releases are not built at the same time', async () => {
  make.publishedArticle(db)

  const both = await Promise.allSettled([go(), go()])

  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await go()).release).toBe(1)
})

test('a lock left by a process that is gone does not stop the next release', async () => {
  make.publishedArticle(db)
  mkdirSync(join(dataDir, 'releases'))
  writeFileSync(join(dataDir, 'releases/.lock'), '99999999')

  await expect(go()).resolves.toMatchObject({ release: 1 })
})
