import type { Express } from 'express'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { roles } from '../../src/db/words.ts'
import { may, type Person, verbs } from '../../src/web/actor.ts'
import type { Routes } from '../../src/web/routes.ts'
import { addProduct, testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

type Layer = { route?: { path: string; methods: Record<string, boolean> }; handle?: { stack?: Layer[] } }

/** Every route the running app answers, read from the router itself. */
function routesOf(app: Express): string[] {
  const walk = (layers: Layer[]): string[] =>
    layers.flatMap((layer) => {
      if (layer.route !== undefined) {
        const methods = Object.keys(layer.route.methods).filter((method) => layer.route!.methods[method])
        return methods.map((method) => `${method.toUpperCase()} ${layer.route!.path}`)
      }
      return walk(layer.handle?.stack ?? [])
    })
  return walk((app.router as unknown as { stack: Layer[] }).stack)
}

const declared = (app: Express) => app.locals.routes as Routes['list']
/** An address of the route that names nothing that exists. */
const addressOf = (path: string) =>
  path.replace(/\/:(?:slug|name)\b/g, '/no-such-thing').replace(/:\w+/g, '999999')

test('every route of the app was declared with its verb; only styles and icons need none', () => {
  const { app } = testApp(db)
  const known = new Set(declared(app).map((route) => `${route.method} ${route.path}`))

  const undeclared = routesOf(app).filter((route) => !known.has(route))

  expect(undeclared).toEqual(['GET /staff/assets/:hash/css/:name'])
  expect(known.size).toBe(declared(app).length)
  for (const route of declared(app)) expect(verbs).toContain(route.verb)
})

test('what needs no login is a short list', () => {
  const open = declared(testApp(db).app).filter(
    (route) => route.verb === 'anyone' && route.path.startsWith('/staff'),
  )

  expect(open.map((route) => `${route.method} ${route.path}`)).toEqual([
    'GET /staff/login',
    'POST /staff/login',
    'POST /staff/logout',
  ])
})

test('nobody reaches a staff route without logging in, whatever its method', async () => {
  const { app, browser } = testApp(db)
  const someone = browser()

  for (const route of declared(app).filter((one) => one.verb !== 'anyone')) {
    const address = addressOf(route.path)
    const answer = route.method === 'GET' ? await someone.get(address) : await someone.post(address)
    expect([route.method, route.path, answer.status]).toEqual([
      route.method,
      route.path,
      route.method === 'GET' ? 303 : 401,
    ])
  }
})

test('every route × every role agrees with the table', async () => {
  const { app, loggedIn, bugs } = testApp(db)
  for (const role of roles) {
    const agent = await loggedIn(role)
    const person = { role, isLimited: false, assignments: [] as Person['assignments'] } as Person
    for (const route of declared(app).filter((one) => one.verb !== 'anyone')) {
      const address = addressOf(route.path)
      const answer = route.method === 'GET' ? await agent.get(address) : await agent.post(address)
      const isAllowed = may(person, route.verb)
      // Without the thing itself a product verb ends in 404 for everybody: what it is about is looked up first.
      if (isAllowed || route.isAboutOne)
        expect([role, route.path, answer.status]).not.toEqual([role, route.path, 403])
      else
        expect([role, route.method, route.path, answer.status]).toEqual([role, route.method, route.path, 403])
    }
  }
  expect(bugs).toEqual([])
})

test('a route that only some may use says who may', async () => {
  const { loggedIn } = testApp(db)
  const page = await (await loggedIn('agent')).get('/staff/users').expect(403)

  expect(page.text).toContain('Your role is agent; this needs at least the role admin. Ask an administrator.')
})

test('the product filter sticks, and never shows a product that is not the person’s', async () => {
  const fieldbook = addProduct(db, 'Fieldbook')
  const cloud = addProduct(db, 'Cloud')
  addProduct(db, 'Mobile')
  const assignments = [
    { productId: fieldbook, kind: 'member' as const },
    { productId: cloud, kind: 'member' as const },
  ]
  const aziz = await testApp(db).loggedIn('agent', { name: 'aziz', isLimited: true, assignments })
  const choose = (product: string) =>
    aziz.post('/staff/product-filter').type('form').send({ product, next: '/staff/settings' })

  await choose(String(fieldbook)).expect(303).expect('Location', '/staff/settings')
  const page = await aziz.get('/staff/settings')

  expect(page.text).toContain(`<option value="${fieldbook}" selected>Fieldbook</option>`)
  expect(page.text).not.toContain('Mobile')
  await choose('999').expect(303)
  expect((await aziz.get('/staff/settings')).text).not.toContain(' selected>')
  await choose('1 OR 1=1').expect(422)
})
