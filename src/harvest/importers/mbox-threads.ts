/**
 * Mails gathered into threads in a temporary database on disk, so that memory stays flat. A mail belongs to the mail
 * it refers to, even when that one is missing here; a reply whose headers say nothing joins the thread of its subject.
 */
import Database from 'better-sqlite3'
import type { Item } from '../importer.ts'

/** A mail as it is kept. `parents` are the ids it refers to, the nearest last. */
export type MailRecord = {
  id: string
  parents: string[]
  subject: string
  at: string
  from?: string
  address?: string
  url?: string
  text: string
  format: 'text' | 'html'
}

/** The mails of one import; `add` gives false for one that is there already. */
export type MailThreads = {
  add(mail: MailRecord, place: { file: string; position: string }): boolean
  items(): Generator<Item>
  close(): void
}

/** How long after its last mail a thread still takes replies that only share its subject, in days. */
const SUBJECT_DAYS = 60
const MAX_CHAIN = 2000
/** Most characters of mail that one thread may have. */
const MAX_THREAD = 20_000_000

/** Opens an empty set of mails; `close` removes it from disk. */
export function openMailThreads(): MailThreads {
  const db = new Database('')
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.exec(`CREATE TABLE mails (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, parent TEXT, root TEXT, subject TEXT,
      is_reply INTEGER, at TEXT, file TEXT, position TEXT, json TEXT);
    BEGIN`)
  const add = db.prepare(
    'INSERT OR IGNORE INTO mails (id, parent, subject, is_reply, at, file, position, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  return {
    add: (mail, { file, position }) => {
      const { base, isReply } = subjectOf(mail.subject)
      const values = [mail.id, mail.parents.at(-1) ?? null, base, isReply ? 1 : 0, mail.at, file, position]
      return add.run(...values, JSON.stringify(mail)).changes === 1
    },
    *items() {
      findRoots(db)
      db.exec('CREATE INDEX by_root ON mails (root, at)')
      joinBySubject(db)
      yield* threadsOf(db)
    },
    close: () => void db.close(),
  }
}

/** A subject without "Re:", a list's mark and spacing, in small letters. */
export function subjectOf(subject: string): { base: string; plain: string; isReply: boolean; list?: string } {
  const reply =
    /^\s*(?:(?:re|aw|sv|antw|rif|res|r[eé]f)(?:\[\d+\])?\s*:\s*|\[[^\]]{1,40}\]\s*(?=(?:re|aw|sv)\s*:))+/i
  const list = /^\s*(?:(?:re|aw|sv|fwd?)\s*:\s*)*\[([^\]]{1,40})\]/i.exec(subject)?.[1]
  const mark = /^\s*(?:\[[^\]]{1,40}\]\s*|(?:re|aw|sv|antw|rif|res|fwd?|wg)(?:\[\d+\])?\s*:\s*)+/i
  const plain = subject.replace(mark, '').trim() || subject.trim()
  return {
    base: plain.toLowerCase().replace(/\s+/g, ' '),
    plain,
    isReply: reply.test(subject),
    ...(list !== undefined && { list }),
  }
}

/** Walks up to the oldest mail that is here, or to the missing one that all of a thread refer to. */
function findRoots(db: Database.Database): void {
  const parentOf = db.prepare('SELECT parent, root FROM mails WHERE id = ?')
  const set = db.prepare('UPDATE mails SET root = ? WHERE id = ?')
  for (const id of idsOf(db)) {
    const way = new Set<string>()
    let at = id
    for (let steps = 0; steps < MAX_CHAIN; steps++) {
      const row = parentOf.get(at) as { parent: string | null; root: string | null } | undefined
      if (row === undefined || way.has(at)) break
      if (row.root !== null) {
        at = row.root
        break
      }
      way.add(at)
      if (row.parent === null || row.parent === at) break
      at = row.parent
    }
    for (const one of way) set.run(at, one)
  }
}

/** In portions: nothing can be written while one statement runs through all. */
function* idsOf(db: Database.Database): Generator<string> {
  const read = db.prepare('SELECT n, id FROM mails WHERE n > ? ORDER BY n LIMIT 5000')
  for (let rows = read.all(0) as { n: number; id: string }[]; rows.length > 0; ) {
    for (const { id } of rows) yield id
    rows = read.all(rows.at(-1)!.n) as { n: number; id: string }[]
  }
}

/** Replies that lead nowhere by their headers. */
function joinBySubject(db: Database.Database): void {
  type Root = { root: string; subject: string; is_reply: number; at: string }
  const roots = db
    .prepare(`SELECT root, subject, is_reply, min(at) AS at FROM mails GROUP BY root ORDER BY at`)
    .all() as Root[]
  const last = db.prepare('SELECT max(at) FROM mails WHERE root = ?').pluck()
  const move = db.prepare('UPDATE mails SET root = ? WHERE root = ?')
  const open = new Map<string, { root: string; until: string }>()
  const untilOf = (root: string) =>
    new Date(Date.parse(last.get(root) as string) + SUBJECT_DAYS * 86_400_000).toISOString()
  for (const { root, subject, is_reply, at } of roots) {
    const known = open.get(subject)
    if (is_reply === 1 && subject !== '' && known !== undefined && at <= known.until) {
      move.run(known.root, root)
      known.until = untilOf(known.root)
    } else open.set(subject, { root, until: untilOf(root) })
  }
}

function* threadsOf(db: Database.Database): Generator<Item> {
  const mailsOf = db.prepare('SELECT id, file, position, json FROM mails WHERE root = ? ORDER BY at, n')
  for (const root of db
    .prepare('SELECT root FROM mails GROUP BY root ORDER BY min(n)')
    .pluck()
    .iterate() as IterableIterator<string>) {
    const rows = mailsOf.all(root) as { id: string; file: string; position: string; json: string }[]
    const head = rows.find((row) => row.id === root) ?? rows[0]!
    const { file, position } = head
    if (rows.reduce((sum, row) => sum + row.json.length, 0) > MAX_THREAD) {
      yield {
        bad: 'The thread has more text than one record can hold.',
        externalId: head.id,
        file,
        position,
        raw: '',
      }
      continue
    }
    const mails = [head, ...rows.filter((row) => row !== head)].map(
      (row) => JSON.parse(row.json) as MailRecord,
    )
    const asker = mails[0]!.address
    const marked = mails.map((mail) => ({ ...mail, isAsker: asker !== undefined && mail.address === asker }))
    yield { kind: 'thread', externalId: head.id, raw: { mails: marked }, file, position }
  }
}
