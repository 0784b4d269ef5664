import { expect } from 'vitest'
import { createArticle } from '../../src/articles/articles.ts'
import { emptyContent } from '../../src/articles/content.ts'
import { findArticle, getArticle, getVersion } from '../../src/articles/find.ts'
import { statementOrigins } from '../../src/articles/statement-origins.ts'
import { posts, workingCopies } from '../../src/db/schema.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest } from '../support/browser.ts'
import * as make from '../support/make.ts'
import { base, db, faults, logIn, openStage } from '../support/stage.ts'

openStage({ edith: 'editor', pia: 'publisher' })

function articleFromThread() {
  const { threadId } = make.resolvedThread(db, {
    title: 'How do I send a refund?',
    posts: [
      { body: 'Open Settings, then Refunds.\n\nPress Send.', isAccepted: true, author: 'hana' },
      { body: 'On the Free plan the button is hidden.', author: 'mattis' },
    ],
  })
  const answer = db
    .select()
    .from(posts)
    .all()
    .find((post) => post.threadId === threadId && post.isAccepted)!
  const { id: postId, body: text, textHash } = answer
  return createArticle(db, {
    content: { ...emptyContent(), title: 'How do I send a refund?', resolution: text },
    sources: [{ postId, text, textHash, isAccepted: true }],
    ...{ productId: null, language: 'en', template: 'question', origin: 'community', by: null },
    reason: 'Promoted',
  })
}

browserTest('an editor corrects an article from its source, and a closed tab loses nothing', async () => {
  const { number, articleId } = articleFromThread()
  const page = await logIn('edith')
  await page.goto(`${base}/staff/articles/${number}`)
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('e')
  await page.waitForURL('**/edit')
  expect(await seriousFindings(page)).toEqual([])

  // A statement of the source is put where the cursor is.
  await page.fill('#issue', 'A customer wants the money back.')
  await page.click('#resolution')
  await page.keyboard.press('Control+End')
  await page.click('text=On the Free plan the button is hidden.')
  expect(await page.inputValue('#resolution')).toBe(
    'Open Settings, then Refunds.\n\nPress Send.\n\nOn the Free plan the button is hidden.',
  )
  await page.waitForSelector('#preview >> text=On the Free plan the button is hidden.')

  // The text is kept by itself; the tab is closed; it is there again.
  await page.waitForSelector('[data-save-state] >> text=Saved')
  await page.close({ runBeforeUnload: false })
  const again = await logIn('edith')
  await again.goto(`${base}/staff/articles/${number}/edit`)
  await again.waitForSelector('text=not yet saved as a version')
  expect(await again.inputValue('#issue')).toBe('A customer wants the money back.')

  // Other tabs look at the same text.
  await again.click('[data-tab] >> text=Checklist')
  await again.waitForSelector('#checklist >> text=It belongs to no product.')
  expect(await again.isHidden('#preview')).toBe(true)

  await again.fill('#reason', 'Said what the Free plan lacks')
  await again.selectOption('#significance', 'answer')
  await again.click('text=Save version')
  await again.waitForSelector('text=Saved version 2.')
  const draft = getVersion(db, getArticle(db, articleId).draftVersionId!)
  expect(draft).toMatchObject({ number: 2, significance: 'answer' })
  const origins = statementOrigins(db, draft.id).filter((row) => row.text.startsWith('On the Free'))
  expect(origins.map((row) => row.author)).toEqual(['mattis'])
  expect(faults).toEqual([])
})

browserTest('two editors save at once; both texts are shown, and the second goes on with both', async () => {
  const { number, articleId } = articleFromThread()
  const [edith, pia] = [await logIn('edith'), await logIn('pia')]
  for (const page of [edith, pia]) await page.goto(`${base}/staff/articles/${number}/edit`)

  await pia.fill('#cause', 'Refunds have a page of their own.')
  await pia.fill('#resolution', 'Open Settings, then Refunds.\n\nPress Send twice.')
  await pia.fill('#reason', 'Twice')
  await pia.click('text=Save version')
  await pia.waitForSelector('text=Saved version 2.')

  await edith.fill('#resolution', 'Open Settings, then Refunds of today.\n\nPress Send.')
  await edith.fill('#reason', 'Of today')
  await edith.click('text=Save version')
  await edith.waitForSelector('text=Two texts at the same time')
  expect(await seriousFindings(edith)).toEqual([])
  expect(await edith.textContent('main')).toContain('Both changes together')
  await edith.click('text=Go on with what is chosen')
  await edith.waitForURL('**/edit')
  expect(await edith.inputValue('#resolution')).toBe(
    'Open Settings, then Refunds of today.\n\nPress Send twice.',
  )
  expect(await edith.inputValue('#cause')).toBe('Refunds have a page of their own.')
  expect(await edith.textContent('.editor__sources')).toContain('Your text before')
  await edith.fill('#reason', 'Both')
  await edith.click('text=Save version')
  await edith.waitForSelector('text=Saved version 3.')
  expect(getVersion(db, getArticle(db, articleId).draftVersionId!).cause).toContain('a page of their own')
  expect(faults).toEqual([])
})

