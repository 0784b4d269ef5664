import { setImmediate as pause } from 'node:timers/promises'
import { now } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import type { MailChoice } from '../db/words.ts'
import { sha256 } from '../lib/hash.ts'
import { type Handed, handOver, type MailServer } from '../lib/smtp.ts'
import { type Person, visibleProducts } from './actor.ts'
import { endOfMails, mailText } from './mail-text.ts'
import { findPerson } from './people.ts'
import { type Waiting, type WaitingGroup, waitingFor } from './waiting.ts'

/** What is told by mail; one's own drafts and what is asked for wait on Home. */
const TOLD = ['review', 'back', 'mentioned', 'unplanned', 'assigned', 'disputed', 'drifted', 'due']
/** Most things of one kind in one mail. */
const MOST = 25
/** A daily mail is written from this hour on, by the clock of the server. */
const DAILY_HOUR = 7
const MINUTE_MS = 60_000
const LONGEST_REST_MS = 6 * 60 * MINUTE_MS

/** Puts a mail into the outbox of everybody who wants one and for whom something waits that no mail told of yet. */
export async function queueMails(db: Db): Promise<void> {
  for (const { userId, choice } of wishesToServe(db)) {
    // Others are answered between two people.
    await pause()
    const person = findPerson(db, userId)
    if (person === undefined || (choice === 'daily' && !isTimeForDaily(db, userId))) continue
    const keys = thingsFor(db, person).flatMap((group) => group.first.flatMap((one) => one.keys))
    inTransaction(db, (tx) => {
      const isKnown = tx.$client.prepare('SELECT 1 FROM mail_items WHERE user_id = ? AND key = ?').pluck()
      const fresh = keys.filter((key) => isKnown.get(userId, key) === undefined)
      if (fresh.length === 0) return
      const { lastInsertRowid } = tx.$client
        .prepare('INSERT INTO mails (user_id, at, next_at) VALUES (?, ?, ?)')
        .run(userId, now(), now())
      const item = tx.$client.prepare('INSERT INTO mail_items (user_id, key, mail_id) VALUES (?, ?, ?)')
      for (const key of fresh) item.run(userId, key, lastInsertRowid)
    })
  }
}

/** What was sent or not, for the log: never who, where to, or what. */
export type MailNews = { mail: number; outcome: Handed['outcome'] | 'not-needed'; problem?: string }

/** Sends what is due in the outbox, one after the other; none twice. `isEnding` stops between two mails. */
export async function sendMails(
  db: Db,
  way: { server: MailServer; staffUrl: string; isEnding?: () => boolean },
): Promise<MailNews[]> {
  endCutOff(db)
  const news: MailNews[] = []
  for (const mail of dueMails(db)) {
    if (way.isEnding?.()) break
    const text = writtenNow(db, mail, way.staffUrl)
    if (text === null) {
      finish(db, mail.id, { outcome: 'not-needed' })
      news.push({ mail: mail.id, outcome: 'not-needed' })
      continue
    }
    db.$client.prepare('UPDATE mails SET started_at = ?, tries = tries + 1 WHERE id = ?').run(now(), mail.id)
    const domain = way.server.from.replace(/^.*@|>$/g, '')
    const id = `<winnow-${mail.id}-${sha256(`${mail.userId} ${mail.at}`).slice(0, 12)}@${domain}>`
    const handed = await handOver(way.server, {
      ...text,
      id,
      to: mail.address,
      endAt: endOfMails(way.staffUrl),
    })
    finish(db, mail.id, handed)
    news.push({ mail: mail.id, ...handed })
    // A server that does not take this one now takes the next no sooner.
    if (handed.outcome === 'later') break
  }
  return news
}

function wishesToServe(db: Db): { userId: number; choice: MailChoice }[] {
  return db.$client
    .prepare(
      `SELECT w.user_id AS userId, w.choice FROM mail_wishes w JOIN users u ON u.id = w.user_id
       WHERE w.choice <> 'off' AND u.disabled_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.user_id = w.user_id AND m.ended_at IS NULL)`,
    )
    .all() as { userId: number; choice: MailChoice }[]
}

function isTimeForDaily(db: Db, userId: number): boolean {
  const last = db.$client.prepare('SELECT max(at) FROM mails WHERE user_id = ?').pluck().get(userId)
  const today = new Date()
  if (today.getHours() < DAILY_HOUR) return false
  return last === null || new Date(last as string).toDateString() !== today.toDateString()
}

/** What waits for a person and was not brought by that person. */
function thingsFor(db: Db, person: Person): WaitingGroup[] {
  return waitingFor(db, person, visibleProducts(person), MOST)
    .filter((group) => TOLD.includes(group.name))
    .map((group) => ({ ...group, first: group.first.filter((one) => one.by !== person.displayName) }))
}

