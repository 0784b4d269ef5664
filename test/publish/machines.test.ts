import { beforeEach, expect, test } from 'vitest'
import { keepMedium, markdownFor } from '../../src/articles/media.ts'
import type { Db } from '../../src/db/open.ts'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { checkHtml } from '../../src/publish/check-html.ts'
import { siteContent } from '../../src/publish/content.ts'
import { siteOptions } from '../../src/publish/publish.ts'
import { buildSite } from '../../src/publish/site.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'
import { png } from '../support/pictures.ts'
import { hostileTitles, smallSite } from '../support/small-site.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

function build(siteUrl: string | null = 'https://help.example/v1.2') {
  const options = { ...siteOptions(db, {}), siteUrl, feedbackUrl: null, html: renderMarkdown }
  const files = buildSite(siteContent(db), options)
  return { files, text: (path: string) => new TextDecoder().decode(files.get(path)) }
}

type Data = Record<string, unknown> & { '@type'?: string }

test('structured data is what search engines ask for, on every page that has some', () => {
  smallSite(db)
  for (const title of hostileTitles) make.publishedArticle(db, { title, template: 'how-to' })
  const { files, text } = build()
  const kinds = new Set<string>()
  for (const path of files.keys()) {
    if (!path.endsWith('.html')) continue
    const found = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text(path))?.[1]
    if (found === undefined) continue
    const data = JSON.parse(found) as Data & { '@graph'?: Data[] }
    expect(data['@context']).toBe('https://schema.org')
    for (const one of data['@graph'] ?? [data]) {
      kinds.add(String(one['@type']))
      if (one['@type'] === 'BreadcrumbList') {
        const items = one.itemListElement as { position: number; name: string; item: string }[]
        expect(items.map(({ position }) => position)).toEqual(items.map((_, i) => i + 1))
        for (const { name, item } of items) {
          expect(name).not.toBe('')
          expect(URL.canParse(item), item).toBe(true)
        }
      } else {
        for (const at of [one.datePublished, one.dateModified]) expect(Date.parse(String(at))).not.toBeNaN()
        expect(one.inLanguage).toBe('en')
        if (one['@type'] === 'FAQPage') {
          const [question] = one.mainEntity as {
            name: string
            acceptedAnswer: { '@type': string; text: string }
          }[]
          expect(question).toMatchObject({ '@type': 'Question', acceptedAnswer: { '@type': 'Answer' } })
          expect(question?.acceptedAnswer.text).not.toBe('')
        } else expect(String(one.headline).length).toBeLessThanOrEqual(110)
      }
    }
  }
  expect([...kinds].sort()).toEqual(['BreadcrumbList', 'FAQPage', 'TechArticle'])
})

test('feeds, sitemap and search description are whole XML, with full addresses and dates', () => {
  smallSite(db)
  for (const title of hostileTitles) make.publishedArticle(db, { title })
  const { files, text } = build()

  for (const path of [...files.keys()].filter((one) => /\.(xml|atom)$/.test(one))) {
    const xml = text(path)
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n'), path).toBe(true)
    expect(checkHtml(xml.slice(xml.indexOf('\n'))).faults, path).toEqual([])
    expect(xml, path).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;|apos;)|[\0-\x08\x0b\x0c\x0e-\x1f]/)
  }
  const feed = text('changes.atom')
  for (const at of feed.match(/(?<=<updated>)[^<]*/g) ?? []) expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  const ids = feed.match(/(?<=<id>)[^<]*/g) ?? []
  expect(new Set(ids).size).toBe(ids.length)
  for (const address of text('sitemap.xml').match(/(?<=<loc>)[^<]*/g) ?? []) {
    const path = address.replace('https://help.example/v1.2/', '')
    expect(files.has(path === '' || path.endsWith('/') ? `${path}index.html` : path), address).toBe(true)
  }
  expect(text('robots.txt')).toContain('Sitemap: https://help.example/v1.2/sitemap.xml')
})

