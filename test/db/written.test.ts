import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { archive } from '../../src/articles/publication.ts'
import { openDb } from '../../src/db/open.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { UNSEEN, watchWrites } from '../../src/db/written.ts'
import { siteContent } from '../../src/publish/content.ts'
import { knownSecrets } from '../../src/publish/leaks.ts'
import { keepFindings } from '../../src/safety/findings.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

test('whoever watches first hears that everything is new, then which articles were written of, then nothing', () => {
  const db = freshDb()
  const first = make.publishedArticle(db)
  const watch = watchWrites(db)
  expect(watch.take()).toBeUndefined()
  expect(watch.take()).toEqual(new Set())

  const second = make.publishedArticle(db, { title: 'Where is my card?' })
  archive(db, { articleId: first.articleId, reason: 'Wrong', by: null })

  expect(watch.take()).toEqual(new Set([first.articleId, second.articleId]))
  expect(watch.take()).toEqual(new Set())
})

test('what belongs to no single article counts as everything, for each who watches', () => {
  const db = freshDb()
  const [one, other] = [watchWrites(db), watchWrites(db)]
  const writes = {
    'a product': () => make.product(db, 'Lamp'),
    'a setting': () => changeSetting(db, { key: 'site', value: { name: 'Help' }, by: null }),
    'a thread': () => make.resolvedThread(db),
    'a finding': () => keepFindings(db, 'Call me: +49 30 901820', { authority: 'community' }),
  }
  for (const [name, write] of Object.entries(writes)) {
    one.take()
    other.take()
    write()
    expect(one.take(), name).toBeUndefined()
    expect(other.take(), name).toBeUndefined()
  }
})

test('what another connection writes counts as everything', () => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-written-'))
  const db = openDb(join(folder, 'winnow.sqlite'))
  const other = openDb(join(folder, 'winnow.sqlite'))
  const watch = watchWrites(db)
  watch.take()
  expect(watch.take()).toEqual(new Set())

  make.publishedArticle(other)

  expect(watch.take()).toBeUndefined()
  db.$client.close()
  other.$client.close()
  rmSync(folder, { recursive: true })
})

test('nothing that counts as unseen is read for the public site', () => {
  const db = freshDb()
  make.publishedArticle(db)
  const asked: string[] = []
  const prepare = db.$client.prepare.bind(db.$client)
  vi.spyOn(db.$client, 'prepare').mockImplementation((sql: string) => {
    asked.push(sql)
    return prepare(sql)
  })

  siteContent(db)
  knownSecrets(db)

  const words = new Set(
    asked
      .join('\n')
      .toLowerCase()
      .match(/[a-z_]+/g),
  )
  expect(words.has('article_versions')).toBe(true)
  expect(UNSEEN.filter((table) => words.has(table))).toEqual([])
})
