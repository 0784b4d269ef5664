import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDb } from '../../../src/db/open.ts'
import { triageExport } from '../../../src/triage/export.ts'
import { nominate } from '../../../src/triage/triage.ts'
import { averageLinkage, bestBm25 } from './baselines.ts'
import { filler } from './fill.ts'
import { auroc, vMeasure } from './measures.ts'

const FOLDER = join(process.env.WINNOW_SHARED ?? '../shared', 'eval/search')
/** Each fifth of the intents is hidden once, so that its questions are truly new. */
const FOLDS = 5

type Line = { id: string; title: string; body: string; query: string; relevant: string[] }

/** Labelled searches as threads: clusters against average linkage, known-versus-new against the best BM25 score. */
export function labelled(): void {
  if (!existsSync(FOLDER)) {
    console.log(`Not measured: ${FOLDER} is not there. Say where with WINNOW_SHARED.`)
    return
  }
  for (const set of ['banking77', 'clinc150']) {
    const articles = read(`${set}-articles.jsonl`)
    const queries = read(`${set}-queries.jsonl`)
    const labels = queries.map((query) => query.relevant[0]!)
    const kinds = new Set(labels).size
    const sizes = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 20].map((times) =>
      Math.min(queries.length, Math.round(kinds * times)),
    )
    const grouped = averageLinkage(
      queries.map((query) => query.query),
      sizes,
    ).map((groups) => vMeasure(labels, groups))
    const best = grouped.reduce((a, b) => (b.v > a.v ? b : a))
    console.log(
      `${set}: average linkage, true number of groups ${grouped[0]!.v.toFixed(3)}, best cut ${best.v.toFixed(3)} (${best.groups} groups)`,
    )
    for (let fold = 0; fold < FOLDS; fold++) {
      const shown = articles.filter((_, at) => at % FOLDS !== fold)
      const known = new Set(shown.map((article) => article.id))
      const isKnown = labels.map((label) => known.has(label))
      const lines = triaged(queries, shown)
      const mine = vMeasure(
        labels,
        lines.map((line) => String(line.cluster)),
      )
      const words = bestBm25(
        queries.map((query) => query.query),
        shown.map((article) => `${article.title} ${article.body}`),
      )
      const covered = lines.map((line) => line.class.startsWith('known'))
      const right = (wanted: boolean) =>
        isKnown.filter((one, at) => one === wanted && covered[at]).length /
        isKnown.filter((one) => one === wanted).length
      console.log(
        `  fold ${fold}: V ${mine.v.toFixed(3)} (${mine.groups} groups) · AUROC ${auroc(
          lines.map((line) => line.score),
          isKnown,
        ).toFixed(
          3,
        )} against BM25 ${auroc(words, isKnown).toFixed(3)} · called known: ${percent(right(true))} of the known, ${percent(right(false))} of the new`,
      )
    }
  }
}

function triaged(queries: Line[], articles: Line[]) {
  const db = openDb(':memory:')
  const fill = filler(db)
  fill.together(() => {
    for (const { id, query } of queries) fill.thread({ id, title: query, body: query })
    for (const article of articles) fill.document(article)
  })
  nominate(db)
  const byId = new Map([...triageExport(db)].map((line) => [line.thread, line]))
  db.$client.close()
  return queries.map((query) => byId.get(query.id)!)
}

function read(name: string): Line[] {
  const lines = readFileSync(join(FOLDER, name), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Line)
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
