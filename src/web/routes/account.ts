import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '../../db/schema.ts'
import { Invalid } from '../../lib/errors.ts'
import { page, redirect } from '../answers.ts'
import { PASSWORD_PAGE } from '../door.ts'
import type { PageBase } from '../pages.ts'
import { hashPassword, isPassword, passwordIssues } from '../passwords.ts'
import { listUsers, type UserRow } from '../people.ts'
import type { Ask, Routes } from '../routes.ts'
import { sessionKey } from '../session-store.ts'
import { setPassword } from '../users.ts'

export type AccountPage = PageBase & { account: UserRow }

const PasswordForm = z.object({
  current: z.string({ error: 'Enter your present password.' }).max(1000),
  password: z.string({ error: 'Enter a new password.' }).max(1000),
  again: z.string({ error: 'Enter the new password again.' }).max(1000),
})

/** One's own account. */
export function accountRoutes(routes: Routes): void {
  routes.get('/staff/account', 'see.staff', (ask) =>
    page('account/show', {
      title: 'Your account',
      account: listUsers(ask.db).find((user) => user.id === ask.by)!,
    }),
  )

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
