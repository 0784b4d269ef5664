// What an editor can rely on with cases from a help desk: which words count as the answer, and what stays inside.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { deskBody, personName } from '../../src/harvest/importers/desk-body.ts'
import { type DeskReply, deskOutcome } from '../../src/harvest/importers/desk-thread.ts'
import { jira } from '../../src/harvest/importers/jira.ts'
import { zendesk } from '../../src/harvest/importers/zendesk.ts'
import { renormalise } from '../../src/harvest/renormalise.ts'
import { freshDb } from '../support/db.ts'

type Json = Record<string, unknown>
const ADVICE = 'Open Settings, choose Maintenance, and rebuild the index.'
const at = (hour: number) => `2026-02-01T${String(hour).padStart(2, '0')}:00:00.000Z`
const staff = (id: string, body: string, hour: number, more: Partial<DeskReply> = {}): DeskReply => ({
  ...{ id, role: 'staff' as const, body, createdAt: at(hour), ...more },
})
const acceptedOf = (outcome: ReturnType<typeof deskOutcome>) =>
  outcome.posts.filter((post) => post.isAccepted).map((post) => post.externalId)

describe('the answer of a closed case', () => {
  const closed = { status: 'solved', at: at(12) }

  test('is the agent’s last public reply before it was closed', () => {
    const replies = [
      staff('2', ADVICE, 11),
      staff('1', 'Which version do you use?', 9),
      staff('3', ADVICE, 15),
    ]
    const outcome = deskOutcome('c', replies, closed)
    expect(acceptedOf(outcome)).toEqual(['2'])
    expect(outcome.resolution).toMatchObject({ kind: 'closed', by: 'staff', at: at(12) })
    expect(outcome.posts.map((post) => post.externalId)).toEqual(['1', '2', '3'])
  })

  test('is never thanks, a question back, an automatic message or "this ticket is closed"', () => {
    const chatter = [
      'You’re welcome!',
      'Did that help?',
      'This ticket has been closed.',
      'Your request was solved by the system.',
    ]
    const replies = [staff('1', ADVICE, 8), ...chatter.map((body, index) => staff(`c${index}`, body, 9))]
    const survey = staff('9', 'How do you rate the help you got from us this week?', 10, {
      isAutomatic: true,
    })
    const outcome = deskOutcome('c', [...replies, survey], closed)
    expect(acceptedOf(outcome)).toEqual(['1'])
    expect(outcome.posts.map((post) => post.externalId)).not.toContain('9')
    expect(acceptedOf(deskOutcome('c', replies.slice(1), closed))).toEqual([])
  })

  test('is not what the asker or somebody in copy wrote', () => {
    const replies = [staff('1', ADVICE, 8, { role: 'asker' }), staff('2', ADVICE, 9, { role: 'community' })]
    const outcome = deskOutcome('c', replies, closed)
    expect(acceptedOf(outcome)).toEqual([])
    expect(outcome.resolution).toMatchObject({ kind: 'closed', reason: expect.stringContaining('no agent') })
  })

  test('is the desk’s own field where that says something, and the replies where it does not', () => {
    const field = (body: string) => ({ ...closed, field: { name: 'close_notes', body } })
    expect(acceptedOf(deskOutcome('c', [staff('1', ADVICE, 8)], field('Replaced the fan.')))).toEqual([
      'c-resolution',
    ])
    for (const empty of ['Resolved.', 'This incident is resolved.', 'Thanks', '']) {
      expect(acceptedOf(deskOutcome('c', [staff('1', ADVICE, 8)], field(empty))), empty).toEqual(['1'])
    }
    const told = field('Resolved by restarting the router twice.')
    expect(acceptedOf(deskOutcome('c', [], told))).toEqual(['c-resolution'])
  })

  test('does not exist while the case is open', () => {
    expect(deskOutcome('c', [staff('1', ADVICE, 8)], undefined).resolution).toEqual({ kind: 'unknown' })
    expect(acceptedOf(deskOutcome('c', [staff('1', ADVICE, 8)], undefined))).toEqual([])
  })
})

