import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** A path as it may be written down: the secret of a preview's address is not. */
export function shownPath(path: string): string {
  return path.replace(/^\/preview\/[^/]+/, '/preview/…')
}

/** One line per answer: method, path, status, time. Never queries, headers or bodies: people type private things. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const from = performance.now()
    response.on('finish', () => {
      const ms = Math.round((performance.now() - from) * 10) / 10
      log.debug(
        { method: request.method, path: shownPath(request.path), status: response.statusCode, ms },
        'request',
      )
    })
    next()
  }
}
