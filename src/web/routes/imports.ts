import { ignoreFailure, retryFailure } from '../../harvest/failures.ts'
import { leftOutSentences } from '../../harvest/left-out.ts'
import { type FailureRow, type RunRow, runWithFailures } from '../../harvest/queries.ts'
import { undoImport } from '../../harvest/undo.ts'
import { uploadOfRun } from '../../harvest/uploads.ts'
import { NotFound, Refused } from '../../lib/errors.ts'
import { aboutEach, aboutRun } from '../about.ts'
import { afterImport } from '../after-import.ts'
import { page, redirect } from '../answers.ts'
import { isRunningApart, stopApart } from '../apart.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'

export type RunPage = PageBase & {
  run: RunRow
  /** What was left out and why, a sentence each. */
  leftOut: string[]
  /** Names of the files without where they lie. */
  files: string[]
  failures: FailureRow[]
  /** Failed records beyond those shown. */
  others: number
  mayChange: boolean
  canBeUndone: boolean
  /** What still goes on; null when all is done. */
  work: { says: string; perSecond: number | null; canBeInterrupted: boolean } | null
}

const SHOWN = 200

/** One import: how it goes, how it went, what could not be read, and the way back. */
export function importRoutes(routes: Routes): void {
  routes.get('/staff/imports/:id', 'see', aboutRun, (ask) => {
    const { run, failures } = runWithFailures(ask.db, { runId: Number(ask.params.id), limit: SHOWN })
    const work = workOf(ask, run)
    return page('sources/run', {
      title: `Import ${run.runId}`,
      run,
      leftOut: leftOutSentences(run.leftOut, run.format),
      files: uploadOfRun(ask.db, run.runId)?.files.map((file) => file.name) ?? run.paths.map(lastTwo),
      failures,
      others: Math.max(0, run.failed - failures.length),
      mayChange: ask.may('import', aboutRun(ask)),
      canBeUndone: (run.state === 'complete' || run.state === 'incomplete') && work === null,
      work,
    })
  })

  routes.post('/staff/imports/:id/interruption', 'import', aboutRun, (ask) => {
    const { run } = runWithFailures(ask.db, { runId: Number(ask.params.id), limit: 0 })
    const key = keyOf(ask, run)
    if (run.state !== 'running') throw new Refused(`Import ${run.runId} is not running any more.`)
    if (!stopApart(ask.config, key, 'in good order')) {
      throw new Refused(
        `Import ${run.runId} was started by a command on the server. Stop it there with Ctrl+C.`,
      )
    }
    return redirect(
      `/staff/imports/${run.runId}`,
      'The import ends after the record it is reading. What came before stays.',
    )
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

/** What goes on for an import: reading, or what follows it. */
function workOf(ask: Ask, run: RunRow): RunPage['work'] {
  const key = keyOf(ask, run)
  const isOurs = isRunningApart(ask.config, key)
  if (run.state !== 'running') {
    const upload = isOurs ? uploadOfRun(ask.db, run.runId) : undefined
    return upload === undefined || upload.finishedAt !== null
      ? null
      : { says: upload.progress ?? 'Taking in what was read', perSecond: null, canBeInterrupted: false }
  }
  const seconds = (Date.now() - Date.parse(run.startedAt)) / 1000
  const perSecond = seconds < 1 ? null : Math.round(run.records / seconds)
  return { says: 'Reading', perSecond, canBeInterrupted: isOurs && ask.may('import', aboutRun(ask)) }
}

/** Under which key the process of an import runs. */
function keyOf(ask: Ask, run: RunRow): string {
  const upload = uploadOfRun(ask.db, run.runId)
  return upload === undefined ? `sync ${run.source}` : `upload ${upload.id}`
}

function lastTwo(path: string): string {
  return path.split('/').slice(-2).join('/')
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
