import { z } from 'zod'
import { PUBLIC_FIELDS } from '../../../articles/content.ts'
import { contentOf, getVersion, type Version, visibleContent } from '../../../articles/find.ts'
import { versionList } from '../../../articles/queries.ts'
import { FIELD_WORDS } from '../../../articles/words.ts'
import type { Db } from '../../../db/open.ts'
import { NotFound } from '../../../lib/errors.ts'
import { sha256 } from '../../../lib/hash.ts'
import { dismissFinding, redactFinding } from '../../../safety/findings.ts'
import { usedNumbers } from '../../../safety/placeholder.ts'
import { aboutArticle } from '../../about.ts'
import { redirect } from '../../answers.ts'
import { readForm, words } from '../../forms.ts'
import type { Ask, Routes } from '../../routes.ts'
import { askedArticle, pathOf } from './asked.ts'

/** Something private noticed in a version: where, with a little of the text around it, and what was decided. */
export type FindingRow = {
  findingId: number
  field: string
  kind: string
  before: string
  quote: string
  after: string
  outcome: 'redacted' | 'dismissed' | null
  reason: string
  by: string | null
}

type Stored = Omit<FindingRow, 'field' | 'before' | 'quote' | 'after'> & { start: number; end: number }

const AROUND = 50
const Dismissal = z.object({ reason: words('why this may be public', 500) })

/** Deciding about what may be private in an article. */
export function findingRoutes(routes: Routes): void {
  routes.post('/staff/articles/:number/findings/:finding/redaction', 'redact', aboutArticle, (ask) => {
    const { article, found } = askedFinding(ask)
    const placeholder = placeholderFor(ask.db, found)
    redactFinding(ask.db, { findingId: found.findingId, placeholder, by: ask.by })
    return redirect(`${pathOf(article)}#safety`, `It now reads ${placeholder} wherever this text is shown.`)
  })

  routes.post(
    '/staff/articles/:number/findings/:finding/dismissal',
    'override.safety',
    aboutArticle,
    (ask) => {
      const { article, found } = askedFinding(ask)
      dismissFinding(ask.db, { findingId: found.findingId, ...readForm(Dismissal, ask.body), by: ask.by })
      return redirect(`${pathOf(article)}#safety`, 'Noted why this may be public.')
    },
  )
}

/** What was found in the public texts of a version, the open ones first. What is redacted is not shown again. */
export function findingsOf(db: Db, version: Version): FindingRow[] {
  const content = contentOf(version)
  const rows = [
    ...stored(db, content.title).map((row) => shown(row, content.title, 'Title')),
    ...PUBLIC_FIELDS.flatMap((field) =>
      stored(db, content[field]).map((row) => shown(row, content[field], FIELD_WORDS[field])),
    ),
  ]
  return rows.sort((a, b) => Number(a.outcome !== null) - Number(b.outcome !== null))
}

function stored(db: Db, text: string): Stored[] {
  if (text === '') return []
  return db.$client
    .prepare(
      `SELECT f.id AS findingId, f.kind, f.start, f."end", f.outcome, coalesce(f.outcome_reason, '') AS reason,
         u.display_name AS "by"
       FROM safety_findings f LEFT JOIN users u ON u.id = f.outcome_by
       WHERE f.text_hash = ? ORDER BY f.start`,
    )
    .all(sha256(text)) as Stored[]
}

function shown({ start, end, ...row }: Stored, text: string, field: string): FindingRow {
  if (row.outcome === 'redacted') return { ...row, field, before: '', quote: '', after: '' }
  return {
    ...row,
    field,
    before: text.slice(Math.max(0, start - AROUND), start),
    quote: text.slice(start, end),
    after: text.slice(end, end + AROUND),
  }
}

type AskedFinding = {
  findingId: number
  kind: string
  text: string
  textHash: string
  quote: string
  texts: string[]
}

/** The finding in the address, which has to be one of this article's texts. */
function askedFinding(ask: Ask) {
  const article = askedArticle(ask)
  const findingId = Number(ask.params.finding)
  const row = ask.db.$client
    .prepare(
      'SELECT kind, text_hash AS textHash, start, "end" FROM safety_findings WHERE id = ? AND outcome IS NULL',
    )
    .get(Number.isSafeInteger(findingId) ? findingId : -1) as
    | { kind: string; textHash: string; start: number; end: number }
    | undefined
  for (const { versionId } of row === undefined ? [] : versionList(ask.db, article)) {
    const version = getVersion(ask.db, versionId)
    const content = contentOf(version)
    const text = [content.title, ...PUBLIC_FIELDS.map((field) => content[field])].find(
      (one) => one !== '' && sha256(one) === row!.textHash,
    )
    if (text === undefined) continue
    const visible = visibleContent(ask.db, version)
    const texts = [visible.title, ...PUBLIC_FIELDS.map((field) => visible[field])]
    const { kind, textHash, start, end } = row!
    const found: AskedFinding = { findingId, kind, text, textHash, quote: text.slice(start, end), texts }
    return { article, found }
  }
  throw new NotFound('That finding is not in this article, or somebody has decided about it already.')
}

/** The same thing reads the same throughout its text; another one gets the next number of its kind. */
function placeholderFor(db: Db, found: AskedFinding): string {
  const known = db.$client
    .prepare('SELECT start, "end", placeholder FROM redactions WHERE text_hash = ? AND kind = ?')
    .all(found.textHash, found.kind) as { start: number; end: number; placeholder: string }[]
  const same = known.find((row) => found.text.slice(row.start, row.end) === found.quote)
  if (same !== undefined) return same.placeholder
  return `<${found.kind}-${(usedNumbers(found.texts).get(found.kind) ?? 0) + 1}>`
}
