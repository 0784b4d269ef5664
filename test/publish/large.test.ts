import { expect, test } from 'vitest'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { siteContent } from '../../src/publish/content.ts'
import { planSite } from '../../src/publish/site.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

test('five thousand answers in one topic stand a hundred to a page, and no page grows with their number', () => {
  const db = freshDb()
  make.publishedArticle(db, { title: 'Question', product: 'Harbor' })
  const content = siteContent(db)
  const [one] = content.articles
  const articles = Array.from({ length: 5_000 }, (_, n) => ({
    ...one!,
    ...{ number: n + 1, slug: `question-${n + 1}`, title: `Question ${n + 1}`, topic: 'fees' },
  }))
  const products = content.products.map((product) => ({
    ...product,
    topics: [{ parent: null, slug: 'fees', name: 'Fees' }],
  }))

  const { parts } = planSite(
    { ...content, articles, products },
    { siteUrl: null, feedbackUrl: null, html: renderMarkdown },
  )

  const files = parts.flatMap((part) => part.files())
  const topic = files.filter(({ path }) => /^products\/harbor\/fees\/.*html$/.test(path))
  expect(topic).toHaveLength(50)
  const pages = topic.map(({ make }) => new TextDecoder().decode(make()))
  for (const page of pages) {
    expect(page.match(/reader-list__item/g)).toHaveLength(100)
    expect(page.length).toBeLessThan(100_000)
  }
  const listed = new Set(pages.flatMap((page) => page.match(/question-\d+\/index\.html/g) ?? []))
  expect(listed.size).toBe(5_000)
})