test('on a service desk of Jira a comment is public only where it says so; elsewhere unless it says not', () => {
  const comments = [
    { id: '1', body: 'says nothing' },
    { id: '2', body: 'public', jsdPublic: true },
    { id: '3', body: 'internal', jsdPublic: false },
    { id: '4', body: 'for a role', visibility: { type: 'role', value: 'Agents' } },
    { id: '5', body: 'internal', properties: [{ key: 'sd.public.comment', value: { internal: true } }] },
    { id: '6', body: 'public', properties: [{ key: 'sd.public.comment', value: { internal: false } }] },
  ]
  const shownOn = (projectTypeKey: string) => {
    const raw = { fields: { project: { projectTypeKey }, comment: { comments } } }
    const kept = jira.withoutPrivate(raw, { authority: 'case' }).raw as typeof raw
    return kept.fields.comment.comments.map((one) => one.id)
  }
  expect(shownOn('service_desk')).toEqual(['2', '6'])
  expect(shownOn('software')).toEqual(['1', '2', '6'])
})

test('a folder of a thousand files of comments is recognised by its one file of tickets', () => {
  const names = [...Array.from({ length: 390 }, (_one, n) => `tickets/${n}/comments.json`), 'zz-tickets.json']
  const head = (name: string) =>
    name.startsWith('zz') ? '{"tickets":[{"requester_id":1,"submitter_id":1' : '{}'
  expect(zendesk.recognises({ path: '/', isFolder: true, names, head })).toBe(true)
  const comments = () => '{"comments":[{"id":1,"author_id":2,"html_body":"<p>x</p>","public":true'
  expect(zendesk.recognises({ path: '/', isFolder: true, names: names.slice(0, 390), head: comments })).toBe(
    true,
  )
})

describe('the text of a mail', () => {
  test('loses quoted mail, signature and the greeting that ends it, and nothing else', () => {
    const html = `<p>${ADVICE}</p><p>Best regards,<br>Tilda<br>Wrenmoor</p><div class="gmail_quote">On Monday you wrote<blockquote>help</blockquote></div>`
    expect(deskBody({ html })).toBe(ADVICE)
    expect(deskBody({ text: `${ADVICE}\n\n-- \nTilda\n+44 1632 960 118` })).toBe(ADVICE)
    expect(deskBody({ html: `<p>${ADVICE}</p><p>--<br>Tilda</p>` })).toBe(ADVICE)
    expect(deskBody({ markdown: `${ADVICE}\n\nOn Mon, 2 Feb 2026, Harriet wrote:\n> help` })).toBe(ADVICE)
    const about =
      'Write "Best regards," as the\n\nBest regards,\n\n1. template text that you want.\n2. And save it.'
    expect(deskBody({ markdown: about })).toBe(about)
  })

  test('that is nothing but a forwarded mail stays', () => {
    expect(deskBody({ html: '<div class="gmail_quote"><p>It is broken.</p></div>' })).toBe('It is broken.')
  })

  test('names its files as links, and only those of the web', () => {
    const files = [
      { name: 'a [1].txt', url: 'https://files.wrenmoor.example/a' },
      { name: 'b', url: 'javascript:alert(1)' },
      { name: 'c', url: 5 },
    ]
    expect(deskBody({ text: 'See.' }, files)).toBe(
      'See.\n\nAttachments: [a 1 .txt](https://files.wrenmoor.example/a)',
    )
  })

  test('a name that is an address or a number is none', () => {
    for (const no of ['a@b.example', '[e-mail]', '+44 1632 960 118', '  ', 5, null])
      expect(personName(no)).toBeUndefined()
    expect(personName(' Ada Lovelace ')).toBe('Ada Lovelace')
  })
})

