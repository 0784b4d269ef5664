import { statementsOf } from '../articles/statements.ts'
import type { Db } from '../db/open.ts'
import type { Content } from '../db/words.ts'
import { type Watch, watchWrites } from '../db/written.ts'
import { sha256 } from '../lib/hash.ts'
import { SECRET } from '../safety/findings.ts'
import type { BuildMemory } from './build-memory.ts'
import { unescapeHtml } from './check-html.ts'

/** A text that must not be seen anywhere in a release, and what it is, said without repeating it. */
export type Secret = { text: string; what: string }

/** Looks for secrets in a file; says what each one met is. */
export type LeakFinder = (text: string, isHtml: boolean) => string[]

/** Kinds that a common word may be, such as a first name: only longer ones are looked for. */
const SOFT_KINDS = new Set(['person', 'location', 'address', 'host', 'url'])
/** Shorter notes are too common to tell where they came from. */
const NOTE_WORDS = 6

/**
 * Everything private that Winnow knows of: what was redacted, secrets and numbers a detector found and nobody called
 * public (a name or an address that merely stands in some case may well be ours), and the internal notes of articles.
 */
export function knownSecrets(db: Db, memory?: BuildMemory): Secret[] {
  const held = memory?.secrets?.client === db.$client ? memory.secrets : undefined
  const watch = held?.watch ?? (memory && watchWrites(db))
  const changed = watch?.take()
  if (memory !== undefined) delete memory.secrets
  const found = held !== undefined && changed !== undefined ? held.found : foundSecrets(db)
  const notes = held !== undefined && changed !== undefined ? held.notes : new Map<number, Secret[]>()
  for (const articleId of changed ?? []) notes.delete(articleId)
  for (const [articleId, own] of notesOf(db, held && changed)) notes.set(articleId, own)
  if (memory && watch) memory.secrets = { client: db.$client, watch, found, notes }
  return [...found, ...[...notes.values()].flat()]
}

/** What was known at the build before: what somebody found, and by article what its notes say. */
export type HeldSecrets = {
  client: Db['$client']
  watch: Watch
  found: Secret[]
  notes: Map<number, Secret[]>
}

function foundSecrets(db: Db): Secret[] {
  const ranges = db.$client
    .prepare(
      `SELECT text_hash AS hash, start, "end", kind, 0 AS isPublic, 1 AS isSure FROM redactions
       UNION SELECT text_hash, start, "end", kind, outcome IS 'dismissed', outcome IS NOT NULL FROM safety_findings`,
    )
    .all() as { hash: string; start: number; end: number; kind: string; isPublic: number; isSure: number }[]
  const find = textFinder(db, new Set(ranges.map((range) => range.hash)))
  const isPublic = new Set<string>()
  const secrets = new Map<string, string>()
  for (const range of ranges) {
    const text = find(range.hash)?.slice(range.start, range.end)
    if (text === undefined) continue
    const key = wordsOf(text).join(' ')
    if (range.isPublic === 1) isPublic.add(key)
    else if (isDistinct(key, range.kind) && (range.isSure === 1 || SECRET.has(range.kind)))
      secrets.set(text, range.kind)
  }
  return [...secrets]
    .filter(([text]) => !isPublic.has(wordsOf(text).join(' ')))
    .map(([text, kind]) => ({ text, what: `something private (${kind})` }))
}

/** A finder of these secrets: words in a row, whatever stands between them. Linear in the text. */
export function leakFinder(secrets: Secret[]): LeakFinder {
  const byStart = new Map<string, { words: string[]; what: string }[]>()
  for (const { text, what } of secrets) {
    const words = wordsOf(text)
    if (words.length === 0) continue
    const key = words.slice(0, START).join(' ')
    byStart.set(key, [...(byStart.get(key) ?? []), { words, what }])
  }
  const search = (text: string): string[] => {
    const words = wordsOf(text)
    const found = new Set<string>()
    for (let at = 0; at < words.length; at++) {
      for (let length = 1; length <= START; length++) {
        const key = length === 1 ? words[at]! : words.slice(at, at + length).join(' ')
        for (const secret of byStart.get(key) ?? []) {
          if (secret.words.every((word, i) => words[at + i] === word)) found.add(secret.what)
        }
      }
    }
    return [...found]
  }
  if (byStart.size === 0) return () => []
  return (text, isHtml) => {
    if (!isHtml) return search(text)
    // Once as it is written, for attributes, and once as it is read, across marks within a word.
    const read = unescapeHtml(
      text.replace(/<\/?(?:a|em|strong|code|span|del|mark|sub|sup|kbd|bdi)\b[^<>]*>/g, ''),
    )
    return [...new Set([...search(unescapeHtml(text)), ...search(read)])]
  }
}

/** How many words decide where to look closer. */
const START = 3

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function isDistinct(key: string, kind: string): boolean {
  if (key.replaceAll(' ', '').length < 6) return false
  return SOFT_KINDS.has(kind)
    ? key.includes(' ')
    : /\p{N}/u.test(key) || key.includes(' ') || key.length >= 10
}

/** Statements of internal notes that the article does not also say in public, by article. */
function notesOf(db: Db, articleIds: ReadonlySet<number> | undefined): [articleId: number, own: Secret[]][] {
  const some = articleIds === undefined ? '' : 'AND a.id IN (SELECT value FROM json_each(?))'
  const rows = db.$client
    .prepare(
      `SELECT a.id AS articleId, a.number, v.title, v.issue, v.environment, v.cause, v.resolution, v.notes
       FROM articles a JOIN article_versions v ON v.id IN (a.draft_version_id, a.live_version_id)
       WHERE v.notes <> '' ${some} ORDER BY a.number, v.id`,
    )
    .all(...(articleIds === undefined ? [] : [JSON.stringify([...articleIds])])) as (Omit<
    Content,
    'appliesTo'
  > & {
    articleId: number
    number: number
  })[]
  const notes = new Map<number, Secret[]>()
  for (const row of rows) {
    const said = wordsOf([row.title, row.issue, row.environment, row.cause, row.resolution].join('\n')).join(
      ' ',
    )
    const own = statementsOf({ ...row, appliesTo: {} })
      .filter((statement) => statement.field === 'notes')
      .map((statement) => wordsOf(statement.text))
      .filter((words) => words.length >= NOTE_WORDS && !said.includes(words.join(' ')))
      .map((words) => ({ text: words.join(' '), what: `the internal notes of article ${row.number}` }))
    notes.set(row.articleId, [...(notes.get(row.articleId) ?? []), ...own])
  }
  return [...notes]
}

/** Finds the text of a hash among posts, documents, thread titles and article versions. */
function textFinder(db: Db, wanted: ReadonlySet<string>): (hash: string) => string | undefined {
  const found = new Map<string, string>()
  const post = db.$client.prepare('SELECT body FROM posts WHERE text_hash = ? LIMIT 1').pluck()
  for (const hash of wanted) {
    const body = post.get(hash) as string | undefined
    if (body !== undefined) found.set(hash, body)
  }
  const rest = [
    'SELECT body FROM documents',
    'SELECT title FROM threads',
    'SELECT title FROM documents',
    ...['title', 'issue', 'environment', 'cause', 'resolution', 'notes'].map(
      (field) => `SELECT ${field} FROM article_versions`,
    ),
  ]
  for (const sql of rest) {
    if (found.size === wanted.size) break
    for (const text of db.$client.prepare(sql).pluck().iterate() as Iterable<string>) {
      const hash = sha256(text)
      if (wanted.has(hash)) found.set(hash, text)
    }
  }
  return (hash) => found.get(hash)
}
