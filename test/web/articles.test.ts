import { beforeEach, expect, test } from 'vitest'
import { getArticle, getVersion } from '../../src/articles/find.ts'
import type { Db } from '../../src/db/open.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  app = testApp(db)
})

test('the list shows articles by state with counts, and only what was searched for', async () => {
  make.publishedArticle(db, { title: 'How long does a refund take?' })
  make.article(db, {
    title: 'Labels print upside down',
    issue: 'Upside down.',
    resolution: 'Turn the roll round.',
  })
  const edith = await app.loggedIn('editor')

  const all = await edith.get('/staff/articles').expect(200)
  expect(all.text).toContain('How long does a refund take?')
  expect(all.text).toContain('Labels print upside down')
  expect(all.text).toMatch(/Published<span class="tabs__count">1</)

  const drafts = await edith.get('/staff/articles?state=draft').expect(200)
  expect(drafts.text).toContain('Labels print upside down')
  expect(drafts.text).not.toContain('How long does a refund take?')

  const found = await edith.get('/staff/articles?q=refund').expect(200)
  expect(found.text).toContain('How long does a refund take?')
  expect(found.text).not.toContain('Labels print upside down')

  const nothing = await edith.get('/staff/articles?q=%22%3Cscript%3E').expect(200)
  expect(nothing.text).toContain('Nothing found')
  expect(nothing.text).not.toContain('<script>"')
})

test('an empty list says where articles come from', async () => {
  const edith = await app.loggedIn('editor')

  const page = await edith.get('/staff/articles').expect(200)

  expect(page.text).toContain('No articles yet')
  expect(page.text).toContain('Open the queue')
})

test('somebody who may see only some products sees only their articles', async () => {
  const harbor = make.product(db, 'Harbor')
  make.article(db, { title: 'Refunds in Harbor', product: 'Harbor' })
  const other = make.article(db, { title: 'Refunds in Pier', product: 'Pier' })
  const limited = await app.loggedIn('editor', {
    name: 'lena',
    isLimited: true,
    assignments: [{ productId: harbor, kind: 'member' }],
  })

  const page = await limited.get('/staff/articles').expect(200)

  expect(page.text).toContain('Refunds in Harbor')
  expect(page.text).not.toContain('Refunds in Pier')
  await limited.get(`/staff/articles/${other.number}`).expect(403)
  await limited.get(`/staff/articles/${other.number}/edit`).expect(403)
})

test('the reading view says what stands in the way of publishing, in words', async () => {
  const saved = make.article(db, { title: 'How long does a refund take?' })
  const edith = await app.loggedIn('editor')

  const page = await edith.get(`/staff/articles/${saved.number}`).expect(200)

  expect(page.text).toContain('Before the draft can be published')
  expect(page.text).toContain('This version has not been validated. Validate it first.')
  expect(page.text).toContain('>Validate<')
})

test('buttons are only those a person may press, and the doors behind them are shut too', async () => {
  const saved = make.validatedArticle(db)
  const aziz = await app.loggedIn('agent')
  const page = await aziz.get(`/staff/articles/${saved.number}`).expect(200)
  for (const label of ['>Edit<', '>Validate<', '>Publish<', '>Archive<', '>Merge<'])
    expect(page.text).not.toContain(label)

  const at = `/staff/articles/${saved.number}`
  await aziz.get(`${at}/edit`).expect(403)
  for (const act of [
    'versions',
    'validation',
    'publication',
    'archival',
    'review',
    'working-copy',
    'preview',
  ])
    await aziz.post(`${at}/${act}`).type('form').send({}).expect(403)
  const clara = await app.loggedIn('contributor')
  await clara.post(`${at}/publication`).expect(403)
  await clara.post(`${at}/validation`).expect(403)
  expect(getArticle(db, saved.articleId).liveVersionId).toBeNull()
})

const text = { title: 'How long does a refund take?', issue: 'A customer waits.', environment: '', cause: '' }

test('an editor corrects an article: a new version with its reason, the live one stays', async () => {
  const saved = make.publishedArticle(db)
  const edith = await app.loggedIn('editor')
  const form = {
    ...text,
    resolution: 'Refunds arrive within five days.',
    notes: 'Finance said so.',
    versions: '4.0, 4.2,,4.0',
    basedOnId: saved.versionId,
    reason: 'Shortened',
    significance: 'answer',
    next: 'save',
  }

  await edith
    .post(`/staff/articles/${saved.number}/versions`)
    .type('form')
    .send(form)
    .expect(303)
    .expect('Location', `/staff/articles/${saved.number}`)

  const article = getArticle(db, saved.articleId)
  const draft = getVersion(db, article.draftVersionId!)
  expect(article.liveVersionId).toBe(saved.versionId)
  expect(draft).toMatchObject({ number: 2, reason: 'Shortened', significance: 'answer' })
  expect(draft.appliesTo).toEqual({ versions: ['4.0', '4.2'] })
  const page = await edith.get(`/staff/articles/${saved.number}`).expect(200)
  expect(page.text).toContain('Saved version 2.')
  expect(page.text).toContain('Newer draft waits')
  const live = await edith.get(`/staff/articles/${saved.number}?text=live`).expect(200)
  expect(live.text).toContain('within ten days')
  expect(live.text).not.toContain('within five days')
})

