import type { NormalThread } from '../importer.ts'
import { mailMarkdown, withoutMailTrail } from '../mail.ts'
import { toMarkdown } from '../text.ts'
import { type MailRecord, subjectOf } from './mbox-threads.ts'

type RawMail = MailRecord & { isAsker: boolean }

/** Mails that answer each other as a thread; the first is the question. */
export function normaliseMails(externalId: string, raw: object): NormalThread {
  const [head, ...replies] = (raw as { mails: RawMail[] }).mails
  if (head === undefined) throw new Error('The thread has no mails.')
  const { plain, list } = subjectOf(head.subject)
  return {
    externalId,
    title: plain || 'No subject',
    body: bodyOf(head),
    author: head.from,
    url: head.url,
    createdAt: head.at,
    updatedAt: replies
      .map((mail) => mail.at)
      .sort()
      .at(-1),
    tags: list === undefined ? [] : [list],
    views: 0,
    score: 0,
    environment: {},
    links: [],
    participants: [],
    resolution: { kind: 'unknown' },
    posts: replies.map((mail) => ({
      externalId: mail.id,
      role: mail.isAsker || (mail.from !== undefined && mail.from === head.from) ? 'asker' : 'community',
      author: mail.from,
      body: bodyOf(mail),
      createdAt: mail.at,
      isAccepted: false,
      score: 0,
      url: mail.url ?? head.url,
    })),
  }
}

function bodyOf({ text, format }: RawMail): string {
  if (format === 'html') return mailMarkdown(text)
  return toMarkdown(withoutLastQuote(withoutMailTrail(withoutListTrail(text))), 'text')
}

/** A quote with nothing below it, and the line that says whose it is, answer nothing. */
function withoutLastQuote(text: string): string {
  const lines = text.split('\n')
  let end = lines.length
  while (end > 0 && /^\s*(?:>|$)/.test(lines[end - 1]!)) end--
  if (!lines.slice(end).some((line) => line.trim() !== '')) return text
  for (let at = end - 1; at >= Math.max(0, end - 3); at--) {
    if (
      !/(?:wrote|writes|said|schrieb|[eé]crit|escribi[oó])\b.{0,80}:\s*$/i.test(
        lines.slice(at, end).join(' '),
      )
    )
      continue
    end = /^\s*(?:on|at|am|le|el|quoting|in message)\b/i.test(lines[at]!) || at === end - 1 ? at : end
  }
  const kept = lines.slice(0, end).join('\n').trimEnd()
  return kept.trim() === '' ? text : kept
}

/** What lists, archives and signing programs add around the text. */
function withoutListTrail(text: string): string {
  return text
    .replace(/^>From /gm, 'From ')
    .replace(/ ?\[e-mail\]/g, '')
    .replace(/^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[\w-]+: .*\n)*\n?/m, '')
    .replace(/^-----BEGIN PGP SIGNATURE-----\n[\s\S]{0,20000}?^-----END PGP SIGNATURE-----$/m, '')
    .replace(/^(?:-{8,} next part -{8,}|\[\[alternative HTML version deleted\]\])[\s\S]*$/m, '')
    .replace(/\n_{20,}\n(?:.*\n){0,8}.*(?:mailing list|listinfo|unsubscribe)[\s\S]{0,1500}$/i, '\n')
    .replace(
      /\n(?:[-=+*._]{20,}\n)(?:.*\n){0,6}.*(?:mailing list|unsubscribe|send "?info"?)[\s\S]{0,1500}$/i,
      '\n',
    )
}
