import supertest from 'supertest'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { hashPasswordNow, isPassword, oneTimePassword, passwordIssues } from '../../src/web/passwords.ts'
import { findUser } from '../../src/web/people.ts'
import { ownPath } from '../../src/web/routes/login.ts'
import { MAX_AGE_MS, sessionKey } from '../../src/web/session-store.ts'
import { disableUser, setPassword } from '../../src/web/users.ts'
import { addUser, PASSWORD, testApp, testConfig } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

let db: Db
let browser: ReturnType<typeof testApp>['browser']
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T10:00:00Z') })
  db = freshDb()
  addUser(db, 'edith', 'editor')
  browser = testApp(db).browser
})
afterEach(() => vi.useRealTimers())

const logIn = (agent: ReturnType<typeof browser>, password = PASSWORD, name = 'edith') =>
  agent.post('/staff/login').type('form').send({ name, password })

test('somebody who is not logged in is sent to log in, and comes back to where they wanted to go', async () => {
  const edith = browser()

  await edith.get('/staff/settings').expect(303).expect('Location', '/staff/login?next=%2Fstaff%2Fsettings')
  const form = { name: 'Edith ', password: PASSWORD, next: '/staff/settings' }
  await edith.post('/staff/login').type('form').send(form).expect(303).expect('Location', '/staff/settings')

  const page = await edith.get('/staff/settings').expect(200)
  expect(page.text).toContain('Your account')
})

test('a wrong password and an unknown name read the same, and what was typed stays except the password', async () => {
  const wrong = await logIn(browser(), 'not the password').expect(422)
  const unknown = await logIn(browser(), 'not the password', 'nobody').expect(422)

  expect(wrong.text).toContain('The name or the password is not right.')
  expect(unknown.text.replace('nobody', 'edith')).toBe(
    wrong.text.replaceAll(nonceOf(wrong.text), nonceOf(unknown.text)),
  )
  expect(wrong.text).toContain('value="edith"')
  expect(wrong.text).not.toContain('not the password"')
})

test('a session id from before the login is worth nothing after it', async () => {
  const planted = 'winnow=s%3Aplanted.signature'
  const answer = await browser()
    .post('/staff/login')
    .set('Cookie', planted)
    .type('form')
    .send({ name: 'edith', password: PASSWORD })
  const cookie = String(answer.headers['set-cookie'])

  expect(cookie).toMatch(/^winnow=s%3A[\w-]{43}\./)
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
})

test('the cookie is not in the database, only its hash', async () => {
  const answer = await logIn(browser())
  const id = /winnow=s%3A([\w-]+)\./.exec(String(answer.headers['set-cookie']))![1]!
  const rows = db.$client.prepare('SELECT id_hash, data FROM sessions').all() as {
    id_hash: string
    data: string
  }[]

  expect(rows.map((row) => row.id_hash)).toEqual([sessionKey(id)])
  expect(rows[0]!.data).not.toContain(id)
})

test('over https the cookie is only sent securely, and only to this host', async () => {
  const config = testConfig({ WINNOW_SITE_URL: 'https://help.example.com', WINNOW_BEHIND_PROXY: 'yes' })
  const answer = await testApp(db, config)
    .browser()
    .post('/staff/login')
    .set('X-Forwarded-Proto', 'https')
    .type('form')
    .send({ name: 'edith', password: PASSWORD })

  expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-winnow=.*Secure/)
  expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
})

test('logging out ends the session on the server', async () => {
  const edith = browser()
  const cookie = String((await logIn(edith)).headers['set-cookie']).split(';')[0]!
  await edith.get('/staff/settings').expect(200)

  await edith.post('/staff/logout').expect(303)

  await browser().get('/staff/settings').set('Cookie', cookie).expect(303)
})

test('a session ends after twelve idle hours, and after a week however busy', async () => {
  const edith = browser()
  await logIn(edith)
  const start = Date.now()

  for (let hour = 11; hour < 7 * 24; hour += 11) {
    vi.setSystemTime(start + hour * 3_600_000)
    await edith.get('/staff/settings').expect(200)
  }
  vi.setSystemTime(start + MAX_AGE_MS + 1000)
  await edith.get('/staff/settings').expect(303)

  const idle = browser()
  await logIn(idle)
  vi.setSystemTime(Date.now() + 13 * 3_600_000)
  await idle.get('/staff/settings').expect(303)
})

test('a closed account cannot log in, and is logged out at once', async () => {
  const edith = browser()
  await logIn(edith)
  const { id } = findUser(db, 'edith')

  disableUser(db, { userId: id, isDisabled: true, by: null })

  await edith.get('/staff/settings').expect(303)
  await logIn(browser()).expect(422)
})

test('after five wrong passwords the door is closed for this name from this address, even for the right one', async () => {
  const edith = browser()
  for (let n = 0; n < 5; n++) await logIn(edith, 'wrong').expect(422)

  const refused = await logIn(edith).expect(429)

  expect(refused.text).toContain('Too many attempts to log in. Try again in 15 minutes.')
  addUser(db, 'pia', 'publisher')
  await logIn(browser(), PASSWORD, 'pia').expect(303)
})

