import { expect, test } from 'vitest'
import { scan } from '../../src/contradictions/scan.ts'
import { addProduct, testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const OFFICIAL = 'Deleted files stay in the recycle area for 14 days.'
const WRONG = 'Deleted files stay in the recycle area for 30 days.'

test('whoever saves a text that goes against an official one is told, and it cannot be published until that is settled', async () => {
  const db = freshDb()
  const { loggedIn, bugs } = testApp(db)
  addProduct(db, 'Harbor')
  make.document(db, { id: 'r.md', title: 'Deleted files', body: OFFICIAL, product: 'Harbor' })
  scan(db)
  const { number, versionId } = make.article(db, {
    ...{ title: 'How long do deleted files stay?', product: 'Harbor' },
    resolution: 'Look into the recycle area.',
  })
  const edith = await loggedIn('editor', { name: 'edith' })
  const pia = await loggedIn('publisher', { name: 'pia' })
  const save = (basedOnId: number, resolution: string) =>
    edith
      .post(`/staff/articles/${number}/versions`)
      .type('form')
      .send({
        ...{
          basedOnId: String(basedOnId),
          title: 'How long do deleted files stay?',
          issue: 'x',
          environment: '',
        },
        ...{ cause: '', notes: '', resolution, reason: 'More', significance: 'answer', anyway: 'yes' },
      })

  await save(versionId, WRONG).expect(303)
  expect((await edith.get(`/staff/articles/${number}`)).text).toContain('otherwise than an official text')
  await pia.post(`/staff/articles/${number}/validation`).type('form').send({}).expect(303)
  const refused = await pia.post(`/staff/articles/${number}/publication`).type('form').send({})
  expect(refused.status).toBeGreaterThanOrEqual(400)
  expect(refused.text).toContain('contradiction is open')

  const second = db.$client.prepare('SELECT draft_version_id FROM articles').pluck().get() as number
  await save(second, OFFICIAL).expect(303)
  expect((await edith.get(`/staff/articles/${number}`)).text).not.toContain('otherwise than an official text')
  await pia.post(`/staff/articles/${number}/validation`).type('form').send({}).expect(303)
  await pia.post(`/staff/articles/${number}/publication`).type('form').send({}).expect(303)
  expect(bugs).toEqual([])
})
