import { z } from 'zod'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { type MailChoice, mailChoices } from '../db/words.ts'
import { choice } from './forms.ts'

/** How a person is told by mail, and what became of the last one. */
export type MailState = {
  address: string
  choice: MailChoice
  last: { at: string; outcome: string | null; problem: string | null; nextAt: string } | null
}

/** An address may be left empty while nothing is sent. */
export const MailForm = z
  .object({
    address: z
      .string()
      .trim()
      .max(254, { error: 'Use an address of at most 254 characters.' })
      .refine((text) => text === '' || z.email().safeParse(text).success, {
        error: 'Enter an address such as name@example.com.',
      }),
    choice: choice(mailChoices, 'how often'),
  })
  .refine((value) => value.choice === 'off' || value.address !== '', {
    error: 'Enter the address mails go to, or choose that none are sent.',
    path: ['address'],
  })

/** How a person wants to be told; off without an address until somebody said otherwise. */
export function mailStateOf(db: Db, userId: number): MailState {
  const wish = db.$client.prepare('SELECT address, choice FROM mail_wishes WHERE user_id = ?').get(userId) as
    | Omit<MailState, 'last'>
    | undefined
  const last = db.$client
    .prepare(
      `SELECT coalesce(ended_at, at) AS at, outcome, problem, next_at AS nextAt FROM mails
       WHERE user_id = ? AND outcome IS NOT 'not-needed' ORDER BY id DESC LIMIT 1`,
    )
    .get(userId) as MailState['last'] | undefined
  return { address: '', choice: 'off', ...wish, last: last ?? null }
}

/** Says where and how often a person is told. With another address, what the old one could not be told is told anew. */
export function setMailWish(
  db: Db,
  input: { userId: number; address: string; choice: MailChoice; by: By },
): void {
  inTransaction(db, (tx) => {
    const before = mailStateOf(tx, input.userId)
    const run = (sql: string, ...values: unknown[]) => tx.$client.prepare(sql).run(...values)
    run(
      `INSERT INTO mail_wishes (user_id, address, choice, changed_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (user_id) DO UPDATE SET address = excluded.address, choice = excluded.choice, changed_at = excluded.changed_at`,
      ...[input.userId, input.address, input.choice, now()],
    )
    if (before.address !== input.address)
      run(
        `DELETE FROM mail_items WHERE mail_id IN (SELECT id FROM mails WHERE user_id = ? AND outcome = 'refused')`,
        input.userId,
      )
    // The address itself is nobody's business but that person's.
    const detail = { from: before.choice, to: input.choice, isNewAddress: before.address !== input.address }
    record(tx, { verb: 'mail-changed', subject: 'user', subjectId: input.userId, by: input.by, detail })
  })
}
