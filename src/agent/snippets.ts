import { escapeText } from '../lib/markdown.ts'

/** What an agent pastes into a reply, in three forms; `url` opens the page at the step that answers. */
export type Snippets = { url: string; markdown: string; html: string }

/** The longest excerpt of an answer in a snippet, in characters. */
const MAX_EXCERPT = 600

/** Link, Markdown and HTML of an article for a reply. Pure; the texts must be public ones. */
export function snippetsOf(input: {
  title: string
  siteUrl: string
  path: string
  step?: string
  answer: string
}): Snippets {
  const base = input.siteUrl.replace(/\/+$/, '')
  const url = `${base}/${input.path}${input.step === undefined ? '' : `#${input.step}`}`
  const excerpt = excerptOf(input.answer)
  const title = input.title.replace(/([[\]\\])/g, '\\$1')
  return {
    url,
    markdown: `${excerpt}\n\n[${title}](${url})`,
    html: `${paragraphs(excerpt)}<p><a href="${escapeText(url)}">${escapeText(input.title)}</a></p>`,
  }
}

/** The beginning of an answer, cut at the end of a block, never in the middle of a step or of code. */
function excerptOf(answer: string): string {
  if (answer.length <= MAX_EXCERPT) return answer.trim()
  const blocks = answer.split(/\n{2,}/)
  let kept = ''
  for (const block of blocks) {
    if (kept !== '' && kept.length + block.length > MAX_EXCERPT) break
    kept += `${kept === '' ? '' : '\n\n'}${block}`
  }
  const hasOpenFence = (kept.match(/^ {0,3}(?:```|~~~)/gm) ?? []).length % 2 === 1
  return `${kept.trim()}${hasOpenFence ? '\n```' : ''}\n\n…`
}

function paragraphs(markdown: string): string {
  return markdown
    .split(/\n{2,}/)
    .map((block) => `<p>${escapeText(block).replace(/\n/g, '<br>')}</p>`)
    .join('')
}
