import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { Invalid } from '../../src/lib/errors.ts'
import { decideMany, undoDecisions } from '../../src/triage/bulk.ts'
import { queue } from '../../src/triage/queries.ts'
import { removeView, savedViews, saveView } from '../../src/triage/saved-views.ts'
import { dismiss, nominate } from '../../src/triage/triage.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
  for (const title of ['Stop the crane', 'Weigh a pallet', 'Print a label'])
    make.resolvedThread(db, { title, body: `${title}: how is it done?` })
  nominate(db)
})

const ids = () => queue(db, { isWhole: true }).rows.map((row) => row.candidateId)
const rows = () => db.$client.prepare('SELECT id, state, assignee_id, safety_class FROM candidates').all()

test('dismissing several lines and taking it back leaves the queue as it was', () => {
  const before = rows()
  const done = decideMany(db, {
    candidateIds: ids(),
    what: { act: 'dismiss', reason: 'One customer’s own setting.' },
    by: cast.edith,
  })
  expect(ids()).toEqual([])

  undoDecisions(db, { ...done, by: cast.edith })

  expect(rows()).toEqual(before)
})

test('what was decided about a line since stays when an act on many is taken back', () => {
  const [first, second] = ids() as [number, number]
  const done = decideMany(db, {
    candidateIds: [first, second],
    what: { act: 'assign', assigneeId: cast.clara },
    by: cast.edith,
  })
  dismiss(db, { candidateId: first, reason: 'Not worth it.', by: cast.edith })

  undoDecisions(db, { ...done, by: cast.edith })

  expect(queue(db, { state: 'dismissed' }).rows.map((row) => row.candidateId)).toEqual([first])
  expect(queue(db, { isWhole: true }).rows.every((row) => row.assignee === null)).toBe(true)
})

test('if one line refuses, none is decided', () => {
  const before = rows()
  const many = () =>
    decideMany(db, {
      candidateIds: [...ids(), 999],
      what: { act: 'dismiss', reason: 'No.' },
      by: cast.edith,
    })

  expect(many).toThrow('There is no candidate 999')
  expect(rows()).toEqual(before)
  expect(() => decideMany(db, { candidateIds: [], what: { act: 'dismiss', reason: 'x' }, by: null })).toThrow(
    Invalid,
  )
})

test('the queue narrows by when something was asked', () => {
  make.resolvedThread(db, {
    title: 'Old belt',
    body: 'An old question',
    createdAt: '2020-01-01T00:00:00.000Z',
  })
  nominate(db)

  expect(queue(db, { askedBefore: '2021-01-01' }).rows.map((row) => row.title)).toEqual(['Old belt'])
  expect(queue(db, { askedSince: '2021-01-01', isWhole: true }).total).toBe(3)
})

test('a view is one’s own until it is shared, and only its owner takes it away', () => {
  const mine = saveView(db, {
    name: 'Unsafe',
    query: 'safety=case-only',
    isShared: false,
    userId: cast.edith,
  })
  expect(savedViews(db, cast.clara)).toEqual([])

  saveView(db, { name: 'Unsafe', query: 'safety=case-only', isShared: true, userId: cast.edith })

  expect(savedViews(db, cast.clara)).toMatchObject([{ viewId: mine, name: 'Unsafe', isMine: false }])
  expect(() => removeView(db, { viewId: mine, userId: cast.clara, by: cast.clara })).toThrow('no such view')
  removeView(db, { viewId: mine, userId: cast.edith, by: cast.edith })
  expect(savedViews(db, cast.edith)).toEqual([])
})
