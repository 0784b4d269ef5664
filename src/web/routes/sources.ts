import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../../db/events.ts'
import { inTransaction } from '../../db/open.ts'
import { sources } from '../../db/schema.ts'
import { ignoreFailure, retryFailure } from '../../harvest/failures.ts'
import { importers } from '../../harvest/importers/index.ts'
import {
  type FailureRow,
  type RunRow,
  runList,
  runWithFailures,
  type SourceCard,
  sourceCards,
} from '../../harvest/queries.ts'
import { undoImport } from '../../harvest/undo.ts'
import { NotFound } from '../../lib/errors.ts'
import { aboutEach, aboutRun, aboutSource } from '../about.ts'
import { afterImport } from '../after-import.ts'
import { page, redirect } from '../answers.ts'
import { readForm, tick } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'

export type SourcesPage = PageBase & {
  cards: SourceCard[]
  runs: RunRow[]
  formats: { name: string; reads: string }[]
}
export type SourcePage = PageBase & { card: SourceCard; runs: RunRow[]; mayChange: boolean }
export type RunPage = PageBase & {
  run: RunRow
  failures: FailureRow[]
  mayChange: boolean
  canBeUndone: boolean
}

const Settings = z.object({ isPublic: tick })

/** Where everything comes from, and how each import went. */
export function sourceRoutes(routes: Routes): void {
  routes.get('/staff/sources', 'see.staff', (ask) =>
    page('sources/index', {
      title: 'Sources',
      cards: visible(ask, sourceCards(ask.db)),
      runs: runList(ask.db, { limit: 10 }),
      formats: importers.map(({ name, reads }) => ({ name, reads })),
    }),
  )

  routes.get('/staff/sources/:slug', 'see', aboutSource, (ask) => {
    const card = cardOf(ask)
    return page('sources/show', {
      title: card.name,
      card,
      runs: runList(ask.db, { limit: 50, sourceId: card.sourceId }),
      mayChange: ask.may('admin.sources'),
    })
  })

  routes.post('/staff/sources/:slug/publicity', 'admin.sources', (ask) => {
    const card = cardOf(ask)
    const { isPublic } = readForm(Settings, ask.body)
    inTransaction(ask.db, (tx) => {
      tx.update(sources).set({ isPublic }).where(eq(sources.id, card.sourceId)).run()
      const event = {
        verb: isPublic ? 'said to be public' : 'said not to be public',
        subjectId: card.sourceId,
      }
      record(tx, { ...event, subject: 'source', by: ask.by })
    })
    return redirect(`/staff/sources/${card.slug}`, 'Saved.')
  })

  routes.get('/staff/imports/:id', 'see', aboutRun, (ask) => {
    const { run, failures } = runWithFailures(ask.db, { runId: Number(ask.params.id), limit: 200 })
    return page('sources/run', {
      title: `Import ${run.runId}`,
      run,
      failures,
      mayChange: ask.may('import', aboutRun(ask)),
      canBeUndone: run.state === 'complete' || run.state === 'incomplete',
    })
  })

  routes.post('/staff/imports/:id/reversal', 'import', aboutRun, (ask) => {
    const undone = undoImport(ask.db, { runId: Number(ask.params.id), by: ask.by })
    afterImport(ask.db, { ...undone, by: ask.by })
    const kept = undone.kept > 0 ? ` ${undone.kept} were changed by a later import and stay.` : ''
    const says = `Undone: ${undone.restored} records read as before, ${undone.removed} are gone.${kept}`
    return redirect(`/staff/imports/${ask.params.id}`, says)
  })

  routes.post('/staff/failures/:id/retry', 'import', aboutEach, (ask) => {
    const runId = failedRun(ask)
    const { kind, id } = retryFailure(ask.db, { failureId: Number(ask.params.id), by: ask.by })
    const changed = {
      changedThreadIds: kind === 'thread' ? [id] : [],
      changedDocumentIds: kind === 'document' ? [id] : [],
    }
    afterImport(ask.db, { ...changed, by: ask.by })
    return redirect(`/staff/imports/${runId}`, 'The record has been read.')
  })

  routes.post('/staff/failures/:id/dismissal', 'import', aboutEach, (ask) => {
    const runId = failedRun(ask)
    ignoreFailure(ask.db, { failureId: Number(ask.params.id), by: ask.by })
    return redirect(`/staff/imports/${runId}`, 'The record is ignored from now on.')
  })
}

function visible(ask: Ask, cards: SourceCard[]): SourceCard[] {
  const slugs = ask.db.select({ slug: sources.slug, productId: sources.productId }).from(sources).all()
  const isVisible = new Map(slugs.map((row) => [row.slug, ask.may('see', { productId: row.productId })]))
  return cards.filter((card) => isVisible.get(card.slug))
}

function cardOf(ask: Ask): SourceCard {
  const card = sourceCards(ask.db).find((one) => one.slug === ask.params.slug)
  if (card === undefined) throw new NotFound(`There is no source "${ask.params.slug}".`)
  return card
}

/** The import a failed record belongs to, if this person may touch its source. */
function failedRun(ask: Ask): number {
  const row = ask.db.$client
    .prepare(
      `SELECT r.id AS runId, s.product_id AS productId FROM import_failures f
       JOIN import_runs r ON r.id = f.run_id JOIN sources s ON s.id = r.source_id WHERE f.id = ?`,
    )
    .get(Number(ask.params.id)) as { runId: number; productId: number | null } | undefined
  if (row === undefined) throw new NotFound('There is no such failed record.')
  ask.must('import', { productId: row.productId })
  return row.runId
}
