/**
 * Measures the contradiction detector. Run on demand:
 *
 *   npx tsx test/bench/contradictions.ts pairs.jsonl threads.jsonl … [--errors] [--real] [--scale[=10000]]
 *
 * Lines with `official` and `community` as texts are pairs; lines with `article` and `thread` are whole threads.
 * `--real` counts flags on real text under WINNOW_SHARED, where nearly nothing contradicts; `--scale` says what a scan of a made-up corpus
 * and of edits in it takes; with a number, of so many articles and ten times as many answers (1000, 3000 or 10000).
 */
import { readFileSync } from 'node:fs'
import { judgePair } from '../../src/contradictions/judge.ts'
import { evaluationKinds } from './contradictions-kinds.ts'
import { measureReal } from './contradictions-real.ts'
import { measureScale } from './contradictions-scale.ts'
import { measureThreads } from './contradictions-threads.ts'
import { ratio } from './wilson.ts'

interface PairLine {
  id: string
  official: string
  community: string
  label: string
  kind?: string
  context?: Parameters<typeof judgePair>[0]['context']
}

const options = process.argv.slice(2)
const errors = options.includes('--errors')
for (const file of options.filter((option) => !option.startsWith('--'))) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  console.log(`\n${file}: ${lines.length} lines`)
  if (typeof lines[0]?.official === 'string') measurePairs(lines as unknown as PairLine[])
  else measureThreads(lines, errors)
}
if (options.includes('--real')) measureReal(process.env.WINNOW_SHARED ?? '../shared', errors)
const scale = options.find((option) => /^--scale(?:=\d+)?$/.test(option))
if (scale !== undefined) measureScale(scale.includes('=') ? Number(scale.split('=')[1]) : undefined)

function measurePairs(pairs: readonly PairLine[]): void {
  const found = { review: { hit: 0, wrong: 0 }, high: { hit: 0, wrong: 0 } }
  const byKind = new Map<string, { all: number; hit: number; high: number; kindRight: number }>()
  const wrongByKind = new Map<string, number>()
  for (const pair of pairs) {
    const verdict = judgePair({
      official: { text: pair.official },
      community: { text: pair.community },
      ...(pair.context ? { context: pair.context } : {}),
    })
    const flagged = verdict.label === 'contradiction'
    const should = pair.label === 'contradiction'
    const kind = pair.kind ?? 'unknown'
    if (flagged) found.review[should ? 'hit' : 'wrong']++
    if (verdict.tier === 'high') found.high[should ? 'hit' : 'wrong']++
    if (should) {
      const row = byKind.get(kind) ?? { all: 0, hit: 0, high: 0, kindRight: 0 }
      row.all++
      if (flagged) row.hit++
      if (verdict.tier === 'high') row.high++
      if (flagged && evaluationKinds[kind]?.includes(verdict.kind!)) row.kindRight++
      byKind.set(kind, row)
    } else if (flagged) wrongByKind.set(kind, (wrongByKind.get(kind) ?? 0) + 1)
    if (errors && flagged !== should)
      console.log(
        `${should ? 'missed' : 'false '} ${pair.id} ${kind} ${verdict.tier ?? ''} ${verdict.confidence} ${verdict.kind ?? ''} ${verdict.rationale ?? ''}\n   O: ${pair.official}\n   C: ${pair.community}${pair.context ? `\n   ${JSON.stringify(pair.context)}` : ''}`,
      )
  }
  const all = pairs.filter((pair) => pair.label === 'contradiction').length
  for (const tier of ['review', 'high'] as const) {
    const { hit, wrong } = found[tier]
    console.log(`${tier.padEnd(6)} precision ${ratio(hit, hit + wrong)}  recall ${ratio(hit, all)}`)
  }
  for (const [kind, row] of [...byKind].sort())
    console.log(
      `  ${kind.padEnd(20)} ${row.hit}/${row.all} found, ${row.high} high, ${row.kindRight} with the kind's name`,
    )
  for (const [kind, count] of [...wrongByKind].sort()) console.log(`  false ${kind}: ${count}`)
}