test('old addresses lead on in every form that servers read, and mean exactly themselves', () => {
  smallSite(db)
  const { text } = build()

  expect(text('_redirects')).toContain(
    '/v1.2/answers/refund-duration/ /v1.2/answers/how-long-does-a-refund-take/ 301!',
  )
  expect(text('_redirects')).toContain(
    '/v1.2/answers/refunds-by-cheque/ /v1.2/answers/refunds-by-cheque/index.html 410!',
  )
  expect(text('redirects.nginx.map')).toContain('/v1.2/answers/refunds-by-cheque/ gone;')
  const rule = /RedirectMatch 301 (\S+) (\S+)/.exec(text('.htaccess'))!
  expect(new RegExp(rule[1]!).test('/v1.2/answers/refund-duration/')).toBe(true)
  expect(new RegExp(rule[1]!).test('/v1x2/answers/refund-duration/')).toBe(false)
  expect(JSON.parse(text('routes.json')).gone).toEqual(['/answers/refunds-by-cheque/'])
  const page = text('answers/refund-duration/index.html')
  expect(page).toContain('http-equiv="refresh" content="0; url=../how-long-does-a-refund-take/index.html"')
  expect(page).toContain(
    'rel="canonical" href="https://help.example/v1.2/answers/how-long-does-a-refund-take/"',
  )
})

test('the Markdown twin leads to other twins and to files, from wherever it is read', () => {
  smallSite(db)
  const picture = keepMedium(db, { bytes: png, fileName: 'shot.png', alt: 'Halves', by: null })
  make.publishedArticle(db, { title: 'Shot', resolution: `${markdownFor(picture)} [x](https://a.example/b)` })

  const full = build()
  expect(full.text('answers/how-long-does-a-refund-take/index.md')).toContain(
    '[the invoice](https://help.example/v1.2/answers/where-do-i-see-the-invoice/index.md)',
  )
  expect(full.text('answers/shot/index.md')).toContain(
    `![Halves](https://help.example/v1.2/media/${picture.name}) [x](https://a.example/b)`,
  )
  expect(full.text('llms.txt')).toContain('](https://help.example/v1.2/answers/shot/index.md): ')
  expect(build(null).text('answers/how-long-does-a-refund-take/index.md')).toContain(
    '[the invoice](../where-do-i-see-the-invoice/index.md)',
  )
})

test('what a stranger wrote cannot do anything in a Markdown twin: no markup, no script, no foreign picture', () => {
  make.publishedArticle(db, {
    title: 'Pump <b>stops</b>',
    product: 'Har<i>bor',
    environment: '<img src=x onerror=alert(1)>',
    resolution: [
      'Press **Start**. <script>alert(1)</script> <iframe src=//evil.example></iframe>',
      '[click](javascript:alert(1)) [x](data:text/html,hi) [y](java&#115;cript:alert(1)) [z]( jAvaScript:alert(1) )',
      '![i](http://evil.example/track.gif) and ![j][ref]',
      '[ref]: http://evil.example/track2.gif',
      '```html\n<script>shown()</script>\n```',
    ].join('\n\n'),
  })

  const { text } = build()
  const twin = text('answers/pump-b-stops-b/index.md')
  const outside = twin.replace(/```[\s\S]*?```/g, '')
  expect(outside).toContain('Press **Start**.')
  expect(outside).not.toMatch(/<script|<img|<iframe|(?<!\\)<b>|onerror|javascript:|data:text/i)
  expect(outside).not.toContain('![')
  expect(twin).toContain('<script>shown()</script>')
  expect(text('llms.txt')).not.toMatch(/<i>|<script/)
})

test('what the page does not show is in no file of the site: comments and definitions of links', () => {
  make.publishedArticle(db, {
    title: 'Where is the manual?',
    template: 'question',
    resolution:
      'See [the manual][1]. <!-- ask jane@wren.example -->\n\n[1]: https://manual.example/a\n[jane]: https://intern.example/jane "her desk"',
  })
  const { files, text } = build()
  for (const path of files.keys())
    expect(text(path), path).not.toMatch(/jane|intern\.example|her desk|\]\[1\]/)
  expect(text('answers/where-is-the-manual/index.md')).toContain(
    'See [the manual](https://manual.example/a).',
  )
  expect(text('answers/where-is-the-manual/index.html')).toContain('content="See the manual."')
})
