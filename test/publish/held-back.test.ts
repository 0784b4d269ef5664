import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { erasePosts } from '../../src/articles/erase.ts'
import { getArticle, getVersion, visibleContent } from '../../src/articles/find.ts'
import { archive, publishArticle, rename } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { articles, assignments } from '../../src/db/schema.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { renderMarkdown } from '../../src/lib/markdown.ts'
import { siteContent } from '../../src/publish/content.ts'
import { buildSite } from '../../src/publish/site.ts'
import { promote } from '../../src/triage/promote.ts'
import { nominate } from '../../src/triage/triage.ts'
import { addUser } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
beforeEach(() => {
  db = freshDb()
})

const held = () => siteContent(db).heldBack.map(({ articleNumber, reason }) => `${articleNumber}: ${reason}`)
const page = (path: string) => {
  const files = buildSite(siteContent(db), { siteUrl: null, feedbackUrl: null, html: renderMarkdown })
  return new TextDecoder().decode(files.get(path))
}
const set = (value: object) => changeSetting(db, { key: 'site', value, by: null })

function correct(articleId: number, resolution: string): void {
  const draft = getVersion(db, getArticle(db, articleId).draftVersionId!)
  const content = { ...visibleContent(db, draft), resolution }
  const how = { reason: 'Corrected', significance: 'answer' as const, by: null }
  saveVersion(db, { articleId, basedOnId: draft.id, content, ...how })
  validate(db, { articleId, by: null })
  publishArticle(db, { articleId, by: null })
}

test('a version that links to an answer that never was is held back; the version before it stands in', () => {
  const { articleId } = make.publishedArticle(db, { title: 'Refunds', resolution: 'Ten days.' })
  make.article(db, { title: 'Draft only', slug: 'draft-only' })
  correct(articleId, 'Ten days, see [more](/answers/draft-only/#step-1).')

  expect(held()).toEqual([
    '1: Version 2 links to /answers/draft-only/#step-1, which is not there; version 1 is shown instead.',
  ])
  expect(page('answers/refunds/index.html')).toContain('Ten days.')
  expect(page('answers/refunds/index.html')).not.toContain('see more')
})

test('an article whose only version links to nowhere stays out, says so, and its address is kept', () => {
  make.publishedArticle(db, { title: 'Refunds', resolution: 'See [more](../../answers/nowhere/).' })

  expect(held()[0]).toContain('no earlier version can stand in for it')
  expect(page('answers/refunds/index.html')).toContain('being checked')
})

test('an article does not go when what it links to is archived later: the words stay, and it is listed', () => {
  const target = make.publishedArticle(db, { title: 'Cheques' })
  make.publishedArticle(db, { title: 'Refunds', resolution: 'Ten days, see [cheques](/answers/cheques/).' })
  expect(held()).toEqual([])
  archive(db, { articleId: target.articleId, reason: 'No cheques any more', by: null })
  db.$client.prepare("UPDATE archivals SET at = '2030-01-01'").run()

  expect(held()).toEqual([
    '2: It is shown, but /answers/cheques/ leads nowhere any more; its words stand without a link.',
  ])
  expect(page('answers/refunds/index.html')).toContain('Ten days, see cheques.')
  expect(page('answers/refunds/index.html')).not.toContain('href="../cheques/')
})

test('a link to nowhere is found too where it says the site’s full address', () => {
  const resolution = 'See [this](https://help.example/faq/answers/nowhere/).'
  make.publishedArticle(db, { title: 'Refunds', resolution })
  const heldOn = (siteUrl: string | null) => siteContent(db, { siteUrl }).heldBack.map(({ reason }) => reason)

  expect(heldOn('https://help.example/faq')).toEqual([
    'Version 1 links to https://help.example/faq/answers/nowhere/, which is not there and no earlier version can stand in for it.',
  ])
  expect(heldOn('https://other.example')).toEqual([])
  expect(heldOn(null)).toEqual([])
})

