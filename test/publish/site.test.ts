import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { archive, rename } from '../../src/articles/publication.ts'
import type { Db } from '../../src/db/open.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { checkHtml } from '../../src/publish/check-html.ts'
import { siteContent } from '../../src/publish/content.ts'
import type { SiteOptions } from '../../src/publish/frame.ts'
import { buildSite } from '../../src/publish/site.ts'
import { contentAsJson, contentFromJson } from '../support/content-data.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'
import { hostileTitles, smallSite } from '../support/small-site.ts'

const options: SiteOptions = {
  siteUrl: 'https://help.example/docs',
  feedbackUrl: '/feedback',
  html: renderMarkdown,
}

let db: Db
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-03T10:00:00Z') })
  db = freshDb()
})
afterEach(() => {
  vi.useRealTimers()
})

const textOf = (files: Map<string, Uint8Array>, path: string) => new TextDecoder().decode(files.get(path))
const hashOf = (files: Map<string, Uint8Array>) =>
  sha256([...files].map(([path, bytes]) => `${path} ${sha256(bytes)}\n`).join(''))

test('the same content gives the same bytes, whatever order it was kept in', () => {
  smallSite(db)
  const content = siteContent(db)
  const shuffled = contentFromJson(contentAsJson(content))

  const first = buildSite(content, options)
  const second = buildSite(shuffled, options)

  expect(hashOf(second)).toBe(hashOf(first))
})

test('the same content gives the same bytes in another time zone, language and process', () => {
  smallSite(db)
  const content = siteContent(db)
  const script = join(import.meta.dirname, '../support/build-site.ts')
  const build = (env: Record<string, string>) =>
    execFileSync(process.execPath, ['--import', 'tsx', script], {
      input: contentAsJson(content),
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    }).trim()

  const west = build({ TZ: 'Pacific/Honolulu', LANG: 'tr_TR.UTF-8' })
  const east = build({ TZ: 'Asia/Kolkata', LANG: 'C' })

  expect(west).toMatch(/^[0-9a-f]{64}$/)
  expect(east).toBe(west)
}, 60_000)

test('an article page reads as the kept sample does', () => {
  smallSite(db)
  const files = buildSite(siteContent(db), options)
  const page = textOf(files, 'answers/how-long-does-a-refund-take/index.html')
    .replace(/<script>[\s\S]*<\/script>/, '<script>…</script>')
    .replace(/-[0-9a-f]{12}\./g, '-….')
    .replace(/&#39;sha256-[^;]*&#39;/, '…')
  const golden = join(import.meta.dirname, '../golden/site/article.html')
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, page)

  expect(page).toBe(readFileSync(golden, 'utf8'))
})

test('every kind of page is valid HTML', async () => {
  smallSite(db)
  changeSetting(db, {
    key: 'site',
    value: { name: 'Harbor help', contactUrl: 'https://harbor.example/contact', footer: 'Harbor Ltd' },
    by: null,
  })
  const files = buildSite(siteContent(db), options)
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      // Attributes are escaped as the templates' engine does it, and pages are not indented.
      'no-trailing-whitespace': 'off',
      'no-inline-style': 'error',
      'long-title': 'off',
      'void-style': 'off',
      'no-implicit-button-type': 'off',
      'require-sri': 'off',
      // The refresh of a redirect page is immediate, which is what the rule asks for.
      'meta-refresh': ['error', { allowLongDelay: false }],
    },
  })
  const kinds = new Map<string, string>()
  for (const path of files.keys()) {
    if (path.endsWith('.html')) kinds.set(path.replace(/(answers|people)\/[^/]+/, '$1/*'), path)
  }
  for (const path of [
    ...kinds.values(),
    ...[...files.keys()].filter((path) => /^answers.*html$/.test(path)),
  ]) {
    const report = await validator.validateString(textOf(files, path))
    const messages = report.results.flatMap((result) =>
      result.messages.map((message) => `${path}:${message.line} ${message.ruleId} ${message.message}`),
    )
    expect(messages).toEqual([])
    expect(checkHtml(textOf(files, path)).faults).toEqual([])
  }
}, 60_000)

test('hostile titles stay text in pages, feeds, structured data and the summary for assistants', () => {
  for (const title of hostileTitles)
    make.publishedArticle(db, { title, product: 'Harbor', template: 'question' })
  const files = buildSite(siteContent(db), options)

  for (const [path, bytes] of files) {
    if (!/\.(html|atom|xml|txt)$/.test(path) || path.startsWith('search/d/')) continue
    const text = new TextDecoder().decode(bytes)
    expect(text.includes('<script>alert'), path).toBe(false)
    if (!path.endsWith('.html')) continue
    expect(checkHtml(text).faults, path).toEqual([])
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1]
    if (data !== undefined) expect(() => JSON.parse(data), path).not.toThrow()
  }
  const names = [...files.keys()].filter((path) => /^answers\/[^/]+\/index\.html$/.test(path))
  expect(names).toHaveLength(hostileTitles.length)
})

