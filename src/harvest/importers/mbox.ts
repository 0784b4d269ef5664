import type { BadItem, Damage, Importer, Item } from '../importer.ts'
import { newRemoval, stripped, takeOut } from '../private.ts'
import { filesOf, type Probe } from '../probe.ts'
import { mboxMessages } from '../reading/mbox.ts'
import { readMail } from '../reading/mime.ts'
import { isoTime } from '../times.ts'
import { normaliseMails } from './mbox-thread.ts'
import { type MailRecord, openMailThreads } from './mbox-threads.ts'

/** Mailing lists and mailboxes: what answers what is read from the mails' headers; nothing says what is resolved. */
export const mbox: Importer = {
  name: 'mbox',
  reads:
    'Mailboxes and archives of mailing lists (mbox, also with addresses written “ann at example.org”): mails that answer each other as threads.',
  recognises: (probe) => probe.names.slice(0, 20).some((name) => isMailbox(probe, name)),
  items,
  withoutPrivate,
  normalise: (item) => ({ kind: 'thread', thread: normaliseMails(item.externalId, item.raw) }),
}

function isMailbox(probe: Probe, name: string): boolean {
  return (
    isFile(name) &&
    /^From \S[^\n]{1,300}\d{4}(?: [+-]\d{4})?\s*\n(?:[\w-]+:[^\n]*\n)/.test(
      probe.head(name).replace(/\r/g, ''),
    )
  )
}

function isFile(name: string): boolean {
  return /\.(?:mbox|mbx|txt|mail)$|(?:^|\/)[^./]+$/i.test(name)
}

async function* items(paths: string[]): AsyncGenerator<Item> {
  const threads = openMailThreads()
  try {
    for (const { file } of filesOf(paths, isFile)) {
      for await (const read of mboxMessages(file)) {
        if (!('value' in read)) {
          yield read
          continue
        }
        const mail = recordOf(read)
        if ('bad' in mail || 'damage' in mail || 'ignored' in mail) yield mail
        else if (!threads.add(mail, read)) yield { ignored: `the mail ${mail.id}, which is here already` }
      }
    }
    yield* threads.items()
  } finally {
    threads.close()
  }
}

type Message = { value: Buffer; envelope: string; file: string; position: string }

/** What is kept of a mail: names and text. The sender's address only serves to tell who is who. */
function recordOf(message: Message): MailRecord | BadItem | Damage | { ignored: string } {
  const mail = readMail(message.value)
  const { file, position } = message
  const from = senderOf(mail.header('from') ?? '')
  const at = timeOf(mail.header('date'), message.envelope)
  if (at === undefined)
    return { bad: `The mail's date "${mail.header('date') ?? ''}" is none.`, file, position, raw: '' }
  if (/^yes/i.test(mail.header('x-spam-flag') ?? '')) return { ignored: 'a mail marked as spam' }
  if (/^auto-(?:replied|generated)/i.test(mail.header('auto-submitted') ?? ''))
    return { ignored: 'a mail that a machine sent' }
  const subject = mail.header('subject') ?? ''
  const url = mail.header('archived-at')?.replace(/^<|>$/g, '')
  return {
    id: idsIn(mail.header('message-id'))[0] ?? `${at} ${from.name ?? ''} ${subject}`.trim().slice(0, 300),
    parents: [...idsIn(mail.header('references')), ...idsIn(mail.header('in-reply-to')).slice(0, 1)],
    subject,
    at,
    ...(from.name !== undefined && { from: from.name }),
    ...(from.address !== undefined && { address: from.address }),
    ...(url !== undefined && { url }),
    text: mail.text,
    format: mail.format,
  }
}

/** The ids in a header, the last being the nearest ancestor. */
function idsIn(header: string | undefined): string[] {
  return [...(header ?? '').matchAll(/<([^<>\s]{1,400})>/g)].map((match) => match[1]!)
}

/** `Ann <ann@x.org>`, `ann@x.org (Ann)` and, as archives write it, `ann at x.org (Ann)`. */
function senderOf(header: string): { name?: string | undefined; address?: string | undefined } {
  const address = /([\w.+%=-]{1,100})(?:@|\s+at\s+)([\w-]+(?:\.[\w-]+)+)/.exec(header)
  const inBrackets = /\(([^()]{1,200})\)\s*$/.exec(header)?.[1]
  const before = /^\s*"?([^"<]{1,200}?)"?\s*</.exec(header)?.[1]
  const name = (before ?? inBrackets)?.replace(/\\(.)/g, '$1').trim()
  const isName = name !== undefined && name !== '' && !/@|\sat\s.+\./.test(name)
  return {
    name: isName ? name : undefined,
    address: address === null ? undefined : `${address[1]}@${address[2]}`.toLowerCase(),
  }
}

/** The mail's own date; the archive's where that is none ("Sun, 1 Mar 98"). */
function timeOf(header: string | undefined, envelope: string): string | undefined {
  const stated = isoTime(header?.replace(/\s*\([^)]*\)\s*$/, ''))
  if (stated !== undefined) return stated
  const parts = /\s(\w{3})\s+(\d{1,2})\s+(\d\d:\d\d(?::\d\d)?)\s+(?:\S+\s+)?(\d{4})(?:\s+[+-]\d{4})?$/.exec(
    envelope,
  )
  return parts === null ? undefined : isoTime(`${parts[2]} ${parts[1]} ${parts[4]} ${parts[3]} +0000`)
}

/** Senders' addresses, and those beside a name in the lines that introduce quotes. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const { mails } = raw as { mails: MailRecord[] }
  const hidden = (address: string) => String(takeOut(removal, 'e-mail', address))
  const kept = mails.map((mail) => ({
    ...mail,
    ...(mail.address !== undefined && { address: hidden(mail.address) }),
    text: mail.text.replace(BRACKETED, hidden),
  }))
  return stripped({ ...raw, mails: kept }, removal)
}

const BRACKETED = /<(?:mailto:)?[\w.+%=-]{1,100}(?:@|\s+at\s+)[\w-]{1,100}(?:\.[\w-]{1,60}){1,6}>/g
