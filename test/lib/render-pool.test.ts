import { afterAll, expect, test } from 'vitest'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { closeRenderPool, RENDER_CAP, renderAllApart, renderApart } from '../../src/lib/render-pool.ts'

afterAll(closeRenderPool)

test('many texts come back in their order, each as it is rendered alone', async () => {
  const texts = Array.from({ length: 300 }, (_, n) => `${n}. **Step ${n}**\n\n${'word '.repeat(n * 3)}`)
  const all = await renderAllApart(texts)

  expect(all.map(({ html }) => html)).toEqual(texts.map(renderMarkdown))
  expect(new Set(all.map(({ outcome }) => outcome))).toEqual(new Set(['rendered']))
})

test('a text that is too large, among others, is shown as it was written, and the others are not touched', async () => {
  const [before, large, after] = await renderAllApart(['*one*', 'x'.repeat(RENDER_CAP + 1), '*two*'])

  expect(before).toEqual({ html: '<p><em>one</em></p>\n', outcome: 'rendered' })
  expect(large?.outcome).toBe('too-large')
  expect(after).toEqual({ html: '<p><em>two</em></p>\n', outcome: 'rendered' })
  expect(await renderAllApart([])).toEqual([])
})

test('a text that misses the deadline is shown as it was written, and its neighbours as they should be', async () => {
  const slow = '*a_'.repeat(14_000)
  const [before, late, after] = await renderAllApart(['*one*', slow, '*two*'])

  expect([before?.outcome, after?.outcome]).toEqual(['rendered', 'rendered'])
  expect(late?.outcome).toBe('too-slow')
  expect(late).toEqual(await renderApart(slow))
}, 60_000)
