import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { partsOf } from '../../src/triage/parts.ts'
import { queue } from '../../src/triage/queries.ts'
import { nominate } from '../../src/triage/triage.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

const filler = (n: number) =>
  `Chapter ${n} speaks of other things, of belts and drums and of whatever else stands in the hall. `.repeat(
    15,
  )

test('a text is cut where paragraphs end, and put together again it is the same', () => {
  const text = [filler(1), filler(2), 'Short.', filler(3), ''].join('\n\n')
  const parts = partsOf(text)

  expect(parts).toHaveLength(3)
  expect(parts.join('').trim()).toBe(text.trim())
  expect(partsOf('One line')).toEqual(['One line'])
  expect(partsOf('')).toEqual([''])
  expect(partsOf('\n\n\n'.repeat(100_000)).length).toBeLessThan(1_000)
})

test('a handbook answers a question in one place; one that has its words scattered over all chapters does not', () => {
  const ask = () =>
    make.resolvedThread(db, {
      title: 'Reset the torque sensor of the hoist',
      body: 'After calibration the torque sensor of my hoist must be reset. How is the reset done?',
    })
  const scattered = ['Reset', 'The torque', 'A sensor', 'Calibration', 'The hoist', 'Done']
  make.publishedArticle(db, {
    title: 'Handbook of the hall',
    resolution: scattered.map((words, n) => `${words}. ${filler(n)}`).join('\n\n'),
  })
  const { threadId } = ask()
  nominate(db)
  const classOf = () => queue(db, { isWhole: true }).rows.find((row) => row.threadId === threadId)!.queueClass
  expect(classOf()).toBe('new')

  make.publishedArticle(db, {
    title: 'Second handbook',
    resolution: [
      filler(1),
      'After calibration the torque sensor of the hoist is reset: hold reset until the sensor of the hoist blinks.',
      filler(2),
    ].join('\n\n'),
  })
  nominate(db)
  expect(classOf()).toBe('known-agrees')
  // The same when it is placed alone.
  nominate(db, { threadIds: [threadId] })
  expect(classOf()).toBe('known-agrees')
})
