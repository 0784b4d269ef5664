import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findArticle, getVersion } from '../../src/articles/find.ts'
import { creditsOf } from '../../src/articles/statement-origins.ts'
import { nominate } from '../../src/triage/triage.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserTest } from '../support/browser.ts'
import * as make from '../support/make.ts'
import { fromCamera } from '../support/pictures.ts'
import { base, dataDir, db, faults, logIn, openStage } from '../support/stage.ts'

openStage({ edith: 'editor', pia: 'publisher', aziz: 'agent' })

async function look(page: Page, where: string): Promise<void> {
  for (const finding of await seriousFindings(page)) faults.push(`${where}: ${finding}`)
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  if (isWide) faults.push(`${where}: scrolls sideways`)
}

/** Two threads that ask the same in other words. */
function askedTwice(): void {
  const question = 'I lost the recovery key of my encrypted volume and cannot open it.'
  make.resolvedThread(db, {
    title: 'Recovery key lost, what now?',
    body: question,
    product: 'Harbor',
    views: 900,
    posts: [{ body: 'Take the spare key out of the safe.', isAccepted: true, author: 'hana' }],
  })
  make.resolvedThread(db, {
    title: 'Recovery key is lost',
    body: question,
    product: 'Harbor',
    posts: [{ body: 'The keeper of the harbour has a second copy.', isAccepted: true, author: 'mo' }],
  })
  nominate(db)
}

browserTest(
  'a cluster is promoted, added to, sent back, corrected, validated and published with its picture',
  async () => {
    askedTwice()
    const edith = await logIn('edith')
    await edith.goto(`${base}/staff/queue`)
    await edith.getByRole('button', { name: /Promote both to one draft/ }).waitFor()
    await look(edith, 'queue')
    await edith.keyboard.press('p')
    await edith.waitForURL(/\/staff\/articles\/\d+\/edit/)
    const at = edith.url().replace('/edit', '')

    // What the other thread answers is added with one press.
    await edith.getByText('Recovery key is lost', { exact: true }).click()
    await edith.click('text=The keeper of the harbour has a second copy.')
    expect(await edith.inputValue('#resolution')).toContain('The keeper of the harbour has a second copy.')

    // A picture is pasted; what it shows is asked for where the cursor waits.
    await edith.focus('#resolution')
    await edith.keyboard.press('Control+End')
    await edith.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'IMG_0001.jpg', { type: 'image/jpeg' }))
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.getElementById('resolution')!.dispatchEvent(event)
    }, fromCamera().toString('base64'))
    await edith.getByText('Type what the picture shows').waitFor()
    await edith.keyboard.type('The safe beside the door')
    expect(await edith.inputValue('#resolution')).toMatch(/!\[The safe beside the door\]\(\/media\/image-/)
    await edith.waitForSelector('#preview img[alt="The safe beside the door"]')
    expect(await edith.$eval('#preview img', (image) => (image as HTMLImageElement).naturalWidth)).toBe(6)
    // A drawing is refused where it is seen, and a file dropped while the cursor is in the picture goes behind it.
    const drop = (bytes: string, name: string, type: string) =>
      edith.evaluate(
        ([text, file, kind]) => {
          const data = new DataTransfer()
          data.items.add(new File([text!], file!, { type: kind! }))
          const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          document.getElementById('resolution')!.dispatchEvent(event)
        },
        [bytes, name, type],
      )
    await drop('<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'drawing.svg', 'image/svg+xml')
    await edith.getByText(/SVG/).waitFor()
    expect(await edith.locator('[data-media-says]').isVisible()).toBe(true)
    await drop('one,two', 'table.csv', 'text/csv')
    await edith.getByText('Added.', { exact: true }).waitFor()
    expect(await edith.inputValue('#resolution')).toMatch(
      /!\[The safe beside the door\]\(\/media\/image-[^)]+\)\n\n\[table\.csv\]\(\/media\/file-[^)]+\)/,
    )
    await look(edith, 'editor')
    await edith.fill('#reason', 'Added the second way')
    await edith.getByRole('button', { name: 'Send to review' }).click()
    await edith.waitForURL(at)

    // Pia sends it back with a comment on a sentence; Edith finds both at home.
    const pia = await logIn('pia')
    await pia.goto(at)
    await pia.getByText('Comment, or say that it no longer holds').click()
    await pia.fill('#quote', 'Take the spare key out of the safe.')
    await pia.fill('#body', 'Which safe? @edith')
    await pia.getByRole('button', { name: 'Comment', exact: true }).click()
    await pia.waitForSelector('.comment >> text=Which safe?')
    await look(pia, 'article with a comment')
    await pia.goto(`${at}/return`)
    await pia.fill('[name=comment]', 'Say which safe.')
    await pia.getByRole('button', { name: 'Send back' }).click()
    await edith.goto(`${base}/staff`)
    await edith.getByText('Sent back', { exact: true }).first().waitFor()
    await edith.getByText(/^pia: Which safe/i).waitFor()
    await look(edith, 'home')

    // She corrects, resolves, and sends it again; Pia validates and publishes.
    await edith.goto(`${at}/edit`)
    await edith.fill(
      '#resolution',
      (await edith.inputValue('#resolution'))
        .replace('out of the safe.', 'out of the safe in the office.')
        .replace('Take', 'Fetch'),
    )
    await edith.fill('#reason', 'Said which safe')
    await edith.getByRole('button', { name: 'Send to review' }).click()
    await edith.waitForURL(at)
    await edith.getByText('The sentence has changed').waitFor()
    await edith.getByRole('button', { name: 'Resolve' }).click()
    await edith.getByText('Nothing is open.').waitFor()
    await pia.goto(at)
    await pia.getByRole('button', { name: /^Validate/ }).click()
    await pia
      .getByRole('button', { name: /^Publish/ })
      .first()
      .click()
    await pia.getByText('is live').first().waitFor()
    await pia.goto(`${base}/staff`)
    await pia.getByRole('button', { name: 'Publish' }).click()
    await pia
      .getByText(/^Release 1/)
      .first()
      .waitFor()

    const article = findArticle(db, at.split('/').at(-1)!)
    expect(creditsOf(db, article.liveVersionId!).map((one) => one.author)).toEqual(['hana', 'mo'])
    expect(getVersion(db, article.liveVersionId!).number).toBe(3)
    const media = join(dataDir, 'site', 'media')
    expect(existsSync(media)).toBe(true)
    expect(readFileSync(join(media, readdirSync(media)[0]!)).toString('latin1')).not.toContain('Maria')
    expect(faults).toEqual([])
  },
)

