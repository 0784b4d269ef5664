import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** One line per answer: method, path, status, time. Never queries, headers or bodies: people type private things. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const from = performance.now()
    response.on('finish', () => {
      const ms = Math.round((performance.now() - from) * 10) / 10
      log.debug({ method: request.method, path: request.path, status: response.statusCode, ms }, 'request')
    })
    next()
  }
}
