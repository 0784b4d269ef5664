import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { Command } from 'commander'
import { pino } from 'pino'
import { type Config, readConfig } from '../config.ts'
import { type Db, openDb } from '../db/open.ts'
import { closeCutOffRuns } from '../harvest/busy.ts'
import { cleanUploads } from '../harvest/uploads.ts'
import { isForPeople, Refused } from '../lib/errors.ts'
import { closeRenderPool } from '../lib/render-pool.ts'
import { createApp } from '../web/app.ts'
import { startTimetable } from '../web/timetable.ts'
import { watchUncaught } from '../web/uncaught.ts'
import { firstAdmin } from '../web/users.ts'
import { type Common, type Terminal, WrongUsage } from './command.ts'
import { demo, demoWords } from './demo.ts'

/** serve · demo */
export function addServing(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('serve')
    .description('start the staff pages and the published site')
    .option('--port <n>')
    .action(async (options: { port?: string }) => done(await startServing(terminal, options)))

  program
    .command('demo')
    .description('start with the demo sources imported, curated and published')
    .option('--port <n>')
    .option('--no-serve', 'prepare the demo, do not start the server')
    .option('--json')
    .action(async (options: Common & { port?: string; serve: boolean }) =>
      done(await startServing(terminal, { ...options, isDemo: true })),
    )
}

/** Opens everything, listens, says where, and runs until it is told to stop. Answers with the exit status. */
export async function startServing(
  terminal: Terminal,
  options: { port?: string; isDemo?: boolean; serve?: boolean; json?: boolean } = {},
): Promise<number> {
  let db: Db | undefined
  try {
    const config = { ...readConfig(), ...(options.port === undefined ? {} : { port: portOf(options.port) }) }
    db = openDb(config.databaseFile)
    closeCutOffRuns(db)
    cleanUploads(db, config.uploadsDir)
    const welcome = options.isDemo ? await demo(db, config, terminal) : null
    const admin = options.isDemo ? null : firstAdmin(db)
    if (options.serve === false) {
      terminal.say('The demo is ready. Start it with "npm run demo".')
      if (options.json) terminal.out(JSON.stringify(welcome))
      return 0
    }
    const server = await listen(db, config)
    terminal.say(
      `Winnow is at ${addressOf(config, server)}. Staff pages: ${addressOf(config, server)}/staff/`,
    )
    if (admin !== null)
      terminal.say(`First start: log in as ${admin.name} with the one-time password ${admin.password}`)
    if (options.isDemo) terminal.say(demoWords(addressOf(config, server)))
    const log = pino({ level: config.logLevel })
    const stopWatching = watchUncaught(log)
    const stopTimetable = startTimetable(db, config, log)
    await untilStopped(server)
    await stopTimetable()
    stopWatching()
    return 0
  } catch (error) {
    if (!isForPeople(error)) throw error
    terminal.say(error.message)
    return error instanceof WrongUsage ? 2 : 1
  } finally {
    db?.$client.close()
    await closeRenderPool()
  }
}

/** A large upload over a slow line takes hours; other requests are bounded where their bodies are read. */
const UPLOAD_MS = 6 * 60 * 60_000

function listen(db: Db, config: Config): Promise<Server> {
  const app = createApp(db, config)
  const server = createServer({ requestTimeout: UPLOAD_MS }, app)
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const port = config.port
      if (error.code === 'EADDRINUSE') {
        reject(
          new Refused(
            `Port ${port} is in use. Stop what listens there, or choose another: PORT=${port + 1} npm start`,
          ),
        )
      } else if (error.code === 'EACCES') {
        reject(new Refused(`This user may not listen on port ${port}. Choose one above 1023 with PORT.`))
      } else reject(error)
    })
    server.listen(config.port, config.host, () => {
      resolve(server)
      // Nobody waits for this; whoever comes meanwhile is served between two pages.
      void app.locals.warmUp()
    })
  })
}

function addressOf(config: Config, server: Server): string {
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port
  return `http://${config.host === '127.0.0.1' || config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new WrongUsage(`"${text}" is not a port from 0 to 65535.`)
  return Number(text)
}

function untilStopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      server.close(() => resolve())
      server.closeAllConnections()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