test('the limit survives a restart and ends with its time', async () => {
  for (let n = 0; n < 5; n++) await logIn(browser(), 'wrong').expect(422)
  const restarted = testApp(db).browser

  await logIn(restarted()).expect(429)
  vi.setSystemTime(Date.now() + 15 * 60_000 + 1000)
  await logIn(restarted()).expect(303)
})

test('attempts at the same moment do not slip past the limit', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => logIn(browser(), 'wrong')))

  expect(answers.filter((answer) => answer.status === 422)).toHaveLength(5)
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(7)
})

test('a right password forgives the wrong ones before it', async () => {
  for (let n = 0; n < 4; n++) await logIn(browser(), 'wrong').expect(422)
  await logIn(browser()).expect(303)
  for (let n = 0; n < 4; n++) await logIn(browser(), 'wrong').expect(422)

  await logIn(browser()).expect(303)
})

test('neither names nor addresses are kept in clear by the limits', async () => {
  await logIn(browser(), 'wrong', 'a password typed into the wrong box')
  const keys = db.$client.prepare('SELECT key FROM login_failures').pluck().all() as string[]

  expect(keys).toHaveLength(3)
  for (const key of keys) expect(key).toMatch(/^(pair|name|address):[0-9a-f]{32}$/)
})

test('a one-time password opens nothing but the page that replaces it', async () => {
  const passwordHash = hashPasswordNow('one-time-one-time')
  setPassword(db, { userId: findUser(db, 'edith').id, passwordHash, isOneTime: true, by: null })
  const edith = browser()
  await logIn(edith, 'one-time-one-time').expect(303)

  await edith.get('/staff/settings').expect(303).expect('Location', '/staff/account/password')
  await edith.post('/staff/product-filter').type('form').send({ product: '' }).expect(303)
  const page = await edith.get('/staff/account/password').expect(200)
  expect(page.text).toContain('Choose your own to go on')

  const form = {
    current: 'one-time-one-time',
    password: 'a new long password 7',
    again: 'a new long password 7',
  }
  await edith.post('/staff/account/password').type('form').send(form).expect(303)
  await edith.get('/staff/settings').expect(200)
})

test('changing the password asks for the present one and logs every other browser out', async () => {
  const here = browser()
  const elsewhere = browser()
  await logIn(here)
  await logIn(elsewhere)
  const change = (current: string) =>
    here
      .post('/staff/account/password')
      .type('form')
      .send({ current, password: 'orchard lamp seven', again: 'orchard lamp seven' })

  const refused = await change('wrong').expect(422)
  expect(refused.text).toContain('This is not your present password.')
  await change(PASSWORD).expect(303)

  await here.get('/staff/settings').expect(200)
  await elsewhere.get('/staff/settings').expect(303)
  await logIn(browser(), 'orchard lamp seven').expect(303)
})

test('passwords that anybody would try first are refused, long unusual ones are not', () => {
  const edith = { name: 'edith', displayName: 'Edith Moreau' }
  const bad = [
    'short',
    '123456789012',
    'aaaaaaaaaaaaaa',
    'passwordpassword',
    'edith-moreau-1',
    'Winnow2026winnow',
  ]
  const good = ['barley sieve morning', 'tr0ub4dor&3-again', '正确的马电池订书钉密码很长', oneTimePassword()]

  for (const password of [...bad, 'x'.repeat(201)])
    expect(passwordIssues(password, edith), password).not.toEqual([])
  for (const password of good) expect(passwordIssues(password, edith), password).toEqual([])
})

test('a hash that is damaged fits no password', async () => {
  expect(await isPassword('none', 'none')).toBe(false)
  expect(await isPassword(undefined, 'anything')).toBe(false)
  expect(await isPassword(hashPasswordNow('é'), 'e\u0301')).toBe(true)
})

test('after logging in one lands on a page of the house, whatever the address says', () => {
  for (const bad of [
    '//evil.example',
    'https://evil.example',
    '/staff/../..//evil',
    '/staffed',
    '/staff\\evil',
    '/x',
    undefined,
    7,
  ]) {
    expect(ownPath(bad)).toBe('/staff')
  }
  expect(ownPath('/staff/articles/12?tab=diff&to=//x')).toBe('/staff/articles/12?tab=diff&to=//x')
})

test('damaged cookies and forms are refused without an error of ours', async () => {
  const { app, bugs } = testApp(db)
  const own = { 'Sec-Fetch-Site': 'same-origin' }
  await supertest(app).get('/staff/settings').set('Cookie', 'winnow=%E0%A4%A; winnow=s:x').expect(303)
  await supertest(app).post('/staff/login').set(own).type('form').send('name=%E0%A4%A').expect(422)
  await supertest(app).post('/staff/login').set(own).type('json').send('{"name": ').expect(400)
  await supertest(app)
    .post('/staff/login')
    .set(own)
    .send({ name: { $ne: null }, password: ['x'] })
    .expect(422)
  await supertest(app).post('/staff/login').set(own).expect(422)
  await supertest(app)
    .post('/staff/login')
    .set(own)
    .type('form')
    .send(`name=${'x'.repeat(30_000)}`)
    .expect(413)

  expect(bugs).toEqual([])
})

function nonceOf(html: string): string {
  return /nonce="([^"]+)"/.exec(html)![1]!
}
