import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion, visibleContent } from '../../src/articles/find.ts'
import { archive, publishArticle, rename } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import type { Db } from '../../src/db/open.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { forgetBuilds, memoryOf } from '../../src/publish/build-memory.ts'
import { siteContent } from '../../src/publish/content.ts'
import { wholeHash } from '../../src/publish/manifest.ts'
import { currentManifest, placeOf } from '../../src/publish/place.ts'
import { publish, siteOptions } from '../../src/publish/publish.ts'
import { buildSite } from '../../src/publish/site.ts'
import { damagedFiles } from '../../src/publish/write.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

afterAll(closeRenderPool)

const words = 'lamp battery flicker refund invoice glass card settings password harbor'.split(' ')
const text = fc
  .array(fc.constantFrom(...words), { minLength: 3, maxLength: 20 })
  .map((all) => `Press **${all.join(' ')}**, then see [the other](/answers/${all[0]}/).`)
const act = fc.oneof(
  fc.record({ verb: fc.constant('add' as const), title: fc.constantFrom(...words), text }),
  fc.record({ verb: fc.constant('correct' as const), which: fc.nat(9), text }),
  fc.record({ verb: fc.constant('rename' as const), which: fc.nat(9), to: fc.constantFrom(...words) }),
  fc.record({ verb: fc.constant('archive' as const), which: fc.nat(9) }),
  fc.record({ verb: fc.constant('restart' as const) }),
  fc.record({ verb: fc.constant('forget' as const) }),
  fc.record({ verb: fc.constant('damage' as const), at: fc.nat(5000) }),
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

function perform(db: Db, live: number[], memory: string, one: Act): void {
  if (one.verb === 'add') {
    const { articleId } = make.publishedArticle(db, { title: one.title, product: 'Harbor' })
    live.push(articleId)
    correct(db, articleId, one.text)
  } else if (one.verb === 'restart') forgetBuilds()
  else if (one.verb === 'forget') {
    forgetBuilds()
    rmSync(memory, { recursive: true, force: true })
  } else if (one.verb === 'damage') {
    forgetBuilds()
    for (const name of existsSync(memory) ? readdirSync(memory) : []) {
      const bytes = readFileSync(join(memory, name))
      bytes[one.at % bytes.length]! ^= 1
      writeFileSync(join(memory, name), bytes)
    }
  } else if (live.length > 0) {
    const articleId = live[one.which % live.length]!
    if (one.verb === 'correct') correct(db, articleId, one.text)
    if (one.verb === 'rename') rename(db, { articleId, slug: one.to, by: null })
    if (one.verb === 'archive') {
      archive(db, { articleId, reason: 'Wrong', by: null })
      live.splice(live.indexOf(articleId), 1)
    }
  }
}

function correct(db: Db, articleId: number, resolution: string): void {
  const draft = getVersion(db, getArticle(db, articleId).draftVersionId!)
  const content = { ...visibleContent(db, draft), resolution }
  if (content.resolution === visibleContent(db, draft).resolution) return
  const rest = { reason: 'Corrected', significance: 'answer' as const, by: null }
  saveVersion(db, { articleId, basedOnId: draft.id, content, ...rest })
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
        for (const round of rounds) {
          for (const one of round) perform(db, live, memoryOf(place).folder, one)
          await publish(db, { dataDir, by: null })
          const whole = buildSite(siteContent(db), siteOptions(db, {}))
          const entries = new Map([...whole].map(([path, bytes]) => [path, { sha256: sha256(bytes) }]))
          const manifest = currentManifest(place)!
          expect([...manifest.files.keys()].sort()).toEqual([...whole.keys()].sort())
          expect(manifest.hash).toBe(wholeHash(entries))
          expect(damagedFiles(place.link)).toEqual([])
        }
        db.$client.close()
        rmSync(dataDir, { recursive: true })
      },
    ),
    { seed: 7, numRuns: 8 },
  )
}, 120_000)
