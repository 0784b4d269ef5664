import { beforeEach, expect, test } from 'vitest'
import { getArticle, getVersion } from '../../src/articles/find.ts'
import { mergeArticles } from '../../src/articles/merge.ts'
import { archive } from '../../src/articles/publication.ts'
import { workingCopyOf } from '../../src/articles/working-copies.ts'
import type { Db } from '../../src/db/open.ts'
import { nominate } from '../../src/triage/triage.ts'
import { testApp } from '../support/app.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
  app = testApp(db)
})

const formOf = (versionId: number, change: object = {}) => {
  const { title, issue, environment, cause, resolution, notes } = getVersion(db, versionId)
  const text = { title, issue, environment, cause, resolution, notes }
  return { ...text, basedOnId: versionId, reason: 'Corrected', significance: 'wording', ...change }
}
const draftOf = (articleId: number) => getVersion(db, getArticle(db, articleId).draftVersionId!)
const versions = () => db.$client.prepare('SELECT count(*) FROM article_versions').pluck().get() as number

test('two editors saving at the very same time: one wins, the other’s text is shown and kept', async () => {
  const saved = make.publishedArticle(db)
  const at = `/staff/articles/${saved.number}/versions`
  const [edith, pia] = [
    await app.loggedIn('editor', { name: 'edith' }),
    await app.loggedIn('publisher', { name: 'pia' }),
  ]
  const answers = await Promise.all([
    edith
      .post(at)
      .type('form')
      .send(formOf(saved.versionId, { resolution: 'Edith says five days.' })),
    pia
      .post(at)
      .type('form')
      .send(formOf(saved.versionId, { resolution: 'Pia says six days.' })),
  ])

  expect(answers.map((one) => one.status).sort()).toEqual([303, 409])
  const loser = answers.find((one) => one.status === 409)!
  expect(loser.text).toMatch(/\bfive\b/)
  expect(loser.text).toMatch(/\bsix\b/)
  const kept = [cast.edith, cast.pia].flatMap(
    (userId) => workingCopyOf(db, { articleId: saved.articleId, userId }) ?? [],
  )
  expect(kept).toHaveLength(1)
})

test('a button pressed twice does its thing once, and says so', async () => {
  const saved = make.article(db)
  const at = `/staff/articles/${saved.number}`
  const pia = await app.loggedIn('publisher', { name: 'pia' })
  const press = (path: string, form: object = {}) => pia.post(`${at}${path}`).type('form').send(form)

  const form = formOf(saved.versionId, { resolution: 'Five days.' })
  const twice = await Promise.all([press('/versions', form), press('/versions', form)])
  expect(twice.map((one) => one.status).sort()).toEqual([303, 409])
  expect(versions()).toBe(2)
  await Promise.all([press('/validation').expect(303), press('/validation').expect(303)])
  expect(db.$client.prepare('SELECT count(*) FROM validations').pluck().get()).toBe(1)
  await Promise.all([press('/publication').expect(303), press('/publication').expect(303)])
  expect(db.$client.prepare('SELECT count(*) FROM publications').pluck().get()).toBe(1)

  make.resolvedThread(db, {})
  nominate(db)
  const promote = () => pia.post('/staff/candidates/1/promotion').type('form').send({})
  const promoted = await Promise.all([promote(), promote()])
  expect(promoted.map((one) => one.status).sort()).toEqual([303, 422])
  expect(promoted.find((one) => one.status === 422)!.text).toContain('part of an article already')
})

test('a login that ends in the middle of an edit loses nothing: what was kept is there after logging in again', async () => {
  const saved = make.article(db)
  const at = `/staff/articles/${saved.number}`
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const form = formOf(saved.versionId, { resolution: 'Half a thought about five days' })
  await edith.post(`${at}/working-copy`).type('form').send(form).expect(200)
  db.$client.exec('DELETE FROM sessions')

  const answer = await edith.post(`${at}/versions`).type('form').send(form).expect(401)
  expect(answer.text).toContain('what you typed is still in your browser')
  const again = await app.loggedIn('editor', { name: 'edith' })
  const page = await again.get(`${at}/edit`).expect(200)
  expect(page.text).toContain('Half a thought about five days')
  expect(versions()).toBe(1)
})

test('a draft of 500 kB is kept, saved and shown; one letter more is refused with the text still there', async () => {
  const saved = make.article(db)
  const at = `/staff/articles/${saved.number}`
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const paragraph = `${'All work and no play makes a long answer. '.repeat(20)}\n\n`
  const long = paragraph.repeat(Math.ceil(500_000 / paragraph.length)).slice(0, 499_999)
  await edith
    .post(`${at}/working-copy`)
    .type('form')
    .send(formOf(saved.versionId, { resolution: `${long}.` }))
    .expect(200)
  await edith
    .post(`${at}/versions`)
    .type('form')
    .send(formOf(saved.versionId, { resolution: `${long}.` }))
    .expect(303)
  const draft = draftOf(saved.articleId)
  expect(draft.resolution).toHaveLength(500_000)
  await edith.get(at).expect(200)

  const page = await edith
    .post(`${at}/versions`)
    .type('form')
    .send(formOf(draft.id, { resolution: `${long}!!` }))
    .expect(422)
  expect(page.text).toContain('has more than 500,000 characters. Split the article.')
  expect(page.text).toContain('All work and no play')
  expect(versions()).toBe(2)
})

