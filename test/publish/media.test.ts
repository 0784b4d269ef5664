import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { keepMedium, markdownFor } from '../../src/articles/media.ts'
import type { Db } from '../../src/db/open.ts'
import { settings } from '../../src/db/schema.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { publish } from '../../src/publish/publish.ts'
import { testConfig } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'
import { png } from '../support/pictures.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

test('pictures and files of answers are copied into the site once, by their content, with their size', async () => {
  const { dataDir } = testConfig()
  const picture = keepMedium(db, { bytes: png, fileName: 'shot.png', alt: 'Red & blue "halves"', by: null })
  const file = keepMedium(db, { bytes: Buffer.from('a=1\n'), fileName: 'settings.txt', by: null })
  const unused = keepMedium(db, { bytes: Buffer.from('b=2\n'), fileName: 'other.txt', by: null })
  const text = `${markdownFor(picture)}\n\n${markdownFor(file)}\n\n![x](/media/image-${'0'.repeat(24)}.png)`
  make.publishedArticle(db, { title: 'Red and blue halves', resolution: text })

  const release = await publish(db, { dataDir, by: null })

  const site = join(dataDir, 'site')
  expect(readFileSync(join(site, 'media', picture.name))).toEqual(png)
  expect(readdirSync(join(site, 'media')).sort()).toEqual([file.name, picture.name].sort())
  expect(existsSync(join(site, 'media', unused.name))).toBe(false)
  const page = readFileSync(join(site, 'answers/red-and-blue-halves/index.html'), 'utf8')
  expect(page).toContain(
    `<img src="../../media/${picture.name}" alt="Red &amp; blue &quot;halves&quot;" width="6" height="4" loading="lazy" decoding="async">`,
  )
  expect(page).toContain(`href="../../media/${file.name}"`)
  expect(page).not.toContain('0'.repeat(24))
  expect((await publish(db, { dataDir, by: null })).hash).toBe(release.hash)
})

test('an article whose source says otherwise stays up, or is held back where the site is set so', async () => {
  const { dataDir } = testConfig()
  const text = 'Open Settings, then Refunds, and press Send.'
  const { postIds } = make.resolvedThread(db)
  const source = { postId: postIds[1]!, text, textHash: sha256(text) }
  const saved = make.publishedArticle(db, { resolution: text, sources: [source] })
  make.publishedArticle(db, { title: 'Another question', resolution: 'Its answer.' })
  db.$client.prepare("UPDATE posts SET removed_at = '2999-01-01' WHERE id = ?").run(postIds[1]!)

  expect((await publish(db, { dataDir, by: null })).heldBack).toEqual([])
  db.insert(settings)
    .values({ key: 'site', value: { drifted: 'hold' }, changedAt: '2026-03-01' })
    .run()
  expect((await publish(db, { dataDir, by: null })).heldBack).toEqual([
    { articleNumber: saved.number, reason: 'A source no longer says what was taken from it.' },
  ])
})

test('a live text whose picture has no words is held back by name, and the site goes out', async () => {
  const { dataDir } = testConfig()
  const { name } = keepMedium(db, { bytes: png, fileName: 'shot.png', by: null })
  const saved = make.publishedArticle(db, { resolution: `![x](/media/${name})` })
  make.publishedArticle(db, { title: 'Another question', resolution: 'Its answer.' })
  const guard = 'guard_versions_never_change'
  db.$client.exec(`DROP TRIGGER ${guard}`)
  db.$client
    .prepare('UPDATE article_versions SET resolution = ? WHERE id = ?')
    .run(`![](/media/${name})`, saved.versionId)

  const { heldBack } = await publish(db, { dataDir, by: null })

  expect(heldBack).toEqual([
    { articleNumber: saved.number, reason: expect.stringContaining('no words for those who cannot see it') },
  ])
})
