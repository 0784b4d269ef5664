import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  app = testApp(db)
  make.product(db, 'Harbor')
})

const AT = '/staff/settings/products/harbor'

test('an administrator keeps versions and topics, renames and merges on one page', async () => {
  const ada = await app.loggedIn('admin')
  const send = (path: string, form: object) => ada.post(`${AT}${path}`).type('form').send(form)

  await send('/versions', { versions: '4.1\n4.2, 4.3' }).expect(303)
  await send('/topics', { name: 'Refunds', parentId: '', tags: 'money, back' }).expect(303)
  const page = await ada.get(AT).expect(200)
  expect(page.text).toContain('4.1\n4.2\n4.3')
  expect(page.text).toContain('money, back')
  const wrong = await send('/topics', { name: '' }).expect(422)
  expect(wrong.text).toContain('Enter the name of the topic.')
  await send('/topics', { name: 'Deep', parentId: '999' }).expect(404)
  await send('/name', { name: 'Quay' }).expect(303).expect('Location', '/staff/settings/products/quay')
  await ada.get(AT).expect(200)
  make.product(db, 'Pier')
  const into = db.$client.prepare("SELECT id FROM products WHERE slug = 'pier'").pluck().get()
  await send('/mergers', { into }).expect(303).expect('Location', '/staff/settings/products/pier')
  await send('/mergers', { into }).expect(422)

  const merged = await ada.get('/staff/settings/products/pier').expect(200)
  expect(merged.text).toContain('What became part of it')
  expect(merged.text).toContain('with 1 topic')
  await send('/mergers/99/undo', {}).expect(422)
  const undone = await send('/mergers/1/undo', {}).expect(303)
  expect(undone.headers.location).toBe('/staff/settings/products/quay')
  const again = await ada.get('/staff/settings/products/quay').expect(200)
  expect(again.text).toContain('Quay is back.')
  expect(again.text).toContain('4.1\n4.2\n4.3')
  const twice = await ada.post('/staff/settings/products/pier/mergers/1/undo').expect(422)
  expect(twice.text).toContain('This merge has been taken back already')
  expect(app.bugs).toEqual([])
})

test('nobody else changes the catalogue', async () => {
  const pia = await app.loggedIn('publisher')
  for (const path of ['/versions', '/topics', '/topics/mergers', '/name', '/mergers', '/mergers/1/undo'])
    await pia.post(`${AT}${path}`).type('form').send({}).expect(403)
})
