import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { adoptSource } from '../../src/articles/adopt.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import { scan } from '../../src/contradictions/scan.ts'
import { articles } from '../../src/db/schema.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { afterImport } from '../../src/web/after-import.ts'
import { addUser, PASSWORD, testApp } from '../support/app.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest, chromiumPath, openBrowser } from '../support/browser.ts'
import { freshDb } from '../support/db.ts'

let browser: Browser | undefined
let folder: string
beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await openBrowser()
  folder = mkdtempSync(join(tmpdir(), 'winnow-story-'))
}, 60_000)
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

const line = (value: object) => `${JSON.stringify(value)}\n`
const DOCUMENT = {
  type: 'document',
  id: 'recycle',
  product: 'Harbor',
  title: 'Bring back deleted files',
  body: 'Deleted files stay in the recycle area for 14 days and are then removed.\n\nOpen **Recycle** and press *Bring back*.',
  bodyFormat: 'markdown',
}
const THREAD = {
  type: 'thread',
  id: 'T1',
  product: 'Harbor',
  url: 'https://forum.example/t/1',
  title: 'How long can I bring back a deleted file?',
  body: 'I deleted a folder three weeks ago. Is it lost?',
  bodyFormat: 'markdown',
  author: 'otto',
  createdAt: '2026-02-01T09:00:00Z',
  views: 700,
  resolution: { kind: 'marked', postId: 'P1', by: 'asker' },
  posts: [
    {
      id: 'P1',
      author: 'hana',
      role: 'community',
      body: 'No worries. Deleted files stay in the recycle area for 30 days. I got one back last week.',
      createdAt: '2026-02-01T10:00:00Z',
      isAccepted: true,
    },
  ],
}

browserTest(
  'from import to a settled contradiction: the article is corrected, the site says it, the thread has its reply',
  async () => {
    const db = freshDb()
    const take = async (slug: string, authority: 'official' | 'community', record: object) => {
      writeFileSync(join(folder, `${slug}.jsonl`), line(record))
      const paths = [join(folder, `${slug}.jsonl`)]
      const done = await harvest(db, { source: { slug, authority }, format: 'winnow', paths, by: null })
      afterImport(db, { ...done, by: null })
    }
    await take('docs', 'official', DOCUMENT)
    adoptSource(db, { source: 'docs', by: null })
    const ownerId = addUser(db, 'pia', 'publisher')
    const { id: articleId, number } = db.select().from(articles).get()!
    db.update(articles).set({ ownerId }).run()
    validate(db, { articleId, by: null })
    publishArticle(db, { articleId, by: null })
    scan(db)
    await take('forum', 'community', THREAD)

    const { app, bugs } = testApp(db)
    const server = createServer(app)
    const port = await new Promise<number>((done) => {
      server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
    })
    const address = `http://127.0.0.1:${port}`
    const page = await (await browser!.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    const look = async (where: string) => {
      for (const finding of await seriousFindings(page)) problems.push(`${where}: ${finding}`)
    }

    await page.goto(`${address}/staff/contradictions`)
    await page.fill('[name=name]', 'pia')
    await page.fill('[name=password]', PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByText('Deleted files stay in the recycle area for 30 days.').click()
    await page.waitForURL(/\/staff\/flags\/\d+/)
    await look('flag')

    // Pia has asked the team: the forum is right. Key 2 settles it and writes the draft.
    await page.getByLabel('Why').fill('Changed with Harbor 4.')
    await page.getByLabel('Why').blur()
    await page.keyboard.press('2')
    await page
      .getByText('Settled: The community is right. Version 2 of article 1 waits with the change.')
      .waitFor()
    await look('settled flag')
    expect(await page.locator('#reply').inputValue()).toContain('you were right, and our page was not')

    await page.goto(`${address}/staff/articles/${number}`)
    await page.getByRole('button', { name: /^Validate/ }).click()
    await page
      .getByRole('button', { name: /^Publish/ })
      .first()
      .click()
    await page.goto(`${address}/staff`)
    await page.getByRole('button', { name: 'Publish' }).click()
    await page
      .getByText(/^Release 1/)
      .first()
      .waitFor()

    await page.goto(`${address}/answers/bring-back-deleted-files/`)
    const answer = await page.locator('main').innerText()
    expect(answer).toContain('for 30 days and are then removed')
    expect(answer).not.toContain('14 days')

    // The reply is posted in the forum; the next import sees it, and the thread shows as corrected.
    const reply = { id: 'P2', author: 'pia', role: 'staff', createdAt: '2099-01-01T00:00:00Z' }
    const body = `Thank you. ${address}/answers/bring-back-deleted-files/ says so too now.`
    await take('forum', 'community', { ...THREAD, posts: [...THREAD.posts, { ...reply, body }] })
    await page.goto(`${address}/staff/contradictions?state=settled`)
    await page.getByText('Corrected in the thread').waitFor()
    await look('ledger')

    expect(problems).toEqual([])
    expect(bugs).toEqual([])
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  },
)
