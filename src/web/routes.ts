import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { z } from 'zod'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import type { AboutOf, aboutEach } from './about.ts'
import { type About, may, type OtherVerb, type Person, type ProductVerb, ruleOf, type Verb } from './actor.ts'
import type { Answer } from './answers.ts'
import { Forbidden, NotLoggedIn, tell } from './errors.ts'
import { blankForm, type FormState, formAgain, readForm } from './forms.ts'
import type { Frame } from './frame.ts'

/** A request as a handler sees it: who asks, for which products, with what. */
export type Ask = {
  db: Db
  config: Config
  request: Request
  person: Person
  /** The person's id, for `by`. */
  by: number
  params: Record<string, string>
  query: Record<string, string>
  /** Unread: hand it to `readForm`. */
  body: unknown
  /** The product filter that sticks; null = all products. */
  product: { id: number; slug: string; name: string } | null
  /** The products a list may show: what the person may see, narrowed by the filter; null = all. */
  productIds: number[] | null
  may: (verb: Verb, about?: About) => boolean
  /** Throws `Forbidden` unless the person may. */
  must: (verb: Verb, about?: About) => void
}

/** The same when nobody need be logged in. */
export type OpenAsk = Omit<Ask, 'person' | 'by'> & { person: Person | null }

export type Handler = (ask: Ask) => Answer | Promise<Answer>
type OpenHandler = (ask: OpenAsk) => Answer | Promise<Answer>

/** One page with one form: shown by GET, sent by POST to the same address; what was typed survives every refusal. */
export type FormRoute<S extends z.ZodType> = {
  schema: S
  /** What stands in the fields at first. */
  start?: (ask: Ask) => Record<string, string>
  show: (ask: Ask, form: FormState) => Answer
  act: (ask: Ask, value: z.output<S>) => Answer | Promise<Answer>
}

type Declare = {
  (path: string, verb: 'anyone', handler: OpenHandler): void
  (path: string, verb: Exclude<OtherVerb, 'anyone'>, handler: Handler): void
  (path: string, verb: ProductVerb, about: AboutOf | typeof aboutEach, handler: Handler): void
}

/**
 * Where an area declares its routes. There is no way to write one without its verb, nor one with a product verb
 * without saying what it is about: the door is checked before the body is read.
 */
export type Routes = {
  get: Declare
  post: Declare
  form: {
    <S extends z.ZodType>(path: string, verb: Exclude<OtherVerb, 'anyone'>, form: FormRoute<S>): void
    <S extends z.ZodType>(
      path: string,
      verb: ProductVerb,
      about: AboutOf | typeof aboutEach,
      form: FormRoute<S>,
    ): void
  }
  /** Every route declared so far, for the table of routes and its test. */
  list: { method: 'GET' | 'POST'; path: string; verb: Verb; isAboutOne: boolean }[]
  router: Router
}

/** Addresses a person with a one-time password can still reach. */
export const PASSWORD_PAGE = '/staff/account/password'
const ALWAYS_OPEN = [PASSWORD_PAGE, '/staff/logout']

export function createRoutes(db: Db, config: Config, frame: Frame): Routes {
  const router = Router()
  const list: Routes['list'] = []

  const declare = (
    method: 'get' | 'post',
    path: string,
    verb: Verb,
    about: AboutOf | typeof aboutEach | undefined,
    handler: OpenHandler | Handler,
  ) => {
    list.push({
      method: method === 'get' ? 'GET' : 'POST',
      path,
      verb,
      isAboutOne: typeof about === 'function',
    })
    const asks = new WeakMap<Request, OpenAsk>()
    const door: RequestHandler = (request, _response, next) => {
      const ask = askOf(request, db, config, frame)
      admit(ask, verb, about, path)
      asks.set(request, ask)
      next()
    }
    const run: RequestHandler = async (request, response) => {
      const ask = asks.get(request)!
      const answer = await (handler as OpenHandler)({ ...ask, body: request.body })
      await send(answer, request, response, frame)
    }
    router[method](path, door, ...(method === 'post' ? bodyParsers(path) : []), run)
  }

  const declareAny =
    (method: 'get' | 'post') =>
    (path: string, verb: Verb, third: unknown, fourth?: unknown): void =>
      fourth === undefined
        ? declare(method, path, verb, undefined, third as Handler)
        : declare(method, path, verb, third as AboutOf, fourth as Handler)

  const form = (path: string, verb: Verb, third: unknown, fourth?: unknown): void => {
    const about = fourth === undefined ? undefined : (third as AboutOf)
    const { schema, start, show, act } = (fourth ?? third) as FormRoute<z.ZodType>
    declare('get', path, verb, about, (ask: Ask) => show(ask, blankForm(start?.(ask))))
    declare('post', path, verb, about, async (ask: Ask) => {
      try {
        return await act(ask, readForm(schema, ask.body))
      } catch (error) {
        const shown = show(ask, formAgain(ask.body, error))
        return shown.kind === 'page' ? { ...shown, status: tell(error).status } : shown
      }
    })
  }

  return {
    get: declareAny('get') as Declare,
    post: declareAny('post') as Declare,
    form: form as Routes['form'],
    list,
    router,
  }
}

function askOf(request: Request, db: Db, config: Config, frame: Frame): OpenAsk {
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

function admit(ask: OpenAsk, verb: Verb, about: AboutOf | typeof aboutEach | undefined, path: string): void {
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

const staffBody = [
  express.urlencoded({ extended: false, limit: '4mb', parameterLimit: 5000 }),
  express.json({ limit: '4mb' }),
]
const smallBody = [
  express.urlencoded({ extended: false, limit: '20kb', parameterLimit: 50 }),
  express.json({ limit: '20kb' }),
]

/** A draft of 500,000 characters fits, percent-encoded; strangers send little. */
function bodyParsers(path: string): RequestHandler[] {
  return path.startsWith('/staff/') && path !== '/staff/login' ? staffBody : smallBody
}

async function send(answer: Answer, request: Request, response: Response, frame: Frame): Promise<void> {
  if (request.path.startsWith('/staff')) response.set('Cache-Control', 'no-store')
  switch (answer.kind) {
    case 'page':
      frame.sendPage(request, response, answer)
      return
    case 'fragment':
      frame.sendFragment(request, response, answer)
      return
    case 'redirect':
      if (answer.notice !== undefined && request.session?.userId !== undefined)
        request.session.notice = answer.notice
      response.redirect(303, answer.to)
      return
    case 'json':
      response.status(answer.status).json(answer.value)
      return
    case 'text':
      if (answer.fileName !== undefined) response.attachment(answer.fileName)
      response.type(answer.type).send(answer.body)
      return
    case 'raw':
      await answer.send(response)
  }
}
