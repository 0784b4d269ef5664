import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { afterImport } from '../../src/web/after-import.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

const SOURCES = fileURLToPath(new URL('../../data/sources', import.meta.url))

async function importDemo(db: Db): Promise<void> {
  const docs = (product: string) => ({
    source: { slug: `${product.toLowerCase()}-docs`, authority: 'official' as const, product },
    format: 'markdown',
    paths: [join(SOURCES, 'official', product.toLowerCase())],
  })
  const forum = {
    source: { slug: 'forum', authority: 'community' as const },
    format: 'auto',
    paths: [join(SOURCES, 'forum')],
  }
  const cases = {
    source: { slug: 'cases', authority: 'case' as const },
    format: 'csv',
    paths: [join(SOURCES, 'cases', 'cases.csv')],
  }
  for (const input of [forum, cases, docs('Caskwell'), docs('Ferrylight'), docs('Lanternhall')]) {
    const result = await harvest(db, { ...input, by: null })
    expect(result.failed).toBe(0)
    afterImport(db, { ...result, by: null })
  }
}

test('an editor turns a resolved thread into a published page, and an agent sends it', async () => {
  // The exports of a forum, a help desk and the official documents are imported.
  const db = freshDb()
  await importDemo(db)
  const { browser, loggedIn, bugs } = testApp(db)
  const edith = await loggedIn('editor', { name: 'edith' })
  const pia = await loggedIn('publisher', { name: 'pia' })
  const aziz = await loggedIn('agent', { name: 'aziz' })

  // Edith finds a question many people ask and nobody answers, and promotes it.
  const queue = await edith.get('/staff/queue?class=not-captured&safety=public-ok').expect(200)
  const candidate = /\/staff\/candidates\/(\d+)\/promotion/.exec(queue.text)?.[1]
  expect(candidate).toBeDefined()
  const promoted = await edith
    .post(`/staff/candidates/${candidate}/promotion`)
    .type('form')
    .send({})
    .expect(303)
  const number = /\/staff\/articles\/(\d+)\//.exec(promoted.headers.location!)?.[1]

  // The editor page holds what the community said; she corrects a word and saves a second version.
  const editor = await edith.get(`/staff/articles/${number}/edit`).expect(200)
  const field = (name: string) => fieldOf(editor.text, name)
  await edith
    .post(`/staff/articles/${number}/versions`)
    .type('form')
    .send({
      basedOnId: field('basedOnId'),
      title: `${field('title')} (checked)`,
      issue: field('issue'),
      environment: field('environment'),
      cause: field('cause'),
      resolution: field('resolution'),
      notes: 'Only for us: ask the hardware people.',
      reason: 'Title says what was checked',
      significance: 'wording',
    })
    .expect(303)

  // An agent may not vouch for it; the publisher does, and publishes article and site.
  await aziz.post(`/staff/articles/${number}/validation`).type('form').send({}).expect(403)
  await pia.post(`/staff/articles/${number}/validation`).type('form').send({}).expect(303)
  await pia.post(`/staff/articles/${number}/publication`).type('form').send({}).expect(303)
  await pia.post('/staff/releases').type('form').send({}).expect(303)

  // A customer who is not logged in reads it; the note and the editors' names stay in the house.
  const reader = browser()
  const slug = db.$client
    .prepare('SELECT slug FROM articles WHERE number = ?')
    .pluck()
    .get(Number(number)) as string
  const page = await reader.get(`/answers/${slug}/`).expect(200)
  expect(page.text).toContain('(checked)')
  expect(page.text).toContain('From the community')
  expect(page.text).not.toContain('hardware people')
  expect(page.headers['set-cookie']).toBeUndefined()

  // The agent pastes the customer's message, copies the answer and records it for the case.
  const title = field('title')
  const desk = await aziz.get('/staff/desk').query({ q: title, case: 'WM-1' }).expect(200)
  expect(desk.text).toContain(`/answers/${slug}/`)
  const versionId = /name="versionId" value="(\d+)"/.exec(desk.text)?.[1]
  const article = /name="article" value="(\d+)"/.exec(desk.text)?.[1]
  await aziz
    .post('/staff/links')
    .type('form')
    .send({ caseRef: 'WM-1', article, versionId, kind: 'resolution' })
    .expect(303)
  const sent = await aziz.get('/staff/desk?case=WM-1').expect(200)
  expect(sent.text).toContain('Sent for WM-1')

  // The reader says that it helped; the vote belongs to the version that was read.
  await reader
    .post('/feedback')
    .type('form')
    .send({ article: number, version: '2', helpful: 'yes' })
    .expect(200)
  expect(db.$client.prepare('SELECT count(*) FROM feedback').pluck().get()).toBe(1)
  expect(bugs).toEqual([])
}, 120_000)

