import supertest from 'supertest'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import type { Routes } from '../../src/web/routes.ts'
import { addUser, PASSWORD, testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
  addUser(db, 'ada', 'admin')
})

/** Forms of attack: what a browser sends when another site makes it send something. */
const ATTACKS: [string, Record<string, string>][] = [
  ['a form on another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
  ['a page on a neighbouring host', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://other.localhost' }],
  ['an older browser on another site', { Origin: 'https://evil.example' }],
  ['a sandboxed frame or a file', { Origin: 'null' }],
  ['an origin that only looks like ours', { Origin: 'http://127.0.0.1.evil.example' }],
  ['a request that hides where it comes from', {}],
]

describe.each(ATTACKS)('%s', (_name, headers) => {
  test('changes nothing on any route', async () => {
    const { app } = testApp(db)
    const login = await supertest(app)
      .post('/staff/login')
      .set('Sec-Fetch-Site', 'same-origin')
      .type('form')
      .send({ name: 'ada', password: PASSWORD })
    const cookie = String(login.headers['set-cookie']).split(';')[0]!
    const routes = (app.locals.routes as Routes['list']).filter((route) => route.method === 'POST')

    expect(routes.length).toBeGreaterThan(3)
    for (const route of routes) {
      const answer = await supertest(app)
        .post(route.path.replace(/:\w+/g, 'ada'))
        .set({ Cookie: cookie, ...headers })
        .type('form')
        .send({ state: 'closed', role: 'agent' })
      expect([route.path, answer.status]).toEqual([route.path, 403])
    }
    await supertest(app).get('/staff/settings').set('Cookie', cookie).expect(200)
  })
})

test('our own pages, with and without Sec-Fetch-Site, and programs without a cookie pass', async () => {
  const { app } = testApp(db)
  const form = { name: 'ada', password: PASSWORD }
  const own = supertest(app)

  await own.post('/staff/login').set('Sec-Fetch-Site', 'same-origin').type('form').send(form).expect(303)
  await own.post('/staff/login').type('form').send(form).expect(303)
  await own
    .post('/staff/login')
    .set({ Host: 'winnow.example:8080', Origin: 'http://winnow.example:8080' })
    .type('form')
    .send(form)
    .expect(303)
})

test('other methods than POST are guarded too', async () => {
  const { app } = testApp(db)
  for (const method of ['put', 'patch', 'delete'] as const) {
    await supertest(app)[method]('/staff/users/ada').set('Origin', 'https://evil.example').expect(403)
  }
})
