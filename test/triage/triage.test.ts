// Long because the queue, the decisions and the draft they lead to are one story.
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion } from '../../src/articles/find.ts'
import { articleSources, sourceTexts } from '../../src/articles/sources.ts'
import { creditsOf } from '../../src/articles/statement-origins.ts'
import { scan } from '../../src/contradictions/scan.ts'
import type { Db } from '../../src/db/open.ts'
import { candidates, posts, threads } from '../../src/db/schema.ts'
import { candidateFacts } from '../../src/triage/candidate-page.ts'
import { triageExport } from '../../src/triage/export.ts'
import { prefill, withoutCourtesies } from '../../src/triage/prefill.ts'
import { prefillCandidate } from '../../src/triage/prefill-candidate.ts'
import { mergeCandidate, promote } from '../../src/triage/promote.ts'
import { queue } from '../../src/triage/queries.ts'
import { assign, dismiss, nominate, overruleSafety, snooze, undoDecision } from '../../src/triage/triage.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
})

const titles = (filter: Parameters<typeof queue>[1] = {}) => queue(db, filter).rows.map((row) => row.title)
const candidateOf = (threadId: number) =>
  db.select().from(candidates).where(eq(candidates.threadId, threadId)).get()!

function asked(title: string, body: string, parts: object = {}) {
  return make.resolvedThread(db, { title, body, product: 'Harbor', ...parts })
}

describe('the queue', () => {
  test('only resolved threads with an answer are nominated', () => {
    asked('How do I print a label?', 'Where is the label printer?')
    asked('Open question', 'Does anybody know?', { resolution: 'unknown' })
    asked('Thanks only', 'It is broken', {
      posts: [{ body: 'Thanks, works now!', nature: 'thanks', isAccepted: true }],
    })
    nominate(db)

    expect(titles()).toEqual(['How do I print a label?'])
  })

  test('threads that ask the same in other words stand behind one, with how often it is asked', () => {
    asked('Recovery key lost, what now?', 'I lost the recovery key of my encrypted volume.', { views: 900 })
    asked('Where do I find a lost recovery key', 'My recovery key is lost and the volume is encrypted.')
    asked('Label printer prints upside down', 'Every label comes out upside down since yesterday.')
    nominate(db)

    const rows = queue(db).rows
    expect(rows.map((row) => [row.title, row.clusterSize, row.queueClass])).toEqual([
      ['Recovery key lost, what now?', 2, 'not-captured'],
      ['Label printer prints upside down', 1, 'new'],
    ])
    expect(queue(db, { isWhole: true }).total).toBe(3)
  })

  test('a thread that an official document answers is known, and one that contradicts it disagrees', () => {
    const body = 'Deleted files stay in the recycle area for 14 days and are then removed.'
    make.document(db, {
      id: 'r.md',
      title: 'How long deleted files stay in the recycle area',
      body,
      product: 'Harbor',
    })
    const question = 'How long do deleted files stay in the recycle area before they are removed?'
    const agrees = asked('Deleted files in the recycle area', question, {
      posts: [{ body: 'For two weeks.', isAccepted: true }],
    })
    const wrong = [{ body: 'Deleted files stay in the recycle area for 60 days.', isAccepted: true }]
    const disagrees = asked('Recycle area: how long do deleted files stay?', question, { posts: wrong })
    scan(db)
    nominate(db)

    expect(candidateOf(agrees.threadId).queueClass).toBe('known-agrees')
    expect(candidateOf(agrees.threadId).classReasons[0]).toContain('How long deleted files stay')
    expect(candidateOf(disagrees.threadId).queueClass).toBe('known-disagrees')
    expect(queue(db).counts).toMatchObject({ all: queue(db).total, 'known-disagrees': 1 })
  })

  test('need is explained in words, and the line says how many cover four fifths of it', () => {
    asked('Everybody asks this', 'How do I start the conveyor?', { views: 90_000 })
    asked('Nobody asks that', 'Can the lamp be violet?', { views: 3 })
    nominate(db)

    const { rows, line } = queue(db)
    expect(rows[0]!.reasons).toContain('90,000 views')
    expect(rows[0]!.score).toBeGreaterThan(rows[1]!.score)
    expect(line).toBe(1)
  })

  test('filters and counts agree: product, source, tag, safety', () => {
    asked('One', 'First question about the conveyor belt', { tags: ['belt'] })
    make.resolvedThread(db, {
      title: 'Two',
      body: 'Question about the crane motor',
      product: 'Anchor',
      source: 'other',
    })
    nominate(db)

    expect(titles({ tag: 'belt' })).toEqual(['One'])
    expect(titles({ source: 'other' })).toEqual(['Two'])
    expect(titles({ productIds: [make.product(db, 'Anchor')] })).toEqual(['Two'])
    expect(titles({ safetyClass: 'case-only' })).toEqual([])
    expect(titles({ tag: 'nothing' })).toEqual([])
  })

  test('words find what their title or question says, with every other filter, and the counts are of that', () => {
    asked('The conveyor stops', 'It halts as soon as a pallet is loaded', { tags: ['belt'] })
    asked('Loading a crane', 'How are pallets weighed?', { posts: [{ body: 'Conveyor', isAccepted: true }] })
    asked('Something else', 'Which lamp is violet?')
    nominate(db)

    expect(titles({ words: 'load pallet' }).sort()).toEqual(['Loading a crane', 'The conveyor stops'])
    expect(queue(db, { words: 'load pallet' }).counts).toMatchObject({ all: 2, new: 2 })
    expect(titles({ words: 'conveyr' })).toEqual(['The conveyor stops'])
    expect(titles({ words: 'PALLETS', tag: 'belt' })).toEqual(['The conveyor stops'])
    expect(queue(db, { words: 'pallet', limit: 1 })).toMatchObject({ total: 2, rows: [{}] })
    for (const words of ['pallet violet', 'zzyzx', '" OR *', '(', 'NEAR(', '—', 'title:'])
      expect(titles({ words }), words).toEqual([])
  })
})

