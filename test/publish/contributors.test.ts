import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { ERASED, withdrawContributor } from '../../src/articles/erase.ts'
import { getArticle } from '../../src/articles/find.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import type { ContributorForm } from '../../src/db/words.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { publish } from '../../src/publish/publish.ts'
import { nameContributor } from '../../src/safety/contributors.ts'
import { promote } from '../../src/triage/promote.ts'
import { nominate } from '../../src/triage/triage.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let dataDir: string
beforeEach(() => {
  db = freshDb()
  dataDir = mkdtempSync(join(tmpdir(), 'winnow-credits-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
afterAll(closeRenderPool)

/** Every text file of the current release as one string. */
function site(): string {
  const root = join(dataDir, 'site')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:html|json|xml|txt|js|md)$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
}

test('the next release names a contributor as they wish, and holds no word of one who withdrew', {
  timeout: 60_000,
}, async () => {
  make.resolvedThread(db, {
    title: 'How do I stop the crane?',
    posts: [{ body: 'Turn the xylophone valve twice to the left.', author: 'moira-lund', isAccepted: true }],
  })
  make.publishedArticle(db, { title: 'Weigh a pallet', resolution: 'Press Tare and wait.' })
  nominate(db)
  const candidateId = db.$client.prepare('SELECT id FROM candidates').pluck().get() as number
  const { articleId, versionId } = promote(db, { candidateId, by: null })
  validate(db, { articleId, versionId, by: null } as never)
  publishArticle(db, { articleId, versionId, by: null } as never)
  const sourceId = db.$client.prepare('SELECT source_id FROM threads').pluck().get() as number
  const say = (form: ContributorForm, alias = '') =>
    nameContributor(db, { sourceId, name: 'moira-lund', form, alias, by: null })
  await publish(db, { dataDir, by: null })
  expect(site()).toContain('moira-lund')

  say('aliased', 'Mo from the harbour')
  await publish(db, { dataDir, by: null })
  expect(site()).not.toContain('moira-lund')
  expect(site()).toContain('Mo from the harbour')

  say('anonymous')
  await publish(db, { dataDir, by: null })
  expect(site()).not.toContain('Mo from the harbour')
  expect(site()).toContain('xylophone')

  const done = withdrawContributor(db, { sourceId, name: 'moira-lund', reason: 'Asked by mail.', by: null })
  expect(done.articles).toEqual([getArticle(db, articleId).number])
  const { heldBack } = await publish(db, { dataDir, by: null })
  expect(heldBack.map(({ reason }) => reason)).toEqual([
    'Text of version 1 was erased and no earlier version can stand in for it.',
  ])
  expect(site()).not.toContain(ERASED)
  expect(site()).not.toContain('xylophone')
  expect(site()).not.toContain('moira-lund')
  expect(site()).not.toContain('Mo from the harbour')
  expect(site()).toContain('Weigh a pallet')
})
