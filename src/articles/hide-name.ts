import { type By, now } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { fields } from '../db/words.ts'
import { sha256 } from '../lib/hash.ts'

/** What is read where a withdrawn name stood. */
const HIDDEN = '(withdrawn)'

/** A name such as “moira-lund” or “Moira Lund” means nobody else; “will” alone is a word, and only “@will” is a name. */
const IS_TELLING = /[^\p{L}]/u

/**
 * Hides the name of somebody who withdrew where others wrote it: in the posts and titles of the source, and in every
 * version of the articles made from them. Their texts stay as they were; what is read, searched, exported and published
 * has a placeholder. `threadIds` looks at these threads only, as after an import.
 */
export function hideName(
  tx: Db,
  input: { sourceId: number; name: string; threadIds?: number[]; by: By },
): void {
  const place = new RegExp(
    IS_TELLING.test(input.name)
      ? `(?<![\\p{L}\\p{N}_-])@?${escaped(input.name)}(?![\\p{L}\\p{N}_-])`
      : `(?<![\\p{L}\\p{N}_-])@${escaped(input.name)}(?![\\p{L}\\p{N}_-])`,
    'giu',
  )
  const taken = tx.$client.prepare('SELECT start, "end" FROM redactions WHERE text_hash = ?')
  const hide = tx.$client.prepare(
    `INSERT INTO redactions (text_hash, start, "end", kind, placeholder, "by", at) VALUES (?, ?, ?, 'person', ?, ?, ?)`,
  )
  tx.$client
    .prepare(
      `UPDATE threads SET participants =
         (SELECT json_group_array(json(value)) FROM json_each(participants) WHERE value ->> 'name' <> @name)
       WHERE source_id = @sourceId AND instr(participants, @quoted) > 0`,
    )
    .run({ sourceId: input.sourceId, name: input.name, quoted: JSON.stringify(input.name) })
  for (const text of textsNaming(tx, input)) {
    const hash = sha256(text)
    const ranges = taken.all(hash) as { start: number; end: number }[]
    for (const { index: start, 0: said } of text.matchAll(place)) {
      const end = start + said.length
      if (ranges.some((range) => range.start < end && start < range.end)) continue
      hide.run(hash, start, end, HIDDEN, input.by, now())
    }
  }
}

function textsNaming(tx: Db, input: { sourceId: number; name: string; threadIds?: number[] }): Set<string> {
  const threadIds = input.threadIds === undefined ? null : JSON.stringify(input.threadIds)
  const ofSource = `t.source_id = @sourceId AND (@threadIds IS NULL OR t.id IN (SELECT value FROM json_each(@threadIds)))`
  const each = fields.map((field) => `SELECT v.id, v."${field}" AS text FROM article_versions v`)
  const rows = tx.$client
    .prepare(
      `SELECT text FROM (
         SELECT p.body AS text FROM posts p JOIN threads t ON t.id = p.thread_id WHERE ${ofSource}
         UNION ALL SELECT t.title FROM threads t WHERE ${ofSource}
         UNION ALL SELECT text FROM (SELECT v.id, v.title AS text FROM article_versions v UNION ALL ${each.join(' UNION ALL ')})
           WHERE id IN (SELECT x.id FROM article_versions x WHERE x.article_id IN (
             SELECT w.article_id FROM version_sources o JOIN version_statements s ON s.id = o.statement_id
             JOIN article_versions w ON w.id = s.version_id
             JOIN posts p ON p.id = o.post_id JOIN threads t ON t.id = p.thread_id WHERE ${ofSource})))
       WHERE instr(lower(text), lower(@name)) > 0`,
    )
    .pluck()
    .all({ sourceId: input.sourceId, name: input.name, threadIds }) as string[]
  return new Set(rows)
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
