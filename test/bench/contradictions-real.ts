import {
  type Finding,
  type FramedSentence,
  frameText,
  isCommunityClaim,
  isOfficialStatement,
  matchFrames,
} from '../../src/contradictions/documents.ts'
import { backgroundOf, officialIndex, weighBy } from '../../src/contradictions/retrieval.ts'
import { sentencesOf } from '../../src/lib/sentences.ts'
import { type Corpus, type CorpusText, realCorpora } from './contradictions-corpora.ts'
import { upperBound } from './wilson.ts'

/** Counts flags on real text, corpus by corpus; every flag is printed with `show`, to be read by a person. */
export function measureReal(shared: string, show: boolean): void {
  let sentences = 0
  let review = 0
  let high = 0
  for (const corpus of realCorpora(shared)) {
    const counts = measureCorpus(corpus, show)
    console.log(
      `  ${corpus.name}: ${counts.sentences} sentences, ${counts.pairs} pairs judged, ${counts.flags} flags, ${counts.high} high`,
    )
    sentences += counts.sentences
    review += counts.flags
    high += counts.high
  }
  if (sentences === 0) {
    console.log(`No real text under ${shared}.`)
    return
  }
  for (const [name, count] of [
    ['review', review],
    ['high', high],
  ] as const)
    console.log(
      `${name}: ${count} flags in ${sentences} sentences; at most one per ${Math.floor(sentences / upperBound(count))} (95 % bound)`,
    )
}

function measureCorpus(
  corpus: Corpus,
  show: boolean,
): { sentences: number; pairs: number; flags: number; high: number } {
  const frame = (text: CorpusText) => ({ text, frames: frameText(text.text, { title: text.title }) })
  const officialTexts = corpus.official.map(frame)
  const communityTexts = corpus.community.map(frame)
  const weigh = weighBy(backgroundOf([...officialTexts, ...communityTexts].map((item) => item.frames)))
  const official = officialTexts.flatMap(({ text, frames }) =>
    frames.filter((item) => isOfficialStatement(item.frame)).map((item) => ({ text, item })),
  )
  const index = officialIndex(
    official.map(({ item }) => item.frame),
    weigh,
  )
  const counts = { sentences: 0, pairs: 0, flags: 0, high: 0 }
  for (const { text, frames } of communityTexts) {
    counts.sentences += sentencesOf(text.text).length
    for (const item of frames.filter((candidate) => isCommunityClaim(candidate.frame))) {
      const best = strongest(item, text)
      if (!best) continue
      counts.flags++
      if (best.tier === 'high') counts.high++
      if (show)
        console.log(
          `${best.tier} ${best.confidence} ${best.kind}: ${best.reason}\n   O: ${best.official.quote}\n   C: ${best.community.quote}   [${text.title}]`,
        )
    }
  }
  return counts

  function strongest(item: FramedSentence, text: CorpusText & { threadId?: string }): Finding | undefined {
    let best: Finding | undefined
    for (const at of index.candidates(item.frame)) {
      const other = official[at]!
      if (text.threadId !== undefined && text.threadId !== (other.text as { threadId?: string }).threadId)
        continue
      counts.pairs++
      for (const finding of matchFrames([[other.item, item]], {
        officialText: other.text.text,
        communityText: text.text,
        weigh,
      }))
        if (!best || finding.confidence > best.confidence) best = finding
    }
    return best
  }
}
