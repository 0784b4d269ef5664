import { expect, test } from 'vitest'
import { recordFeedback } from '../../src/agent/feedback.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

test('a figure is drawn, said in words, and stands in a table; what nobody counted is not drawn', async () => {
  const db = freshDb()
  const { slug } = make.publishedArticle(db)
  for (let n = 0; n < 4; n++)
    recordFeedback(db, { article: slug, version: 1, isHelpful: n > 0, reader: `${n}` })
  const edith = await testApp(db).loggedIn('editor')

  const all = (await edith.get('/staff/figures').expect(200)).text
  expect(all).toMatch(/<svg class="chart__plot"[^>]* role="img" aria-label="Helpful: [^"]*3 of 4/)
  expect(all).not.toContain('aria-label="Link rate:')

  const one = (await edith.get('/staff/figures/helpfulness?days=7').expect(200)).text
  expect(one).toContain('As a table')
  expect(one).toContain('<td class="number">3 of 4</td>')
  expect(one.match(/class="chart__air"/g)).toHaveLength(7)
  const empty = (await edith.get('/staff/figures/link-rate').expect(200)).text
  expect(empty).not.toContain('chart__plot')
})