/** A mail that was being sent when the server stopped may have arrived. */
function endCutOff(db: Db): void {
  db.$client
    .prepare(
      `UPDATE mails SET ended_at = ?, outcome = 'unknown', problem = 'Winnow stopped while it was being sent.'
       WHERE started_at IS NOT NULL AND ended_at IS NULL`,
    )
    .run(now())
}

type DueMail = { id: number; userId: number; at: string; address: string; choice: MailChoice }

function dueMails(db: Db): DueMail[] {
  return db.$client
    .prepare(
      `SELECT m.id, m.user_id AS userId, m.at, w.address, w.choice FROM mails m JOIN mail_wishes w ON w.user_id = m.user_id
       WHERE m.ended_at IS NULL AND m.next_at <= ? ORDER BY m.next_at, m.id`,
    )
    .all(now()) as DueMail[]
}

/** The words of a mail as they are right now; null when nothing of it waits any more, or nobody wants it. */
function writtenNow(db: Db, mail: DueMail, staffUrl: string): { subject: string; text: string } | null {
  const person = findPerson(db, mail.userId)
  if (person === undefined || mail.choice === 'off') return null
  const all = thingsFor(db, person)
  const keys = new Set(
    db.$client.prepare('SELECT key FROM mail_items WHERE mail_id = ?').pluck().all(mail.id) as string[],
  )
  const groups = all
    .map(({ label, first }) => ({
      label,
      things: first.filter((one) => one.keys.some((key) => keys.has(key))),
    }))
    .filter(({ things }) => things.length > 0)
  if (groups.length === 0) return null
  const told = groups.reduce((sum, group) => sum + group.things.length, 0)
  return mailText({
    name: person.displayName,
    groups: groups.map(({ label, things }) => ({
      label,
      things: things.map((one) => ({ ...one, title: mayLeave(db, one) ? one.title : null })),
    })),
    more: all.reduce((sum, group) => sum + group.count, 0) - told,
    choice: mail.choice,
    staffUrl,
  })
}

/** Whether a title may leave the house: readers have it already, or nothing it could come from is private. */
function mayLeave(db: Db, { articleId, threadId, title }: Waiting): boolean {
  const isSuspected = db.$client
    .prepare(`SELECT 1 FROM safety_findings WHERE text_hash = ? AND coalesce(outcome, '') <> 'dismissed'`)
    .get(sha256(title))
  if (isSuspected !== undefined) return false
  if (threadId !== null) return db.$client.prepare(THREAD_IS_OPEN).get(threadId) !== undefined
  return db.$client.prepare(ARTICLE_IS_OPEN).get({ articleId, title }) !== undefined
}

const THREAD_IS_OPEN = `
  SELECT 1 FROM candidates c JOIN sources q ON q.id = c.source_id
  WHERE c.thread_id = ? AND c.safety_class = 'public-ok' AND NOT q.is_internal`

const ARTICLE_IS_OPEN = `
  SELECT 1 FROM articles a LEFT JOIN article_versions l ON l.id = a.live_version_id
  WHERE a.id = @articleId AND a.audience = 'public' AND (l.title = @title OR NOT EXISTS (
    SELECT 1 FROM version_statements s JOIN version_sources o ON o.statement_id = s.id
    LEFT JOIN posts p ON p.id = o.post_id LEFT JOIN threads t ON t.id = p.thread_id
    LEFT JOIN documents d ON d.id = o.document_id
    JOIN sources q ON q.id = coalesce(t.source_id, d.source_id)
    WHERE s.version_id IN (a.draft_version_id, a.live_version_id)
      AND (d.visibility = 'restricted' OR q.is_internal OR (q.authority = 'case' AND NOT q.is_public))))
    AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = a.document_id AND d.visibility = 'restricted')`

function finish(db: Db, mailId: number, handed: Handed | { outcome: 'not-needed' }): void {
  const problem = 'problem' in handed ? handed.problem : null
  inTransaction(db, (tx) => {
    const run = (sql: string, ...values: unknown[]) => tx.$client.prepare(sql).run(...values)
    if (handed.outcome === 'later') {
      const tries = tx.$client.prepare('SELECT tries FROM mails WHERE id = ?').pluck().get(mailId) as number
      const rest = Math.min(LONGEST_REST_MS, MINUTE_MS * 2 ** Math.min(tries - 1, 12))
      const next = new Date(Date.now() + rest).toISOString()
      run('UPDATE mails SET started_at = NULL, next_at = ?, problem = ? WHERE id = ?', next, problem, mailId)
      return
    }
    run(
      'UPDATE mails SET ended_at = ?, outcome = ?, problem = ? WHERE id = ?',
      now(),
      handed.outcome,
      problem,
      mailId,
    )
    // What nobody was told of is told when it waits again.
    if (handed.outcome === 'not-needed') run('DELETE FROM mail_items WHERE mail_id = ?', mailId)
  })
}