test('two articles for one address stop the build, naming both', () => {
  smallSite(db)
  const content = siteContent(db)
  const [first, second] = content.articles
  const clash = { ...content, articles: [first!, { ...second!, slug: first!.slug.toUpperCase() }] }

  const attempt = () => buildSite(clash, options)

  expect(attempt).toThrow(/Two pages have the address answers\/.*article 1 .* and article 2 /i)
})

test('a page without a vote endpoint has no form for it, and one without a site address no canonical link', () => {
  smallSite(db)

  const files = buildSite(siteContent(db), { ...options, siteUrl: null, feedbackUrl: null })
  const page = textOf(files, 'answers/how-long-does-a-refund-take/index.html')

  expect(page).not.toContain('Did this answer help?')
  expect(page).not.toContain('rel="canonical"')
  expect(files.has('sitemap.xml')).toBe(false)
  expect(files.has('robots.txt')).toBe(true)
})

test('steps and headings have lasting anchors, and pictures from elsewhere become links', () => {
  make.publishedArticle(db, {
    title: 'How do I send a refund?',
    resolution:
      '# Before\n\nRead this.\n\n1. Open Settings\n   1. Not a step of its own\n2. Press Send\n\n![The Send button](https://pics.example/send.png)\n\n### After\n\n3. Wait',
  })

  const page = textOf(buildSite(siteContent(db), options), 'answers/how-do-i-send-a-refund/index.html')

  expect(page).toMatch(/<h2 id="h-before">Before/)
  expect(page).toMatch(/<h3 id="h-after">After/)
  expect([...page.matchAll(/id="(step-\d)"/g)].map((match) => match[1])).toEqual([
    'step-1',
    'step-2',
    'step-3',
  ])
  expect(page).not.toContain('<img')
  expect(page).toContain(
    'href="https://pics.example/send.png" rel="nofollow noopener">Image: The Send button</a>',
  )
})

test('links to answers follow them when they move, and links to nothing become words', () => {
  const target = make.publishedArticle(db, { title: 'Target' })
  make.publishedArticle(db, {
    title: 'Linking',
    resolution:
      'See [old](/answers/target/), [full](https://help.example/docs/answers/target/#step-1), [out](https://other.example/a), [lost](../nowhere/), [bad](javascript:alert(1)).',
  })
  rename(db, { articleId: target.articleId, slug: 'new-target', by: null })

  const page = textOf(buildSite(siteContent(db), options), 'answers/linking/index.html')

  expect(page).toContain('<a href="../new-target/index.html">old</a>')
  expect(page).toContain('<a href="../new-target/index.html#step-1">full</a>')
  expect(page).toContain('<a href="https://other.example/a" rel="nofollow noopener">out</a>')
  expect(page).toContain(', lost, bad.')
})

test('each language is a site of its own, and right-to-left text reads that way', () => {
  make.publishedArticle(db, { title: 'How long does a refund take?', product: 'Harbor' })
  make.publishedArticle(db, { title: 'كم يستغرق استرداد المال؟', language: 'ar', product: 'Harbor' })

  const files = buildSite(siteContent(db), options)

  const arabic = [...files.keys()].find((path) => /^ar\/answers\/[^/]+\/index\.html$/.test(path))!
  expect(textOf(files, arabic)).toContain('<html lang="ar" dir="rtl">')
  expect(files.has('ar/search/root.bin')).toBe(true)
  expect(textOf(files, 'index.html')).not.toContain('استرداد')
  expect(textOf(files, 'ar/index.html')).toContain('استرداد')
})

test('a topic of many articles is listed on as many pages as it takes', () => {
  for (let n = 0; n < 205; n++) make.publishedArticle(db, { title: `Question ${n}`, product: 'Harbor' })

  const files = buildSite(siteContent(db), options)

  expect(textOf(files, 'products/harbor/index.html')).toContain('href="page-2.html"')
  expect(textOf(files, 'products/harbor/page-3.html').match(/reader-list__item/g)).toHaveLength(5)
  expect(files.has('products/harbor/page-4.html')).toBe(false)
}, 60_000)

test('an archived article without a successor leaves a page that says so, out of every list', () => {
  const gone = make.publishedArticle(db, { title: 'Wrong since March' })
  archive(db, { articleId: gone.articleId, reason: 'Secret reason', by: null })

  const files = buildSite(siteContent(db), options)

  expect(textOf(files, 'answers/wrong-since-march/index.html')).toContain('This answer is gone')
  for (const [path, bytes] of files) {
    if (path.startsWith('answers/wrong-since')) continue
    expect(new TextDecoder().decode(bytes).includes('Wrong since March'), path).toBe(false)
    expect(new TextDecoder().decode(bytes).includes('Secret reason'), path).toBe(false)
  }
})
