import { expect, test } from 'vitest'
import { addUser, PASSWORD, testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

test('somebody who is not logged in is sent to log in, and comes back to where they wanted to go', async () => {
  const db = freshDb()
  addUser(db, 'edith', 'editor')
  const { browser } = testApp(db)
  const edith = browser()

  await edith.get('/staff/settings').expect(303).expect('Location', '/staff/login?next=%2Fstaff%2Fsettings')
  const form = { name: 'edith', password: PASSWORD, next: '/staff/settings' }
  await edith.post('/staff/login').type('form').send(form).expect(303).expect('Location', '/staff/settings')

  const page = await edith.get('/staff/settings').expect(200)
  expect(page.text).toContain('Your account')
})
