import { beforeEach, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion, visibleContent } from '../../src/articles/find.ts'
import type { Db } from '../../src/db/open.ts'
import { posts, redactions, safetyFindings } from '../../src/db/schema.ts'
import { closeOverride, openOverrides, requestOverride } from '../../src/safety/overrides.ts'
import { redactAlike, undoRedaction } from '../../src/safety/redaction.ts'
import { scanCases } from '../../src/safety/scan-stored.ts'
import { visibleText } from '../../src/safety/visible.ts'
import { refreshIndex, searchStaff } from '../../src/search/staff.ts'
import { promote } from '../../src/triage/promote.ts'
import { nominate } from '../../src/triage/triage.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const HOST = 'srv-erp-01.corp.nordwind.nl'

function aCase() {
  const made = make.resolvedThread(db, {
    source: 'desk',
    authority: 'case',
    title: 'How do I restart the print service?',
    body: `The print service on ${HOST} hangs.`,
    posts: [
      { body: `Open Services on ${HOST}, select Print and press Restart.`, role: 'staff', isAccepted: true },
      {
        body: `Thanks. ![the screen](/shot.png) shows it runs on SRV-ERP-01.corp.nordwind.nl now.`,
        role: 'asker',
      },
    ],
  })
  scanCases(db, [made.threadId])
  return made
}
const findings = (kind?: string) =>
  db
    .select()
    .from(safetyFindings)
    .all()
    .filter((row) => kind === undefined || row.kind === kind)
const readings = () =>
  db
    .select()
    .from(posts)
    .all()
    .map((post) => visibleText(db, post.body))

test('posts of a case are looked at when they come, and a second look adds nothing', () => {
  const { threadId } = aCase()
  const before = findings()
  expect(findings('host')).toHaveLength(3)
  expect(findings('image')).toHaveLength(1)

  scanCases(db, [threadId])

  expect(findings()).toEqual(before)
})

test('posts of a public forum are not looked at', () => {
  const { threadId } = make.resolvedThread(db, { body: `Mail me at otto.f@post.example.org about ${HOST}` })
  expect(scanCases(db, [threadId])).toBe(0)
  expect(findings()).toEqual([])
})

test('one redaction covers the same thing in the whole thread, in any case, and undo is the identity', () => {
  const { threadId } = aCase()
  const before = {
    readings: readings(),
    findings: findings(),
    redactions: db.select().from(redactions).all(),
  }
  const [found] = findings('host')
  const input = { findingId: found!.id, anchor: { threadId }, by: cast.edith }

  const done = redactAlike(db, input)

  expect(done).toEqual({ placeholder: '<host-1>', places: 3 })
  expect(readings().join('\n').toLowerCase()).not.toContain('nordwind')
  expect(() => redactAlike(db, input)).toThrow('redacted already')

  expect(undoRedaction(db, input)).toBe(3)
  expect(readings()).toEqual(before.readings)
  expect(db.select().from(redactions).all()).toEqual(before.redactions)
  expect(findings().map((row) => row.outcome)).toEqual(before.findings.map((row) => row.outcome))
})

test('an article made from the thread reads the same placeholder, in old versions too, and so does the search', () => {
  const { threadId } = aCase()
  nominate(db)
  const candidateId = db.$client.prepare('SELECT id FROM candidates').pluck().get() as number
  const first = promote(db, { candidateId, by: cast.edith })
  const content = visibleContent(db, getVersion(db, first.versionId))
  expect(content.resolution).toContain('on <host-1>, select')
  const resolution = `Ask who uses ${HOST}. ${content.resolution}`
  saveVersion(db, {
    articleId: first.articleId,
    basedOnId: first.versionId,
    content: { ...content, resolution },
    reason: 'Ask first',
    significance: 'answer',
    by: cast.edith,
  })
  refreshIndex(db)
  expect(searchStaff(db, { words: 'nordwind', limit: 5 }).length).toBeGreaterThan(0)

  redactAlike(db, { findingId: findings('host')[0]!.id, anchor: { threadId }, by: cast.edith })

  const versions = db.$client.prepare('SELECT id FROM article_versions').pluck().all() as number[]
  expect(versions).toHaveLength(2)
  for (const id of versions) {
    const read = visibleContent(db, getVersion(db, id))
    expect(read.resolution).not.toContain('nordwind')
    expect(read.resolution).toContain('<host-1>')
  }
  refreshIndex(db)
  expect(searchStaff(db, { words: 'nordwind', limit: 5 })).toEqual([])
  expect(getArticle(db, first.articleId).draftVersionId).toBe(versions[1])
})

test('a number a text already uses in a placeholder is passed over', () => {
  const { threadId } = make.resolvedThread(db, {
    source: 'desk',
    authority: 'case',
    body: `<host-1> cannot reach ${HOST}.`,
  })
  scanCases(db, [threadId])

  const done = redactAlike(db, { findingId: findings('host')[0]!.id, anchor: { threadId }, by: null })

  expect(done.placeholder).toBe('<host-2>')
})

test('a finding of another thread cannot be decided from here', () => {
  aCase()
  const other = make.resolvedThread(db, { title: 'Another' })
  const from = { findingId: findings('host')[0]!.id, anchor: { threadId: other.threadId }, by: cast.edith }
  expect(() => redactAlike(db, from)).toThrow('not in this text')
})

test('what one asks a second person may refuse; the finding stays open, and can be asked for again', () => {
  aCase()
  const findingId = findings('host')[0]!.id
  const ask = () => requestOverride(db, { findingId, reason: 'A demo machine.', by: cast.edith })
  const overrideId = ask()
  expect(ask).toThrow('waits for a second person')
  expect(() => closeOverride(db, { overrideId, outcome: 'approved', by: cast.edith })).toThrow(
    'second person',
  )

  closeOverride(db, { overrideId, outcome: 'refused', by: cast.pia })

  expect(findings('host')[0]!.outcome).toBeNull()
  expect(openOverrides(db)).toEqual([])
  closeOverride(db, { overrideId: ask(), outcome: 'approved', by: cast.pia })
  expect(findings('host')[0]).toMatchObject({ outcome: 'dismissed', outcomeReason: 'A demo machine.' })
})
