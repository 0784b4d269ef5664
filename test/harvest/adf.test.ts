import { expect, test } from 'vitest'
import { adfToHtml } from '../../src/harvest/adf.ts'
import { wikiToMarkdown } from '../../src/harvest/importers/jira-wiki.ts'
import { toMarkdown } from '../../src/harvest/text.ts'

const markdown = (...content: unknown[]) =>
  toMarkdown(adfToHtml({ type: 'doc', version: 1, content }), 'html')
const text = (words: string, ...marks: unknown[]) => ({ type: 'text', text: words, marks })
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content })

test('a document’s text stays text: tags and Markdown signs in it do nothing', () => {
  expect(markdown(paragraph(text('<script>alert(1)</script> & *not bold*')))).toBe(
    '\\<script>alert(1)\\</script> & \\*not bold\\*',
  )
})

test('only addresses of the web become links', () => {
  const link = (href: string) => text('here', { type: 'link', attrs: { href } })
  expect(markdown(paragraph(link('https://wrenmoor.example/a?b=1&c="')))).toContain(
    '[here](https://wrenmoor.example',
  )
  expect(markdown(paragraph(link('javascript:alert(1)')))).toBe('here')
})

test('nodes that are not known give way to what is in them', () => {
  const inner = {
    type: 'layoutSection',
    content: [{ type: 'somethingNew', content: [paragraph(text('Kept.'))] }],
  }
  expect(markdown(inner, { type: 'extension', attrs: { text: 'macro' } }, null, 5, 'x')).toBe('Kept.')
})

test('a document nested without end is cut, not followed', () => {
  let node: unknown = paragraph(text('deep'))
  for (let depth = 0; depth < 50_000; depth++) node = { type: 'blockquote', content: [node] }
  expect(adfToHtml(node)).not.toContain('deep')
})

test('wiki text: headings, lists, code with its language, links, quotes; code is not touched', () => {
  const wiki =
    'h2. Title\n* one\n** two\n# first\n{code:title=a.sh|bash}\necho *x* <b>\n{code}\n{quote}\nsaid\n{quote}\n*bold* {{code}} [site|https://wrenmoor.example] <b>'
  expect(wikiToMarkdown(wiki)).toBe(
    '## Title\n- one\n   - two\n1. first\n\n```bash\necho *x* <b>\n```\n\n> said\n**bold** `code` [site](https://wrenmoor.example) &lt;b>',
  )
})

test('wiki text with fifty thousand code blocks that are never closed is read in a moment', () => {
  const wiki = '{code:x}'.repeat(50_000)
  expect(wikiToMarkdown(wiki)).toBe(wiki)
})
