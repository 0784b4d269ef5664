import type { Db } from '../db/open.ts'
import type { AppliesTo } from '../db/words.ts'
import type { ChosenArticle } from './choice.ts'
import type { Elsewhere } from './content.ts'
import { webAddress } from './content-rows.ts'
import { type TextReader, textReader } from './readable.ts'

/**
 * What is public elsewhere and worth finding: official texts, and resolved threads of sources an administrator called
 * already public. Nothing with an undecided finding, nothing that an article of ours already says.
 */
export function elsewhereOf(db: Db, chosen: ChosenArticle[]): Elsewhere[] {
  const read = textReader(db)
  return [...documentsElsewhere(db, chosen, read), ...threadsElsewhere(db, chosen, read)]
}

function documentsElsewhere(db: Db, chosen: ChosenArticle[], read: TextReader): Elsewhere[] {
  const adopted = new Set(chosen.map((article) => article.documentId))
  const rows = db.$client
    .prepare(
      `SELECT d.id AS documentId, s.slug AS source, d.external_id AS externalId, d.title, d.body, d.url, d.language,
         coalesce(p.name, '') AS product, d.applies_to AS appliesTo
       FROM documents d JOIN sources s ON s.id = d.source_id LEFT JOIN products p ON p.id = d.product_id
       WHERE d.visibility = 'public' AND d.removed_at IS NULL AND s.authority = 'official'
         AND s.is_internal = 0`,
    )
    .all() as Row[]
  return rows.flatMap((row) => {
    if (adopted.has(row.documentId)) return []
    const found = readable(row, [row.title, row.body], read)
    if (found === undefined) return []
    const versions = (JSON.parse(row.appliesTo) as AppliesTo).versions ?? []
    return [{ ...found, kind: 'document', versions, origin: 'official' }]
  })
}

function threadsElsewhere(db: Db, chosen: ChosenArticle[], read: TextReader): Elsewhere[] {
  const versionIds = JSON.stringify(chosen.map((article) => article.shown.versionId))
  const rows = db.$client
    .prepare(
      `SELECT s.slug AS source, t.external_id AS externalId, t.title, a.body, t.url, t.language,
         coalesce(p.name, '') AS product, q.body AS question
       FROM threads t JOIN sources s ON s.id = t.source_id AND s.is_public = 1 AND s.authority = 'community'
       JOIN candidates c ON c.thread_id = t.id AND c.safety_class = 'public-ok'
       JOIN posts a ON a.id = (SELECT id FROM posts WHERE thread_id = t.id AND is_accepted AND position > 0
         AND removed_at IS NULL AND nature = 'answer' ORDER BY position LIMIT 1)
       JOIN posts q ON q.thread_id = t.id AND q.position = 0
       LEFT JOIN products p ON p.id = t.product_id
       WHERE t.removed_at IS NULL AND t.resolution <> 'unknown' AND s.is_internal = 0
         AND NOT EXISTS (SELECT 1 FROM json_each(?) v JOIN version_statements x ON x.version_id = v.value
           JOIN version_sources o ON o.statement_id = x.id JOIN posts y ON y.id = o.post_id
           WHERE y.thread_id = t.id)`,
    )
    .all(versionIds) as Row[]
  return rows.flatMap((row) => {
    const found = readable(row, [row.title, row.body, row.question], read)
    if (found === undefined) return []
    return [{ ...found, kind: 'thread', versions: [], origin: 'community' }]
  })
}

type Row = {
  documentId: number
  source: string
  externalId: string
  title: string
  body: string
  question: string
  url: string | null
  language: string
  product: string
  appliesTo: string
}

function readable(row: Row, texts: string[], read: TextReader) {
  const url = webAddress(row.url)
  if (url === null || read.openKinds(texts).length > 0) return undefined
  const { source, externalId, language, product } = row
  const id = `${source}/${externalId}`
  return {
    id,
    title: read.visible(row.title),
    url,
    text: read.visible(row.body),
    language,
    product,
  }
}