browserTest(
  'an agent says that an answer no longer holds; its owner looks, and changes three at once',
  async () => {
    const saved = ['Refunds', 'Invoices', 'Payments'].map((title) =>
      make.publishedArticle(db, {
        title: `${title} at Quay 4`,
        resolution: `Go to Quay 4 for ${title}.`,
        product: 'Harbor',
      }),
    )
    const aziz = await logIn('aziz')
    await aziz.goto(`${base}/staff/articles/${saved[0]!.number}`)
    await aziz.getByText('Comment, or say that it no longer holds').click()
    await aziz.fill('#body', 'It moved to Pier 7. @edith')
    await aziz.getByRole('button', { name: 'It no longer holds' }).click()
    await aziz.getByText('Reported to those who look after this article.').waitFor()

    const edith = await logIn('edith')
    await edith.goto(`${base}/staff/articles?state=due`)
    await edith.getByText('Refunds at Quay 4').first().waitFor()
    await edith.goto(`${base}/staff/articles`)
    await look(edith, 'list')
    for (const { number } of saved) await edith.check(`input[name=number][value="${number}"]`)
    await edith.getByRole('button', { name: 'Change the chosen' }).click()
    await edith.fill('#find', 'Quay 4')
    await edith.fill('#replacement', 'Pier 7')
    await edith.getByRole('button', { name: 'Show what would change' }).click()
    await edith.getByText('6 places in 3 articles:').waitFor()
    await look(edith, 'bulk')
    await edith.getByRole('button', { name: 'Replace', exact: true }).click()
    await edith
      .getByText(/in 3 articles\./)
      .first()
      .waitFor()
    expect(
      saved.map((one) => getVersion(db, findArticle(db, String(one.number)).draftVersionId!).resolution),
    ).toEqual(['Go to Pier 7 for Refunds.', 'Go to Pier 7 for Invoices.', 'Go to Pier 7 for Payments.'])
    await edith.setViewportSize({ width: 390, height: 844 })
    await edith.emulateMedia({ colorScheme: 'dark' })
    for (const path of ['/staff', '/staff/bulk', '/staff/media', `/staff/articles/${saved[0]!.number}`]) {
      await edith.goto(`${base}${path}`)
      await look(edith, path)
    }
    expect(faults).toEqual([])
  },
)
