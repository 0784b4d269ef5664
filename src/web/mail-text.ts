import type { MailChoice } from '../db/words.ts'

/** What a mail says of one thing; without a title when that must not leave the house. */
export type Told = { title: string | null; by: string | null; to: string }
export type ToldGroup = { label: string; things: Told[] }

const LONGEST_TITLE = 120

/** The words of a mail: what waits, from whom, and where; no text of an article, a comment or a thread. Pure. */
export function mailText(mail: {
  name: string
  groups: ToldGroup[]
  /** What waits beside, and was told before or is too much for one mail. */
  more: number
  choice: MailChoice
  staffUrl: string
}): { subject: string; text: string } {
  const count = mail.groups.reduce((sum, group) => sum + group.things.length, 0)
  const subject = count === 1 ? 'One thing waits for you in Winnow' : `${count} things wait for you in Winnow`
  const how = mail.choice === 'daily' ? 'once a day' : 'at once'
  const parts = [
    `Hello ${plain(mail.name)},`,
    ...mail.groups.map(({ label, things }) =>
      [label, ...things.map((one) => line(one, mail.staffUrl))].join('\n'),
    ),
    mail.more === 0
      ? ''
      : `${mail.more === 1 ? 'One more waits' : `${mail.more} more wait`}: ${mail.staffUrl}/staff`,
    `You asked to be told ${how}. Change or end it here: ${endOfMails(mail.staffUrl)}`,
  ]
  return { subject, text: `${parts.filter((part) => part !== '').join('\n\n')}\n` }
}

/** Where one ends mails, without help. */
export function endOfMails(staffUrl: string): string {
  return `${staffUrl}/staff/account#mail`
}

function line({ title, by, to }: Told, staffUrl: string): string {
  const what = title === null ? 'Something that is not public, so it is not named here' : plain(title)
  return `- ${what}${by === null ? '' : ` (${plain(by)})`}\n  ${staffUrl}${to}`
}

/** Titles are written by strangers: in a mail of ours none of their addresses becomes a link. */
function plain(text: string): string {
  const words = text
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S*|\bwww\.\S*|\S+@\S+/giu, '…')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
  return words.length > LONGEST_TITLE ? `${words.slice(0, LONGEST_TITLE - 1)}…` : words
}
