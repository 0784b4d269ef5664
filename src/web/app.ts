import express, { type Express } from 'express'
import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { NotFound } from '../lib/errors.ts'
import { createAssets } from './assets.ts'
import { csrfGuard } from './csrf.ts'
import { MustChangePassword, PASSWORD_PAGE } from './door.ts'
import { errorHandler, NotLoggedIn, wantsJson } from './errors.ts'
import { createFrame } from './frame.ts'
import { securityHeaders } from './headers.ts'
import { createRenderer } from './render.ts'
import { requestLog } from './request-log.ts'
import { areas } from './routes/index.ts'
import { createRoutes } from './routes.ts'
import { sessions } from './session-store.ts'
import { siteFiles } from './site.ts'
import { rememberAnswer } from './uncaught.ts'
import { warmUp } from './warm-up.ts'

/** The whole app over a database: staff pages under /staff/, the current release under /. */
export function createApp(db: Db, config: Config, log: Logger = pino({ level: config.logLevel })): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.proxyHops)
  app.set('query parser', 'simple')
  app.set('etag', 'weak')

  const keep = !config.isDevelopment
  const render = createRenderer({ keepTemplates: keep })
  const assets = createAssets({ keep })
  const frame = createFrame(db, render, assets)
  const routes = createRoutes(db, config, frame)
  for (const area of areas) area(routes)
  app.locals.routes = routes.list
  app.locals.warmUp = () =>
    warmUp(db, config, routes, frame).catch((error) => log.error({ err: error }, 'bug'))

  app.use(rememberAnswer)
  app.use(requestLog(log))
  app.use(securityHeaders(config))
  app.use(assets.router)
  app.use(csrfGuard(config))
  app.use('/staff', sessions(db, config))
  app.use(routes.router)
  app.use(
    siteFiles(config, (request, response) =>
      frame.sendPage(request, response, {
        name: 'error/no-release',
        data: { title: 'No release yet' },
        status: 200,
      }),
    ),
  )
  app.use((request, _response, next) => next(new NotFound(`Nothing lives at ${request.path}.`)))
  app.use(sendToLogin)
  app.use(errorHandler(log, frame.sendError))
  return app
}

/** People who are not logged in are sent to do so and come back; programs get the plain 401. */
const sendToLogin: express.ErrorRequestHandler = (error, request, response, next) => {
  if (error instanceof MustChangePassword) return response.redirect(303, PASSWORD_PAGE)
  if (!(error instanceof NotLoggedIn) || wantsJson(request) || request.method !== 'GET') return next(error)
  response.redirect(303, `/staff/login?next=${encodeURIComponent(request.originalUrl)}`)
}
