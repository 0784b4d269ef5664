import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { requests } from '../../src/db/schema.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { BEST_BETS_KEY, bestBetsOf, readBestBets } from '../../src/publish/best-bets.ts'
import { siteContent } from '../../src/publish/content.ts'
import { buildSite } from '../../src/publish/site.ts'
import { openIndex } from '../../src/search/page/search.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

/** The titles a reader gets for these words, best first. */
async function found(words: string): Promise<string[]> {
  const files = buildSite(siteContent(db), { siteUrl: null, feedbackUrl: null, html: renderMarkdown })
  const { search } = await openIndex(async (path) => {
    const bytes = files.get(`search/${path}`)
    if (bytes === undefined) throw new Error(path)
    return bytes
  })
  return (await search(words)).results.map(({ title }) => title)
}

test('what an editor puts first comes first, also for words that no article says', async () => {
  make.publishedArticle(db, { title: 'Refund times', resolution: 'A refund takes ten days. Refund, refund.' })
  make.publishedArticle(db, { title: 'Everything about payments', resolution: 'We pay by card.' })
  make.publishedArticle(db, { title: 'Labels', resolution: 'Print them.' })
  expect((await found('refund'))[0]).toBe('Refund times')
  expect(await found('moolah')).toEqual([])

  const value = readBestBets(db, 'refund → 2\nmoolah back -> #2\n\nlabels => 3\r\n')
  changeSetting(db, { key: BEST_BETS_KEY, value, by: null })

  expect((await found('refunds'))[0]).toBe('Everything about payments')
  expect(await found('back moolah')).toEqual(['Everything about payments'])
  expect((await found('refund times'))[0]).toBe('Refund times')
})

test('a bet for an article that is not public leads nowhere', async () => {
  make.publishedArticle(db, { title: 'Refund times' })
  make.article(db, { title: 'Secret plan' })
  changeSetting(db, { key: BEST_BETS_KEY, value: [{ words: 'refund', articleNumber: 2 }], by: null })

  expect(await found('refund')).toEqual(['Refund times'])
})

test('an editor types them line by line, and is told which line is wrong', async () => {
  make.publishedArticle(db, { title: 'Refund times' })
  const app = testApp(db)
  const editor = await app.loggedIn('editor')
  const save = (bets: string) => editor.post('/staff/settings/best-bets').type('form').send({ bets })

  const wrong = await save('refund → 99\nnonsense').expect(422)
  expect(wrong.text).toContain('there is no article “99”')
  expect(wrong.text).toContain('“nonsense”: write the words')
  await save('money back → refund-times').expect(303)

  expect(bestBetsOf(db)).toEqual([{ words: 'money back', articleNumber: 1 }])
  expect((await editor.get('/staff/settings/best-bets')).text).toContain('money back → 1')
  await (await app.loggedIn('contributor')).get('/staff/settings/best-bets').expect(403)
})

test('what people missed leads to the article that answered it, unless something private was typed', async () => {
  const { articleId } = make.publishedArticle(db, { title: 'Refund times' })
  const at = '2026-03-01T00:00:00Z'
  db.insert(requests).values({ words: 'chargeback deadline', articleId, at }).run()
  db.insert(requests).values({ words: 'chargeback for joan.smith@example.com', articleId, at }).run()

  expect(siteContent(db).articles[0]?.keywords).toEqual(['chargeback deadline'])
  expect(await found('chargeback')).toEqual(['Refund times'])
})
