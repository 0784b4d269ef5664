import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion, visibleContent } from '../../src/articles/find.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { articleList, articleStatus } from '../../src/articles/queries.ts'
import { validate } from '../../src/articles/review.ts'
import { carryOutPlans, planArticle, plansOf } from '../../src/articles/schedule.ts'
import { articleEvents } from '../../src/articles/timeline.ts'
import type { Db } from '../../src/db/open.ts'
import { findPerson } from '../../src/web/people.ts'
import { waitingFor } from '../../src/web/waiting.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const NINE = '2026-03-02T09:00:00.000Z'
const NOON = '2026-03-02T12:00:00.000Z'

let db: Db
let cast: Cast
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T10:00:00Z') })
  db = freshDb()
  cast = addCast(db)
})
afterEach(() => vi.useRealTimers())

const stateOf = (articleId: number) => articleStatus(db, getArticle(db, articleId)).state
const plan = (articleId: number, publishAt: string | null, expireAt: string | null, reason = '') =>
  planArticle(db, { articleId, publishAt, expireAt, reason, by: cast.pia })
const carryOut = (expiry: 'archive' | 'internal' = 'archive') => carryOutPlans(db, { expiry })

test('an article goes live at its time and not before, in the name of who planned it', () => {
  const { articleId } = make.validatedArticle(db)
  plan(articleId, NINE, null)

  vi.setSystemTime(new Date('2026-03-02T08:59:59.999Z'))
  expect(carryOut()).toEqual([])
  expect(stateOf(articleId)).toBe('validated')
  vi.setSystemTime(new Date(NINE))
  expect(carryOut()).toEqual([{ articleNumber: 1, act: 'publish', problem: null }])

  expect(stateOf(articleId)).toBe('published')
  expect(carryOut()).toEqual([])
  expect(articleEvents(db, articleId)[0]).toMatchObject({ verb: 'Published', by: 'Pia' })
  expect(plansOf(db, articleId)).toEqual([])
})

test('an article expires as the policy says: archived with its reason, or for staff only', () => {
  const summer = make.publishedArticle(db, { title: 'Summer opening hours' })
  const winter = make.publishedArticle(db, { title: 'Winter opening hours' })
  plan(summer.articleId, null, NINE, 'The summer is over')
  plan(winter.articleId, null, NOON)

  vi.setSystemTime(new Date(NINE))
  carryOut('archive')
  expect(stateOf(summer.articleId)).toBe('archived')
  expect(articleEvents(db, summer.articleId)[0]).toMatchObject({
    verb: 'Archived',
    note: 'The summer is over',
  })
  expect(stateOf(winter.articleId)).toBe('published')

  vi.setSystemTime(new Date(NOON))
  carryOut('internal')
  expect(getArticle(db, winter.articleId).audience).toBe('internal')
  expect(articleEvents(db, winter.articleId)[0]?.note).toBe('It expired as planned.')
})

test('a draft that changed after it was planned does not go live; the article says so until something new is planned', () => {
  const { articleId } = make.validatedArticle(db)
  plan(articleId, NINE, null)
  const draft = getVersion(db, getArticle(db, articleId).draftVersionId!)
  saveVersion(db, {
    articleId,
    basedOnId: draft.id,
    content: { ...visibleContent(db, draft), resolution: 'Nobody read this.' },
    reason: 'Changed',
    significance: 'answer',
    by: null,
  })

  vi.setSystemTime(new Date(NOON))
  expect(carryOut()[0]?.problem).toContain('The draft changed after this was planned')

  expect(stateOf(articleId)).toBe('draft')
  expect(plansOf(db, articleId)[0]?.problem).toContain('The draft changed')
  expect(carryOut()).toEqual([])
  expect(articleEvents(db, articleId)[0]?.verb).toBe('Could not be published as planned')
  const waits = () =>
    waitingFor(db, findPerson(db, cast.pia)!, null).filter((one) => one.name === 'unplanned')
  expect(waits()[0]?.first[0]?.why).toContain('The draft changed')

  validate(db, { articleId, by: null })
  publishArticle(db, { articleId, by: cast.pia })

  expect(plansOf(db, articleId)).toEqual([])
  expect(waits()).toEqual([])
})

test('a version with an open contradiction does not go live by a plan either', () => {
  const { articleId, versionId } = make.validatedArticle(db)
  plan(articleId, NINE, null)
  make.openFlag(db, { versionId, documentId: make.document(db), claim: 'Refunds arrive within ten days.' })

  vi.setSystemTime(new Date(NINE))

  expect(carryOut()[0]?.problem).toContain('1 contradiction is open')
  expect(stateOf(articleId)).toBe('validated')
})

test('a plan can be changed and taken back, and shows in the list while it stands', () => {
  const { articleId } = make.validatedArticle(db)
  plan(articleId, NINE, NOON)
  expect(articleList(db)[0]).toMatchObject({ plannedAct: 'publish', plannedAt: NINE })
  plan(articleId, NOON, null)
  expect(plansOf(db, articleId).map(({ act, dueAt }) => [act, dueAt])).toEqual([['publish', NOON]])
  const events = articleEvents(db, articleId).length
  plan(articleId, NOON, null)
  expect(articleEvents(db, articleId)).toHaveLength(events)

  plan(articleId, null, null)
  vi.setSystemTime(new Date('2026-03-09'))

  expect(carryOut()).toEqual([])
  expect(articleList(db)[0]).toMatchObject({ plannedAct: null, plannedAt: null })
})

test('only what can come true is planned', () => {
  const draft = make.article(db)
  const live = make.publishedArticle(db, { title: 'Another' })

  expect(() => plan(draft.articleId, NINE, null)).toThrow('has not been validated')
  expect(() => plan(live.articleId, NINE, null)).toThrow('no draft to publish')
  expect(() => plan(live.articleId, null, '2026-02-01T00:00:00.000Z')).toThrow('still to come')
  expect(() => plan(live.articleId, null, 'soon')).toThrow('no time')
  const valid = make.validatedArticle(db, { title: 'Third' })
  expect(() => plan(valid.articleId, NOON, NINE)).toThrow('cannot expire before')
})