test('an owner settles a contradiction, and the thread gets a courteous correction', async () => {
  const db = freshDb()
  await importDemo(db)
  const { loggedIn, bugs } = testApp(db)
  const edith = await loggedIn('editor', { name: 'edith' })
  const aziz = await loggedIn('agent', { name: 'aziz' })

  const ledger = await edith.get('/staff/contradictions').expect(200)
  expect(ledger.text).toContain('Deleted files stay in the recycle area for 14 days and are then removed.')
  const flag = db.$client
    .prepare(`SELECT id FROM flags WHERE evidence_quote LIKE 'Deleted files stay in the recycle area%'`)
    .pluck()
    .get() as number

  // Settling both right needs the scope; what was typed stays in the form.
  const again = await edith
    .post(`/staff/flags/${flag}/settlement`)
    .type('form')
    .send({ verdict: 'both-right', reason: 'Depends on the plan', scope: '' })
    .expect(422)
  expect(again.text).toContain('in which scope each side is right')
  expect(again.text).toContain('Depends on the plan')

  await aziz
    .post(`/staff/flags/${flag}/settlement`)
    .type('form')
    .send({ verdict: 'official-right', reason: '' })
    .expect(403)
  await edith
    .post(`/staff/flags/${flag}/settlement`)
    .type('form')
    .send({ verdict: 'official-right', reason: 'Asked the owner' })
    .expect(303)

  const settled = await edith.get(`/staff/flags/${flag}`).expect(200)
  expect(settled.text).toContain('A reply for the thread')
  expect(settled.text).toContain('one point needs a correction')
  await edith.post(`/staff/flags/${flag}/settlement/removal`).type('form').send({}).expect(303)
  expect((await edith.get(`/staff/flags/${flag}`)).text).toContain('Settle')
  expect(bugs).toEqual([])
}, 120_000)

test('every page of the staff side answers, full and empty', async () => {
  const pages = [
    ...[
      '/staff',
      '/staff/queue',
      '/staff/contradictions',
      '/staff/articles',
      '/staff/sources',
      '/staff/desk',
    ],
    ...['/staff/figures', '/staff/figures/helpfulness', '/staff/settings', '/staff/settings/words'],
    ...[
      '/staff/settings/products',
      '/staff/requests',
      '/staff/happened',
      '/staff/bulk',
      '/staff/media',
      '/staff/settings/site',
      '/staff/search?q=backup',
      '/staff/search',
      '/staff/users',
    ],
  ]
  const full = freshDb()
  await importDemo(full)
  for (const db of [freshDb(), full]) {
    const { loggedIn, bugs } = testApp(db)
    const ada = await loggedIn('admin', { name: 'ada' })
    for (const path of pages) {
      const answer = await ada.get(path)
      expect([path, answer.status]).toEqual([path, 200])
      expect(answer.text).toContain('<h1')
    }
    expect(bugs).toEqual([])
  }
  const { loggedIn } = testApp(full)
  const ada = await loggedIn('admin', { name: 'ada' })
  for (const path of [
    '/staff/settings/products/caskwell',
    '/staff/threads/1',
    '/staff/documents/1',
    '/staff/sources/forum',
    '/staff/imports/1',
    '/staff/candidates/1',
  ]) {
    const answer = await ada.get(path)
    expect([path, answer.status]).toEqual([path, 200])
  }
  for (const path of [
    '/staff/threads/99999',
    '/staff/flags/99999',
    '/staff/candidates/0',
    '/staff/imports/x',
    '/staff/nothing',
  ]) {
    const answer = await ada.get(path)
    expect([path, answer.status]).toEqual([path, 404])
  }
}, 120_000)

/** What stands in a field of a page: an input's value or a textarea's text, entities undone. */
function fieldOf(html: string, name: string): string {
  const area = new RegExp(`<textarea[^>]*name="${name}"[^>]*>\\n?([\\s\\S]*?)</textarea>`).exec(html)?.[1]
  const input = new RegExp(`<input[^>]*name="${name}"[^>]*?value="([^"]*)"`).exec(html)?.[1]
  return (area ?? input ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
