import {
  type FramedSentence,
  frameText,
  isCommunityClaim,
  isOfficialStatement,
  matchFrames,
} from '../../src/contradictions/documents.ts'
import { backgroundOf, officialIndex, weighBy } from '../../src/contradictions/retrieval.ts'

/** Articles and answers of the full measure; smaller ones show whether the cost grows in step. */
const ARTICLES = 10_000
const ANSWERS = 100_000

/** Frames a corpus made of a fixed vocabulary, searches it with answers and prints what each step costs. */
export function measureScale(shares: readonly number[] = [0.1, 1]): void {
  for (const share of shares) measure(ARTICLES * share, ANSWERS * share)
}

function measure(articles: number, answers: number): void {
  const cpu = process.cpuUsage()
  const texts = Array.from({ length: articles }, (_, at) => article(at))
  const sample = texts.slice(0, 500).map((text) => frameText(text))
  const weigh = weighBy(backgroundOf(sample))
  const kept: { source: number; json: Buffer }[] = []
  const index = officialIndex(framesOfAll(texts, kept), weigh)
  const built = seconds(cpu)
  const waits: number[] = []
  let findings = 0
  let frames = 0
  for (let at = 0; at < answers; at++) {
    const text = answer(at)
    const start = performance.now()
    for (const item of frameText(text).filter((candidate) => isCommunityClaim(candidate.frame))) {
      frames++
      for (const found of index.candidates(item.frame, 10)) {
        const { source, json } = kept[found]!
        const official = JSON.parse(json.toString()) as FramedSentence
        findings += matchFrames([[official, item]], {
          officialText: texts[source]!,
          communityText: text,
          weigh,
        }).length
      }
    }
    waits.push(performance.now() - start)
  }
  waits.sort((a, b) => a - b)
  const all = seconds(cpu)
  console.log(
    `${articles} articles × ${answers} answers: ${all.toFixed(0)} CPU s (index ${built.toFixed(0)}), ${kept.length} official and ${frames} community frames, ` +
      `${(frames / Math.max(1, all - built)).toFixed(0)} frames judged a second, answer p95 ${waits[Math.floor(waits.length * 0.95)]!.toFixed(1)} ms, ` +
      `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident, ${findings} findings`,
  )
}

/** Frames are kept as bytes, as a database would, and read again for each candidate. */
function* framesOfAll(texts: readonly string[], kept: { source: number; json: Buffer }[]) {
  for (const [source, text] of texts.entries())
    for (const item of statements(text)) {
      kept.push({ source, json: Buffer.from(JSON.stringify(item)) })
      yield item.frame
    }
}

function statements(text: string) {
  return frameText(text).filter((item) => isOfficialStatement(item.frame))
}

const things =
  'report invoice board member token webhook backup archive ticket channel contact mailbox device sensor printer router profile folder album playlist'.split(
    ' ',
  )
const qualities =
  'monthly shared private internal weekly signed draft public merged pinned hidden remote local guest partner legacy custom virtual nightly partial'.split(
    ' ',
  )
const units = ['days', 'hours', 'MB', 'members', 'files']

/** Different numbers pick different words, always the same way. */
function word(list: readonly string[], seed: number): string {
  return list[(Math.imul(seed + 17, 0x9e3779b1) >>> 8) % list.length]!
}

function sentence(seed: number): string {
  const name = `${word(qualities, seed)} ${word(things, seed * 3 + 1)}`
  const other = word(things, seed * 7 + 2)
  return [
    `The ${name} of the ${other} is kept for ${(seed % 40) + 2} ${word(units, seed * 5)}.`,
    `Open the ${name} before you remove the ${other}.`,
    `Guests cannot export the ${name} to the ${other}.`,
    `The ${name} is enabled by default for every ${other}.`,
  ][seed % 4]!
}

function article(at: number): string {
  return Array.from({ length: 10 }, (_, line) => sentence(at * 10 + line)).join(' ')
}

function answer(at: number): string {
  return `Hi! ${sentence(at * 3 + 5)} Hope it helps. ${sentence(at * 11 + 2)}`
}

function seconds(since: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(since)
  return (used.user + used.system) / 1e6
}
