import { pino } from 'pino'
import { afterEach, beforeEach, vi } from 'vitest'
import { askForReview } from '../../src/articles/review.ts'
import type { Config } from '../../src/config.ts'
import type { Db } from '../../src/db/open.ts'
import type { MailChoice } from '../../src/db/words.ts'
import { setMailWish } from '../../src/web/mail-wishes.ts'
import { tellByMail } from '../../src/web/timetable.ts'
import { testConfig } from './app.ts'
import { addCast, type Cast } from './cast.ts'
import { freshDb } from './db.ts'
import { mailServer } from './mail-server.ts'
import * as make from './make.ts'

/** What tests of mails play on: the cast, a mail server that can misbehave, and a Winnow that was told of it. */
export let db: Db
export let cast: Cast
export let server: Awaited<ReturnType<typeof mailServer>>
export let config: Config
export let logged: string[]

/** Sets it up before every test of the file that calls it; it is nine in the morning. */
export function openMailRoom(): void {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 3, 1, 9) })
    db = freshDb()
    cast = addCast(db)
    server = await mailServer()
    logged = []
    config = testConfig({
      WINNOW_MAIL: `smtp://winnow:hunter2@127.0.0.1:${server.port}`,
      WINNOW_MAIL_FROM: 'winnow@example.com',
      WINNOW_STAFF_URL: 'https://winnow.example.com/',
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    return server.stop()
  })
}

/** Somebody says how to be told. */
export function wants(userId: number, choice: MailChoice, address = 'pia@example.com'): void {
  setMailWish(db, { userId, address, choice, by: userId })
}

/** What the server does once a minute. */
export async function minutes(count: number, of = config): Promise<void> {
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
  for (let n = 0; n < count; n++) {
    vi.setSystemTime(Date.now() + 60_000)
    await tellByMail(db, of, log)
  }
}

/** The texts that arrived, whatever way they were encoded. */
export function texts(): string[] {
  return server.taken.map(({ text }) => {
    const [head, ...body] = text.split('\n\n')
    const whole = body.join('\n\n')
    if (/base64/.test(head!)) return Buffer.from(whole, 'base64').toString()
    const bytes = (hex: string) => Buffer.from(hex.replaceAll('=', ''), 'hex').toString()
    return whole.replace(/=\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, bytes)
  })
}

/** Edith asks somebody, Pia unless said otherwise, to look at a new article. */
export function review(title?: string, assigneeId = cast.pia) {
  const saved = make.article(db, title === undefined ? {} : { title })
  askForReview(db, { articleId: saved.articleId, assigneeId, by: cast.edith })
  return saved
}
