import { mailMarkdown, withoutMailTrail, withoutSignOff } from '../mail.ts'
import { MAX_BODY, toMarkdown } from '../text.ts'

/** A file hung on a ticket; the file itself is not fetched. */
export type Attachment = { name?: unknown; url?: unknown }

/** A ticket's text, which mostly came by mail, as Markdown: without quoted mail and signature, files as links. */
export function deskBody(
  body: { html?: unknown; text?: unknown; markdown?: unknown },
  attachments: readonly Attachment[] = [],
  options: { baseUrl?: string } = {},
): string {
  return [ownWords(body, options), ...linksTo(attachments)].filter((part) => part !== '').join('\n\n')
}

/** A person's name as it may be shown; an address or number in its place is none. */
export function personName(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined
  const clean = name.trim()
  return clean === '' || /^\[[\w-]+\]$|@\S+\.|^\+?[\d\s().-]{6,}$/.test(clean) ? undefined : clean
}

function ownWords(
  body: { html?: unknown; text?: unknown; markdown?: unknown },
  options: { baseUrl?: string },
): string {
  if (isText(body.html)) return withoutSignOff(mailMarkdown(body.html, options))
  if (isText(body.markdown))
    return withoutSignOff(toMarkdown(withoutMailTrail(cut(body.markdown)), 'markdown'))
  return isText(body.text) ? withoutSignOff(toMarkdown(withoutMailTrail(cut(body.text)), 'text')) : ''
}

function linksTo(attachments: readonly Attachment[]): string[] {
  const links = attachments.flatMap(({ name, url }) => {
    if (!isText(url) || !/^https?:\/\/[^\s<>()"]+$/.test(url)) return []
    const label = isText(name)
      ? name
          .replace(/[[\]\\\s]+/g, ' ')
          .trim()
          .slice(0, 200)
      : ''
    return [`[${label || 'Attachment'}](${url})`]
  })
  return links.length === 0 ? [] : [`Attachments: ${links.join(', ')}`]
}

/** One sign too long, so that the converter notices and says so. */
function cut(text: string): string {
  return text.length > MAX_BODY ? text.slice(0, MAX_BODY + 1) : text
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
