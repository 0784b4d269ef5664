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

/** Older sets list the pairs and their answers, newer ones the posts and the two sentences that disagree. */
function threadLine(line: Record<string, unknown>): ThreadLine {
  const raw = line as unknown as ThreadLine & {
    thread: { posts?: { body: string }[] }
    official_quote?: string
    community_quote?: string
  }
  if (raw.thread.answers !== undefined) return raw
  const answers = (raw.thread.posts ?? []).map((post, at) => ({ id: String(at), body: post.body }))
  const claim = raw.community_quote
  const told = claim === undefined ? undefined : answers.find((answer) => meets(answer.body, claim))
  const pairs =
    claim === undefined || raw.official_quote === undefined
      ? []
      : [{ answerId: told?.id ?? '', claim, evidence: raw.official_quote, kind: 'unknown' }]
  return { ...raw, thread: { ...raw.thread, answers }, pairs }
}

/** Whole threads against whole articles: is the thread flagged, and with the right pair of sentences. */
export function measureThreads(lines: readonly Record<string, unknown>[], errors: boolean): void {
  const threads = lines.map(threadLine)
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
