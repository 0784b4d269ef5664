import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { Invalid } from '../../src/lib/errors.ts'
import { answeredAt, calibrateCovered, calibrateSame, stepsOf } from '../../src/triage/calibration.ts'
import { joinThreads, splitCluster } from '../../src/triage/clusters-by-hand.ts'
import { coverageByProduct, coverageByTopic } from '../../src/triage/coverage-queries.ts'
import { queue } from '../../src/triage/queries.ts'
import { changeThresholds, DEFAULTS, thresholdsOf } from '../../src/triage/thresholds.ts'
import { dismiss, nominate } from '../../src/triage/triage.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

test('precision and recall follow from what was called so and what was so', () => {
  const judged = [
    { value: 0.9, isTrue: true },
    { value: 0.7, isTrue: false },
    { value: 0.6, isTrue: true },
    { value: 0.3, isTrue: true },
  ]
  expect(stepsOf(judged, [0.5, 0.8, 0.95])).toEqual([
    { threshold: 0.5, called: 3, right: 2, wanted: 3, precision: 2 / 3, recall: 2 / 3 },
    { threshold: 0.8, called: 1, right: 1, wanted: 3, precision: 1, recall: 1 / 3 },
    { threshold: 0.95, called: 0, right: 0, wanted: 3, precision: null, recall: 0 },
  ])
  expect(stepsOf([], [0.5])[0]).toMatchObject({ precision: null, recall: null })
})

test('a dismissal as known counts, at the coverage it had; another dismissal says nothing', () => {
  make.publishedArticle(db, { title: 'Stop the crane', resolution: 'Stop the crane with the red button.' })
  for (const title of ['Stop the crane', 'Weigh a pallet'])
    make.resolvedThread(db, { title, body: `${title}?` })
  nominate(db)
  const [first, second] = queue(db, { isWhole: true }).rows
  dismiss(db, { candidateId: first!.candidateId, reason: 'Answered already.', by: cast.edith })
  dismiss(db, { candidateId: second!.candidateId, reason: 'One customer only.', by: cast.edith })

  expect(calibrateCovered(db).judged).toBe(1)
  expect(answeredAt(db)[0]!.threads).toBeGreaterThanOrEqual(answeredAt(db).at(-1)!.threads)
})

test('joins and splits by hand say which questions are the same', () => {
  const threads = ['Stop the crane', 'Halt that hoist', 'Stop the crane now'].map(
    (title) => make.resolvedThread(db, { title, body: `${title}, how?` }).threadId,
  )
  nominate(db)
  const clusterId = joinThreads(db, { threadIds: threads, by: cast.edith })
  splitCluster(db, { clusterId, threadIds: [threads[1]!], by: cast.edith })

  const { judged, steps } = calibrateSame(db)
  expect(judged).toBe(4)
  expect(steps[0]).toMatchObject({ wanted: 2 })
})

test('thresholds change from the next time the queue is decided on, and nonsense is refused', () => {
  make.publishedArticle(db, { title: 'Stop the crane', resolution: 'Stop the crane with the red button.' })
  make.resolvedThread(db, { title: 'Stop the crane', body: 'How do I stop the crane?' })
  nominate(db)
  const classOf = () => queue(db, { isWhole: true }).rows[0]!.queueClass
  expect(classOf()).toBe('known-agrees')

  changeThresholds(db, { ...DEFAULTS, covered: 0.99, by: cast.ada })
  nominate(db)

  expect(classOf()).not.toBe('known-agrees')
  expect(thresholdsOf(db).covered).toBe(0.99)
  expect(() => changeThresholds(db, { ...DEFAULTS, joins: 7, by: cast.ada })).toThrow(Invalid)
})

test('asked often and answered nowhere stands on top; threads without a tag count too', () => {
  make.publishedArticle(db, {
    title: 'Stop the crane',
    resolution: 'Stop the crane with the red button.',
    product: 'Harbor',
  })
  make.resolvedThread(db, {
    title: 'Stop the crane',
    body: 'Stop the crane?',
    tags: ['crane'],
    product: 'Harbor',
  })
  for (const n of [1, 2, 3])
    make.resolvedThread(db, {
      title: `Pallet scale ${n}`,
      body: `Tare number ${n}`,
      tags: ['pallet'],
      product: 'Harbor',
    })
  make.resolvedThread(db, { title: 'Nameless', body: 'No tag at all', product: 'Harbor' })
  nominate(db)

  const topics = coverageByTopic(db)
  expect(topics[0]).toMatchObject({ topic: 'pallet', product: 'Harbor', asked: 3, answered: 0 })
  expect(topics.find((row) => row.topic === 'crane')).toMatchObject({ asked: 1, answered: 1 })
  expect(topics.find((row) => row.topic === null)).toMatchObject({ asked: 1 })
  expect(coverageByProduct(db)).toMatchObject([{ product: 'Harbor', asked: 5, answered: 1 }])
  expect(coverageByTopic(db, [])).toEqual([])
})
