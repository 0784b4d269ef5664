import { expect, test } from 'vitest'
import { firstWords, plainText } from '../../src/lib/plain-text.ts'

test('what a page does not show is in no description: comments and definitions of links', () => {
  const text = [
    'Press **Start**. <!-- ask jane@wren.example -->Then wait.',
    '<!-- several\n\nlines of jane -->',
    '[jane]: https://intern.example/jane "Jane\'s desk"',
    '> [quoted]: <https://intern.example/q>\n> shown',
    '[next]:\n  https://intern.example/next\n  (a title)',
    'End.',
  ].join('\n\n')
  expect(plainText(text)).toBe('Press Start. Then wait.\nshown\nEnd.')
  expect(firstWords(text, 100)).toBe('Press Start. Then wait. shown End.')
})

test('a comment that never ends hides the rest, also when the text was cut in it', () => {
  expect(plainText('Shown.\n\n<!-- jane\n\nand more')).toBe('Shown.')
  expect(firstWords(`Shown. <!-- ${'jane '.repeat(50)}--> Also.`, 20)).toBe('Shown. Also.')
})

test('links by reference are their words, wherever they are defined', () => {
  const filler = 'More words. '.repeat(300)
  const text = `See [the manual][1], [Prices][], ![a chart][c], [![logo][c]][1] and [prices].\n\n${filler}\n\n[1]: https://a.example\n[PRICES]: /prices\n[c]: c.png`
  expect(firstWords(text, 66)).toBe('See the manual, Prices, a chart, logo and prices. More words…')
  expect(plainText(text)).not.toMatch(/example|\[/)
})

test('brackets that link nothing, and code, stay', () => {
  expect(plainText('Take arr[0][1] or [ERROR] here.')).toBe('Take arr[0][1] or [ERROR] here.')
  expect(plainText('[1]: /x\n\nTake `arr[0][1]` and `<!--` and on.')).toBe('Take arr[0][1] and <!-- and on.')
  expect(plainText('```\n<!-- kept -->\n[INFO]: started\n```\n\nEnd.')).toBe(
    '<!-- kept -->\n[INFO]: started\nEnd.',
  )
  expect(plainText('An unpaired `` here <!-- jane ` -->end')).toBe('An unpaired here end')
  expect(plainText('An escaped \\` here <!-- jane ` -->end')).not.toContain('jane')
})

test('entities are decoded once', () => {
  expect(
    plainText('jane&#64;wren.example &#x41;&amp;#64; &nbsp;&eacute; &lt;b&gt; &#0;&#55296;&#9999999;.'),
  ).toBe('jane@wren.example A&#64; &eacute; <b> .')
})

test('hostile texts are read in one go', () => {
  for (const part of [
    '<!--',
    '`',
    '``` ',
    '~',
    '[a]: ',
    '[a]:\n',
    '- ',
    '> [',
    '[a][',
    '![',
    '\\',
    '[x]: y "',
  ])
    expect(plainText(`[a]: b\n\n${part.repeat(20_000)}`).length).toBeLessThan(200_000)
})
