import { contentHash } from '../articles/content.ts'
import { contentOf, type Version } from '../articles/find.ts'
import { structuralFaults } from '../db/backup.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../lib/hash.ts'

/** What `check` looked at and what is wrong, in sentences; SQLite alone misses half of all flipped bits. */
export type CheckResult = { ok: boolean; versions: number; records: number; texts: number; faults: string[] }

/** Looks at the whole database: its structure, and the hash of every version, raw record, post, document, image and file. */
export function checkDatabase(db: Db): CheckResult {
  const faults = structuralFaults(db.$client)
  const versions = each(db, 'SELECT * FROM article_versions', (row) => {
    const version = { ...row, appliesTo: JSON.parse(String(row.applies_to)) } as unknown as Version
    if (contentHash(contentOf(version)) !== row.hash) {
      faults.push(`version ${row.number} of the article with id ${row.article_id} is not what was saved`)
    }
  })
  const records = each(db, 'SELECT id, external_id, payload, payload_hash FROM raw_records', (row) => {
    if (sha256(String(row.payload)) !== row.payload_hash) {
      faults.push(`the raw record ${row.id} (${row.external_id}) is not what was received`)
    }
  })
  const texts =
    each(db, 'SELECT id, body, text_hash FROM posts', (row) => {
      if (sha256(String(row.body)) !== row.text_hash) faults.push(`the text of post ${row.id} is damaged`)
    }) +
    each(db, 'SELECT id, body, text_hash FROM documents', (row) => {
      if (sha256(String(row.body)) !== row.text_hash) faults.push(`the text of document ${row.id} is damaged`)
    })
  each(db, 'SELECT name, hash, bytes FROM media', (row) => {
    if (sha256(row.bytes as Buffer) !== row.hash) faults.push(`the bytes of ${row.name} are damaged`)
  })
  return { ok: faults.length === 0, versions, records, texts, faults }
}

function each(db: Db, sql: string, look: (row: Record<string, unknown>) => void): number {
  let count = 0
  for (const row of db.$client.prepare(sql).iterate()) {
    look(row as Record<string, unknown>)
    count++
  }
  return count
}
