import type { Request, RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { Forbidden } from './errors.ts'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * Lets a changing request pass only when it comes from one of our own pages. Browsers say so themselves in
 * Sec-Fetch-Site (over https and on localhost) or in Origin (always, on a POST); a request with neither is no browser's,
 * and passes only without a cookie, because then it carries nobody's rights.
 */
export function csrfGuard(config: Config): RequestHandler {
  return (request, _response, next) => {
    if (SAFE.includes(request.method) || isOwn(request, config)) return next()
    next(
      new Forbidden('This did not come from a page of Winnow. Open the page again and send it from there.'),
    )
  }
}

function isOwn(request: Request, config: Config): boolean {
  // A vote carries nobody's rights; the published site may live at another host than this one.
  if (
    request.path === '/feedback' &&
    config.siteUrl !== null &&
    request.get('Origin') === new URL(config.siteUrl).origin
  ) {
    return true
  }
  const site = request.get('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = request.get('Origin')
  if (origin === undefined) return request.get('Cookie') === undefined
  if (!URL.canParse(origin)) return false
  const { host, origin: shown } = new URL(origin)
  if (config.siteUrl !== null && shown === new URL(config.siteUrl).origin) return true
  return host !== '' && host === request.get('Host')
}
