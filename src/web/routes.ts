import { type Request, type RequestHandler, Router } from 'express'
import type { z } from 'zod'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import type { AboutOf, aboutEach } from './about.ts'
import type { About, OtherVerb, Person, ProductVerb, Verb } from './actor.ts'
import type { Answer } from './answers.ts'
import { admit, askOf } from './door.ts'
import { tell } from './errors.ts'
import { blankForm, type FormState, formAgain, readForm } from './forms.ts'
import type { Frame } from './frame.ts'
import { bodyParsers, send } from './send.ts'

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
  /** What answers each page's address. */
  pages: ReadonlyMap<string, Handler>
  router: Router
}

/** The router and the way to add to it. */
export function createRoutes(db: Db, config: Config, frame: Frame): Routes {
  const router = Router()
  const list: Routes['list'] = []
  const pages = new Map<string, Handler>()

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
    if (method === 'get') pages.set(path, handler as Handler)
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
    pages,
    router,
  }
}
