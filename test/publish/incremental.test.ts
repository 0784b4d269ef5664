import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { recordFeedback } from '../../src/agent/feedback.ts'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion, visibleContent } from '../../src/articles/find.ts'
import type { SourceText } from '../../src/articles/provenance.ts'
import { archive, publishArticle, rename } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { articles } from '../../src/db/schema.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { Invalid, Refused } from '../../src/lib/errors.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { forgetBuilds, memoryOf } from '../../src/publish/build-memory.ts'
import { siteContent } from '../../src/publish/content.ts'
import { currentManifest, placeOf } from '../../src/publish/place.ts'
import { previewFiles } from '../../src/publish/preview.ts'
import { publish, siteOptions } from '../../src/publish/publish.ts'
import { releaseFiles, wholeHash } from '../../src/publish/release-files.ts'
import { buildSite } from '../../src/publish/site.ts'
import { damagedFiles } from '../../src/publish/write.ts'
import { keepFound } from '../../src/safety/findings.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

afterAll(closeRenderPool)

const words = 'lamp battery flicker refund invoice glass card settings password harbor'.split(' ')
const text = fc
  .array(fc.constantFrom(...words), { minLength: 3, maxLength: 20 })
  .map((all) => `Press **${all.join(' ')}**, then see [the other](/answers/${all[0]}/).`)
const which = fc.nat(9)
/** What happens between two releases; `articleId` is one of those that are live. */
const acts: Record<string, (on: Stage, articleId: number) => void> = {
  correct: ({ db, text }, articleId) => correct(db, articleId, { resolution: text }),
  retitle: ({ db, word }, articleId) => correct(db, articleId, { title: `How do I ${word}?` }),
  rename: ({ db, word }, articleId) => {
    rename(db, { articleId, slug: word, by: null })
  },
  archive({ db, live }, articleId) {
    archive(db, { articleId, reason: 'Wrong', by: null })
    live.splice(live.indexOf(articleId), 1)
  },
  unpublish({ db, live }, articleId) {
    db.update(articles).set({ audience: 'internal' }).where(eq(articles.id, articleId)).run()
    live.splice(live.indexOf(articleId), 1)
  },
  sort({ db, word }, articleId) {
    const productId = make.product(db, word)
    db.update(articles).set({ productId }).where(eq(articles.id, articleId)).run()
  },
  vote({ db, n }, articleId) {
    const { number, liveVersionId } = getArticle(db, articleId)
    const version = getVersion(db, liveVersionId!).number
    recordFeedback(db, { article: String(number), version, isHelpful: n % 2 === 0, reader: `r${n}` })
  },
  learn({ db, text, word }, articleId) {
    const { postIds } = make.resolvedThread(db, { title: `Where is my ${word}?`, posts: [{ body: text }] })
    const sources = [{ postId: postIds[1]!, text, textHash: sha256(text) }]
    correct(db, articleId, { resolution: `${text}\n\nSays otto.` }, sources)
  },
  flag({ db, n }, articleId) {
    const documentId = make.document(db, { id: `d${n}` })
    make.openFlag(db, { versionId: getArticle(db, articleId).liveVersionId!, documentId, claim: 'Press' })
  },
  find({ db }, articleId) {
    const { resolution } = getVersion(db, getArticle(db, articleId).liveVersionId!)
    const found = { start: 0, end: 5, text: resolution.slice(0, 5), kind: 'person' as const }
    keepFound(db, resolution, [{ ...found, confidence: 1, reason: 'A name' }], 'community')
  },
  call({ db, word }) {
    changeSetting(db, { key: 'site', value: { name: word }, by: null })
  },
  async preview({ db, dataDir }, articleId) {
    const article = getArticle(db, articleId)
    await previewFiles(db, { article, versionId: article.draftVersionId!, until: 2e9, dataDir })
  },
}
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ verb: fc.constant('add'), word: fc.constantFrom(...words), text, which }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      verb: fc.constantFrom(...Object.keys(acts)),
      word: fc.constantFrom(...words),
      text,
      which,
    }),
  },
  fc.record({ verb: fc.constantFrom('restart', 'forget', 'damage'), word: fc.constant(''), text, which }),
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
type Stage = { db: Db; live: number[]; dataDir: string; word: string; text: string; n: number }

async function perform(stage: Omit<Stage, 'word' | 'text'>, { verb, word, text, which }: Act): Promise<void> {
  const { db, live, dataDir } = stage
  const memory = memoryOf(placeOf({ dataDir })).folder
  if (verb === 'add') {
    const { articleId } = make.publishedArticle(db, { title: word, product: 'Harbor' })
    live.push(articleId)
    correct(db, articleId, { resolution: text })
  } else if (verb === 'restart') forgetBuilds()
  else if (verb === 'forget') {
    forgetBuilds()
    rmSync(memory, { recursive: true, force: true })
  } else if (verb === 'damage') {
    forgetBuilds()
    for (const name of existsSync(memory) ? readdirSync(memory) : []) {
      const bytes = readFileSync(join(memory, name))
      bytes[(which * 541) % bytes.length]! ^= 1
      writeFileSync(join(memory, name), bytes)
    }
  } else if (live.length > 0) {
    try {
      await acts[verb]!({ ...stage, word, text }, live[which % live.length]!)
    } catch (error) {
      // What people are not allowed to do at that moment changes nothing.
      if (!(error instanceof Refused || error instanceof Invalid)) throw error
    }
  }
}

function correct(
  db: Db,
  articleId: number,
  change: { title?: string; resolution?: string },
  sources: SourceText[] = [],
): void {
  const draft = getVersion(db, getArticle(db, articleId).draftVersionId!)
  const content = { ...visibleContent(db, draft), ...change }
  const rest = { reason: 'Corrected', significance: 'answer' as const, by: null }
  saveVersion(db, { articleId, basedOnId: draft.id, content, sources, ...rest })
  validate(db, { articleId, by: null })
  publishArticle(db, { articleId, by: null })
}

test('after any edits the release is, byte by byte, the site built from nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { maxLength: 5 }), { minLength: 1, maxLength: 6 }),
      async (rounds) => {
        const db = freshDb()
        const dataDir = mkdtempSync(join(tmpdir(), 'winnow-rounds-'))
        const place = placeOf({ dataDir })
        const live: number[] = []
        let n = 0
        for (const round of rounds) {
          for (const one of round) await perform({ db, live, dataDir, n: n++ }, one)
          await publish(db, { dataDir, by: null })
          const whole = buildSite(siteContent(db), siteOptions(db, {}))
          const entryOf = (bytes: Uint8Array) => ({ sha256: sha256(bytes), bytes: bytes.length, input: '' })
          const entries = releaseFiles(Array.from(whole, ([path, bytes]) => [path, entryOf(bytes)] as const))
          const manifest = currentManifest(place)!
          expect([...manifest.files.keys()].sort()).toEqual([...whole.keys()].sort())
          expect(manifest.hash).toBe(wholeHash(entries))
          expect(damagedFiles(place.link)).toEqual([])
        }
        db.$client.close()
        rmSync(dataDir, { recursive: true })
      },
    ),
    { seed: 7, numRuns: 25 },
  )
}, 120_000)
