import fc from 'fast-check'
import { Marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { htmlToMarkdown } from '../../src/lib/html-to-markdown.ts'
import { textToMarkdown } from '../../src/lib/markdown-escape.ts'

const cases: [what: string, html: string, markdown: string][] = [
  [
    'paragraphs and emphasis',
    '<p>One <b>two</b></p><p><em>three</em> &amp; four</p>',
    'One **two**\n\n*three* & four',
  ],
  ['no markup at all', 'a < b & "c"', 'a < b & "c"'],
  ['headings', '<h1>A</h1><h3>B <i>c</i></h3>', '# A\n\n### B *c*'],
  ['line breaks', '<p>one<br>two<br/>three</p>', 'one  \ntwo  \nthree'],
  ['two breaks are a paragraph', 'one<br><br>two', 'one\n\ntwo'],
  [
    'lists inside lists',
    '<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>',
    '- a\n  1. b\n  2. c\n- d',
  ],
  ['a list that goes on counting', '<ol start="3"><li>c</li><li>d</li></ol>', '3. c\n4. d'],
  ['items of several paragraphs', '<ul><li><p>a</p><p>b</p></li><li>c</li></ul>', '- a\n\n  b\n\n- c'],
  [
    'code with its language',
    '<pre><code class="lang-cpp">a &lt; b;\n  c</code></pre>',
    '```cpp\na < b;\n  c\n```',
  ],
  ['code whose language is a guess', '<pre><code class="lang-auto">x</code></pre>', '```\nx\n```'],
  [
    'code highlighted by spans',
    '<div class="highlight highlight-source-ts"><pre><span class="k">const</span> a</pre></div>',
    '```ts\nconst a\n```',
  ],
  ['code that holds a fence', '<pre><code>```\nx\n```</code></pre>', '````\n```\nx\n```\n````'],
  ['inline code', 'use <code>a `b` c</code> and <code>`</code>', 'use ``a `b` c`` and `` ` ``'],
  ['quotes', '<blockquote><p>a</p><blockquote>b</blockquote></blockquote>', '> a\n>\n> > b'],
  [
    'a quote with its author',
    '<aside class="quote" data-username="Mo"><div class="title">Mo:</div><blockquote><p>hi</p></blockquote></aside><p>yes</p>',
    '> **Mo wrote:**\n>\n> hi\n\nyes',
  ],
  [
    'a link with a preview',
    '<aside class="onebox" data-onebox-src="https://x.example/a"><article><h3><a href="https://x.example/a">A page</a></h3><p>long text</p></article></aside>',
    '[A page](https://x.example/a)',
  ],
  [
    'an image that can be enlarged',
    '<div class="lightbox-wrapper"><a class="lightbox" href="https://x.example/big.png"><img src="https://x.example/s.png" alt="menu"><div class="meta"><span class="filename">menu</span><span class="informations">10×10</span></div></a></div>',
    '![menu](https://x.example/s.png)',
  ],
  [
    'links',
    '<a href="https://x.example/(a)">t</a> <a href="https://x.example">https://x.example</a> <a href="mailto:a@b.example">a@b.example</a>',
    '[t](https://x.example/%28a%29) <https://x.example> a@b.example',
  ],
  ['a mention', '<a class="mention" href="/u/mo">@mo</a> hello', '@mo hello'],
  [
    'addresses that do something',
    '<a href="javascript:alert(1)">a</a> <a href=" java\nscript:x">b</a> <img src="data:image/png;base64,xx" alt="c">',
    'a b c',
  ],
  ['a tracking pixel', '<p>a<img src="https://t.example/p.gif" width="1" height="1"></p>', 'a'],
  [
    'emoji',
    '<img class="emoji" title=":slight_smile:" alt=":slight_smile:"> <img class="emoji" title=":none_such:" alt=":none_such:">',
    '🙂 :none_such:',
  ],
  [
    'scripts, styles, buttons and forms',
    '<script>x</script><style>y</style><button>Copy</button>a<input type="checkbox" checked> b',
    'a[x] b',
  ],
  [
    'a table',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|2</td><td><p>3</p><p>4</p></td></tr></tbody></table>',
    '| a | b |\n| --- | --- |\n| 1\\|2 | 3 4 |',
  ],
  [
    'a table without a header',
    '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
    '|  |  |\n| --- | --- |\n| a | b |\n| c |  |',
  ],
  ['a table used for layout', '<table><tr><td><p>a</p><p>b</p></td></tr></table>', 'a\n\nb'],
  [
    'formulas',
    '<p>so $a_1 * b_2$ and <span class="math-container">\\(x_i\\)</span> but $5 and *6*</p>',
    'so $a_1 * b_2$ and \\(x_i\\) but $5 and \\*6\\*',
  ],
  [
    'text that looks like markup',
    '<p># a</p><p>1. b</p><p>- c</p><p>&gt; d</p><p>_e_ [f](g) &lt;h&gt; &amp;lt; ~~i~~</p>',
    '\\# a\n\n1\\. b\n\n\\- c\n\n\\> d\n\n\\_e\\_ \\[f](g) \\<h> \\&lt; \\~\\~i\\~\\~',
  ],
  ['names in code style stay readable', 'my_long_name and 2 * 3', 'my_long_name and 2 * 3'],
  ['bold beside a word', '<p><b>Note:</b>text</p>', '**Note:** text'],
  [
    'right-to-left and wide writing',
    '<p dir="rtl">שלום <b>עולם</b></p><p>日本語。👩‍👧</p>',
    'שלום **עולם**\n\n日本語。👩‍👧',
  ],
  ['keys and small letters', 'H<sub>2</sub>O <kbd>Ctrl</kbd>', 'H<sub>2</sub>O <kbd>Ctrl</kbd>'],
  ['an inline tag around paragraphs', '<font><p>a</p><p>b</p></font>', 'a\n\nb'],
  ['a film', '<iframe src="https://v.example/1"></iframe>', '<https://v.example/1>'],
  ['nothing', ' <p> </p><div></div>', ''],
]

describe('HTML becomes Markdown', () => {
  for (const [what, html, markdown] of cases) test(what, () => expect(htmlToMarkdown(html)).toBe(markdown))
})

test('relative addresses become absolute when the site is known', () => {
  expect(htmlToMarkdown('<a href="/t/1">a</a>', { baseUrl: 'https://x.example' })).toBe(
    '[a](https://x.example/t/1)',
  )
})

test('text read back from the Markdown is the text of the HTML, whatever signs it holds', () => {
  const sign = fc.constantFrom(
    ...'ab1 *_`[]()<>&#-+.!~|\\\n:;"\'='.split(''),
    'http://x.example/a_b_',
    '&lt;',
    '  ',
  )
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 25 }), (signs) => {
      const text = signs.join('')
      expect(textOf(htmlToMarkdown(`<p>${escaped(text)}</p>`))).toBe(text.replace(/\s+/g, ' ').trim())
    }),
    { numRuns: 3000, seed: 11 },
  )
})

