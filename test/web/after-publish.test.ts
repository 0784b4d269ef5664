import { beforeEach, expect, test } from 'vitest'
import { archive } from '../../src/articles/publication.ts'
import type { Db } from '../../src/db/open.ts'
import { queue } from '../../src/triage/queries.ts'
import { nominate } from '../../src/triage/triage.ts'
import { afterPublish } from '../../src/web/after-publish.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

const classes = () =>
  Object.fromEntries(queue(db, { isWhole: true }).rows.map(({ title, queueClass }) => [title, queueClass]))

test('a release makes threads known that the new article answers, and leaves the others as they are', () => {
  make.resolvedThread(db, { title: 'Stop the crane', body: 'How do I stop the crane?' })
  make.resolvedThread(db, { title: 'Weigh a pallet', body: 'Where is the scale for pallets?' })
  nominate(db)
  expect(classes()).toEqual({ 'Stop the crane': 'new', 'Weigh a pallet': 'new' })

  const { articleId } = make.publishedArticle(db, {
    title: 'Stop the crane',
    resolution: 'Stop the crane with the red button.',
  })
  afterPublish(db)
  expect(classes()).toEqual({ 'Stop the crane': 'known-agrees', 'Weigh a pallet': 'new' })

  // Archived, it answers nothing any more.
  archive(db, { articleId, reason: 'The crane is gone.', by: null })
  afterPublish(db)
  expect(classes()).toEqual({ 'Stop the crane': 'new', 'Weigh a pallet': 'new' })
})

test('a release without threads decides nothing', () => {
  make.publishedArticle(db, { title: 'Stop the crane' })
  afterPublish(db)
  expect(queue(db, { isWhole: true }).total).toBe(0)
})
