import type { Request } from 'express'
import { z } from 'zod'
import { Invalid } from '../../lib/errors.ts'
import { page, redirect } from '../answers.ts'
import { TooMany } from '../errors.ts'
import { blankForm, type FormPage, formAgain, optionalWords, readForm, words } from '../forms.ts'
import { logIn } from '../login.ts'
import type { Routes } from '../routes.ts'

export type LoginPage = FormPage & { next: string; reason: string }

const LoginForm = z.object({
  name: words('your name', 100),
  password: z.string({ error: 'Enter your password.' }).min(1, { error: 'Enter your password.' }).max(1000),
  next: optionalWords('the address', 2000),
})

/** Log in, log out. */
export function loginRoutes(routes: Routes): void {
  routes.get('/staff/login', 'anyone', (ask) => {
    const next = ownPath(ask.query.next)
    return ask.person === null ? page('login/form', loginPage(blankForm(), next)) : redirect(next)
  })

  routes.post('/staff/login', 'anyone', async (ask) => {
    try {
      const form = readForm(LoginForm, ask.body)
      const { userId } = await logIn(ask.db, ask.config, { ...form, address: ask.request.ip ?? '' })
      await startSession(ask.request, userId)
      return redirect(ownPath(form.next))
    } catch (error) {
      const told = error instanceof TooMany ? new Invalid(error.message) : error
      const next = ownPath((ask.body as { next?: unknown } | undefined)?.next)
      return page(
        'login/form',
        loginPage(formAgain(ask.body, told), next),
        error instanceof TooMany ? 429 : 422,
      )
    }
  })

  routes.post('/staff/logout', 'anyone', async (ask) => {
    await endSession(ask.request)
    return redirect('/staff/login')
  })
}

/** A path of the staff pages to go on to; anything else leads home. */
export function ownPath(next: unknown): string {
  if (
    typeof next !== 'string' ||
    !/^\/staff(?:[/?]|$)/.test(next) ||
    /[\\\0-\x1f]|\/\//.test(next.split('?')[0]!)
  ) {
    return '/staff'
  }
  return next
}

function loginPage(form: LoginPage['form'], next: string): LoginPage {
  return { title: 'Log in', form, next, reason: next === '/staff' ? '' : 'Log in to go on where you were.' }
}

/** A new id at login, so that one planted before is worth nothing. */
async function startSession(request: Request, userId: number): Promise<void> {
  await new Promise<void>((done, fail) =>
    request.session.regenerate((error) => (error ? fail(error) : done())),
  )
  request.session.userId = userId
  request.session.loggedInAt = Date.now()
}

async function endSession(request: Request): Promise<void> {
  await new Promise<void>((done, fail) => request.session.destroy((error) => (error ? fail(error) : done())))
}
