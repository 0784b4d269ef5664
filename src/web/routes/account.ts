import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '../../db/schema.ts'
import type { MailChoice } from '../../db/words.ts'
import { Invalid } from '../../lib/errors.ts'
import { page, redirect } from '../answers.ts'
import { PASSWORD_PAGE } from '../door.ts'
import type { FormPage } from '../forms.ts'
import { MailForm, type MailState, mailStateOf, setMailWish } from '../mail-wishes.ts'
import { hashPassword, isPassword, passwordIssues } from '../passwords.ts'
import { listUsers, type UserRow } from '../people.ts'
import type { Ask, Routes } from '../routes.ts'
import { sessionKey } from '../session-store.ts'
import { setPassword } from '../users.ts'

export type AccountPage = FormPage & { account: UserRow; mail: MailState | null }

const PasswordForm = z.object({
  current: z.string({ error: 'Enter your present password.' }).max(1000),
  password: z.string({ error: 'Enter a new password.' }).max(1000),
  again: z.string({ error: 'Enter the new password again.' }).max(1000),
})

/** One's own account. */
export function accountRoutes(routes: Routes): void {
  routes.form('/staff/account', 'see.staff', {
    schema: MailForm,
    show: (ask, form) =>
      page('account/show', {
        title: 'Your account',
        form,
        account: listUsers(ask.db).find((user) => user.id === ask.by)!,
        mail: ask.config.mail === null ? null : mailStateOf(ask.db, ask.by),
      }),
    act: (ask, value) => {
      setMailWish(ask.db, { ...value, userId: ask.by, by: ask.by })
      return redirect('/staff/account#mail', mailWords(value, 'You are'))
    },
  })

  routes.form(PASSWORD_PAGE, 'see.staff', {
    schema: PasswordForm,
    show: (ask, form) =>
      page('account/password', { title: 'Choose a password', form, isForced: ask.person.mustChangePassword }),
    act: async (ask, value) => {
      await refuseUnlessCurrent(ask, value.current)
      refuseBadChoice(ask, value)
      setPassword(ask.db, {
        userId: ask.by,
        passwordHash: await hashPassword(value.password),
        keepSession: sessionKey(ask.request.sessionID),
        by: ask.by,
      })
      return redirect('/staff/account', 'Password changed. Your other browsers are logged out.')
    },
  })
}

/** What holds from now on, as a sentence. */
export function mailWords({ address, choice }: { address: string; choice: MailChoice }, who: string): string {
  if (choice === 'off') return `${who} told nothing by mail.`
  return `${who} told at ${address} ${choice === 'daily' ? 'once a day' : 'at once'}.`
}

async function refuseUnlessCurrent(ask: Ask, current: string): Promise<void> {
  const user = ask.db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, ask.by)).get()
  if (await isPassword(user?.hash, current)) return
  throw new Invalid([{ field: 'current', code: 'wrong', message: 'This is not your present password.' }])
}

function refuseBadChoice(ask: Ask, value: z.output<typeof PasswordForm>): void {
  const issues = passwordIssues(value.password, ask.person)
  if (value.password === value.current) {
    issues.push({ field: 'password', code: 'same', message: 'Choose another one than the present password.' })
  }
  if (value.password !== value.again) {
    issues.push({ field: 'again', code: 'differs', message: 'The two new passwords differ.' })
  }
  if (issues.length > 0) throw new Invalid(issues)
}
