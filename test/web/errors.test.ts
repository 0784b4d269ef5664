import { expect, test } from 'vitest'
import { z } from 'zod'
import { Conflict, Invalid, NotFound, Refused } from '../../src/lib/errors.ts'
import { Forbidden, NotLoggedIn, TooMany, tell } from '../../src/web/errors.ts'
import { formAgain, id, readForm, several, tick, words } from '../../src/web/forms.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

test('every kind of error has its status, and a bug says nothing of itself', () => {
  const kinds: [Error, number][] = [
    [new NotLoggedIn('log in'), 401],
    [new Forbidden('no'), 403],
    [new NotFound('nothing'), 404],
    [new Conflict('changed'), 409],
    [new Refused('not yet'), 422],
    [new Invalid('wrong'), 422],
    [new TooMany('slower', 5), 429],
  ]
  for (const [error, status] of kinds) expect(tell(error)).toMatchObject({ status, message: error.message })

  for (const bug of [
    new Error('SQLITE_BUSY: password=hunter2'),
    new TypeError('x'),
    'text',
    null,
    { status: 500 },
    { status: '404' },
  ]) {
    expect(tell(bug)).toMatchObject({ status: 500, title: 'Something went wrong' })
    expect(tell(bug).message).not.toContain('hunter2')
  }
})

test('a bug becomes a plain page; the log has the stack, the page has not', async () => {
  const db = freshDb()
  const { loggedIn, bugs } = testApp(db)
  const admin = await loggedIn('admin')
  db.$client.exec('ALTER TABLE assignments RENAME TO assignments_gone')

  const page = await admin.get('/staff/users').expect(500)

  expect(page.text).not.toMatch(/SQL|assignments|\.ts|node_modules/)
  expect(bugs.join()).toContain('no such table: assignments')
})

test('programs get problem+json', async () => {
  const { browser } = testApp(freshDb())
  const answer = await browser().get('/staff/settings').set('Accept', 'application/json').expect(401)

  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.body).toMatchObject({ status: 401, title: 'Log in to go on', issues: [] })
  await browser()
    .get('/staff/api/nothing')
    .expect(404)
    .expect('Content-Type', /problem\+json/)
})

test('an address nobody knows is a page with a way on, and repeats nothing unescaped', async () => {
  const admin = await testApp(freshDb()).loggedIn('admin')
  const page = await admin.get('/staff/%3Cscript%3Ealert(1)%3C/script%3E').expect(404)

  expect(page.text).toContain('There is no such page')
  expect(page.text).not.toContain('<script>alert')
  expect(page.text).toContain('href="/staff"')
})

test('a form reads exactly what its schema makes', () => {
  const schema = z.object({ title: words('a title', 10), isDue: tick, topics: several(id('a topic')) })

  expect(readForm(schema, { title: ' Refund ', isDue: 'on', topics: '7' })).toEqual({
    title: 'Refund',
    isDue: true,
    topics: [7],
  })
  expect(readForm(schema, { title: 'Refund' })).toEqual({ title: 'Refund', isDue: false, topics: [] })
  for (const body of [
    undefined,
    null,
    'text',
    [],
    { title: '   ' },
    { title: ['a', 'b'] },
    { title: 'x'.repeat(11) },
    { title: 'a', topics: ['7', '-1'] },
    { title: 'a', topics: '1e3' },
  ]) {
    expect(() => readForm(schema, body), JSON.stringify(body)).toThrow(Invalid)
  }
})

test('a form shown again keeps everything typed but secrets', () => {
  const error = new Invalid([{ field: 'title', code: 'x', message: 'Enter a title.' }])
  const form = formAgain({ title: 'x', password: 'p', apiToken: 't', topics: ['1', '2'] }, error)

  expect(form.values).toEqual({ title: 'x' })
  expect(form.lists).toEqual({ topics: ['1', '2'] })
  expect(form.errors).toEqual({ title: 'Enter a title.' })
  expect(() => formAgain({}, new Error('a bug'))).toThrow('a bug')
})
