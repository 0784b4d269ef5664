import { expect, test } from 'vitest'
import { archive } from '../../src/articles/publication.ts'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { checkHtml } from '../../src/publish/check-html.ts'
import { siteContent } from '../../src/publish/content.ts'
import { buildSite } from '../../src/publish/site.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

type Parts = Parameters<typeof make.publishedArticle>[1]

/** The site over one article, and that article's page. */
function siteOf(parts: Parts) {
  const db = freshDb()
  make.publishedArticle(db, parts)
  const content = siteContent(db)
  const files = buildSite(content, {
    siteUrl: 'https://help.example',
    feedbackUrl: null,
    html: renderMarkdown,
  })
  const text = (path: string) => new TextDecoder().decode(files.get(path))
  const path = [...files.keys()].find((one) => /^(?:\w+\/)?answers\/[^/]+\/index\.html$/.test(one))!
  return { db, files, text, path, page: text(path) }
}

test('an article of 200 kB is one whole page, with every step, and its twin', () => {
  const steps = Array.from(
    { length: 4_000 },
    (_, n) => `${n + 1}. Open *door* ${n} and press Send, then wait.`,
  )

  const { page, text, path } = siteOf({ title: 'All doors', resolution: steps.join('\n') })

  expect(page.length).toBeGreaterThan(200_000)
  expect(page).toContain('id="step-4000"')
  expect(checkHtml(page).faults).toEqual([])
  expect(text(path.replace('.html', '.md'))).toContain('4000. Open *door* 3999')
})

test.each([
  ['of 300 characters', 'Why does it not work? '.repeat(14).slice(0, 300)],
  ['of one word of 300 characters', 'x'.repeat(300)],
  ['in emoji', '🤷‍♀️🚀👩🏽‍💻❓'],
  ['in Arabic', 'كم يستغرق استرداد المال؟'],
  ['in Japanese', '返金にはどのくらいかかりますか？'],
  ['with the end of a script in it', '</script><script>alert(1)</script>'],
  ['of punctuation', '???!!!'],
  ['with markup and entities', '<b>&amp;</b> &lt;img src=x onerror=alert(1)&gt;'],
])('a title %s is shown as it was typed, at an address of its own', (_, title) => {
  const { page, text, files, path } = siteOf({ title, language: /\p{sc=Arabic}/u.test(title) ? 'ar' : 'en' })

  const shown = title.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  expect(page).toContain(`>${shown}</h1>`)
  expect(path.split('/').at(-2)!.length).toBeLessThanOrEqual(120)
  for (const own of files.keys()) {
    if (own.endsWith('.html')) expect(checkHtml(text(own)).faults, own).toEqual([])
    if (/\.(html|atom|xml)$/.test(own)) expect(text(own).includes('<script>alert'), own).toBe(false)
  }
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)![1]!
  expect(JSON.stringify(JSON.parse(data))).toContain(JSON.stringify(title).slice(1, -1))
})

test('a picture that is missing leaves its words, and nothing is fetched for it', () => {
  const { page } = siteOf({ resolution: `See ![the Send button](/media/image-${'0'.repeat(24)}.png) here.` })

  expect(page).toContain('the Send button')
  expect(page).not.toContain('<img')
})

test('a link to an archived article leads to what took its place, or its words stay', () => {
  const db = freshDb()
  const cheque = make.publishedArticle(db, { title: 'Cheques' })
  const cash = make.publishedArticle(db, { title: 'Cash' })
  const card = make.publishedArticle(db, { title: 'Cards' })
  make.publishedArticle(db, {
    title: 'Refunds',
    resolution: 'By [cheque](/answers/cheques/) or [cash](/answers/cash/).',
  })
  archive(db, { articleId: cheque.articleId, successorId: card.articleId, reason: 'Replaced', by: null })
  archive(db, { articleId: cash.articleId, reason: 'Gone', by: null })
  db.$client.prepare("UPDATE archivals SET at = '2030-01-01'").run()

  const files = buildSite(siteContent(db), { siteUrl: null, feedbackUrl: null, html: renderMarkdown })
  const page = new TextDecoder().decode(files.get('answers/refunds/index.html'))

  expect(page).toContain('By <a href="../cards/index.html">cheque</a> or cash.')
})

test('two articles that slug alike have two addresses', () => {
  const db = freshDb()
  make.publishedArticle(db, { title: 'Refunds?' })
  make.publishedArticle(db, { title: 'Refunds!' })

  const files = buildSite(siteContent(db), { siteUrl: null, feedbackUrl: null, html: renderMarkdown })

  expect([...files.keys()].filter((path) => /^answers\/refunds.*html$/.test(path))).toHaveLength(2)
})