test('plain text keeps its words, its short lines and its paragraphs', () => {
  expect(textToMarkdown('Hello,\nit fails.\n\n# not a title\n<b> & *x*')).toBe(
    'Hello,  \nit fails.\n\n\\# not a title  \n\\<b> & \\*x\\*',
  )
  const long =
    'this line is as long as lines in mails are, so that the next one only goes on\nwith the same sentence'
  expect(textToMarkdown(long)).toBe(long)
})

test('trees a hundred thousand levels deep, and very long lines, are read without a crash', () => {
  for (const tag of ['div', 'b', 'blockquote', 'ul><li', 'table><tr><td', 'a href="x"']) {
    const html = `<${tag.replaceAll('><', '><')}>`.repeat(100_000)
    expect(htmlToMarkdown(`${html}inside`)).toContain('inside')
  }
  expect(htmlToMarkdown(`<p>${'x'.repeat(1_000_000)}</p>`)).toHaveLength(1_000_000)
  expect(htmlToMarkdown(' '.repeat(1_000_000))).toBe('')
})

const marked = new Marked({ gfm: true })

function textOf(markdown: string): string {
  const html = marked.parse(markdown) as string
  const text = html.replace(/<[^>]+>/g, '')
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return text
    .replace(/&(lt|gt|quot|#39|amp);/g, (_whole, name: string) => signs[name]!)
    .replace(/\s+/g, ' ')
    .trim()
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
