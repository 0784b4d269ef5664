import { expect, test } from 'vitest'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { fitBody } from '../../src/publish/body.ts'

const fitted = (markdown: string) =>
  fitBody(renderMarkdown(markdown), {
    headingLevel: 2,
    hasSteps: true,
    title: '',
    link: (href) => (href.startsWith('#') || href.startsWith('https:') ? href : null),
  })

test('a link to a heading leads there whatever its anchor was called at home; one to nowhere becomes words', () => {
  const html = fitted(
    '## Grouping rows\n\nSee [above](#Grouping-Rows), [the end](#nowhere) and [step two](#step-2).\n\n1. One\n2. Two',
  )

  expect(html).toContain('<h2 id="h-grouping-rows">')
  expect(html).toContain('<a href="#h-grouping-rows">above</a>')
  expect(html).toContain('the end and <a href="#step-2">step two</a>')
  expect(html).not.toContain('nowhere')
})

test('a link to a step that is not there becomes words, and links elsewhere stay', () => {
  const html = fitted('1. One\n\n[Step nine](#step-9), [out](https://example.com/#x)')

  expect(html).toContain('Step nine, <a href="https://example.com/#x"')
})
