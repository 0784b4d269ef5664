import type { Db } from '../db/open.ts'
import { type Content, type Field, fields } from '../db/words.ts'
import type { Article } from './find.ts'
import { joinStatements } from './join-statements.ts'
import { blocksOf, wordsOf } from './statements.ts'

/** A statement of one of the articles on the bench. */
export type BenchStatement = {
  /** `<article number>.<field>.<position>` */
  key: string
  field: Field
  text: string
  /** Statements of other articles that say the same share a group. */
  group: number | null
  /** An earlier pane says it already. */
  isRepeated: boolean
}

/** Statements share this much of their words (Jaccard) to be the same said twice. */
const SAID_TWICE = 0.6

/** Every article's statements, pane by pane, with what is said more than once. */
export function benchStatements(panes: { number: number; content: Content }[]): BenchStatement[][] {
  const all = panes.map(({ number, content }) =>
    fields.flatMap((field) =>
      blocksOf(content[field]).map((block, position) => ({
        key: `${number}.${field}.${position}`,
        field,
        text: block.text,
        ...signsOf(block.text),
        group: null as number | null,
        isRepeated: false,
      })),
    ),
  )
  let groups = 0
  // What is alike has the same figures and shares words: only those are compared.
  const earlier = new Map<string, (typeof all)[number]>()
  for (const pane of all) {
    for (const statement of pane) {
      const twin = earlier.get(statement.figures)?.find((other) => isAlike(statement.words, other.words))
      if (twin === undefined) continue
      if (twin.group === null) twin.group = ++groups
      statement.group = twin.group
      statement.isRepeated = true
    }
    for (const statement of pane) {
      const same = earlier.get(statement.figures)
      if (same === undefined) earlier.set(statement.figures, [statement])
      else same.push(statement)
    }
  }
  return all.map((pane) => pane.map(({ words: _words, figures: _figures, ...statement }) => statement))
}

/** The text that picked statements make, in the order of the panes; a field nobody touched stays as it was. */
export function composeFrom(
  survivor: Content,
  panes: BenchStatement[][],
  picked: ReadonlySet<string>,
): Content {
  const content = { ...survivor }
  const own = new Set((panes[0] ?? []).map((statement) => statement.key))
  for (const field of fields) {
    const inField = panes.flat().filter((statement) => statement.field === field)
    const isUntouched = inField.every((statement) => picked.has(statement.key) === own.has(statement.key))
    if (isUntouched) continue
    content[field] = joinStatements(
      inField.filter((statement) => picked.has(statement.key)).map((statement) => statement.text),
    )
  }
  return content
}

/** What changes hands when an article is taken up. */
export type WillMove = { links: number; votes: number; versions: number; addresses: string[] }

export function willMove(db: Db, article: Article): WillMove {
  const count = (sql: string) => db.$client.prepare(sql).pluck().get(article.id) as number
  const old = db.$client
    .prepare('SELECT from_slug FROM redirects WHERE article_id = ? ORDER BY from_slug')
    .pluck()
    .all(article.id) as string[]
  return {
    links: count('SELECT count(*) FROM article_links WHERE article_id = ? AND removed_at IS NULL'),
    votes: count('SELECT count(*) FROM feedback WHERE article_id = ?'),
    versions: count('SELECT count(*) FROM article_versions WHERE article_id = ?'),
    addresses: [article.slug, ...old],
  }
}

/** "within 10 days" and "within 30 days" share nearly every word and say different things: figures stand apart. */
function signsOf(text: string): { words: ReadonlySet<string>; figures: string } {
  const words = new Set(wordsOf(text))
  const figures = [...words].filter((word) => /\d/.test(word)).sort()
  return { words, figures: figures.join(' ') }
}

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false
  // Sets of very different size cannot be alike enough.
  if (Math.min(a.size, b.size) < SAID_TWICE * Math.max(a.size, b.size)) return false
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return shared / (a.size + b.size - shared) >= SAID_TWICE
}
