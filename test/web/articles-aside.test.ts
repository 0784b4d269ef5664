import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

test('beside a text official ones are read in portions, until all were held against it; without scripts at once', async () => {
  const db = freshDb()
  const app = testApp(db)
  const filler = (n: number) =>
    Array.from(
      { length: 60 },
      (_, i) => `The refund office ${n} opens door ${i} for refunds of customers.`,
    ).join(' ')
  for (let n = 0; n < 5; n++)
    make.document(db, {
      id: `d${n}.md`,
      title: `Refunds of customers ${n}`,
      body: `${n === 4 ? 'Backups are kept for 30 days.' : 'Backups are kept.'} ${filler(n)}`,
    })
  const saved = make.article(db, { title: 'Refunds of customers' })
  const edith = await app.loggedIn('editor')
  const form = {
    ...{ title: 'Refunds of customers', issue: 'A customer waits for a refund.', environment: '', cause: '' },
    ...{ resolution: 'Backups are kept for 90 days.', notes: '', basedOnId: saved.versionId },
  }
  const at = `/staff/articles/${saved.number}`
  const look = async () => (await edith.post(`${at}/preview`).type('form').send(form).expect(200)).text

  const answers = [await look()]
  while (answers.at(-1)!.includes('data-look-again') && answers.length < 9) answers.push(await look())

  expect(answers[0]).toMatch(/Reading (?:more )?official texts/)
  expect(answers.length).toBeGreaterThan(2)
  expect(answers.at(-1)).not.toContain('data-look-again')
  expect(answers.at(-1)).toContain('Backups are kept for 30 days.')
  expect((await edith.get(`${at}/edit?look=all`).expect(200)).text).not.toContain('data-look-again')
  expect(app.bugs).toEqual([])
})
