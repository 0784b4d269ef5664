import { beforeEach, expect, test } from 'vitest'
import { recordFeedback } from '../../src/agent/feedback.ts'
import { now } from '../../src/db/events.ts'
import type { Db } from '../../src/db/open.ts'
import { lastDays } from '../../src/lib/period.ts'
import { quantile, shareOf } from '../../src/lib/statistics.ts'
import { metrics } from '../../src/metrics/list/index.ts'
import { asCsv, detail, report } from '../../src/metrics/report.ts'
import { trend } from '../../src/metrics/trend.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

const period = () => lastDays(new Date(Date.parse(now()) + 1000).toISOString(), 30)
const figureOf = (slug: string) => report(db, period()).find((figure) => figure.slug === slug)!

test('with nothing to count, every figure says so instead of a hundred percent', () => {
  expect(report(db, period()).map((figure) => figure.value)).toEqual(metrics.map(() => 'No data'))
})

test('a share is shown from twenty cases on, with its interval, and the rows behind it', () => {
  const { slug } = make.publishedArticle(db)
  const vote = (n: number, isHelpful: boolean) =>
    recordFeedback(db, { article: slug, version: 1, isHelpful, reader: `${n}` })
  for (let n = 0; n < 19; n++) vote(n, n % 4 !== 0)
  expect(figureOf('helpfulness')).toMatchObject({ value: 'Too few', note: '14 of 19; shown from 20 on' })

  vote(20, true)

  expect(figureOf('helpfulness')).toMatchObject({
    value: '75 %',
    note: '15 of 20; between 53 % and 89 % with 95 % confidence',
  })
  expect(detail(db, 'helpfulness', period()).measured.rows).toHaveLength(20)
})

test('what lies outside the period is not counted', () => {
  const { slug } = make.publishedArticle(db)
  recordFeedback(db, { article: slug, version: 1, isHelpful: true, reader: 'a' })

  const before = { from: '2020-01-01', to: '2020-02-01', label: 'then' }
  expect(report(db, before).find((figure) => figure.slug === 'helpfulness')?.value).toBe('No data')
})

test('Wilson’s interval and the nearest-rank quantile agree with values worked out by hand', () => {
  expect(shareOf(0, 0)).toBeNull()
  const share = shareOf(9, 10)!
  expect([share.low.toFixed(3), share.high.toFixed(3)]).toEqual(['0.596', '0.982'])
  expect([quantile([], 0.5), quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.9)]).toEqual([null, 2, 4])
})

test('a title that is a spreadsheet formula stays text in the CSV', () => {
  const rows = [{ what: '=HYPERLINK("http://x")', url: null, at: null, counts: '1' }]

  expect(asCsv({ kind: 'count', count: 1, rows })).toContain(`"'=HYPERLINK(""http://x"")"`)
})

test('an unknown figure is an answer, not a crash', () => {
  expect(() => detail(db, 'nothing', period())).toThrow('There is no figure "nothing".')
})

test('a trend counts each row once, in its stretch of the period, and all stretches are the figure', () => {
  const { slug } = make.publishedArticle(db)
  for (let n = 0; n < 9; n++)
    recordFeedback(db, { article: slug, version: 1, isHelpful: n % 3 !== 0, reader: `${n}` })

  const { trend: steps, figure } = detail(db, 'helpfulness', period(), 10)

  expect(steps).toHaveLength(10)
  expect(steps.at(-1)).toMatchObject({ part: 6, whole: 9, says: '6 of 9' })
  expect(steps.slice(0, 9).every(({ whole, says }) => whole === 0 && says === 'none')).toBe(true)
  expect(figure.note).toContain('6 of 9')
  expect(detail(db, 'time-to-publish', period(), 1).trend[0]!.says).toMatch(/median of 1$/)
})

test('a row at the border of two stretches is counted in the later one', () => {
  const row = (at: string) => ({ what: '', url: null, at, counts: '', isPart: true })
  const rows = ['2026-01-01', '2026-01-02', '2026-01-02', '2026-01-02T23:59:59.999Z'].map(row)
  const two = { from: '2026-01-01', to: '2026-01-03', label: '' }
  const said = trend({ kind: 'share', part: 4, whole: 4, rows }, two, 2).map(({ says }) => says)
  expect(said).toEqual(['1 of 1', '3 of 3'])
})

test('what is only known of today has no trend, and neither has what was not counted', () => {
  make.publishedArticle(db)
  expect(detail(db, 'reuse', period(), 10).trend).toEqual([])
  expect(detail(db, 'link-rate', period(), 10).trend).toEqual([])
})
