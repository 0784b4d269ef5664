import { beforeEach, expect, test } from 'vitest'
import { setDetails } from '../../src/articles/details.ts'
import { getArticle, getVersion } from '../../src/articles/find.ts'
import { articleStatus } from '../../src/articles/queries.ts'
import type { Db } from '../../src/db/open.ts'
import { articleLinks } from '../../src/db/schema.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  app = testApp(db)
})

const parts = (resolution: string) => ({ issue: 'A customer waits for a refund.', resolution })

function three() {
  return [
    make.publishedArticle(db, {
      title: 'How long does a refund take?',
      ...parts('Refunds arrive within ten days.\n\nAsk the bank after that.'),
    }),
    make.article(db, {
      title: 'Where is my money?',
      ...parts('Refunds arrive within ten days.\n\nWeekends do not count.'),
    }),
    make.article(db, { title: 'Refund is late', ...parts('Send the payment number to support.') }),
  ] as const
}

test('the bench shows every article’s statements, those said twice, and what will move', async () => {
  const [first, second] = three()
  const row = { articleId: second.articleId, versionId: second.versionId, kind: 'resolution' as const }
  db.insert(articleLinks)
    .values({ ...row, caseRef: 'C-1', at: '2026-01-01' })
    .run()
  const edith = await app.loggedIn('editor')

  const page = await edith.get(`/staff/articles/${first.number}/merge?with=${second.number}`).expect(200)

  expect(page.text).toContain('Weekends do not count.')
  expect(page.text).toContain('said already')
  expect(page.text).toContain('/where-is-my-money/')
  expect(page.text).toContain('1 link, 0 votes, 1 version')
  expect(page.text).toContain(`/staff/articles/${second.number}/merge?with=${first.number}`)
})

test('statements of two articles that cannot both hold are marked before anything is merged', async () => {
  const first = make.article(db, {
    title: 'Upload limit',
    ...parts('The upload limit is 50 MB per file.'),
  })
  const second = make.article(db, {
    title: 'How large may an upload be?',
    ...parts('The upload limit is 200 MB per file.'),
  })
  const edith = await app.loggedIn('editor')

  const page = await edith.get(`/staff/articles/${first.number}/merge?with=${second.number}`).expect(200)

  expect(page.text).toContain('cannot both hold')
  expect(page.text).toContain(`Article ${second.number} says`)
  expect(page.text.split('The upload limit is 200 MB per file.')[1]).not.toMatch(
    /^<\/span><span class="pick__note">said already/,
  )
})

test('without scripts, ticked statements are put together by the server', async () => {
  const [first, second] = three()
  const edith = await app.loggedIn('editor')
  const form = {
    with: String(second.number),
    basedOnId: first.versionId,
    pick: [`${first.number}.issue.0`, `${first.number}.resolution.0`, `${second.number}.resolution.1`],
    title: 'How long does a refund take?',
    resolution: 'will be replaced',
    next: 'compose',
  }

  const page = await edith
    .post(`/staff/articles/${first.number}/merges`)
    .type('form')
    .send(new URLSearchParams(pairs(form)).toString())
    .expect(200)

  expect(page.text).toContain('Refunds arrive within ten days.\n\nWeekends do not count.')
  expect(page.text).not.toContain('will be replaced')
  expect(getArticle(db, first.articleId).draftVersionId).toBe(first.versionId)
})

test('three articles become one in one act, and come apart again as they were', async () => {
  const [first, second, third] = three()
  const edith = await app.loggedIn('editor')
  const at = `/staff/articles/${first.number}`
  const form = {
    with: [String(second.number), String(third.number)],
    basedOnId: first.versionId,
    title: 'How long does a refund take?',
    issue: 'A customer waits for a refund.',
    resolution: 'Refunds arrive within ten days. Weekends do not count.',
    next: 'merge',
  }

  await edith
    .post(`${at}/merges`)
    .type('form')
    .send(new URLSearchParams(pairs(form)).toString())
    .expect(303)
    .expect('Location', at)
  const page = await edith.get(at).expect(200)
  expect(page.text).toContain('Un-merge')
  expect(articleStatus(db, getArticle(db, third.articleId)).state).toBe('archived')
  expect(getArticle(db, first.articleId).liveVersionId).toBe(first.versionId)

  const mergeId = /merges\/(\d+)\/undo/.exec(page.text)?.[1]
  const ask = await edith.get(`${at}/merges/${mergeId}`).expect(200)
  expect(ask.text).toContain('Nothing came in since.')
  await edith.post(`${at}/merges/${mergeId}/undo`).type('form').send({ text: 'back' }).expect(303)
  expect(getArticle(db, first.articleId).draftVersionId).toBe(first.versionId)
  expect(articleStatus(db, getArticle(db, second.articleId)).state).toBe('draft')
  expect(articleStatus(db, getArticle(db, third.articleId)).state).toBe('draft')
  await edith.post(`/staff/articles/${second.number}/merges/${mergeId}/undo`).expect(404)
})

