import type { Db } from '../db/open.ts'
import { type DiffPart, wordDiff } from '../lib/diff.ts'
import { visibleText } from '../safety/visible.ts'
import type { StatementOrigin } from './statement-origins.ts'
import { blocksOf, wordsOf } from './statements.ts'

/**
 * How the source reads now against the statement taken from it, by words; the part of the source most like the
 * statement is compared. Nothing when the source is gone.
 */
export function driftDifference(db: Db, origin: StatementOrigin): DiffPart[] {
  if (origin.drift !== 'edited') return []
  const row = (
    origin.postId === null
      ? db.$client
          .prepare('SELECT body, text_hash AS hash FROM documents WHERE id = ?')
          .get(origin.documentId)
      : db.$client.prepare('SELECT body, text_hash AS hash FROM posts WHERE id = ?').get(origin.postId)
  ) as { body: string; hash: string } | undefined
  if (row === undefined) return []
  const now = nearestBlock(origin.text, visibleText(db, row.body, row.hash))
  return wordDiff(origin.text, now)
}

function nearestBlock(statement: string, text: string): string {
  const words = new Set(wordsOf(statement))
  let best = { text: '', likeness: 0 }
  for (const block of blocksOf(text)) {
    const others = new Set(wordsOf(block.text))
    const shared = [...words].filter((word) => others.has(word)).length
    const likeness = shared / Math.max(1, words.size + others.size - shared)
    if (likeness > best.likeness) best = { text: block.text, likeness }
  }
  return best.text
}
