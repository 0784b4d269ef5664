import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { Invalid, Refused } from '../../src/lib/errors.ts'
import { isPassword } from '../../src/web/passwords.ts'
import { findPerson, findUser } from '../../src/web/people.ts'
import { createUser, disableUser, firstAdmin, setRole } from '../../src/web/users.ts'
import { addProduct, addUser, testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

const verbsOf = (userId: number) =>
  db.$client
    .prepare("SELECT verb FROM events WHERE subject = 'user' AND subject_id = ? ORDER BY id")
    .pluck()
    .all(userId)

test('the first start makes an administrator with a one-time password, the second makes nobody', async () => {
  const first = firstAdmin(db)

  expect(first?.password).toMatch(/^(?:[a-z2-9]{4}-){4}[a-z2-9]{4}$/)
  expect(findUser(db, 'admin')).toMatchObject({ role: 'admin', mustChangePassword: true })
  const kept = db.$client.prepare('SELECT password_hash FROM users').pluck().get() as string
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPassword(kept, first!.password)).toBe(true)
  expect(firstAdmin(db)).toBeNull()
})

test('a name is taken once, whatever its case, and holds no spaces', () => {
  const { userId } = createUser(db, { name: ' Edith ', role: 'editor', passwordHash: 'x', by: null })

  expect(findPerson(db, userId)?.name).toBe('edith')
  for (const name of ['EDITH', 'e', 'a b', '../x', 'new', '<b>', '']) {
    expect(() => createUser(db, { name, role: 'agent', passwordHash: 'x', by: null }), name).toThrow(Invalid)
  }
  expect(verbsOf(userId)).toEqual(['user-created'])
})

test('the last administrator stays one, and nobody closes their own account', () => {
  const ada = addUser(db, 'ada', 'admin')
  const demote = () =>
    setRole(db, { userId: ada, role: 'editor', isLimited: false, assignments: [], by: ada })

  expect(demote).toThrow(Refused)
  expect(() =>
    setRole(db, { userId: ada, role: 'admin', isLimited: true, assignments: [], by: ada }),
  ).toThrow(Refused)
  expect(() => disableUser(db, { userId: ada, isDisabled: true, by: null })).toThrow('last administrator')
  const bo = addUser(db, 'bo', 'admin')
  expect(() => disableUser(db, { userId: bo, isDisabled: true, by: bo })).toThrow('your own account')
  demote()
  expect(findPerson(db, ada)?.role).toBe('editor')
  expect(findPerson(db, bo)?.role).toBe('admin')
})

test('an administrator adds a person, passes the one-time password on, and says what the person may', async () => {
  const fieldbook = addProduct(db, 'Fieldbook')
  const { loggedIn, browser } = testApp(db)
  const ada = await loggedIn('admin', { name: 'ada' })

  const added = await ada
    .post('/staff/users/new')
    .type('form')
    .send({ name: 'Otto', displayName: 'Otto Berg', role: 'agent' })
    .expect(200)
  const password = /<code>([a-z2-9-]{24})<\/code>/.exec(added.text)![1]!
  await ada
    .post('/staff/users/otto')
    .type('form')
    .send({ role: 'contributor', isLimited: 'yes', assignments: `${fieldbook}:owner` })
    .expect(303)

  expect(findUser(db, 'otto')).toMatchObject({
    role: 'contributor',
    isLimited: true,
    displayName: 'Otto Berg',
  })
  expect(findUser(db, 'otto').assignments).toMatchObject([{ productId: fieldbook, kind: 'owner' }])
  await browser().post('/staff/login').type('form').send({ name: 'otto', password }).expect(303)
  expect(db.$client.prepare('SELECT data FROM sessions').pluck().all().join()).not.toContain(password)
  expect(verbsOf(findUser(db, 'otto').id)).toEqual(['user-created', 'role-changed', 'logged-in'])
})

test('a form with mistakes keeps what was typed and says what to do', async () => {
  const ada = await testApp(db).loggedIn('admin', { name: 'ada' })
  const send = (form: object) => ada.post('/staff/users/new').type('form').send(form)

  const empty = await send({ displayName: 'Otto "the" <b>Berg' }).expect(422)
  expect(empty.text).toContain('2 things have to be corrected')
  expect(empty.text).toContain('Enter a name.')
  expect(empty.text).toContain('Choose a role.')
  expect(empty.text).toContain('Otto &#34;the&#34; &lt;b&gt;Berg')
  const taken = await send({ name: 'ada', role: 'agent' }).expect(422)
  expect(taken.text).toContain('There is already a user')
  expect(taken.text).toContain('aria-invalid="true"')
})

test('a name of the house that does not exist is a 404 with a sentence', async () => {
  const ada = await testApp(db).loggedIn('admin', { name: 'ada' })

  const page = await ada.get('/staff/users/nobody').expect(404)
  expect(page.text).toContain('There is no user &#34;nobody&#34;.')
  await ada.post('/staff/users/nobody/password').expect(404)
})
