import { type Finding, findContradictions } from '../../src/contradictions/documents.ts'
import { ratio } from './wilson.ts'

interface ThreadLine {
  id: string
  article: {
    title: string
    product?: string
    versions?: string[]
    plans?: string[]
    platforms?: string[]
    body: string
  }
  thread: { title: string; body: string; answers: { id: string; body: string }[] }
  label: string
  pairs: { answerId: string; claim: string; evidence: string; kind: string }[]
}

/** Whole threads against whole articles: is the thread flagged, and with the right pair of sentences. */
export function measureThreads(lines: readonly Record<string, unknown>[], errors: boolean): void {
  const threads = lines as unknown as ThreadLine[]
  const counts = { hit: 0, wrong: 0, all: 0, rightPair: 0, wantedPairs: 0, foundPairs: 0 }
  for (const line of threads) {
    const should = line.label === 'contradiction'
    const found = findingsOf(line)
    if (should) counts.all++
    counts.wantedPairs += line.pairs.length
    const right = found.filter(({ answerId, finding }) =>
      line.pairs.some(
        (pair) =>
          pair.answerId === answerId &&
          meets(finding.community.quote, pair.claim) &&
          meets(finding.official.quote, pair.evidence),
      ),
    )
    counts.foundPairs += line.pairs.filter((pair) =>
      found.some(
        ({ answerId, finding }) =>
          pair.answerId === answerId &&
          meets(finding.community.quote, pair.claim) &&
          meets(finding.official.quote, pair.evidence),
      ),
    ).length
    if (found.length > 0) counts[should ? 'hit' : 'wrong']++
    if (should && found.length > 0 && right.length === found.length) counts.rightPair++
    if (!errors) continue
    for (const { finding } of found.filter((item) => !right.includes(item)))
      console.log(
        `false  ${line.id} ${line.label} ${finding.tier} ${finding.confidence} ${finding.kind}: ${finding.reason}\n   O: ${finding.official.quote}\n   C: ${finding.community.quote}   [${line.article.title} | ${line.thread.title}]`,
      )
    for (const pair of line.pairs.filter(
      (pair) =>
        !right.some(
          ({ answerId, finding }) => pair.answerId === answerId && meets(finding.community.quote, pair.claim),
        ),
    ))
      console.log(
        `missed ${line.id} ${pair.kind}\n   O: ${pair.evidence}\n   C: ${pair.claim}   [${line.article.title} | ${line.thread.title}]`,
      )
  }
  console.log(
    `threads precision ${ratio(counts.hit, counts.hit + counts.wrong)}  recall ${ratio(counts.hit, counts.all)}  only right pairs among hits ${ratio(counts.rightPair, counts.hit)}  pairs found ${ratio(counts.foundPairs, counts.wantedPairs)}`,
  )
}

function findingsOf(line: ThreadLine): { answerId: string; finding: Finding }[] {
  const { body, ...article } = line.article
  return line.thread.answers.flatMap((answer) =>
    findContradictions({
      official: { text: body, ...article },
      community: { text: answer.body, title: line.thread.title },
    }).map((finding) => ({ answerId: answer.id, finding })),
  )
}

/** Whether two quotes speak of the same sentence: one holds the other, markup aside. */
function meets(quote: string, wanted: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/[*_`>#[\]()]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .toLowerCase()
  return plain(quote).includes(plain(wanted)) || plain(wanted).includes(plain(quote))
}
