import { z } from 'zod'
import { type BulkAct, candidatesBetween, decideMany, undoDecisions } from '../../triage/bulk.ts'
import { joinThreads, splitCluster, undoClusterDecisions } from '../../triage/clusters-by-hand.ts'
import { getCandidate } from '../../triage/decisions.ts'
import { removeView, saveView } from '../../triage/saved-views.ts'
import { aboutCandidate, aboutEach } from '../about.ts'
import { page, redirect } from '../answers.ts'
import { choice, id, optionalWords, readForm, several, tick, words } from '../forms.ts'
import type { Ask, Routes } from '../routes.ts'
import { queuePage } from './queue-list.ts'

const acts = ['dismiss', 'snooze', 'assign', 'call-case'] as const
const Bulk = z.object({
  ids: several(id('a line')),
  act: choice(acts, 'what to do'),
  reason: optionalWords('the reason', 500),
  until: z.string().max(10).default(''),
  assigneeId: z.string().max(15).default(''),
  from: z.string().max(4000).default(''),
})
const View = z.object({ name: words('a name', 60), query: z.string().max(4000).default(''), isShared: tick })
const Members = z.object({ threads: several(id('a thread')) })
const DONE = { dismiss: 'Dismissed', snooze: 'Put away', assign: 'Assigned', 'call-case': 'Marked as cases' }

/** The queue, acts on several lines at once, saved views, and clusters split and joined by hand. */
export function queueActRoutes(routes: Routes): void {
  routes.get('/staff/queue', 'see.staff', async (ask) => page('queue/index', await queuePage(ask)))

  routes.post('/staff/queue/acts', 'dismiss', aboutEach, (ask) => {
    const value = readForm(Bulk, ask.body)
    const verb = value.act === 'assign' ? 'assign' : value.act === 'call-case' ? 'override.safety' : 'dismiss'
    for (const candidateId of value.ids) ask.must(verb, productOf(ask, candidateId))
    const done = decideMany(ask.db, { candidateIds: value.ids, what: bulkAct(value), by: ask.by })
    return redirect(`/staff/queue${queryOf(value.from)}`, {
      text: `${DONE[value.act]}: ${done.count} ${done.count === 1 ? 'line' : 'lines'}.`,
      undo: { action: `/staff/queue/acts/${done.first}/${done.last}/removal` },
    })
  })

  routes.post('/staff/queue/acts/:first/:last/removal', 'dismiss', aboutEach, (ask) => {
    const range = { first: numberOf(ask.params.first), last: numberOf(ask.params.last) }
    for (const candidateId of candidatesBetween(ask.db, range))
      ask.must('dismiss', productOf(ask, candidateId))
    const back = undoDecisions(ask.db, { ...range, by: ask.by })
    return redirect('/staff/queue', `Taken back: ${back.length} ${back.length === 1 ? 'line' : 'lines'}.`)
  })

  routes.post('/staff/queue/views', 'see.staff', (ask) => {
    const value = readForm(View, ask.body)
    const query = queryOf(value.query)
    saveView(ask.db, { ...value, query: query.slice(1), userId: ask.by })
    return redirect(
      `/staff/queue${query}`,
      `Kept as “${value.name}”${value.isShared ? ', for everybody' : ''}.`,
    )
  })

  routes.post('/staff/queue/views/:view/removal', 'see.staff', (ask) => {
    removeView(ask.db, { viewId: numberOf(ask.params.view), userId: ask.by, by: ask.by })
    return redirect('/staff/queue', 'The view is gone. The queue is as it was.')
  })

  routes.post('/staff/candidates/:id/cluster/split', 'merge', aboutCandidate, (ask) => {
    const { threads } = readForm(Members, ask.body)
    const { clusterId } = getCandidate(ask.db, Number(ask.params.id))
    splitCluster(ask.db, { clusterId: clusterId ?? 0, threadIds: threads, by: ask.by })
    return afterCluster(ask, threads, 'Not the same, until a text changes.')
  })

  routes.post('/staff/candidates/:id/cluster/join', 'merge', aboutCandidate, (ask) => {
    const { threads } = readForm(Members, ask.body)
    const { threadId } = getCandidate(ask.db, Number(ask.params.id))
    for (const other of threads) ask.must('merge', productOfThread(ask, other))
    joinThreads(ask.db, { threadIds: [threadId, ...threads], by: ask.by })
    return afterCluster(ask, threads, 'One question now, until a text changes.')
  })

  routes.post('/staff/candidates/:id/cluster/removal', 'merge', aboutCandidate, (ask) => {
    const threads = (ask.query.threads ?? '').split('.').map(numberOf).filter(Boolean)
    const count = undoClusterDecisions(ask.db, { threadIds: threads, by: ask.by })
    const text = count === 0 ? 'There is nothing to take back.' : 'Taken back.'
    return redirect(`/staff/candidates/${ask.params.id}`, text)
  })
}

function bulkAct(value: z.output<typeof Bulk>): BulkAct {
  if (value.act === 'snooze') return { act: 'snooze', until: `${value.until}T06:00:00.000Z` }
  if (value.act === 'assign')
    return { act: 'assign', assigneeId: readForm(z.object({ assigneeId: id('a person') }), value).assigneeId }
  return { act: value.act, reason: value.reason }
}

function afterCluster(ask: Ask, threads: number[], text: string) {
  const at = `/staff/candidates/${ask.params.id}`
  return redirect(at, { text, undo: { action: `${at}/cluster/removal?threads=${threads.join('.')}` } })
}

function productOf(ask: Ask, candidateId: number) {
  return productOfThread(ask, getCandidate(ask.db, candidateId).threadId)
}

function productOfThread(ask: Ask, threadId: number) {
  const productId = ask.db.$client
    .prepare('SELECT product_id FROM threads WHERE id = ?')
    .pluck()
    .get(threadId)
  return { productId: (productId ?? null) as number | null }
}

function numberOf(value: string | undefined): number {
  return /^[1-9]\d{0,14}$/.test(value ?? '') ? Number(value) : 0
}

/** A query of the queue, written anew so that nothing else can stand in an address of ours. */
function queryOf(written: string): string {
  const kept = new URLSearchParams([...new URLSearchParams(written)].filter(([, value]) => value !== ''))
  return kept.size === 0 ? '' : `?${kept.toString()}`
}
