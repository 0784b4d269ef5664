import express, { type Request, type RequestHandler, type Response } from 'express'
import type { Answer } from './answers.ts'
import type { Frame } from './frame.ts'

/** A body that is not an upload arrives within so many milliseconds, or not at all. */
const BODY_MS = 300_000

const inTime: RequestHandler = (request, _response, next) => {
  const timer = setTimeout(() => request.destroy(), BODY_MS).unref()
  request.once('end', () => clearTimeout(timer))
  request.once('close', () => clearTimeout(timer))
  next()
}

const staffBody = [
  inTime,
  express.urlencoded({ extended: false, limit: '4mb', parameterLimit: 5000 }),
  express.json({ limit: '4mb' }),
]
const smallBody = [
  inTime,
  express.urlencoded({ extended: false, limit: '20kb', parameterLimit: 50 }),
  express.json({ limit: '20kb' }),
]

/** Signatures are of the very bytes. */
const rawBody = [inTime, express.raw({ type: () => true, limit: '1mb' })]

/** A draft of 500,000 characters fits, percent-encoded; strangers send little; uploads are read by their route. */
export function bodyParsers(path: string): RequestHandler[] {
  if (path === '/staff/uploads') return []
  if (path.startsWith('/hooks/')) return rawBody
  return path.startsWith('/staff/') && path !== '/staff/login' ? staffBody : smallBody
}

/** Turns what a handler gave back into a response. */
export async function send(
  answer: Answer,
  request: Request,
  response: Response,
  frame: Frame,
): Promise<void> {
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
