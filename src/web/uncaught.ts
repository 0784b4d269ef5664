import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'

/** The answer being made, known to whatever a request sets off. */
const answering = new AsyncLocalStorage<Response>()

/** Notes whose answer is being made; streams of the connection run in the same context, so it is entered, not run. */
export const rememberAnswer: RequestHandler = (_request, response, next) => {
  answering.enterWith(response)
  next()
}

/**
 * The last line of defence: a fault that nothing caught, mostly of a stream nobody listened to, is written down, its own
 * request gets a plain 500, and everybody else is served on. Writing happens in transactions, which a fault rolls back.
 * Gives the way to stop watching.
 */
export function watchUncaught(log: Logger): () => void {
  const onFault = (error: unknown) => {
    log.error({ err: error }, 'uncaught')
    const response = answering.getStore()
    if (response === undefined || response.writableEnded) return
    if (response.headersSent) response.destroy()
    else response.status(500).set('Cache-Control', 'no-store').type('text/plain').send(PLAIN)
  }
  process.on('uncaughtException', onFault)
  return () => process.off('uncaughtException', onFault)
}

const PLAIN = 'Something went wrong. The fault is ours, not yours. It has been written down.'