test('whoever merges a live answer away is told that readers keep it until the merged text is live', async () => {
  const survivor = make.publishedArticle(db, { title: 'Refund', ...parts('Ten days.') })
  const absorbed = make.publishedArticle(db, { title: 'Money', ...parts('Ask the bank.') })
  const edith = await app.loggedIn('editor')
  const form = { with: absorbed.number, basedOnId: survivor.versionId, title: 'Refund', next: 'merge' }

  await edith
    .post(`/staff/articles/${survivor.number}/merges`)
    .type('form')
    .send({ ...form, resolution: 'Ten days. Ask the bank.' })
    .expect(303)

  const page = await edith.get(`/staff/articles/${survivor.number}`).expect(200)
  expect(page.text).toContain(`Readers keep ${absorbed.number} until version 2 is live.`)
})

test('somebody saving meanwhile brings the bench back with the result as it was typed', async () => {
  const [first, second] = three()
  const edith = await app.loggedIn('editor')
  const form = {
    with: String(second.number),
    basedOnId: second.versionId,
    title: 'Typed',
    resolution: 'Long work at the bench.',
    next: 'merge',
  }

  const page = await edith.post(`/staff/articles/${first.number}/merges`).type('form').send(form).expect(409)

  expect(page.text).toContain('Long work at the bench.')
  expect(page.text).toContain('Its text is among the statements, yours is the result')
  expect(page.text).toContain('Ask the bank after that.')
  expect(articleStatus(db, getArticle(db, second.articleId)).state).toBe('draft')
  // Looked over, it can be merged without typing anything again.
  const basedOnId = /name="basedOnId" value="(\d+)"/.exec(page.text)![1]
  expect(basedOnId).toBe(String(first.versionId))
  await edith
    .post(`/staff/articles/${first.number}/merges`)
    .type('form')
    .send({ ...form, basedOnId })
    .expect(303)
})

test('nobody takes up an article they may not change, nor one into itself', async () => {
  const [first] = three()
  const governed = make.article(db, { title: 'Governed', product: 'Harbor' })
  const article = getArticle(db, governed.articleId)
  setDetails(db, { ...article, topic: '', governance: 'governed', articleId: article.id, by: null })
  const edith = await app.loggedIn('editor')
  const form = { basedOnId: first.versionId, title: 'x', resolution: 'y', next: 'merge' }
  const at = `/staff/articles/${first.number}`

  await edith.get(`${at}/merge?with=${governed.number}`).expect(403)
  await edith
    .post(`${at}/merges`)
    .type('form')
    .send({ ...form, with: String(governed.number) })
    .expect(403)
  const self = await edith
    .post(`${at}/merges`)
    .type('form')
    .send({ ...form, with: String(first.number) })
    .expect(422)
  expect(self.text).toContain('cannot be merged into itself')
  await edith.post(`${at}/merges`).type('form').send(form).expect(422)
})

test('a part of an article becomes an article of its own, and goes back while nobody has touched it', async () => {
  const [first] = three()
  const edith = await app.loggedIn('editor')
  const at = `/staff/articles/${first.number}`
  const form = {
    title: 'What does the bank say?',
    basedOnId: first.versionId,
    pick: 'resolution.1',
    takesOut: 'yes',
  }

  const none = await edith
    .post(`${at}/split`)
    .type('form')
    .send({ ...form, pick: undefined })
    .expect(422)
  expect(none.text).toContain('Pick what the new article should say.')
  expect(none.text).toContain('What does the bank say?')
  await edith.post(`${at}/split`).type('form').send(form).expect(303).expect('Location', '/staff/articles/4')
  const left = getVersion(db, getArticle(db, first.articleId).draftVersionId!)
  expect(left.resolution).toBe('Refunds arrive within ten days.')
  const made = await edith.get('/staff/articles/4').expect(200)
  expect(made.text).toContain('Ask the bank after that.')
  expect(made.text).toContain('Made from a part of')

  await edith.post(`${at}/splits/1/undo`).expect(303)
  expect(getArticle(db, first.articleId).draftVersionId).toBe(first.versionId)
  await edith.post(`${at}/splits/1/undo`).expect(422)
})

function pairs(form: Record<string, unknown>): [string, string][] {
  return Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  )
}
