import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SiteContent } from '../../../src/publish/content.ts'

/** Writes every answer as a Markdown file with the layout that eleventy puts around it, and lists by topic. */
export function writeSources(content: SiteContent, folder: string): string {
  mkdirSync(join(folder, '_includes'), { recursive: true })
  mkdirSync(join(folder, 'answers'))
  writeFileSync(join(folder, '_includes/answer.liquid'), LAYOUT)
  const titles = new Map(content.articles.map((article) => [article.number, article]))
  for (const article of content.articles) {
    const { issue, cause, resolution } = article.texts()
    const related = article.related.map((number) => {
      const other = titles.get(number)!
      return { title: other.title, slug: other.slug }
    })
    const front = {
      layout: 'answer.liquid',
      permalink: `/answers/${article.slug}/index.html`,
      title: article.title,
      product: article.product,
      topic: article.topic,
      updated: article.updatedAt.slice(0, 10),
      description: article.facts.summary,
      related,
    }
    const body = [resolution, '## The question', issue, '## Why it happens', cause].join('\n\n')
    writeFileSync(
      join(folder, 'answers', `${article.slug}.md`),
      `---json\n${JSON.stringify(front)}\n---\n${body}\n`,
    )
  }
  const topics = new Set(content.articles.map((article) => `${article.product}/${article.topic}`))
  for (const topic of topics) {
    const own = content.articles.filter((article) => `${article.product}/${article.topic}` === topic)
    const front = { layout: 'answer.liquid', permalink: `/products/${topic}/index.html`, title: topic }
    const list = own.map(
      (article) => `* [${article.title}](/answers/${article.slug}/): ${article.facts.summary}`,
    )
    const name = topic.replace('/', '-')
    writeFileSync(join(folder, `${name}.md`), `---json\n${JSON.stringify(front)}\n---\n${list.join('\n')}\n`)
  }
  return `${content.articles.length} answers, ${topics.size} lists`
}

/** Builds a site of them with eleventy's own defaults. */
export async function eleventy(input: string, output: string): Promise<string> {
  // @ts-expect-error: eleventy has no types.
  const { default: Eleventy } = await import('@11ty/eleventy')
  const site = new Eleventy(input, output, { quietMode: true, configPath: null })
  await site.init()
  await site.write()
  return 'pages alone'
}

const LAYOUT = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ title | escape }}</title><meta name="description" content="{{ description | escape }}">
<link rel="stylesheet" href="/assets/site.css"></head>
<body><header><a href="/">Help</a><nav><a href="/products/">Products</a> <a href="/changes/">What changed</a></nav>
<form role="search" action="/search/"><input type="search" name="q" aria-label="Search"></form></header>
<main><article><h1>{{ title | escape }}</h1><p>{{ product }} · {{ topic }} · {{ updated }}</p>
{{ content }}
<h2>Related</h2><ul>{% for other in related %}<li><a href="/answers/{{ other.slug }}/">{{ other.title | escape }}</a></li>{% endfor %}</ul>
</article></main><footer>Help</footer></body></html>
`
