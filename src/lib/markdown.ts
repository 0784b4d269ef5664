import { Marked } from 'marked'
import sanitizeHtml from 'sanitize-html'

/** HTML that came out of the one sanitiser and may be written into a page as it is. */
export type SafeHtml = string & { readonly __safe: unique symbol }

/** Changes whenever the same Markdown may render differently; kept renderings of other versions are made anew. */
export const RENDERER_VERSION = 2

const ALLOWED_TAGS = [
  ...[
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'p',
    'ul',
    'ol',
    'li',
    'blockquote',
    'pre',
    'code',
    'kbd',
    'samp',
    'hr',
    'br',
  ],
  ...['strong', 'em', 'del', 'sub', 'sup', 'mark', 'a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ...['details', 'summary', 'dl', 'dt', 'dd', 'abbr', 'span', 'div'],
]

const marked = new Marked({ gfm: true, breaks: false, async: false })

/** Markdown (or HTML inside it) of anybody → HTML that executes nothing. Slow on hostile text: call it through the worker. */
export function renderMarkdown(markdown: string): SafeHtml {
  return sanitise((marked.parse(markdown) as string).replace(STAND_IN, '&lt;$1&gt;'))
}

/** Words in angle brackets that stand for something left out, such as `<email-1>`: they are text, no tags. */
const STAND_IN = /<([a-z]{2,20}(?:-[a-z]{2,20}){0,3}-\d{1,9})>/g

/** The one allow-list. Headings move down one level because the page's own title is the only `h1`. */
export function sanitise(html: string): SafeHtml {
  return sanitizeHtml(html, {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: {
      a: ['href', 'title', 'rel'],
      img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
      code: [{ name: 'class', multiple: true, values: ['language-*'] }],
      th: ['align', 'scope'],
      td: ['align'],
      ol: ['start'],
      abbr: ['title'],
      '*': ['dir', 'lang'],
    },
    allowedClasses: { code: [/^language-[\w+#.-]{1,30}$/] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: 40,
    transformTags: {
      h1: 'h2',
      b: 'strong',
      i: 'em',
      a: (_tag, attributes) => ({ tagName: 'a', attribs: { ...attributes, rel: 'nofollow noopener' } }),
      img: (_tag, attributes) => ({ tagName: 'img', attribs: { alt: '', ...attributes, loading: 'lazy' } }),
    },
  }) as SafeHtml
}

/** Plain text as HTML: characters escaped, line breaks kept. */
export function escapeText(text: string): SafeHtml {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character) as SafeHtml
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