describe('deciding', () => {
  test('a dismissal needs a reason, holds through another nomination, and ends when the thread changes', () => {
    const { threadId } = asked('Only mine', 'My own setting of the crane')
    nominate(db)
    const { id: candidateId } = candidateOf(threadId)
    expect(() => dismiss(db, { candidateId, reason: ' ', by: cast.edith })).toThrow('Say why')

    dismiss(db, { candidateId, reason: 'One customer only', by: cast.edith })
    nominate(db)
    expect(titles()).toEqual([])
    expect(titles({ state: 'dismissed' })).toEqual(['Only mine'])

    db.update(threads).set({ contentHash: 'changed' }).where(eq(threads.id, threadId)).run()
    nominate(db)
    expect(titles()).toEqual(['Only mine'])
  })

  test('undo is the identity on the candidate', () => {
    const { threadId } = asked('Crane', 'How does the crane turn?')
    nominate(db)
    const before = candidateOf(threadId)
    const about = { candidateId: before.id, by: cast.edith }

    for (const act of [
      () => dismiss(db, { ...about, reason: 'x' }),
      () => snooze(db, { ...about, until: '2999-01-01' }),
      () => assign(db, { ...about, assigneeId: cast.clara }),
      () => overruleSafety(db, { ...about, safetyClass: 'case-only', reason: 'x' }),
    ]) {
      act()
      expect(candidateOf(threadId)).not.toEqual(before)
      undoDecision(db, about)
      expect(candidateOf(threadId)).toEqual(before)
    }
    expect(() => undoDecision(db, about)).toThrow('nothing to take back')
  })

  test('a snooze must end in the future', () => {
    const { threadId } = asked('Crane', 'How does the crane turn?')
    nominate(db)
    const { id: candidateId } = candidateOf(threadId)

    expect(() => snooze(db, { candidateId, until: '2001-01-01', by: null })).toThrow('still to come')
    expect(() => snooze(db, { candidateId, until: 'soon', by: null })).toThrow('still to come')
  })
})

