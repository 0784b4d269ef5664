/**
 * Where the rows of a dump lie, kept in a temporary database on disk: an answer may stand far behind its question or
 * before it, and the dump may be far larger than memory. The second reading goes thread by thread.
 */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import type { BadItem, Damage, LeftOut } from '../importer.ts'
import { readRow, type XmlRow, xmlRows } from '../reading/xml-rows.ts'

/** A row's place in its file. */
export type Place = { id: number; offset: number; length: number }
/** A question's place (undefined when only its answers are there) with those of its answers. */
export type ThreadPlaces = { id: number; question: Place | undefined; answers: Place[] }

/** An indexed dump; `close` frees its files and its temporary database. */
export type DumpIndex = {
  threads(): Generator<ThreadPlaces>
  commentsOf(postId: number): Place[]
  linksOf(postId: number): { relatedId: number; kind: number }[]
  userName(userId: number): string | undefined
  /** Only good until the next is read; `isNext` where the reading goes forward through the file. */
  readPost(place: Place, isNext?: boolean): Buffer
  readComment(place: Place): Buffer
  close(): void
}

/** What is found on the way and cannot be used. */
type Found = BadItem | Damage | LeftOut

/** Reads the dump once to learn where everything is, yielding what it cannot use. */
export async function* indexDump(folder: string): AsyncGenerator<Found, DumpIndex> {
  const db = new Database('')
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -16384')
  db.exec(`CREATE TABLE posts (thread INTEGER, kind INTEGER, id INTEGER, offset INTEGER, length INTEGER,
      PRIMARY KEY (thread, kind, id)) WITHOUT ROWID;
    CREATE TABLE comments (post INTEGER, id INTEGER, offset INTEGER, length INTEGER, PRIMARY KEY (post, id)) WITHOUT ROWID;
    CREATE TABLE links (post INTEGER, related INTEGER, kind INTEGER, PRIMARY KEY (post, related, kind)) WITHOUT ROWID;
    CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)`)
  const files = new Map<string, OpenFile>()
  const open = (name: string) => {
    const known = files.get(name)
    if (known !== undefined) return known
    const file = { number: openSync(join(folder, name), 'r'), window: Buffer.alloc(0), from: 0 }
    files.set(name, file)
    return file
  }
  try {
    yield* indexPosts(db, join(folder, 'Posts.xml'))
    yield* indexOthers(db, folder)
  } catch (error) {
    db.close()
    throw error
  }
  return {
    ...readsOf(db, (name, place, isNext) => bytesAt(open(name), place, isNext)),
    close: () => {
      for (const file of files.values()) closeSync(file.number)
      db.close()
    },
  }
}

const QUESTION = 1
const ANSWER = 2

async function* indexPosts(db: Database.Database, file: string): AsyncGenerator<Found> {
  const add = db.prepare(
    'INSERT OR IGNORE INTO posts (thread, kind, id, offset, length) VALUES (?, ?, ?, ?, ?)',
  )
  yield* eachPortion(db, file, (row, find, length) => {
    const id = find(ID)
    const kind = find(POST_TYPE)
    const bad = (reason: string): BadItem => {
      const place = `row at byte ${row.offset}`
      return {
        bad: reason,
        externalId: String(id ?? ''),
        file,
        position: place,
        raw: row.bytes.toString('utf8'),
      }
    }
    if (id === undefined || kind === undefined) return bad('The row has no Id or no PostTypeId.')
    if (kind !== QUESTION && kind !== ANSWER) return { ignored: `a post of type ${kind}` }
    const thread = kind === QUESTION ? id : find(PARENT)
    if (thread === undefined) return bad('The answer does not say which question it answers.')
    const { changes } = add.run(thread, kind, id, row.offset, length)
    return changes === 0 ? bad(`The post ${id} occurs twice; the first one is kept.`) : undefined
  })
}

/** Users, comments and links are welcome but not needed; damage in them loses what follows, not the posts. */
async function* indexOthers(db: Database.Database, folder: string): AsyncGenerator<Found> {
  const addUser = db.prepare('INSERT OR IGNORE INTO users (id, name) VALUES (?, ?)')
  const addComment = db.prepare(
    'INSERT OR IGNORE INTO comments (post, id, offset, length) VALUES (?, ?, ?, ?)',
  )
  const addLink = db.prepare('INSERT OR IGNORE INTO links (post, related, kind) VALUES (?, ?, ?)')
  const named = (name: string) => join(folder, name)
  yield* eachPortion(db, named('Users.xml'), (row) => {
    const values = readRow(row.bytes)
    if (!('reason' in values) && values.Id !== undefined)
      addUser.run(Number(values.Id), values.DisplayName ?? null)
  })
  yield* eachPortion(db, named('Comments.xml'), (row, find, length) => {
    const [id, post] = [find(ID), find(POST)]
    if (id !== undefined && post !== undefined) addComment.run(post, id, row.offset, length)
  })
  yield* eachPortion(db, named('PostLinks.xml'), (_row, find) => {
    const [post, related, kind] = [find(POST), find(RELATED), find(LINK_TYPE)]
    if (post !== undefined && related !== undefined && kind !== undefined) addLink.run(post, related, kind)
  })
}

