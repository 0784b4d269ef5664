import type { Db } from '../db/open.ts'
import { type Content, type Field, fields } from '../db/words.ts'
import { visibleText } from '../safety/visible.ts'
import type { SourceText } from './provenance.ts'
import { blocksOf, wordsOf } from './statements.ts'
import { FIELD_WORDS } from './words.ts'

/** A thread or document an article was made from, cut into statements that can be taken over. */
export type ArticleSource = {
  kind: 'thread' | 'document' | 'own'
  title: string
  url: string | null
  name: string
  authority: string
  /** Nothing was taken from it yet: it asks the same and belongs to the article, its answers may be added. */
  isFurther: boolean
  pieces: SourcePiece[]
}

/** One post of the thread, or the whole document. */
export type SourcePiece = {
  postId: number | null
  documentId: number | null
  author: string | null
  role: string
  isAccepted: boolean
  score: number
  createdAt: string | null
  isRemoved: boolean
  field: Field
  statements: { key: string; text: string; isUsed: boolean }[]
  /** Pictures that lie elsewhere: shown as links, and fetched only when somebody asks for one. */
  pictures: { alt: string; url: string }[]
}

type PostRow = {
  threadId: number
  postId: number
  title: string
  url: string | null
  name: string
  authority: string
  author: string | null
  role: string
  nature: string
  isAccepted: number
  score: number
  createdAt: string
  removedAt: string | null
  body: string
  textHash: string
  isTaken: number
}

type DocumentRow = {
  documentId: number
  title: string
  url: string | null
  name: string
  authority: string
  body: string
  textHash: string
  removedAt: string | null
}

/** Everything an article was made from: the whole of each thread and document, question and accepted answer first. */
export function articleSources(db: Db, articleId: number, used: string): ArticleSource[] {
  const taken = takenIn(used)
  const threads = new Map<number, ArticleSource>()
  for (const row of postRows(db, articleId)) {
    const known = threads.get(row.threadId) ?? {
      ...{ kind: 'thread' as const, title: visibleText(db, row.title), url: row.url, name: row.name },
      ...{ authority: row.authority, isFurther: row.isTaken === 0, pieces: [] },
    }
    threads.set(row.threadId, known)
    const text = visibleText(db, row.body, row.textHash)
    known.pieces.push({
      ...{ postId: row.postId, documentId: null, author: row.author, role: row.role, score: row.score },
      isAccepted: row.isAccepted === 1,
      createdAt: row.createdAt,
      isRemoved: row.removedAt !== null,
      field: row.nature === 'question' ? 'issue' : 'resolution',
      statements: statementsIn(text, `p${row.postId}`, taken),
      pictures: picturesIn(text),
    })
  }
  const documents = documentRows(db, articleId).map((row): ArticleSource => {
    const text = visibleText(db, row.body, row.textHash)
    const piece: SourcePiece = {
      ...{ postId: null, documentId: row.documentId, author: null, role: 'official', score: 0 },
      ...{ isAccepted: false, createdAt: null, isRemoved: row.removedAt !== null, field: 'resolution' },
      statements: statementsIn(text, `d${row.documentId}`, taken),
      pictures: picturesIn(text),
    }
    return {
      kind: 'document',
      title: row.title,
      url: row.url,
      name: row.name,
      authority: row.authority,
      isFurther: false,
      pieces: [piece],
    }
  })
  return [...threads.values(), ...documents]
}

/** The same as texts that a new version may draw on, so that what is taken over keeps its origin. */
export function sourceTexts(db: Db, articleId: number): SourceText[] {
  return [
    ...postRows(db, articleId).map((row) => ({
      postId: row.postId,
      text: visibleText(db, row.body, row.textHash),
      textHash: row.textHash,
      isAccepted: row.isAccepted === 1,
    })),
    ...documentRows(db, articleId).map((row) => ({
      documentId: row.documentId,
      text: visibleText(db, row.body, row.textHash),
      textHash: row.textHash,
    })),
  ]
}