describe('promoting', () => {
  const answer = 'Hi otto,\n\n1. Open the panel\n2. Press the red button\n\nHope this helps!\n\nHana'

  test('a draft has the asker’s words, the accepted answer without courtesies, and knows where it came from', () => {
    const { threadId } = asked(
      '[SOLVED] how do i stop the crane?',
      'Hello all,\n\nThe crane turns and turns on Windows 11.\n\nThanks in advance',
      {
        environment: { version: '4.2' },
        posts: [{ body: answer, isAccepted: true, author: 'hana' }],
      },
    )
    nominate(db)

    const saved = promote(db, { candidateId: candidateOf(threadId).id, by: cast.edith })

    const version = getVersion(db, saved.versionId)
    expect(version).toMatchObject({
      title: 'How do i stop the crane?',
      issue: 'The crane turns and turns on Windows 11.',
      resolution: '1. Open the panel\n2. Press the red button',
      appliesTo: { versions: ['4.2'] },
    })
    expect(version.environment).toContain('Harbor 4.2')
    expect(version.environment).toContain('Windows 11')
    expect(creditsOf(db, saved.versionId)).toMatchObject([{ author: 'hana', statements: 2 }])
    expect(getArticle(db, saved.articleId)).toMatchObject({ origin: 'community', template: 'how-to' })
    expect(titles()).toEqual([])
    expect(() => promote(db, { candidateId: candidateOf(threadId).id, by: null })).toThrow(
      'part of an article already',
    )
  })

  test('an accepted post that only thanks is never the resolution', () => {
    const { threadId } = asked('Crane stuck', 'The crane is stuck.', {
      posts: [
        { body: 'Oil the lower bearing with the grey oil.', score: 3 },
        { body: 'Thanks, that was it!', nature: 'thanks', isAccepted: true },
      ],
    })
    nominate(db)

    expect(prefillCandidate(db, candidateOf(threadId).id).content.resolution).toBe(
      'Oil the lower bearing with the grey oil.',
    )
  })

  test('a case keeps its customer to itself: the draft holds the same placeholder for the same person everywhere', () => {
    const { threadId } = asked(
      'Export for Maria Lopez fails',
      'My name is Maria Lopez, maria.lopez@acme-bakery.com. The export fails.',
      {
        source: 'cases',
        authority: 'case',
        participants: [{ name: 'Maria Lopez', role: 'asker' }],
        resolution: 'closed',
        posts: [
          {
            body: 'Maria Lopez has to write to maria.lopez@acme-bakery.com again.',
            role: 'staff',
            isAccepted: true,
          },
        ],
      },
    )
    nominate(db)

    const { content, replaced } = prefillCandidate(db, candidateOf(threadId).id)

    const all = JSON.stringify(content)
    expect(all).not.toMatch(/maria|lopez|bakery/i)
    expect(content.resolution).toContain('person-1')
    expect(content.title).toContain('person-1')
    expect(replaced.email).toBe(2)
  })

  test('what has to stay a case cannot be promoted until somebody overrules it with a reason', () => {
    const { threadId } = asked(
      'Production is down',
      'URGENT: production is down since this morning, nobody can work.',
      {
        source: 'cases',
        authority: 'case',
        resolution: 'closed',
      },
    )
    nominate(db)
    const { id: candidateId } = candidateOf(threadId)
    expect(() => promote(db, { candidateId, by: cast.edith })).toThrow('has to stay a case')

    overruleSafety(db, {
      candidateId,
      safetyClass: 'public-ok',
      reason: 'The cause is a public one',
      by: cast.pia,
    })
    nominate(db)
    expect(promote(db, { candidateId, by: cast.edith }).version).toBe(1)
  })

  test('a whole cluster becomes one draft: the others’ answers are offered, and what is added knows its post', () => {
    const key = 'my recovery key is lost and the volume is encrypted'
    const first = asked('Recovery key lost, what now?', `I lost it: ${key}.`, {
      views: 900,
      environment: { version: '4.2' },
      posts: [{ body: 'Use the spare key in the safe.', isAccepted: true }],
    })
    const second = asked('Where do I find a lost recovery key', `Help, ${key}.`, {
      environment: { version: '4.3' },
      posts: [{ body: 'Ask the keeper of the harbour for the second copy.', score: 4, author: 'mo' }],
    })
    const secret = asked('Recovery key lost and everything down', `URGENT, production is down: ${key}.`, {
      authority: 'case',
      source: 'cases',
      resolution: 'closed',
    })
    nominate(db)
    db.$client.prepare('UPDATE candidates SET cluster_id = (SELECT min(id) FROM clusters)').run()

    const saved = promote(db, {
      candidateId: candidateOf(first.threadId).id,
      withCluster: true,
      by: cast.edith,
    })

    const version = getVersion(db, saved.versionId)
    expect(version.resolution).toBe('Use the spare key in the safe.')
    expect(version.appliesTo).toEqual({ versions: ['4.2', '4.3'] })
    expect(candidateOf(second.threadId).state).toBe('promoted')
    expect(candidateOf(secret.threadId)).toMatchObject({ state: 'open', safetyClass: 'case-only' })
    const offered = articleSources(db, saved.articleId, version.resolution)
    expect(offered.map((one) => one.isFurther)).toEqual([false, true])
    expect(JSON.stringify(offered)).not.toContain('production is down')

    const added = saveVersion(db, {
      articleId: saved.articleId,
      basedOnId: saved.versionId,
      content: {
        ...version,
        resolution: `${version.resolution}\n\n${offered[1]!.pieces[1]!.statements[0]!.text}`,
      },
      sources: sourceTexts(db, saved.articleId),
      reason: 'Added the second way',
      significance: 'wording',
      by: cast.edith,
    })
    expect(creditsOf(db, added.versionId).map((row) => row.author)).toEqual(['hana', 'mo'])
  })

  test('a second thread is merged into an article as further sources', () => {
    const first = asked('Stop the crane', 'How do I stop the crane?', {
      posts: [{ body: 'Press the red button twice.', isAccepted: true }],
    })
    const second = asked('Label printer', 'Labels come out blank', {
      posts: [{ body: 'Turn the paper roll around.', isAccepted: true, author: 'mo' }],
    })
    nominate(db)
    const article = promote(db, { candidateId: candidateOf(first.threadId).id, by: cast.edith })
    const version = getVersion(db, article.versionId)

    const merged = mergeCandidate(db, {
      candidateId: candidateOf(second.threadId).id,
      articleId: article.articleId,
      basedOnId: article.versionId,
      content: { ...version, resolution: `${version.resolution}\n\nTurn the paper roll around.` },
      by: cast.edith,
    })

    expect(merged.version).toBe(2)
    expect(
      creditsOf(db, merged.versionId)
        .map((row) => row.author)
        .sort(),
    ).toEqual(['hana', 'mo'])
    expect(candidateOf(second.threadId).state).toBe('merged')
  })
})

