import { beforeEach, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getArticle, getVersion } from '../../src/articles/find.ts'
import { workingCopyOf } from '../../src/articles/working-copies.ts'
import type { Db } from '../../src/db/open.ts'
import { addUser, testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let app: ReturnType<typeof testApp>
let edithId: number
beforeEach(() => {
  db = freshDb()
  app = testApp(db)
  edithId = addUser(db, 'edith', 'editor')
})

/** Edith has read version 1; meanwhile somebody saved version 2. */
function collision() {
  const saved = make.article(db, {
    title: 'How long does a refund take?',
    issue: 'A customer waits.',
    resolution: 'Open Refunds.\n\nPress Send.\n\nWait ten days.',
  })
  const content = {
    ...contentOf(getVersion(db, saved.versionId)),
    resolution: 'Open Refunds.\n\nPress Send.\n\nWait five days.',
    cause: 'Banks are slow.',
  }
  const { articleId } = saved
  saveVersion(db, {
    ...{ articleId, basedOnId: saved.versionId, content, reason: 'Shorter', significance: 'answer' },
    by: null,
  })
  const yours = {
    title: 'How long does a refund take?',
    issue: 'A customer waits for money.',
    resolution: 'Open Settings, then Refunds.\n\nPress Send.\n\nWait ten days.',
    basedOnId: String(saved.versionId),
    reason: 'Said where',
    significance: 'wording',
  }
  return { saved, yours, at: `/staff/articles/${saved.number}` }
}

test('when somebody saved in between, both texts are shown and neither is lost', async () => {
  const { saved, yours, at } = collision()
  const edith = await app.loggedIn('editor', { name: 'edith' })

  const page = await edith.post(`${at}/versions`).type('form').send(yours).expect(409)

  expect(page.text).toContain('saved version 2')
  expect(page.text).toMatch(/<ins>five<\/ins>/)
  expect(page.text).toMatch(/<ins>[^<]*Settings, then[^<]*<\/ins>/)
  expect(page.text).toContain('Both changes together')
  const kept = workingCopyOf(db, { articleId: saved.articleId, userId: edithId })
  expect(kept?.content.resolution).toContain('Settings, then Refunds')
  expect(getVersion(db, getArticle(db, saved.articleId).draftVersionId!).number).toBe(2)
  // Closing the tab and coming back leads to the same two texts.
  const again = await edith.get(`${at}/edit`).expect(409)
  expect(again.text).toContain('Two texts at the same time')
})

test('going on with both changes together puts them into the editor, one’s own text beside them', async () => {
  const { yours, saved, at } = collision()
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const theirId = String(getArticle(db, saved.articleId).draftVersionId)
  const form = { ...yours, baseId: yours.basedOnId, theirId, all: 'picked' }

  await edith.post(`${at}/conflict`).type('form').send(form).expect(303).expect('Location', `${at}/edit`)
  const page = await edith.get(`${at}/edit`).expect(200)

  expect(page.text).toContain('Open Settings, then Refunds.\n\nPress Send.\n\nWait five days.')
  expect(page.text).toContain('Banks are slow.')
  expect(page.text).toContain('A customer waits for money.')
  expect(page.text).toContain('Your text before')
  const save = { ...form, resolution: 'Both.', basedOnId: theirId, next: 'save' }
  await edith.post(`${at}/versions`).type('form').send(save).expect(303)
  expect(getVersion(db, getArticle(db, saved.articleId).draftVersionId!).number).toBe(3)
})

test.each(['theirs', 'yours'])('going on from %s keeps the other text within reach', async (all) => {
  const { yours, saved, at } = collision()
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const theirId = String(getArticle(db, saved.articleId).draftVersionId)

  await edith
    .post(`${at}/conflict`)
    .type('form')
    .send({ ...yours, baseId: yours.basedOnId, theirId, all })
    .expect(303)
  const page = await edith.get(`${at}/edit`).expect(200)

  if (all === 'theirs') expect(page.text).toContain('Your text before')
  expect(page.text).toContain('Settings, then Refunds.')
  const theirs = await edith.get(`${at}?version=2`).expect(200)
  expect(theirs.text).toContain('Wait five days.')
})

test('where both changed the same line, a person chooses; the choice is kept to the letter', async () => {
  const { yours, saved, at } = collision()
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const mine = { ...yours, resolution: 'Open Refunds.\n\nPress Send.\n\nWait three days.' }

  const page = await edith.post(`${at}/versions`).type('form').send(mine).expect(409)
  expect(page.text).toContain('One text after the other')
  const theirId = String(getArticle(db, saved.articleId).draftVersionId)
  const form = { ...mine, baseId: mine.basedOnId, theirId, all: 'picked', 'pick-resolution': 'yours' }
  await edith.post(`${at}/conflict`).type('form').send(form).expect(303)

  const kept = workingCopyOf(db, { articleId: saved.articleId, userId: edithId })
  expect(kept?.content.resolution).toBe('Open Refunds.\n\nPress Send.\n\nWait three days.')
  expect(kept?.content.cause).toBe('Banks are slow.')
})

test('a form that names another article’s version is refused', async () => {
  const { yours, at } = collision()
  const other = make.article(db, { title: 'Another secret' })
  const edith = await app.loggedIn('editor', { name: 'edith' })

  const page = await edith
    .post(`${at}/conflict`)
    .type('form')
    .send({ ...yours, baseId: '', theirId: String(other.versionId), all: 'theirs' })
    .expect(422)

  expect(page.text).not.toContain('Another secret')
})

test('people who have the same article open see each other, and hear of a version saved meanwhile', async () => {
  const { yours, at } = collision()
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const pia = await app.loggedIn('publisher', { name: 'pia' })

  await pia.post(`${at}/presence`).type('form').send({}).expect(200)
  const seen = await edith
    .post(`${at}/presence`)
    .type('form')
    .send({ basedOnId: yours.basedOnId })
    .expect(200)

  expect(seen.text).toContain('pia is here too')
  expect(seen.text).toContain('saved version 2 meanwhile')
  const aziz = await app.loggedIn('agent')
  await aziz.post(`${at}/presence`).expect(403)
})

/** One person with the editor open in two windows. */
async function twoWindows() {
  const saved = make.article(db, { title: 'How long does a refund take?', resolution: 'Ten days.' })
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const at = `/staff/articles/${saved.number}`
  const rest = { title: 'How long does a refund take?', basedOnId: String(saved.versionId), keptAt: '' }
  const keep = (resolution: string, keptAt: string) =>
    edith
      .post(`${at}/working-copy`)
      .set('Accept', 'application/json')
      .type('form')
      .send({ ...rest, resolution, keptAt })
  const kept = () => workingCopyOf(db, { articleId: saved.articleId, userId: edithId })?.content.resolution
  return { saved, edith, at, rest, keep, kept }
}

test('a second window does not write over what the first has kept, and is told so', async () => {
  const { edith, at, rest, keep, kept } = await twoWindows()
  const first = await keep('Typed in the first window.', '').expect(200)

  const refused = await keep('Typed in the second window.', '').expect(409)
  expect(refused.body.detail).toContain('Another window of yours')
  expect(kept()).toBe('Typed in the first window.')
  // Without scripts the editor comes back with what was typed.
  const form = { ...rest, resolution: 'Typed in the second window.', insert: '' }
  const page = await edith.post(`${at}/edit`).type('form').send(form).expect(409)
  expect(page.text).toContain('Typed in the second window.')
  expect(page.text).toContain('Another window of yours')
  expect(kept()).toBe('Typed in the first window.')

  // The first goes on, from what it kept itself; the same text in both is nobody's loss.
  const again = await keep('Typed on in the first window.', first.body.fields.keptAt).expect(200)
  expect(again.body.fields.keptAt).toBe(again.body.savedAt)
  await keep('Typed on in the first window.', '').expect(200)
})

test('a version saved in one window leaves what the other has kept, and the editor shows both', async () => {
  const { edith, at, rest, keep, kept } = await twoWindows()
  await keep('Typed in the first window.', '').expect(200)
  const form = { ...rest, resolution: 'Saved in the second window.', reason: 'x', significance: 'wording' }

  await edith.post(`${at}/versions`).type('form').send(form).expect(303)

  expect(kept()).toBe('Typed in the first window.')
  expect((await edith.get(at)).text).toContain('Another window of yours keeps another text')
  const both = await edith.get(`${at}/edit`).expect(409)
  expect(both.text).toContain('first window')
  expect(both.text).toContain('You, in another window')
})

test('what one window kept and saved is gone once it is a version', async () => {
  const { edith, at, rest, keep, kept } = await twoWindows()
  const { body } = await keep('Half', '').expect(200)
  const form = { ...rest, ...body.fields, resolution: 'Whole.', reason: 'x', significance: 'wording' }
  await edith.post(`${at}/versions`).type('form').send(form).expect(303)
  expect(kept()).toBeUndefined()
  expect((await edith.get(at)).text).not.toContain('Another window')
})
