import { driftDifference } from '../../../articles/drift.ts'
import { type Drift, statementOrigins } from '../../../articles/statement-origins.ts'
import { renderedHtml } from '../../../db/renderings.ts'
import type { Field } from '../../../db/words.ts'
import type { DiffPart } from '../../../lib/diff.ts'
import { sha256 } from '../../../lib/hash.ts'
import type { SafeHtml } from '../../../lib/markdown.ts'
import type { Ask } from '../../routes.ts'
import { bodyHtml } from './body.ts'

/** A statement with what stands beside it: the places it came from, and how they have changed since. */
export type MarginNote = {
  html: SafeHtml
  sources: {
    title: string
    url: string | null
    author: string | null
    authority: string | null
    drift: Drift | null
    difference: DiffPart[]
    /** The source was edited, but says this word for word. */
    stillStands: boolean
    isSameAsAbove: boolean
  }[]
}

/** Every statement of a version with its sources, by field. */
export async function marginOf(ask: Ask, versionId: number): Promise<Map<Field, MarginNote[]>> {
  const origins = statementOrigins(ask.db, versionId)
  const html = await renderedHtml(ask.db, [...new Set(origins.map((origin) => origin.text))])
  const byStatement = new Map<number, { field: Field; note: MarginNote }>()
  let above = ''
  for (const origin of origins) {
    const known = byStatement.get(origin.statementId) ?? {
      field: origin.field,
      note: { html: bodyHtml(ask.db, html.get(sha256(origin.text))), sources: [] },
    }
    byStatement.set(origin.statementId, known)
    if (origin.sourceTitle === null) {
      above = ''
      continue
    }
    const difference = driftDifference(ask.db, origin)
    const name = `${origin.field} ${origin.postId} ${origin.documentId}`
    known.note.sources.push({
      title: origin.sourceTitle,
      url: origin.sourceUrl,
      author: origin.author,
      authority: origin.authority,
      drift: origin.drift,
      difference,
      stillStands: origin.drift === 'edited' && difference.every((part) => part.kind === 'same'),
      isSameAsAbove: name === above,
    })
    above = name
  }
  const byField = new Map<Field, MarginNote[]>()
  for (const { field, note } of byStatement.values())
    byField.set(field, [...(byField.get(field) ?? []), note])
  return byField
}