browserTest('three articles are merged at the bench, and un-merged from the survivor’s history', async () => {
  const first = make.publishedArticle(db, { title: 'How long does a refund take?', resolution: 'Ten days.' })
  const second = make.article(db, {
    title: 'Where is my money?',
    resolution: 'Weekends do not count.\n\nAsk the bank.',
  })
  const third = make.article(db, { title: 'Refund late', resolution: 'Send the payment number to support.' })
  const page = await logIn('edith')
  await page.goto(`${base}/staff/articles/${first.number}/merge?with=${second.number}&with=${third.number}`)
  expect(await seriousFindings(page)).toEqual([])

  await page.check('label:has-text("Weekends do not count.") input')
  await page.check('label:has-text("Ask the bank.") input')
  await page.check('label:has-text("Send the payment number") input')
  await page.uncheck('label:has-text("Ask the bank.") input')
  expect(await page.inputValue('#resolution')).toBe(
    'Ten days.\n\nWeekends do not count.\n\nSend the payment number to support.',
  )
  await page.click('text=Merge into 1')
  await page.waitForSelector('text=Took up 2, 3.')
  expect(findArticle(db, 'refund-late').id).toBe(third.articleId)
  await page.goto(`${base}/staff/articles/${third.number}`)
  await page.waitForSelector('text=Merged into')

  await page.goto(`${base}/staff/articles/${first.number}`)
  await page.click('text=Un-merge')
  await page.waitForSelector('text=Nothing came in since.')
  await page.click('button:has-text("Un-merge")')
  await page.waitForSelector('text=Gave back 2, 3.')
  expect(getArticle(db, first.articleId).draftVersionId).toBe(first.versionId)
  expect(faults).toEqual([])
})

browserTest('without scripts the same is done with plain forms', async () => {
  const { number, articleId } = articleFromThread()
  const page = await logIn('edith', { script: false })
  await page.goto(`${base}/staff/articles/${number}/edit`)

  await page.fill('#cause', 'Hidden on purpose.')
  await page.click('text=On the Free plan the button is hidden.')
  await page.waitForURL('**/edit#resolution')
  expect(await page.inputValue('#resolution')).toContain('On the Free plan the button is hidden.')
  expect(await page.inputValue('#cause')).toBe('Hidden on purpose.')
  await page.fill('#reason', 'More')
  await page.click('text=Save version')
  await page.waitForSelector('text=Saved version 2.')
  expect(getVersion(db, getArticle(db, articleId).draftVersionId!).cause).toBe('Hidden on purpose.')
})

browserTest(
  'after a lost login everything typed is brought back, and no ordinary mistake is called lost',
  async () => {
    const { number } = articleFromThread()
    const page = await logIn('edith')
    await page.goto(`${base}/staff/articles/${number}/edit`)
    await page.fill('#resolution', 'Written before the login ended.')
    await page.waitForSelector('[data-save-state] >> text=Saved')

    // A reason forgotten is an answer to what was sent: nothing was lost.
    await page.click('text=Save version')
    await page.waitForSelector('text=Say in a few words what you changed.')
    expect(await page.isHidden('[data-sent]')).toBe(true)

    const cookies = await page.context().cookies()
    await page.fill('#resolution', 'Written while the login ended.')
    await page.fill('#notes', 'A note after it.')
    await page.fill('#reason', 'Said it better')
    await page.context().clearCookies()
    await page.click('text=Save version')
    await page.waitForSelector('text=Log in to go on')
    await page.context().addCookies(cookies)
    await page.goto(`${base}/staff/articles/${number}/edit`)
    await page.click('[data-sent] >> text=Bring it back')
    expect(await page.inputValue('#resolution')).toBe('Written while the login ended.')
    expect(await page.inputValue('#notes')).toBe('A note after it.')
    expect(await page.inputValue('#reason')).toBe('Said it better')
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([])
  },
)

browserTest('two tabs of one person: the second is told, its text stays on the computer', async () => {
  const { number, articleId } = articleFromThread()
  const first = await logIn('edith')
  const second = await first.context().newPage()
  for (const tab of [first, second]) await tab.goto(`${base}/staff/articles/${number}/edit`)
  const kept = () => db.select().from(workingCopies).all()[0]?.content.resolution

  await first.fill('#resolution', 'The first tab.')
  await first.waitForSelector('[data-save-state] >> text=Saved')
  await second.fill('#resolution', 'The second tab.')
  await second.waitForSelector('[data-save-state] >> text=Another window of yours')
  expect(kept()).toBe('The first tab.')

  // The first goes on saving itself, and leaves what the second could not save.
  const isKept = first.waitForResponse((response) => response.url().endsWith('/working-copy'))
  await first.fill('#resolution', 'The first tab goes on.')
  await isKept
  expect(kept()).toBe('The first tab goes on.')
  const again = await first.context().newPage()
  await again.goto(`${base}/staff/articles/${number}/edit`)
  await again.click('text=Bring it back >> visible=true')
  expect(await again.inputValue('#resolution')).toBe('The second tab.')
  expect(getArticle(db, articleId).liveVersionId).toBeNull()
})