describe('what becomes private later, or was', () => {
  let db: Db
  let folder: string
  beforeEach(() => {
    db = freshDb()
    folder = mkdtempSync(join(tmpdir(), 'winnow-desks-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const said = (id: number, author: number, isPublic: boolean, body: string) => ({
    ...{ id, author_id: author, public: isPublic, body, created_at: `2026-02-01T0${id}:00:00Z` },
  })
  const ticket = (updated: number, comments: object[], more: Json = {}) => ({
    ...{ id: 1, subject: 'Backup', status: 'solved', requester_id: 7, submitter_id: 7, is_public: true },
    ...{ created_at: '2026-02-01T00:00:00Z', generated_timestamp: updated, comments, ...more },
  })

  test('a comment made internal takes its answer out of the thread and out of the newest record', async () => {
    await bring([ticket(1, [said(1, 7, true, 'It stops.'), said(2, 8, true, ADVICE)])])
    expect(posts()).toEqual(['It stops.', ADVICE])

    const again = await bring([ticket(2, [said(1, 7, true, 'It stops.'), said(2, 8, false, ADVICE)])])

    expect(again).toMatchObject({ updated: 1, removed: { 'internal-note': 1 } })
    expect(posts()).toEqual(['It stops.'])
    const [row] = rows('SELECT payload FROM raw_records WHERE id = (SELECT raw_record_id FROM threads)')
    expect(String(row!.payload)).not.toContain('Maintenance')
  })

  test('a ticket that is deleted or left with internal comments only is taken down', async () => {
    for (const more of [{ status: 'deleted' }, { is_public: false }]) {
      db = freshDb()
      await bring([ticket(1, [said(1, 7, true, 'It stops.')])])
      expect(await bring([ticket(2, [], more)])).toMatchObject({ updated: 1, failed: 0 })
      expect(rows('SELECT 1 FROM threads WHERE removed_at IS NULL')).toEqual([])
    }
  })

  test('an internal source keeps the note sealed beside the record, any other nowhere', async () => {
    const comments = [said(1, 7, true, 'It stops.'), said(2, 8, false, 'She never pays.')]
    await bring([ticket(1, comments)], { isInternal: true })
    const [sealed] = rows('SELECT payload, sealed FROM raw_records')
    expect(String(sealed!.payload)).not.toContain('never pays')
    expect(String(sealed!.sealed)).toContain('never pays')

    db = freshDb()
    await bring([ticket(1, comments)])
    expect(JSON.stringify(rows('SELECT * FROM raw_records'))).not.toContain('never pays')
  })

  test('the stored record can be read again, with the same thread', async () => {
    await bring([ticket(1, [said(1, 7, true, 'It stops.'), said(2, 8, true, ADVICE)])])
    expect(renormalise(db)).toMatchObject({ records: 1, updated: 0, failed: 0 })
  })

  test('a record that cannot be read at all leaves none of its text in the list of failures', async () => {
    const file = join(folder, 'tickets.ndjson')
    writeFileSync(
      file,
      `${JSON.stringify(ticket(1, []))}\n{"id": 2, "public": false, "body": "She never pays."\n{}\n`,
    )
    const summary = await harvest(db, {
      ...{ source: { slug: 'desk', authority: 'case' }, format: 'zendesk', paths: [file], by: null },
    })
    expect(summary).toMatchObject({ created: 1, failed: 2 })
    expect(JSON.stringify(rows('SELECT * FROM import_failures'))).not.toContain('never pays')
  })

  function bring(tickets: object[], more: { isInternal?: boolean } = {}) {
    const file = join(folder, 'tickets.json')
    writeFileSync(file, JSON.stringify({ tickets }))
    const source = { slug: 'desk', authority: 'case' as const, ...more }
    return harvest(db, { source, format: 'auto', paths: [file], by: null })
  }

  function posts() {
    return rows(`SELECT body FROM posts WHERE body <> '' ORDER BY position`).map((row) => row.body)
  }

  function rows(sql: string): Json[] {
    return db.$client.prepare(sql).all() as Json[]
  }
})