test('a form with something missing comes back with everything that was typed', async () => {
  const saved = make.article(db)
  const edith = await app.loggedIn('editor')
  const form = {
    ...text,
    title: '',
    resolution: 'Words <b>nobody</b> wants to type twice.',
    basedOnId: saved.versionId,
    reason: '',
    significance: 'minor',
  }

  const page = await edith
    .post(`/staff/articles/${saved.number}/versions`)
    .type('form')
    .send(form)
    .expect(422)

  expect(page.text).toContain('Say in a few words what you changed.')
  expect(page.text).toContain('Words &lt;b&gt;nobody&lt;/b&gt; wants to type twice.')
  expect(getArticle(db, saved.articleId).draftVersionId).toBe(saved.versionId)
  const second = await edith
    .post(`/staff/articles/${saved.number}/versions`)
    .type('form')
    .send({ ...form, reason: 'x' })
    .expect(422)
  expect(second.text).toContain('Give the article a title.')
})

test('what is written is kept without saving, and is there again after the tab was closed', async () => {
  const saved = make.article(db)
  const edith = await app.loggedIn('editor')
  const form = { ...text, resolution: 'Half a sent', basedOnId: saved.versionId }

  const kept = await edith
    .post(`/staff/articles/${saved.number}/working-copy`)
    .set('Accept', 'application/json')
    .type('form')
    .send(form)
    .expect(200)
  expect(kept.body.savedAt).toMatch(/^20/)

  const again = await edith.get(`/staff/articles/${saved.number}/edit`).expect(200)
  expect(again.text).toContain('Half a sent')
  expect(again.text).toContain('not yet saved as a version')
  expect(getArticle(db, saved.articleId).draftVersionId).toBe(saved.versionId)

  const pia = await app.loggedIn('publisher')
  const others = await pia.get(`/staff/articles/${saved.number}/edit`).expect(200)
  expect(others.text).not.toContain('Half a sent')
  expect(others.text).toContain('editor has unsaved text on this')

  await edith.post(`/staff/articles/${saved.number}/working-copy/end`).expect(303)
  const fresh = await edith.get(`/staff/articles/${saved.number}/edit`).expect(200)
  expect(fresh.text).not.toContain('Half a sent')

  // Thrown away by mistake: one press brings it back, until something else is written.
  const at = `/staff/articles/${saved.number}`
  expect((await pia.get(`${at}/edit`)).text).not.toContain('editor has unsaved text on this')
  await edith.post(`${at}/working-copy/return`).expect(303).expect('Location', `${at}/edit`)
  expect((await edith.get(`${at}/edit`)).text).toContain('Half a sent')
  await edith.post(`${at}/working-copy/end`).expect(303)
  expect((await edith.get(at)).text).toContain(`${at}/working-copy/return`)
  await edith
    .post(`${at}/working-copy`)
    .type('form')
    .send({ ...form, resolution: 'Something new' })
    .expect(200)
  await edith.post(`${at}/working-copy/return`).expect(303).expect('Location', at)
  expect((await edith.get(`${at}/edit`)).text).toContain('Something new')
})

test('a text that builds on another article’s version is refused', async () => {
  const saved = make.article(db)
  const other = make.article(db, { title: 'Something else' })
  const edith = await app.loggedIn('editor')

  await edith
    .post(`/staff/articles/${saved.number}/working-copy`)
    .set('Accept', 'application/json')
    .type('form')
    .send({ ...text, basedOnId: other.versionId })
    .expect(422)
})

test('two versions stand side by side or in one text, and an earlier one comes back as a new one', async () => {
  const saved = make.article(db, { resolution: 'Refunds arrive within ten days.' })
  const edith = await app.loggedIn('editor')
  const form = { ...text, resolution: 'Refunds arrive within five days.', basedOnId: saved.versionId }
  await edith
    .post(`/staff/articles/${saved.number}/versions`)
    .type('form')
    .send({ ...form, reason: 'Shorter', significance: 'answer' })
    .expect(303)

  const side = await edith.get(`/staff/articles/${saved.number}/compare?from=1&to=2`).expect(200)
  expect(side.text).toMatch(/<del id="change-2"[^>]*>ten<\/del>/)
  expect(side.text).toMatch(/<ins[^>]*>five<\/ins>/)
  const inline = await edith
    .get(`/staff/articles/${saved.number}/compare?from=1&to=2&view=inline`)
    .expect(200)
  expect(inline.text).toContain('In one text')
  await edith.get(`/staff/articles/${saved.number}/compare?from=1&to=99`).expect(404)
  const single = make.article(db, { title: 'Once only' })
  const only = await edith.get(`/staff/articles/${single.number}/compare`).expect(200)
  expect(only.text).toContain('There is only one version')
  expect(only.text).not.toContain('name="from"')

  const draftId = getArticle(db, saved.articleId).draftVersionId
  await edith
    .post(`/staff/articles/${saved.number}/restorations`)
    .type('form')
    .send({ version: saved.versionId, basedOnId: draftId })
    .expect(303)
  const draft = getVersion(db, getArticle(db, saved.articleId).draftVersionId!)
  expect(draft).toMatchObject({ number: 3, resolution: 'Refunds arrive within ten days.' })
})
