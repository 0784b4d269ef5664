/**
 * Fits the weights of the evidence to labelled pairs and writes src/contradictions/weights.ts:
 *
 *   npx tsx test/bench/contradictions-fit.ts pairs.jsonl … [--double=newest.jsonl]
 *
 * Logistic regression with a ridge penalty, solved by Newton's method; the same files give the same weights.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { evidenceNames } from '../../src/contradictions/evidence.ts'
import { evidenceOfPair, type PairContext } from '../../src/contradictions/judge.ts'
import { rules } from '../../src/contradictions/rules/index.ts'

const RIDGE = 10
const STEPS = 40

const files = process.argv.slice(2).filter((option) => !option.startsWith('--'))
const doubled = process.argv.find((option) => option.startsWith('--double='))?.slice(9)
const names = ['bias', ...evidenceNames, ...rules.map((rule) => rule.name)]
const rows: { x: number[]; y: number; weight: number }[] = []
for (const file of files) {
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    add(JSON.parse(line), file === doubled ? 2 : 1)
  }
}

for (const { official, community, label } of goldenPairs()) add({ official, community, label }, 1)

const deviation = names.map((_, at) =>
  at === 0
    ? 1
    : Math.sqrt(mean(rows.map((row) => row.x[at]! ** 2)) - mean(rows.map((row) => row.x[at]!)) ** 2) || 1,
)
const scaled = rows.map((row) => row.x.map((value, at) => value / deviation[at]!))
let solution = names.map(() => 0)
for (let step = 0; step < STEPS; step++) solution = newton(solution)
const raw = solution.map((value, at) => Math.round((value / deviation[at]!) * 1000) / 1000)
const evidence = raw.slice(1, 1 + evidenceNames.length)
writeFileSync(
  new URL('../../src/contradictions/weights.ts', import.meta.url),
  `/** Weights of the evidence, fitted to labelled pairs by test/bench/contradictions-fit.ts; do not edit by hand. */
export const weights: { bias: number; evidence: readonly number[]; rules: Readonly<Record<string, number>> } = {
  bias: ${raw[0]},
  evidence: [
${evidence.map((value, at) => `    ${value}, // ${evidenceNames[at]}`).join('\n')}
  ],
  rules: {
${rules.map((rule, at) => `    '${rule.name}': ${raw[1 + evidenceNames.length + at]},`).join('\n')}
  },
}
`,
)
console.log(`${rows.length} findings of ${files.length} files`)

function add(
  pair: { official: string; community: string; label: string; context?: PairContext },
  weight: number,
): void {
  const found = evidenceOfPair({
    official: { text: pair.official },
    community: { text: pair.community },
    ...(pair.context ? { context: pair.context } : {}),
  })
  for (const { rule, evidence } of found)
    rows.push({
      x: [1, ...evidence, ...rules.map((one) => (one === rule ? 1 : 0))],
      y: pair.label === 'contradiction' ? 1 : 0,
      weight,
    })
}

/** The golden cases of the rules count as labelled pairs too. */
function goldenPairs(): { official: string; community: string; label: string }[] {
  const folder = new URL('../golden/rules/', import.meta.url)
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const golden = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
      const labelled = (pairs: { official: string; community: string }[], label: string) =>
        pairs.map((pair) => ({ ...pair, label }))
      return [...labelled(golden.contradicts, 'contradiction'), ...labelled(golden.nearMisses, 'neutral')]
    })
}

function newton(at: readonly number[]): number[] {
  const size = at.length
  const gradient = at.map((value, index) => (index === 0 ? 0 : RIDGE * value))
  const matrix = at.map((_, row) => at.map((_, column) => (row === column ? RIDGE : 0)))
  for (const [index, x] of scaled.entries()) {
    const { y, weight } = rows[index]!
    const p = 1 / (1 + Math.exp(-x.reduce((sum, value, place) => sum + value * at[place]!, 0)))
    for (let row = 0; row < size; row++) {
      if (x[row] === 0) continue
      gradient[row]! += weight * (p - y) * x[row]!
      for (let column = 0; column < size; column++)
        matrix[row]![column]! += weight * p * (1 - p) * x[row]! * x[column]!
    }
  }
  const step = solve(matrix, gradient)
  return at.map((value, index) => value - step[index]!)
}

/** Gaussian elimination with the largest pivot. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!])
  for (let column = 0; column < rows.length; column++) {
    let pivot = column
    for (let row = column; row < rows.length; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (let row = 0; row < rows.length; row++) {
      if (row === column) continue
      const factor = rows[row]![column]! / rows[column]![column]!
      if (factor === 0) continue
      for (let place = column; place <= rows.length; place++)
        rows[row]![place]! -= factor * rows[column]![place]!
    }
  }
  return rows.map((row, at) => row[rows.length]! / row[at]!)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
}