type Find = (pattern: RegExp) => number | undefined

async function* eachPortion(
  db: Database.Database,
  file: string,
  work: (row: XmlRow, find: Find, length: number) => Found | undefined | void,
): AsyncGenerator<Found> {
  if (!existsSync(file)) return
  for await (const rows of xmlRows(file)) {
    if ('damage' in rows) yield rows
    else {
      db.exec('BEGIN')
      const reports = rows.map((row) => work(row, numbersIn(row.bytes), row.bytes.length))
      db.exec('COMMIT')
      for (const report of reports) if (report) yield report
    }
  }
}

const ID = /\sId="(-?\d{1,15})"/
const POST_TYPE = /\sPostTypeId="(\d{1,3})"/
const PARENT = /\sParentId="(\d{1,15})"/
const POST = /\sPostId="(\d{1,15})"/
const RELATED = /\sRelatedPostId="(\d{1,15})"/
const LINK_TYPE = /\sLinkTypeId="(\d{1,3})"/

/** Numbers stand before the text in most rows. Bytes one by one are enough for them, and cheaper than decoding. */
function numbersIn(bytes: Buffer): Find {
  const beginning = bytes.toString('latin1', 0, BEGINNING)
  return (pattern) => {
    const isLong = bytes.length > BEGINNING
    const found = pattern.exec(beginning) ?? (isLong ? pattern.exec(bytes.toString('latin1')) : null)
    return found === null ? undefined : Number(found[1])
  }
}

const BEGINNING = 256

function readsOf(
  db: Database.Database,
  read: (name: string, place: Place, isNext?: boolean) => Buffer,
): Omit<DumpIndex, 'close'> {
  const posts = db.prepare('SELECT thread, kind, id, offset, length FROM posts ORDER BY thread, kind, id')
  const comments = db.prepare('SELECT id, offset, length FROM comments WHERE post = ? ORDER BY id')
  const links = db.prepare(
    'SELECT related AS relatedId, kind FROM links WHERE post = ? ORDER BY related, kind',
  )
  const user = db.prepare('SELECT name FROM users WHERE id = ?').pluck()
  return {
    *threads() {
      let open: ThreadPlaces | undefined
      for (const row of posts.iterate() as IterableIterator<Place & { thread: number; kind: number }>) {
        if (open?.id !== row.thread) {
          if (open !== undefined) yield open
          open = { id: row.thread, question: undefined, answers: [] }
        }
        if (row.kind === QUESTION) open.question = row
        else open.answers.push(row)
      }
      if (open !== undefined) yield open
    },
    commentsOf: (postId) => comments.all(postId) as Place[],
    linksOf: (postId) => links.all(postId) as { relatedId: number; kind: number }[],
    userName: (userId) => (user.get(userId) as string | null | undefined) ?? undefined,
    readPost: (place, isNext) => read('Posts.xml', place, isNext),
    readComment: (place) => read('Comments.xml', place),
  }
}

/** An open file with the part of it that was read last while going forward. */
type OpenFile = { number: number; window: Buffer; from: number }

/** Answers mostly lie near their question: what was read around it saves reading them one by one. */
function bytesAt(file: OpenFile, { offset, length }: Place, isNext = false): Buffer {
  const isInside = () => offset >= file.from && offset + length <= file.from + file.window.length
  if (!isInside() && isNext) {
    const bytes = Buffer.allocUnsafeSlow(WINDOW)
    file.window = bytes.subarray(0, readSync(file.number, bytes, 0, WINDOW, offset))
    file.from = offset
  }
  if (isInside()) return file.window.subarray(offset - file.from, offset - file.from + length)
  const bytes = Buffer.allocUnsafe(length)
  readSync(file.number, bytes, 0, length, offset)
  return bytes
}

const WINDOW = 1 << 17

/** The site's host, which dumps carry in the name of their folder only ("bicycles.stackexchange.com-2023-09"). */
export function hostIn(folder: string): string | undefined {
  const name = basename(folder).toLowerCase()
  return /(?:[a-z0-9-]+\.)+(?:com|net|org)(?=$|[-_.])/.exec(name)?.[0]
}
