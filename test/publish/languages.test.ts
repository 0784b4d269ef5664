import { eq } from 'drizzle-orm'
import { HtmlValidate } from 'html-validate'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { articles } from '../../src/db/schema.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { siteContent } from '../../src/publish/content.ts'
import type { SiteOptions } from '../../src/publish/frame.ts'
import { dayIn, filled, languages, listed, wordsIn } from '../../src/publish/languages/index.ts'
import { buildSite } from '../../src/publish/site.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const options: SiteOptions = {
  siteUrl: 'https://help.example/docs',
  feedbackUrl: '/feedback',
  html: renderMarkdown,
}

let db: Db
beforeEach(() => {
  db = freshDb()
})

const build = () => {
  const files = buildSite(siteContent(db), options)
  return (path: string) => new TextDecoder().decode(files.get(path))
}

function places(sentence: unknown): string[] {
  return typeof sentence === 'string' ? (sentence.match(/\{\w+\}/g) ?? []).sort() : []
}

test('every language says everything, with the same places in each sentence', () => {
  for (const [language, words] of Object.entries(languages)) {
    for (const [key, sentence] of Object.entries(languages.en!)) {
      const own = words[key as keyof typeof words]
      expect(typeof own, `${language} ${key}`).toBe(typeof sentence)
      expect(places(own), `${language} ${key}`).toEqual(places(sentence))
    }
    for (const [key, sentence] of Object.entries(languages.en!.box)) {
      const own = words.box[key as keyof typeof words.box]
      // A language whose counts need no number may leave it out.
      if (key !== 'one') expect(places(own), `${language} box ${key}`).toEqual(places(sentence))
    }
    expect(dayIn(words, '2026-11-01T23:59:59.999Z'), language).toContain('2026')
    expect(words.answers(3), language).toContain('3')
  }
  expect(dayIn(wordsIn('ja'), '2026-11-01')).toBe('2026年11月1日')
  expect(dayIn(wordsIn('fr-CA'), '2026-11-01')).toBe('1er novembre 2026')
  expect(wordsIn('nl')).toBe(languages.en)
  expect(listed(wordsIn('de'), ['a', 'b', 'c'])).toBe('a, b und c')
  expect(filled('{a} {b}', { a: 1 })).toBe('1 {b}')
})

test('a page in each language speaks that language, is valid, and leads to the others', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      'void-style': 'off',
      'no-implicit-button-type': 'off',
      'require-sri': 'off',
    },
  })
  for (const language of Object.keys(languages))
    make.publishedArticle(db, { title: `Refund ${language}`, language, product: 'Harbor' })

  const page = build()

  for (const [language, words] of Object.entries(languages)) {
    const folder = language === 'en' ? '' : `${language}/`
    for (const path of [
      `${folder}index.html`,
      `${folder}answers/refund-${language}/index.html`,
      `${folder}404.html`,
    ]) {
      const html = page(path)
      expect(html, path).toContain(`<html lang="${language}"`)
      expect(html.includes('dir="rtl"'), path).toBe(language === 'ar')
      expect(html, path).toContain(words.searchAnswers)
      if (language !== 'en') expect(html, path).not.toContain('What changed')
      const { results } = await validator.validateString(html)
      expect(
        results.flatMap((one) => one.messages.map(({ message }) => message)),
        path,
      ).toEqual([])
    }
  }
  expect(page('index.html')).toContain(
    '<link rel="alternate" hreflang="ja" href="https://help.example/docs/ja/">',
  )
  expect(page('de/index.html')).toContain('<a href="../index.html" hreflang="en" lang="en">English</a>')
}, 30_000)

test('articles linked as translations lead to each other, and say so to search engines', () => {
  const english = make.publishedArticle(db, { title: 'Refunds' })
  const german = make.publishedArticle(db, { title: 'Erstattungen', language: 'de' })
  const french = make.article(db, { title: 'Remboursements', language: 'fr' })
  make.publishedArticle(db, { title: 'Versand', language: 'de' })
  for (const { articleId } of [german, french])
    db.update(articles).set({ translationOfId: english.articleId }).where(eq(articles.id, articleId)).run()

  const page = build()

  const own = page('answers/refunds/index.html')
  expect(own).toContain(
    '<link rel="alternate" hreflang="de" href="https://help.example/docs/de/answers/erstattungen/">',
  )
  expect(own).toContain(
    '<link rel="alternate" hreflang="en" href="https://help.example/docs/answers/refunds/">',
  )
  expect(own).toContain(
    '<a href="../../de/answers/erstattungen/index.html" hreflang="de" lang="de">Deutsch</a>',
  )
  expect(own).not.toContain('hreflang="fr"')
  expect(page('de/answers/erstattungen/index.html')).toContain(
    'href="../../../answers/refunds/index.html" hreflang="en"',
  )
  expect(page('de/answers/versand/index.html')).not.toContain('<link rel="alternate" hreflang')
})

test('"not your version?" leads to the same answer for every other version', () => {
  for (const version of ['3', '4', '5'])
    make.publishedArticle(db, {
      title: `Export the customer ledger as spreadsheet with Harbor ${version}`,
      issue: 'I want to export the customer ledger as spreadsheet for bookkeeping purposes.',
      product: 'Harbor',
      appliesTo: { versions: [version] },
    })
  make.publishedArticle(db, {
    title: 'Something else entirely',
    product: 'Harbor',
    appliesTo: { versions: ['3'] },
  })

  const page = build()('answers/export-the-customer-ledger-as-spreadsheet-with-harbor-4/index.html')

  const versions = /<div class="site-versions">.*?<\/div>/s.exec(page)?.[0] ?? ''
  expect(versions).toContain('Not your version?')
  expect([...versions.matchAll(/<span>Version (\d)<\/span>/g)].map((match) => match[1])).toEqual(['3', '5'])
})

test('the site’s own language may be another than English', () => {
  changeSetting(db, { key: 'site', value: { name: 'Hilfe', language: 'de' }, by: null })
  make.publishedArticle(db, { title: 'Erstattungen', language: 'de' })

  const page = build()

  expect(page('index.html')).toContain('Am häufigsten gefragt')
  expect(page('index.html')).toContain('Durchsuchen Sie die Antworten')
  expect(page('index.html')).toContain('data-texts="{&#34;none&#34;:&#34;Keine Treffer für')
})
