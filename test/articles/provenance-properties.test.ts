import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restoreVersion, saveVersion } from '../../src/articles/articles.ts'
import { contentOf, getArticle, getVersion } from '../../src/articles/find.ts'
import { statementOrigins } from '../../src/articles/statement-origins.ts'
import type { Db } from '../../src/db/open.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

/** Sentences that share no word, so that none is another one reworded. */
const SENTENCES = Array.from({ length: 10 }, (_, n) => {
  const words = Array.from({ length: 9 }, (_word, i) => `w${n}x${i}`)
  return `${words.join(' ')}.`
})

/** An article of six sentences, each from a post of its own. */
function written(db: Db): { articleId: number; versionId: number; postOf: Map<string, number> } {
  const own = SENTENCES.slice(0, 6)
  const { postIds } = make.resolvedThread(db, { posts: own.map((body) => ({ body })) })
  const sources = own.map((text, n) => ({ postId: postIds[n + 1]!, text, textHash: sha256(text) }))
  const saved = make.article(db, { resolution: own.join('\n\n'), sources })
  return { ...saved, postOf: new Map(own.map((text, n) => [text, postIds[n + 1]!])) }
}

const edits = fc.array(
  fc.record({
    kept: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
    added: fc.subarray([6, 7, 8, 9]),
    asList: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
)

function textOf(edit: { kept: number[]; added: number[]; asList: boolean }): string {
  const said = [...edit.kept, ...edit.added].map((n) => SENTENCES[n]!)
  return edit.asList ? said.map((text, n) => `${n + 1}. ${text}`).join('\n') : said.join('\n\n')
}

test('through any edits, a sentence that is kept keeps its post, and one that is added comes from nowhere', () => {
  fc.assert(
    fc.property(edits, (all) => {
      const db = freshDb()
      const { articleId, versionId, postOf } = written(db)
      let basedOnId = versionId
      // What was left out of one version is not known to the next: only what is kept throughout is followed.
      let standing = new Set([0, 1, 2, 3, 4, 5])
      for (const edit of all) {
        const content = { ...contentOf(getVersion(db, basedOnId)), resolution: textOf(edit) }
        if (content.resolution === contentOf(getVersion(db, basedOnId)).resolution) continue
        const change = { reason: 'x', significance: 'minor' as const, by: null }
        basedOnId = saveVersion(db, { articleId, basedOnId, content, ...change }).versionId
        standing = new Set(edit.kept.filter((n) => standing.has(n)))
        for (const { text, postId, field } of statementOrigins(db, basedOnId)) {
          if (field !== 'resolution') continue
          const n = SENTENCES.findIndex((sentence) => text.endsWith(sentence))
          expect(postId, text).toBe(standing.has(n) ? postOf.get(SENTENCES[n]!) : null)
        }
      }
    }),
    { numRuns: 60, seed: 11 },
  )
})

test('restoring any version brings back its text and origins, as a new version, and changes no other', () => {
  fc.assert(
    fc.property(edits, fc.nat(), (all, which) => {
      const db = freshDb()
      const { articleId, versionId } = written(db)
      const ids = [versionId]
      for (const edit of all) {
        const basedOnId = ids.at(-1)!
        const content = { ...contentOf(getVersion(db, basedOnId)), resolution: textOf(edit) }
        if (content.resolution === contentOf(getVersion(db, basedOnId)).resolution) continue
        const change = { reason: 'x', significance: 'minor' as const, by: null }
        ids.push(saveVersion(db, { articleId, basedOnId, content, ...change }).versionId)
      }
      const chosen = ids[which % ids.length]!
      const before = ids.map((id) => getVersion(db, id))
      if (getVersion(db, ids.at(-1)!).hash === getVersion(db, chosen).hash) return
      const { versionId: restored } = restoreVersion(db, {
        articleId,
        versionId: chosen,
        basedOnId: ids.at(-1)!,
        by: null,
      })

      expect(getVersion(db, restored).hash).toBe(getVersion(db, chosen).hash)
      const origins = (id: number) => statementOrigins(db, id).map(({ text, postId }) => [text, postId])
      expect(origins(restored)).toEqual(origins(chosen))
      expect(getArticle(db, articleId).draftVersionId).toBe(restored)
      expect(ids.map((id) => getVersion(db, id))).toEqual(before)
    }),
    { numRuns: 40, seed: 12 },
  )
})
