import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { scanCases } from '../../src/safety/scan-stored.ts'
import { nominate } from '../../src/triage/triage.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest } from '../support/browser.ts'
import * as make from '../support/make.ts'
import { base, db, faults, logIn, openStage } from '../support/stage.ts'

openStage({ edith: 'editor', pia: 'publisher' })

function questions(...titles: string[]) {
  for (const title of titles) make.resolvedThread(db, { title, body: `${title}: how is it done here?` })
  nominate(db)
}
const rows = (page: Page) => page.locator('[data-list] [data-item]').count()

browserTest(
  'an editor puts several lines away by keyboard, and one button brings them all back',
  async () => {
    questions('Stop the crane', 'Weigh a pallet', 'Print a label')
    const page = await logIn('edith')
    await page.goto(`${base}/staff/queue`)
    expect(await seriousFindings(page)).toEqual([])
    expect(await rows(page)).toBe(3)

    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    expect(await page.locator('[data-pick]:checked').count()).toBe(2)
    expect(await page.locator('[data-picked]').textContent()).toBe('(2)')
    await page.fill('#bulk [name=reason]', 'One customer’s own setting.')
    await page.click('#bulk button[value=dismiss]')
    await page.waitForSelector('text=Dismissed: 2 lines.')
    expect(await rows(page)).toBe(1)

    await page.click('[data-notices] button')
    await page.waitForSelector('text=Taken back: 2 lines.')
    expect(await rows(page)).toBe(3)
    expect(faults).toEqual([])
  },
)

browserTest('questions are joined and split by hand, and the split is remembered', async () => {
  make.resolvedThread(db, { title: 'Stop the crane', body: 'A load swings, which button ends it?' })
  make.resolvedThread(db, { title: 'Crane painted green', body: 'May we choose the colour ourselves?' })
  nominate(db)
  const page = await logIn('edith')
  await page.goto(`${base}/staff/queue`)
  await page.check('section[aria-label="May ask the same"] input')
  await page.click('text=The same >> nth=-1')
  await page.waitForSelector('text=One question now')
  expect(await page.locator('section[aria-label="Asks the same"] li').count()).toBe(1)
  await page.goto(`${base}/staff/queue`)
  expect(await rows(page)).toBe(1)

  await page.check('section[aria-label="Asks the same"] input')
  await page.click('section[aria-label="Asks the same"] button')
  await page.waitForSelector('text=Not the same, until a text changes.')
  nominate(db)
  await page.goto(`${base}/staff/queue`)
  expect(await rows(page)).toBe(2)
  expect(faults).toEqual([])
})

browserTest('a view is kept under a name and found again', async () => {
  questions('Stop the crane')
  const page = await logIn('edith')
  await page.goto(`${base}/staff/queue?sort=newest&age=year`)
  await page.click('text=Keep this view')
  await page.fill('#name', 'Newest of the year')
  await page.click('button:has-text("Keep")')
  await page.waitForSelector('text=Kept as “Newest of the year”.')
  await page.goto(`${base}/staff/queue`)

  await page.click('a:has-text("Newest of the year")')

  expect(page.url()).toContain('sort=newest')
  expect(faults).toEqual([])
})

browserTest('what is private in a case is redacted, shown again, and passed only by two people', async () => {
  const { threadId } = make.resolvedThread(db, {
    source: 'desk',
    authority: 'case',
    title: 'The print service hangs',
    body: 'The print service on srv-erp-01.corp.nordwind.nl hangs.',
    posts: [{ body: 'Restart it on srv-erp-01.corp.nordwind.nl.', isAccepted: true }],
  })
  scanCases(db, [threadId])
  const edith = await logIn('edith')
  await edith.goto(`${base}/staff/threads/${threadId}`)
  await edith.click('#safety button:has-text("Redact") >> nth=0')
  await edith.waitForSelector('text=in 2 places')
  const posts = () => edith.locator('.post').allTextContents()
  expect((await posts()).join()).not.toContain('nordwind')
  expect((await posts()).join()).toContain('<host-1>')

  await edith.click('[data-notices] button')
  await edith.waitForSelector('text=It is shown again, and open.')
  expect((await posts()).join()).toContain('nordwind')

  await edith.fill('#safety input[name=reason] >> nth=0', 'A machine of our own demo.')
  await edith.click('#safety button:has-text("Ask a second person") >> nth=0')
  await edith.waitForSelector('text=once a second person agrees')
  const pia = await logIn('pia')
  await pia.goto(`${base}/staff/safety`)
  expect(await seriousFindings(pia)).toEqual([])
  await pia.click('button:has-text("Agree")')
  await pia.waitForSelector('text=Agreed: it may be public.')
  expect(faults).toEqual([])
})
