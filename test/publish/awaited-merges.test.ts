import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { contentOf, getVersion } from '../../src/articles/find.ts'
import { mergeArticles, unmerge } from '../../src/articles/merge.ts'
import { archive, publishArticle, undoPublication } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { articles } from '../../src/db/schema.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { publish } from '../../src/publish/publish.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let dataDir: string
beforeEach(() => {
  db = freshDb()
  dataDir = mkdtempSync(join(tmpdir(), 'winnow-merged-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
afterAll(closeRenderPool)

type Made = { articleId: number; versionId: number }

const OWN = 'Ask the bank where the money is.'
const answered = (title: string, resolution = OWN) => make.publishedArticle(db, { title, resolution })
const take = (survivor: Made, absorbed: Made, resolution?: string) => {
  const draft = getVersion(
    db,
    db.select().from(articles).where(eq(articles.id, survivor.articleId)).get()!.draftVersionId!,
  )
  const content = contentOf(draft)
  return mergeArticles(db, {
    survivorId: survivor.articleId,
    absorbedIds: [absorbed.articleId],
    basedOnId: draft.id,
    content: { ...content, resolution: resolution ?? content.resolution },
    by: null,
  })
}
const putLive = ({ articleId }: Made) => {
  validate(db, { articleId, by: null })
  publishArticle(db, { articleId, by: null })
}

/** Publishes, and tells what the address of an answer gives: its text, where it leads, or nothing. */
async function pageOf(slug: string): Promise<'its own answer' | 'gone' | string> {
  await publish(db, { dataDir, by: null })
  const file = (path: string) => readFileSync(join(dataDir, 'site', path), 'utf8')
  const { redirects, gone } = JSON.parse(file('routes.json')) as {
    redirects: Record<string, string>
    gone: string[]
  }
  const address = `/answers/${slug}/`
  if (gone.includes(address)) return 'gone'
  if (redirects[address] !== undefined) return redirects[address]
  return file(`answers/${slug}/index.html`).includes(OWN) ? 'its own answer' : 'another text'
}

test('an answer taken up into another stays until the merged text is live, in every release on the way', async () => {
  const survivor = answered('Refund', 'Refunds take ten days.')
  const absorbed = answered('Money')
  expect(await pageOf('money')).toBe('its own answer')

  take(survivor, absorbed, `Refunds take ten days. ${OWN}`)
  expect(await pageOf('money')).toBe('its own answer')
  validate(db, { articleId: survivor.articleId, by: null })
  expect(await pageOf('money')).toBe('its own answer')

  publishArticle(db, { articleId: survivor.articleId, by: null })
  expect(await pageOf('money')).toBe('/answers/refund/')

  undoPublication(db, { articleId: survivor.articleId, by: null })
  expect(await pageOf('money')).toBe('its own answer')
})

test('un-merged, the answer is there as before', async () => {
  const survivor = answered('Refund', 'Refunds take ten days.')
  const absorbed = answered('Money')
  const { mergeIds } = take(survivor, absorbed, 'Both.')
  putLive(survivor)
  expect(await pageOf('money')).toBe('/answers/refund/')
  unmerge(db, { mergeId: mergeIds[0]!, by: null })
  expect(await pageOf('money')).toBe('its own answer')
})

test('nobody waits for a merge that wrote nothing new, nor for a survivor that is archived or internal', async () => {
  const survivor = answered('Refund', 'Refunds take ten days.')
  take(survivor, answered('Money'))
  expect(await pageOf('money')).toBe('/answers/refund/')

  take(survivor, answered('Cash'), 'Both.')
  expect(await pageOf('cash')).toBe('its own answer')
  archive(db, { articleId: survivor.articleId, reason: 'Wrong', by: null })
  expect(await pageOf('cash')).toBe('gone')

  const internal = answered('Staff only', 'Nothing for readers.')
  take(internal, answered('Coins'), 'Both.')
  db.update(articles).set({ audience: 'internal' }).where(eq(articles.id, internal.articleId)).run()
  expect(await pageOf('coins')).toBe('gone')
})

test('a draft takes a live answer up: the answer stays until the draft is live', async () => {
  const draft = make.article(db, { title: 'Refund', resolution: 'Refunds take ten days.' })
  take(draft, answered('Money'), 'Both.')
  expect(await pageOf('money')).toBe('its own answer')
  putLive(draft)
  expect(await pageOf('money')).toBe('/answers/refund/')
})

test('taken up twice over, each answer stays until the text that holds it is live', async () => {
  const [last, middle, first] = [answered('Last', 'L.'), answered('Middle'), answered('First')]
  take(middle, first, `M and F. ${OWN}`)
  take(last, middle, `All three. ${OWN}`)
  expect(await pageOf('first')).toBe('its own answer')
  expect(await pageOf('middle')).toBe('its own answer')
  putLive(last)
  expect(await pageOf('first')).toBe('/answers/last/')
  expect(await pageOf('middle')).toBe('/answers/last/')
})
