import { setImmediate as pause } from 'node:timers/promises'
import type { Request, Response } from 'express'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { renderApart } from '../lib/render-pool.ts'
import { askOf } from './door.ts'
import type { Frame } from './frame.ts'
import type { Ask, Routes } from './routes.ts'

/** What people open first, and what they open from there. */
const FIRST = [
  '/staff',
  '/staff/articles',
  '/staff/articles/:number',
  '/staff/articles/:number/edit',
  '/staff/queue',
  '/staff/contradictions',
  '/staff/desk',
]

/**
 * Makes the first pages once for nobody, one after the other while others are served: templates are compiled, words
 * counted and code is warm before somebody waits for it. Reading a page changes nothing.
 */
export async function warmUp(db: Db, config: Config, routes: Routes, frame: Frame): Promise<void> {
  const read = (sql: string) => db.$client.prepare(sql).pluck().get() as number | undefined
  const userId = read(`SELECT min(id) FROM users WHERE role = 'admin' AND disabled_at IS NULL`)
  const number = read('SELECT max(number) FROM articles WHERE draft_version_id IS NOT NULL')
  if (userId == null) return
  await renderApart('A text, so that its renderer has started.')
  for (const path of FIRST) {
    await pause()
    const page = routes.pages.get(path)
    if (!db.$client.open || page === undefined || (path.includes(':') && number == null)) continue
    const at = path.replace(':number', String(number))
    const params = { number: String(number) }
    const request = {
      path: at,
      originalUrl: at,
      query: {},
      params,
      session: { userId },
      get: () => undefined,
    } as unknown as Request
    const answer = await page(askOf(request, db, config, frame) as Ask)
    if (answer.kind === 'page' && db.$client.open) frame.sendPage(request, nobody(), answer)
  }
}

/** Where nothing arrives. */
function nobody(): Response {
  const response = { set: () => response, status: () => response, type: () => response, send: () => response }
  return response as unknown as Response
}
