// What an import did not take is said: why things were ignored, what private went, and which files were not read.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { harvest } from '../../src/harvest/harvest.ts'
import { leftOutSentences } from '../../src/harvest/left-out.ts'
import { preview } from '../../src/harvest/preview.ts'
import { runList } from '../../src/harvest/queries.ts'
import { freshDb } from '../support/db.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-left-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const bring = (db: ReturnType<typeof freshDb>, format: string) =>
  harvest(db, { source: { slug: 'mixed', authority: 'community' }, format, paths: [folder], by: null })

const POSTS = `<?xml version="1.0" encoding="utf-8"?>
<posts>
  <row Id="1" PostTypeId="1" CreationDate="2025-01-01T00:00:00" Score="1" Body="&lt;p&gt;Why?&lt;/p&gt;" Title="Why" />
  <row Id="4" PostTypeId="4" CreationDate="2025-01-01T00:00:00" Score="1" Body="wiki" />
  <row Id="5" PostTypeId="5" CreationDate="2025-01-01T00:00:00" Score="1" Body="wiki" />
  <row Id="7" PostTypeId="2" ParentId="77" CreationDate="2025-01-01T00:00:00" Score="1" Body="x" />
</posts>`
const TICKETS = JSON.stringify({
  tickets: [
    {
      ...{ id: 7, subject: 'Invoice', description: 'Doubled.', status: 'solved', requester_id: 1 },
      ...{ submitter_id: 1, created_at: '2026-01-01T10:00:00Z', updated_at: '2026-01-02T10:00:00Z' },
    },
  ],
})

test('an import says which files it left aside, what they look like, and why records were ignored', async () => {
  write('Posts.xml', POSTS)
  write('Users.xml', '<users></users>')
  write('Votes.xml', '<votes></votes>')
  write('tickets.json', TICKETS)
  write('notes.pdf', '%PDF-1.4')
  write('README.md', 'About this folder.')
  const db = freshDb()

  const summary = await bring(db, 'stackexchange')

  expect(summary).toMatchObject({ created: 1, failed: 0, ignored: 3 })
  expect(summary.leftOut).toEqual({
    ignored: { 'a post of type …': 2, 'answer …, whose question is not here': 1 },
    removed: {},
    files: [
      { name: 'Votes.xml', looksLike: null },
      { name: 'notes.pdf', looksLike: null },
      { name: 'tickets.json', looksLike: 'zendesk' },
    ],
  })
  expect(runList(db, { limit: 1 })[0]!.leftOut).toEqual(summary.leftOut)
  expect(leftOutSentences(summary.leftOut, summary.format)).toEqual([
    'Ignored on purpose, and not counted as records: 2 × a post of type …, 1 × answer …, whose question is not here.',
    'Left aside, because stackexchange does not read such files: Votes.xml, notes.pdf, tickets.json (looks like zendesk: import it with --format zendesk).',
  ])
})

test('a folder in which everything is read leaves nothing aside, and says nothing', async () => {
  write('tickets.json', TICKETS)

  const summary = await bring(freshDb(), 'auto')

  expect(leftOutSentences(summary.leftOut, summary.format)).toEqual([])
})

test('auto names the kinds of things in a folder that holds several, each with its files', async () => {
  write('Posts.xml', POSTS)
  write('tickets.json', TICKETS)

  await expect(bring(freshDb(), 'auto')).rejects.toThrow(
    /holds several kinds of things\. Import each with its --format: stackexchange \(Posts\.xml\); zendesk \(tickets\.json\)\./,
  )
})

test('the preview names the files that will not be read before anything is stored', async () => {
  write('tickets.json', TICKETS)
  write('notes.pdf', '%PDF-1.4')

  const found = await preview({
    ...{ paths: [folder], format: 'zendesk', context: { authority: 'case' } },
    ...{ language: 'en', isInternal: false, scratch: folder },
  })

  expect(found.aside).toEqual(['Left aside, because zendesk does not read such files: notes.pdf.'])
})