test('the reading page has the marked answer, its like, and its history', () => {
  const { threadId } = asked('Stop the crane', 'How do I stop the crane?')
  make.publishedArticle(db, {
    title: 'Stop the crane quickly',
    resolution: 'Stop the crane with the red button.',
    product: 'Harbor',
  })
  nominate(db)
  const { id: candidateId } = candidateOf(threadId)
  assign(db, { candidateId, assigneeId: cast.clara, by: cast.edith })

  const facts = candidateFacts(db, candidateId)

  expect(facts.posts.map((post) => post.isAccepted)).toEqual([false, true])
  expect(facts.alike.map((thing) => thing.title)).toContain('Stop the crane quickly')
  expect(facts.decisions).toMatchObject([{ decision: 'assigned', by: 'Edith' }])
})

test('the export has a line per thread, in a stable order', () => {
  asked('B', 'Second question about belts', { id: 'b' })
  asked('A', 'First question about cranes', { id: 'a' })
  nominate(db)

  expect([...triageExport(db)].map((line) => [line.thread, line.class])).toEqual([
    ['a', 'new'],
    ['b', 'new'],
  ])
})

test('a removed answer takes its thread out of the queue', () => {
  const { threadId, postIds } = asked('Stop the crane', 'How do I stop the crane?')
  nominate(db)
  db.update(posts).set({ removedAt: '2026-01-01' }).where(eq(posts.id, postIds[1]!)).run()
  nominate(db)

  expect(titles()).toEqual([])
  expect(candidateOf(threadId).state).toBe('gone')
})

describe('what a draft leaves out', () => {
  const cases: { text: string; kept: string; why: string }[] = JSON.parse(
    readFileSync(new URL('../golden/prefill.json', import.meta.url), 'utf8'),
  )
  test.each(cases)('$why', ({ text, kept }) => {
    expect(withoutCourtesies(text)).toBe(kept)
  })

  test('a cause is taken where the answer says why', () => {
    const told = {
      title: 'x',
      question: 'y',
      environment: {},
      tags: ['android', 'harbor-4-2'],
      product: null,
    }
    const draft = prefill({ ...told, answers: ['This happens because the log is full. Empty it.'] })

    expect(draft.cause).toBe('This happens because the log is full.')
    expect(draft.appliesTo).toEqual({ versions: ['4.2'], platforms: ['Android'] })
  })
})
