import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import { Conflict, Invalid, type Issue, isForPeople, NotFound, Refused } from '../lib/errors.ts'
import { shownPath } from './request-log.ts'

/** The role table says no. */
export class Forbidden extends Error {}
/** Nobody is logged in, or no longer. */
export class NotLoggedIn extends Error {}
/** Too often in too short a time; `seconds` until it may work again. */
export class TooMany extends Error {
  readonly seconds: number
  constructor(message: string, seconds: number) {
    super(message)
    this.seconds = seconds
  }
}

/** One table: kind of error → status and heading. */
const KINDS = [
  [NotLoggedIn, 401, 'Log in to go on'],
  [Forbidden, 403, 'This is not yours to do'],
  [NotFound, 404, 'There is no such page'],
  [Conflict, 409, 'Somebody else was faster'],
  [Refused, 422, 'This cannot be done yet'],
  [Invalid, 422, 'Something has to be corrected'],
  [TooMany, 429, 'Too many attempts'],
] as const

/** What a person or a program is told about an error. */
export type Told = { status: number; title: string; message: string; issues: Issue[] }

/** Everything that may be said about an error; a bug says nothing of itself. */
export function tell(error: unknown): Told {
  for (const [kind, status, title] of KINDS) {
    if (error instanceof kind) {
      const issues = error instanceof Refused || error instanceof Invalid ? error.issues : []
      return { status, title, message: error.message, issues }
    }
  }
  return ofRequest(error) ?? { status: 500, title: 'Something went wrong', message: BUG, issues: [] }
}

/** The end of every failed request: a page for people, `application/problem+json` for programs. */
export function errorHandler(
  log: Logger,
  showPage: (request: Request, response: Response, told: Told) => void,
): ErrorRequestHandler {
  return (error, request, response, next) => {
    const told = tell(error)
    if (told.status === 500)
      log.error({ err: error, method: request.method, path: shownPath(request.path) }, 'bug')
    else if (!isForPeople(error))
      log.info({ status: told.status, path: shownPath(request.path) }, told.message)
    if (response.headersSent) return next(error)
    if (error instanceof TooMany) response.set('Retry-After', String(error.seconds))
    response.status(told.status).set('Cache-Control', 'no-store')
    if (wantsJson(request)) {
      const { status, title, message, issues } = told
      response
        .type('application/problem+json')
        .send(JSON.stringify({ status, title, detail: message, issues }))
      return
    }
    try {
      showPage(request, response, told)
    } catch (second) {
      log.error({ err: second }, 'the error page failed')
      response.type('text/plain').send(`${told.title}. ${told.message}`)
    }
  }
}

/** Programs ask under /api/ or say that they prefer JSON. */
export function wantsJson(request: Request): boolean {
  return /^\/(?:staff\/)?api\//.test(request.path) || request.accepts(['html', 'json']) === 'json'
}

const BUG = 'The fault is ours, not yours. It has been written down; trying again may help.'

/** Errors of the request itself (too large, cut off, badly encoded), which the framework raises. */
function ofRequest(error: unknown): Told | undefined {
  const status = (error as { status?: unknown } | null)?.status
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined
  if (status === 413) {
    return { status, title: 'Too much at once', message: 'What was sent is larger than allowed.', issues: [] }
  }
  if (status === 404) return { status, title: 'There is no such page', message: '', issues: [] }
  return { status, title: 'This cannot be read', message: 'The request is damaged. Try again.', issues: [] }
}
