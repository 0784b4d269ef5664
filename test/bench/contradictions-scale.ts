import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createArticle, saveVersion } from '../../src/articles/articles.ts'
import { emptyContent } from '../../src/articles/content.ts'
import { compareArticle, scan } from '../../src/contradictions/scan.ts'
import { type Db, openDb } from '../../src/db/open.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { answerText, articleText, fillCorpus } from './contradictions-corpus.ts'

/** Articles and answers of the full measure; smaller ones show whether the cost grows in step. */
const SIZES = [
  [1_000, 10_000],
  [3_000, 30_000],
] as const
const FULL = [10_000, 100_000] as const
const SAMPLES = 50

/**
 * Scans a made-up corpus from nothing, scans again, then lets single answers and articles change. `only` names the
 * number of articles of one size to measure (10000 for the full one); a process for each shows its own peak memory.
 */
export function measureScale(only?: number): void {
  const sizes = only === undefined ? SIZES : [...SIZES, FULL].filter(([articles]) => articles === only)
  for (const [articles, answers] of sizes) measure(articles, answers)
}

function measure(articles: number, answers: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-scale-'))
  const file = join(folder, 'winnow.sqlite')
  const db = openDb(file)
  try {
    fillCorpus(db, articles, answers)
    const before = statSync(file).size
    const cpu = process.cpuUsage()
    const first = scan(db, { onProgress: progress() })
    const backfill = seconds(cpu)
    const peak = process.resourceUsage().maxRSS / 1024
    const again = process.cpuUsage()
    const second = scan(db)
    console.log(
      `${articles} articles × ${answers} answers: ${backfill.toFixed(0)} CPU s, peak ${peak.toFixed(0)} MB, ` +
        `${first.pairs} pairs, ${first.flags} flags; database ${mega(before)} → ${mega(statSync(file).size)} MB; ` +
        `again: ${second.scanned} texts, ${second.flags} flags, ${seconds(again).toFixed(1)} CPU s`,
    )
    console.log(`  new answer: ${waits(newAnswers(db, articles, answers))}`)
    console.log(`  edited article, one sentence: ${waits(edits(db, articles, 1))}`)
    console.log(`  rewritten article: ${waits(edits(db, articles, 10))}`)
    console.log(`  saved draft, one sentence changed: ${waits(drafts(db, articles))}`)
  } finally {
    db.$client.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Wait = { ms: number; cpu: number; scanned: number }

function newAnswers(db: Db, articles: number, answers: number): Wait[] {
  const add = db.$client.prepare(
    `INSERT INTO posts (thread_id, external_id, position, role, body, text_hash, nature, is_accepted, score, created_at)
     VALUES (?, ?, 2, 'community', ?, ?, 'answer', 0, 0, '2026-03-02T09:00:00.000Z')`,
  )
  return Array.from({ length: SAMPLES }, (_, at) => {
    const threadId = Math.floor((at * answers) / SAMPLES) + 1
    const body = answerText(answers + at, articles)
    add.run(threadId, `new-${at}`, body, sha256(body))
    return timed(() => scan(db, { only: { threadIds: [threadId] } }))
  })
}

/** An edit changes this many sentences of a document. */
function edits(db: Db, articles: number, sentences: number): Wait[] {
  const change = db.$client.prepare('UPDATE documents SET body = ?, text_hash = ? WHERE id = ?')
  return Array.from({ length: SAMPLES }, (_, at) => {
    const documentId = Math.floor((at * articles) / SAMPLES) + 1
    const body = articleText(documentId - 1, { from: sentences, by: articles + at })
    change.run(body, sha256(body), documentId)
    return timed(() => scan(db, { only: { documentIds: [documentId] } }))
  })
}

/** What saving a draft of our own waits for. */
function drafts(db: Db, articles: number): Wait[] {
  const content = (at: number) => ({
    ...emptyContent(),
    title: 'How long is it kept?',
    issue: 'How long is it kept?',
    resolution: articleText(7, { from: 1, by: articles * 2 + at }),
  })
  const parts = { productId: null, topicId: null, language: 'en', template: 'question' } as const
  const given = { content: content(0), sources: [], by: null, reason: 'New' }
  const made = createArticle(db, { ...parts, ...given, origin: 'community' })
  let basedOnId = made.versionId
  return Array.from({ length: SAMPLES }, (_, at) => {
    const saved = { articleId: made.articleId, basedOnId, content: content(at + 1), reason: 'Changed' }
    basedOnId = saveVersion(db, { ...saved, significance: 'answer', by: null }).versionId
    return timed(() => ({ scanned: 1, flags: compareArticle(db, made.articleId) }))
  })
}

function timed(work: () => { scanned: number }): Wait {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const { scanned } = work()
  return { ms: performance.now() - start, cpu: seconds(cpu) * 1000, scanned }
}

function waits(all: Wait[]): string {
  const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor((values.length - 1) * share)]!
  const [times, cpu, texts] = [
    all.map((one) => one.ms),
    all.map((one) => one.cpu),
    all.map((one) => one.scanned),
  ]
  return (
    `${at(cpu, 0.5).toFixed(0)} CPU ms at the median, p95 ${at(cpu, 0.95).toFixed(0)} (by the clock ${at(times, 0.5).toFixed(0)}, ` +
    `p95 ${at(times, 0.95).toFixed(0)}); texts compared ${at(texts, 0.5)}, p95 ${at(texts, 0.95)}`
  )
}

/** Says every ten thousand texts where it is. */
function progress(): (line: string) => void {
  let said = -1
  return (line) => {
    const tens = Math.floor(Number.parseInt(line, 10) / 10_000)
    if (tens === said) return
    said = tens
    console.log(`  ${line} (${(process.memoryUsage().rss / 1e6).toFixed(0)} MB)`)
  }
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

function seconds(since: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(since)
  return (used.user + used.system) / 1e6
}