/** A person's own text, set aside after a conflict, as a source like the others. */
export function ownSource(content: Content, used: string): ArticleSource {
  const taken = takenIn(used)
  const pieces = fields
    .filter((field) => content[field].trim() !== '')
    .map(
      (field): SourcePiece => ({
        ...{ postId: null, documentId: null, author: FIELD_WORDS[field], role: 'own', score: 0 },
        ...{ isAccepted: false, createdAt: null, isRemoved: false, field },
        statements: statementsIn(content[field], `own-${field}`, taken),
        pictures: [],
      }),
    )
  const title = 'Your text before'
  return { kind: 'own', title, url: null, name: '', authority: 'own', isFurther: false, pieces }
}

/** The statement a person picked by its key, as these sources named it, with the field it belongs into. */
export function statementNamed(
  sources: ArticleSource[],
  key: string,
): { text: string; field: Field } | undefined {
  for (const piece of sources.flatMap((source) => source.pieces)) {
    const found = piece.statements.find((statement) => statement.key === key)
    if (found !== undefined) return { text: found.text, field: piece.field }
  }
  return undefined
}

/** The pictures a text shows from elsewhere, each address once. */
function picturesIn(text: string): SourcePiece['pictures'] {
  const found = new Map<string, string>()
  for (const [, alt = '', url = ''] of text.matchAll(
    /!\[([^\]\n]{0,500})\]\(\s*<?(https?:\/\/[^\s)>]{1,2000})/g,
  ))
    if (!found.has(url)) found.set(url, alt.trim())
  return [...found].map(([url, alt]) => ({ alt, url }))
}

function takenIn(used: string): Set<string> {
  return new Set(blocksOf(used).map((block) => wordsOf(block.text).join(' ')))
}

function statementsIn(text: string, name: string, taken: Set<string>): SourcePiece['statements'] {
  return blocksOf(text).map((block, place) => ({
    key: `${name}.${place}`,
    text: block.text,
    isUsed: taken.has(wordsOf(block.text).join(' ')),
  }))
}

/**
 * Posts of every thread that any version drew on (a merge brings the threads of what it took up along), then of those
 * promoted or merged into the article from which nothing was taken yet: of these only what answers.
 */
function postRows(db: Db, articleId: number): PostRow[] {
  return db.$client
    .prepare(
      `WITH taken AS (SELECT DISTINCT x.thread_id AS id FROM article_versions v
         JOIN version_statements st ON st.version_id = v.id
         JOIN version_sources o ON o.statement_id = st.id
         JOIN posts x ON x.id = o.post_id WHERE v.article_id = @article),
       given AS (SELECT c.thread_id AS id FROM candidate_decisions d CROSS JOIN candidates c ON c.id = d.candidate_id
         WHERE d.article_id = @article AND d.undone_at IS NULL AND d.decision IN ('promoted', 'merged'))
       SELECT t.id AS threadId, p.id AS postId, t.title, coalesce(p.url, t.url) AS url, s.name, s.authority,
         p.author_name AS author, p.role, p.nature, p.is_accepted AS isAccepted, p.score,
         p.created_at AS createdAt, coalesce(p.removed_at, t.removed_at) AS removedAt, p.body, p.text_hash AS textHash,
         t.id IN (SELECT id FROM taken) AS isTaken
       FROM posts p JOIN threads t ON t.id = p.thread_id JOIN sources s ON s.id = t.source_id
       WHERE t.id IN (SELECT id FROM taken) OR (t.id IN (SELECT id FROM given) AND p.removed_at IS NULL
         AND (p.position = 0 OR p.nature = 'answer'))
       ORDER BY isTaken DESC, CASE WHEN t.id IN (SELECT id FROM taken) THEN 0 ELSE -t.views END, t.id,
         p.position > 0, NOT p.is_accepted, p.nature <> 'answer', p.score DESC, p.position`,
    )
    .all({ article: articleId }) as PostRow[]
}

function documentRows(db: Db, articleId: number): DocumentRow[] {
  return db.$client
    .prepare(
      `SELECT d.id AS documentId, d.title, d.url, s.name, s.authority, d.body, d.text_hash AS textHash,
         d.removed_at AS removedAt
       FROM documents d JOIN sources s ON s.id = d.source_id
       WHERE d.visibility = 'public' AND (d.id = (SELECT document_id FROM articles WHERE id = ?)
         OR d.id IN (SELECT o.document_id FROM article_versions v
           JOIN version_statements st ON st.version_id = v.id
           JOIN version_sources o ON o.statement_id = st.id WHERE v.article_id = ?))
       ORDER BY d.id`,
    )
    .all(articleId, articleId) as DocumentRow[]
}
