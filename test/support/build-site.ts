// Builds a site from the content on standard input and says its hash: the same in any process, zone and language.
import { readFileSync } from 'node:fs'
import { sha256 } from '../../src/lib/hash.ts'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { buildSite } from '../../src/publish/site.ts'
import { contentFromJson } from './content-data.ts'

const content = contentFromJson(readFileSync(0, 'utf8'))
const files = buildSite(content, {
  siteUrl: 'https://help.example/docs',
  feedbackUrl: '/feedback',
  html: renderMarkdown,
})
console.log(sha256([...files].map(([path, bytes]) => `${path} ${sha256(bytes)}\n`).join('')))