test('a table with a thousand rows is saved, shown and compared whole', async () => {
  const saved = make.article(db)
  const at = `/staff/articles/${saved.number}`
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const rows = Array.from({ length: 1000 }, (_, n) => `| setting-${n} | ${n} |`)
  const table = ['| Name | Value |', '|---|---|', ...rows].join('\n')
  await edith
    .post(`${at}/versions`)
    .type('form')
    .send(formOf(saved.versionId, { resolution: table }))
    .expect(303)

  const page = await edith.get(at).expect(200)
  expect(page.text.match(/<td>setting-\d+<\/td>/g)).toHaveLength(1000)
  await edith.get(`${at}/edit`).expect(200)
  await edith.get(`${at}/compare?from=1&to=2`).expect(200)
  await edith.get(`${at}?margin=sources`).expect(200)
})

test('Markdown with scripts is text, in every place it is shown', async () => {
  const evil =
    '<script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3)) <svg onload=alert(4)>'
  const saved = make.article(db, { title: evil, issue: evil, resolution: evil, notes: evil })
  const at = `/staff/articles/${saved.number}`
  const edith = await app.loggedIn('editor', { name: 'edith' })
  await edith
    .post(`${at}/comments`)
    .type('form')
    .send({ kind: 'comment', quote: evil, body: evil })
    .expect(303)

  for (const path of [
    at,
    `${at}/edit`,
    `${at}?margin=sources`,
    `${at}/blame`,
    '/staff/articles',
    '/staff',
    `/staff/bulk?number=${saved.number}`,
  ]) {
    const { text } = await edith.get(path).expect(200)
    expect(text, path).not.toMatch(/<script>alert|<img[^>]+onerror|<svg onload|href="javascript:/)
  }
  const preview = await edith
    .post(`${at}/preview`)
    .type('form')
    .send({ title: evil, resolution: evil })
    .expect(200)
  expect(preview.text).not.toMatch(/<script|<img[^>]+onerror|<svg onload|href="javascript:/)
})

test('an address in Chinese is refused with a sentence and what was typed; of a mixed one it is said what is missing', async () => {
  const saved = make.article(db, { title: '如何退款？' })
  const at = `/staff/articles/${saved.number}`
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const before = getArticle(db, saved.articleId).slug
  expect(before).toMatch(/^q-[0-9a-f]{8}$/)
  expect((await edith.get(`${at}/address`)).text).toContain('It is a code so far')

  const refused = await edith.post(`${at}/address`).type('form').send({ slug: '退款' }).expect(422)
  expect(refused.text).toContain('An address holds the letters a to z')
  expect(refused.text).toContain('value="退款"')
  expect(getArticle(db, saved.articleId).slug).toBe(before)

  await edith.post(`${at}/address`).type('form').send({ slug: 'tui kuan 退款/../<b>' }).expect(303)
  expect(getArticle(db, saved.articleId).slug).toBe('tui-kuan-b')
  expect((await edith.get(at)).text).toContain('so 退款 is not in it')
  expect((await edith.get(`${at}/address`)).text).not.toContain('It is a code so far')
  await edith.post(`${at}/address`).type('form').send({ slug: '   ' }).expect(422)
})

test('merging into itself, merging an archived article, and un-merging into an archived one each say what is in the way', async () => {
  const survivor = make.publishedArticle(db)
  const absorbed = make.publishedArticle(db, { title: 'Where is my money?' })
  const gone = make.publishedArticle(db, { title: 'Gone' })
  archive(db, { articleId: gone.articleId, reason: 'Old', by: null })
  const at = `/staff/articles/${survivor.number}`
  const pia = await app.loggedIn('publisher', { name: 'pia' })
  const merge = (number: number) =>
    pia
      .post(`${at}/merges`)
      .type('form')
      .send({ ...formOf(survivor.versionId), with: number, next: 'merge' })

  expect((await merge(survivor.number).expect(422)).text).toContain('cannot be merged into itself')
  expect((await merge(gone.number).expect(422)).text).toContain(
    `Article ${gone.number} is archived. Restore it first.`,
  )
  const { mergeIds } = mergeArticles(db, {
    ...{ survivorId: survivor.articleId, absorbedIds: [absorbed.articleId], basedOnId: survivor.versionId },
    content: { ...getVersion(db, survivor.versionId), cause: 'The bank.' },
    by: null,
  })
  archive(db, { articleId: survivor.articleId, reason: 'Old', by: null })
  const undo = await pia.post(`${at}/merges/${mergeIds[0]}/undo`).type('form').send({}).expect(422)
  expect(undo.text).toContain(`Article ${survivor.number} is archived. Restore it first.`)
  await pia.post(`${at}/archival/end`).type('form').send({}).expect(303)
  await pia.post(`${at}/merges/${mergeIds[0]}/undo`).type('form').send({}).expect(303)
  expect(getArticle(db, survivor.articleId).draftVersionId).toBe(survivor.versionId)
  expect(app.bugs).toEqual([])
})
