import type { Request } from 'express'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import type { AboutOf, aboutEach } from './about.ts'
import { type About, may, type Person, ruleOf, type Verb } from './actor.ts'
import { Forbidden, NotLoggedIn } from './errors.ts'
import type { Frame } from './frame.ts'
import type { Ask, OpenAsk } from './routes.ts'

/** Addresses a person with a one-time password can still reach. */
export const PASSWORD_PAGE = '/staff/account/password'
const ALWAYS_OPEN = [PASSWORD_PAGE, '/staff/logout']

/** What a handler will see of this request. */
export function askOf(request: Request, db: Db, config: Config, frame: Frame): OpenAsk {
  const { person, product, productIds } = frame.asked(request)
  const maySay = (verb: Verb, about?: About) => may(person, verb, about)
  return {
    db,
    config,
    request,
    person,
    ...({ by: person?.id } as object),
    params: single(request.params),
    query: single(request.query),
    body: undefined,
    product,
    productIds,
    may: maySay,
    must: (verb, about) => {
      if (!maySay(verb, about))
        throw person === null ? new NotLoggedIn(LOGGED_OUT) : new Forbidden(whyNot(person, verb, about))
    },
  }
}

/** Throws unless whoever asks may do this, and to this. */
export function admit(
  ask: OpenAsk,
  verb: Verb,
  about: AboutOf | typeof aboutEach | undefined,
  path: string,
): void {
  if (verb === 'anyone') return
  ask.must('see.staff')
  if (ask.person?.mustChangePassword && !ALWAYS_OPEN.includes(path)) throw new MustChangePassword()
  ask.must(verb, typeof about === 'function' ? about(ask as Ask) : undefined)
}

/** Not a fault: the person is sent to choose a password first. */
export class MustChangePassword extends Error {}

const LOGGED_OUT =
  'You are not logged in, or your login has ended. Log in; what you typed is still in your browser.'

function whyNot(person: Person, verb: Verb, about: About | undefined): string {
  const rule = ruleOf(verb)
  if (person.isLimited && rule.reach === 'whole')
    return 'This concerns all products, and your account is for some of them.'
  if (may(person, verb) && about !== undefined) {
    return about.isGoverned
      ? "This article is governed: only its product's owners and publishers change it."
      : 'You may do this, but not for this product. Ask an administrator for the assignment.'
  }
  return `Your role is ${person.role}; this needs at least the role ${rule.from}. Ask an administrator.`
}

/** The first value of each name; a name given twice is never a surprise array in a handler. */
function single(values: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ])
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >
}
