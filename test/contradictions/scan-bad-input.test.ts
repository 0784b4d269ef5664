import { beforeEach, expect, test } from 'vitest'
import { scan } from '../../src/contradictions/scan.ts'
import type { Db } from '../../src/db/open.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const OFFICIAL = 'Deleted files stay in the trash for 30 days.'
const WRONG = 'Deleted files stay in the trash for 90 days.'

let db: Db
beforeEach(() => {
  db = freshDb()
})

const documentSays = (body: string, id = 'trash.md') => make.document(db, { id, title: 'Trash', body })
const answered = (body: string) =>
  make.resolvedThread(db, { title: 'Files', posts: [{ body, isAccepted: true }] })
const quotes = () =>
  db.$client
    .prepare(
      'SELECT claim_quote AS claim, evidence_quote AS evidence FROM flags WHERE outdated_at IS NULL ORDER BY id',
    )
    .all() as { claim: string; evidence: string }[]

test('an answer of 50,000 words is compared to its last sentence', () => {
  documentSays(OFFICIAL)
  answered(`${'I like the colour of it very much. '.repeat(7_150)}\n\n${WRONG}`)

  expect(scan(db)).toMatchObject({ flags: 1 })
  expect(quotes()).toEqual([{ claim: WRONG, evidence: OFFICIAL }])
}, 60_000)

test.each([
  ['one sentence of 10,000 characters', `Files ${'and more files '.repeat(700)}stay in the trash.`],
  ['nothing but blanks', ' \n\t\n '],
  ['code and logs only', '```\ntrash.days = 90\n```\n\n    12:00:01 ERROR trash 90 days\n'],
  ['a table', '| File | Trash |\n|---|---|\n| a | 90 days |\n'],
  ['quotes of the official text', `> ${OFFICIAL}\n\nThat is what the manual says.`],
  ['an answer that quotes another answer to correct it', `> ${WRONG}\n\nNo, ${OFFICIAL.toLowerCase()}`],
  ['a question', 'Is it true that deleted files stay in the trash for 90 days?'],
  ['lone surrogates and null characters', `Files \ud800 \u0000 ${'\udfff'.repeat(40)} stay.`],
])('%s raises no flag, as an answer or as an official text', (_, text) => {
  documentSays(OFFICIAL)
  documentSays(text, 'odd.md')
  answered(text)
  answered(OFFICIAL)

  expect(scan(db)).toMatchObject({ flags: 0, foreign: 0 })
  expect(scan(db)).toMatchObject({ scanned: 0 })
})

test('an answer in another language raises no flag, and the scan says how many there are', () => {
  documentSays(OFFICIAL)
  answered('Gelöschte Dateien bleiben 90 Tage im Papierkorb und werden dann nicht mehr angezeigt.')
  answered('削除されたファイルは90日間ごみ箱に残ります。')
  answered(WRONG)

  expect(scan(db)).toMatchObject({ flags: 1, foreign: 2 })
})

test('an official document that contradicts itself is flagged, and questions an answer once, the same way each time', () => {
  documentSays(`${OFFICIAL}\n\nDeleted files stay in the trash for 60 days.`)
  answered(WRONG)
  expect(scan(db)).toMatchObject({ flags: 2 })
  const first = quotes()

  for (const table of ['flags', 'scan_marks', 'official_statements', 'official_concepts'])
    db.$client.exec(`DELETE FROM ${table}`)
  scan(db)

  expect(quotes()).toEqual(first)
})

test('a line of the lexicon that would make everything an opposite changes nothing', () => {
  documentSays('The report is shown on the start page.')
  answered('The report is shown on a start page.')
  const lines = [
    { kind: 'opposite', words: ['the', 'a'] },
    { kind: 'opposite', words: ['', 'report'] },
    { kind: 'opposite', words: ['not', 'always'] },
  ]
  changeSetting(db, { key: 'contradictions.lexicon', value: lines, by: null })

  expect(scan(db)).toMatchObject({ flags: 0 })
})

test('other words of the company let everything be compared again', () => {
  const title = 'Kettle of the boiler room'
  make.document(db, { id: 'kettle.md', title, body: 'The kettle of the boiler room is scrammed at night.' })
  const posts = [{ body: 'The kettle of the boiler room is quenched at night.', isAccepted: true }]
  make.resolvedThread(db, { title, posts })
  expect(scan(db)).toMatchObject({ flags: 0 })

  changeSetting(db, {
    key: 'contradictions.lexicon',
    value: [{ kind: 'opposite', words: ['scrammed', 'quenched'] }],
    by: null,
  })

  expect(scan(db, { only: {} })).toMatchObject({ scanned: 2, flags: 1 })
})