test('links to renamed, merged and checked answers hold, and links elsewhere are nobody’s fault', () => {
  const renamed = make.publishedArticle(db, { title: 'Cheques' })
  rename(db, { articleId: renamed.articleId, slug: 'cheques-and-cash', by: null })
  const merged = make.publishedArticle(db, { title: 'Cash' })
  archive(db, { articleId: merged.articleId, successorId: renamed.articleId, reason: 'Merged', by: null })
  const resolution =
    '[a](/answers/cheques/) [b](/answers/cash/) [c](/t/123) [d](https://other.example/answers/x/) [e](../x.html) [f](#step-1)'
  make.publishedArticle(db, { title: 'Refunds', resolution })

  expect(held()).toEqual([])
})

test('where disputed answers are held, the last version that nobody disputes stands in', () => {
  set({ name: 'Help', disputed: 'hold' })
  const refund = make.publishedArticle(db, { title: 'Refunds', resolution: 'Ten days.' })
  correct(refund.articleId, 'Refunds take 30 days.')
  const versionId = getArticle(db, refund.articleId).liveVersionId!
  make.openFlag(db, { versionId, documentId: make.document(db), claim: 'Refunds take 30 days.' })

  expect(held()).toEqual(['1: A contradiction is open on version 2; version 1 is shown instead.'])
  expect(page('answers/refunds/index.html')).toContain('Ten days.')
})

test('what goes live without an owner is held back from the day products have owners, unless the company shows it', () => {
  const product = make.product(db, 'Harbor')
  make.publishedArticle(db, { title: 'Owned by its product', product: 'Harbor' })
  make.publishedArticle(db, { title: 'Owned', ownerId: addUser(db, 'edith', 'editor') })
  make.publishedArticle(db, { title: 'Nobody’s' })
  expect(held()).toEqual([])

  const userId = addUser(db, 'pia', 'publisher')
  const owner = { userId, productId: product, kind: 'owner' as const }
  db.insert(assignments)
    .values({ ...owner, createdAt: '2099-01-01' })
    .run()
  expect(held()).toEqual([])

  db.update(assignments).set({ createdAt: '2020-01-01' }).run()
  const reason = 'Nobody owns it (name an owner of the article or of its product)'
  expect(held()).toEqual([`3: ${reason} and no earlier version can stand in for it.`])
  set({ name: 'Help', ownerless: 'show' })
  expect(held()).toEqual([])
  set({ name: 'Help' })
  db.update(articles).set({ ownerId: userId }).where(eq(articles.number, 3)).run()
  expect(held()).toEqual([])
})

test('an answer of which text was erased is no answer: it is held back until an editor has written it anew', () => {
  make.resolvedThread(db, {
    posts: [{ body: 'Turn the valve twice.', author: 'moira-lund', isAccepted: true }],
  })
  nominate(db)
  const candidateId = db.$client.prepare('SELECT id FROM candidates').pluck().get() as number
  const { articleId } = promote(db, { candidateId, by: null })
  validate(db, { articleId, by: null })
  publishArticle(db, { articleId, by: null })
  const other = make.publishedArticle(db, { title: 'Notes', resolution: 'The log then says (erased).' })
  const postId = db.$client.prepare('SELECT max(id) FROM posts').pluck().get() as number
  expect(held()).toEqual([])
  const { number, slug } = getArticle(db, articleId)

  const done = erasePosts(db, { postIds: [postId], reason: 'Asked by letter.', by: null })

  expect(done.articles).toEqual([number])
  expect(held()).toEqual([
    `${number}: Text of version 1 was erased and no earlier version can stand in for it.`,
  ])
  expect(page(`answers/${slug}/index.html`)).toContain('being checked')
  expect(page(`answers/${getArticle(db, other.articleId).slug}/index.html`)).toContain('(erased)')

  const live = getVersion(db, getArticle(db, articleId).liveVersionId!)
  const how = { reason: 'Written anew', significance: 'answer' as const, by: null }
  const write = (resolution: string, basedOnId: number) => {
    const saved = saveVersion(db, {
      articleId,
      basedOnId,
      content: { ...visibleContent(db, live), resolution },
      ...how,
    })
    validate(db, { articleId, by: null })
    publishArticle(db, { articleId, by: null })
    return saved.versionId
  }
  const second = write(`Wait. ${visibleContent(db, live).resolution}`, live.id)
  expect(held()[0]).toContain('Text of version 2 was erased')
  write('Press the red button.', second)
  expect(held()).toEqual([])
  expect(page(`answers/${slug}/index.html`)).toContain('Press the red button.')
})
