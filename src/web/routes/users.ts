import { asc } from 'drizzle-orm'
import { z } from 'zod'
import { products } from '../../db/schema.ts'
import { assignmentKinds, type Role, roles } from '../../db/words.ts'
import { type AssignmentKind, ruleOf, verbs } from '../actor.ts'
import { page, redirect } from '../answers.ts'
import { choice, type FormPage, formAgain, optionalWords, readForm, several, tick, words } from '../forms.ts'
import { MailForm, type MailState, mailStateOf, setMailWish } from '../mail-wishes.ts'
import type { PageBase } from '../pages.ts'
import { hashPassword, oneTimePassword } from '../passwords.ts'
import { findUser, listUsers, type UserRow } from '../people.ts'
import type { Ask, Routes } from '../routes.ts'
import { createUser, disableUser, setPassword, setRole } from '../users.ts'
import { mailWords } from './account.ts'

export type UsersPage = PageBase & { users: UserRow[]; table: { verb: string; from: Role; also: string }[] }
export type OneTimePage = PageBase & { name: string; password: string }
export type UserFormPage = FormPage & { roles: typeof roles }
export type UserPage = FormPage & {
  user: UserRow
  roles: typeof roles
  products: { id: number; name: string; kinds: { kind: AssignmentKind; isHeld: boolean }[] }[]
  isSelf: boolean
  mail: MailState | null
}

const NewUser = z.object({
  name: words('a name', 40),
  displayName: optionalWords('the full name', 100),
  role: choice(roles, 'a role'),
})
const Roles = z.object({
  role: choice(roles, 'a role'),
  isLimited: tick,
  assignments: several(z.string().regex(/^\d{1,15}:(?:member|owner|coach)$/)),
})
const State = z.object({ state: choice(['open', 'closed'], 'open or closed') })

/** People and roles. */
export function userRoutes(routes: Routes): void {
  routes.get('/staff/users', 'admin.users', (ask) =>
    page('users/index', {
      title: 'People and roles',
      users: listUsers(ask.db),
      table: verbs
        .filter((verb) => verb !== 'anyone')
        .map((verb) => ({ verb, from: ruleOf(verb).from, also: (ruleOf(verb).also ?? []).join(', ') })),
    }),
  )

  routes.form('/staff/users/new', 'admin.users', {
    schema: NewUser,
    start: () => ({ role: 'contributor' }),
    show: (_ask, form) => page('users/new', { title: 'Add a person', form, roles }),
    act: async (ask, value) => {
      const password = oneTimePassword()
      const passwordHash = await hashPassword(password)
      createUser(ask.db, { ...value, passwordHash, mustChangePassword: true, by: ask.by })
      return page('users/one-time', oneTime(value.name.toLowerCase(), password))
    },
  })

  routes.form('/staff/users/:name', 'admin.users', {
    schema: Roles,
    show: (ask, form) => page('users/show', userPage(ask, form)),
    act: (ask, value) => {
      const user = findUser(ask.db, ask.params.name!)
      setRole(ask.db, {
        ...value,
        userId: user.id,
        assignments: value.assignments.map(readAssignment),
        by: ask.by,
      })
      return redirect(
        `/staff/users/${encodeURIComponent(user.name)}`,
        `Saved what ${user.displayName} may do.`,
      )
    },
  })

  routes.post('/staff/users/:name/password', 'admin.users', async (ask) => {
    const user = findUser(ask.db, ask.params.name!)
    const password = oneTimePassword()
    const passwordHash = await hashPassword(password)
    setPassword(ask.db, { userId: user.id, passwordHash, isOneTime: true, by: ask.by })
    return page('users/one-time', oneTime(user.name, password))
  })

  routes.post('/staff/users/:name/mail', 'admin.users', (ask) => {
    const user = findUser(ask.db, ask.params.name!)
    try {
      const value = readForm(MailForm, ask.body)
      setMailWish(ask.db, { ...value, userId: user.id, by: ask.by })
      const says = mailWords(value, `${user.displayName} is`)
      return redirect(`/staff/users/${encodeURIComponent(user.name)}#mail`, says)
    } catch (error) {
      return page('users/show', userPage(ask, formAgain(ask.body, error)), 422)
    }
  })

  routes.post('/staff/users/:name/state', 'admin.users', (ask) => {
    const user = findUser(ask.db, ask.params.name!)
    const isDisabled = readForm(State, ask.body).state === 'closed'
    disableUser(ask.db, { userId: user.id, isDisabled, by: ask.by })
    const done = isDisabled ? 'Closed the account of' : 'Reopened the account of'
    return redirect(`/staff/users/${encodeURIComponent(user.name)}`, `${done} ${user.displayName}.`)
  })
}

function userPage(ask: Ask, form: FormPage['form']): UserPage {
  const user = findUser(ask.db, ask.params.name!)
  const all = ask.db
    .select({ id: products.id, name: products.name })
    .from(products)
    .orderBy(asc(products.name))
    .all()
  const holds = (productId: number, kind: AssignmentKind) =>
    user.assignments.some((one) => one.productId === productId && one.kind === kind)
  return {
    title: user.displayName,
    form,
    user,
    roles,
    products: all.map((one) => ({
      ...one,
      kinds: assignmentKinds.map((kind) => ({ kind, isHeld: holds(one.id, kind) })),
    })),
    isSelf: user.id === ask.by,
    mail: ask.config.mail === null ? null : mailStateOf(ask.db, user.id),
  }
}

function readAssignment(text: string): { productId: number; kind: AssignmentKind } {
  const [productId, kind] = text.split(':') as [string, AssignmentKind]
  return { productId: Number(productId), kind }
}

/** Shown in the answer itself and kept nowhere, so that it can be seen only once. */
function oneTime(name: string, password: string): OneTimePage {
  return { title: 'One-time password', name, password }
}
