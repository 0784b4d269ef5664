import type { DocumentKind, DocumentOrigin } from '../documents.ts'
import { termOf } from './analysis.ts'
import { facetKey } from './format.ts'
import { type Marker, type Marks, markerFor } from './marks.ts'
import { type Group, type Known, planSearch } from './plan.ts'
import { type Root, readRoot, rootPath } from './root.ts'
import { type Hits, scorer } from './score.ts'
import { type DocumentText, readText } from './texts.ts'
import { hexOf, type Read, remember, termTree, wordTree } from './tree.ts'
import { corrector } from './typos.ts'

/** What a search is narrowed to, and how many results it gives (10 if not said). */
export interface SearchRequest {
  limit?: number
  product?: string
  version?: string
  origin?: string
  /** Whether the last word is still being typed (yes if not said). */
  isTyping?: boolean
}

export interface SearchResult {
  id: string
  kind: DocumentKind
  url: string
  title: string
  titleMarks: Marks
  passage: string
  marks: Marks
  score: number
  origin: DocumentOrigin
  product: string
  isDisputed: boolean
  isBestBet: boolean
}

export interface SearchAnswer {
  results: SearchResult[]
  /** How many documents hold any of the words. */
  total: number
  /** The search as it was understood, when a word was corrected. */
  didYouMean?: string
  /** Whether a part of the index could not be read, even at a second try, so that results may be missing. */
  isIncomplete: boolean
}

/** An opened index. It keeps what it has read last, some hundred small files. */
export interface SearchIndex {
  root: Root
  search(words: string, request?: SearchRequest): Promise<SearchAnswer>
}

/** Opens an index by its root. Each file is tried twice; a root that cannot be read throws. */
export async function openIndex(read: Read): Promise<SearchIndex> {
  const reading: Read = (path) => read(path).catch(() => read(path))
  const { root, groups, top } = readRoot(await reading(rootPath))
  const known: Known = {
    root,
    stopWords: new Set(root.stopWords),
    stem: remembering((folded) => termOf(folded, root, new Set())),
    terms: termTree(reading, top, root.depth, root.documentCount),
    words: wordTree(reading, root.words),
    correct: corrector(reading, root),
  }
  const textOf = textReader(reading, root, groups)
  const score = scorer(root)

  async function search(words: string, request: SearchRequest = {}): Promise<SearchAnswer> {
    const plan = await planSearch(words, request.isTyping ?? true, known)
    const limit = Math.max(0, request.limit ?? 10)
    let isIncomplete = plan.some((group) => group.isLost)
    const allowed = await narrowed(request, known).catch(() => {
      isIncomplete = true
      return undefined
    })
    const bets = betsIn(plan).filter((doc) => !allowed || allowed.has(doc))
    const { best, total } = withBets(score(plan, limit, allowed), bets, limit)
    const marker = markerFor(plan, known)
    const results = await Promise.all(
      best.map(async (hit) => {
        const text = await textOf(hit.doc).catch(() => undefined)
        if (text) return resultOf(text, hit.score, bets.includes(hit.doc), marker)
        isIncomplete = true
        return undefined
      }),
    )
    const didYouMean = respelled(words, plan)
    return {
      results: results.filter((one) => one !== undefined),
      total,
      isIncomplete,
      ...(didYouMean ? { didYouMean } : {}),
    }
  }
  return { root, search }
}

function textReader(read: Read, { perFile, perGroup }: Root, groups: number[]) {
  const fileOf = remember(async (number) => {
    const group = Math.floor((number * perFile) / perGroup)
    const path = `d/${group}_${hexOf(groups[group]!)}/${number % (perGroup / perFile)}.txt`
    return new TextDecoder().decode(await read(path))
  })
  return async (doc: number) => readText(await fileOf(Math.floor(doc / perFile)), doc % perFile)
}

/** The documents that fit what the search is narrowed to, or nothing if it is not. */
async function narrowed(request: SearchRequest, { terms }: Known): Promise<Set<number> | undefined> {
  let allowed: Set<number> | undefined
  for (const facet of ['product', 'version', 'origin'] as const) {
    const value = request[facet]
    if (value === undefined || value === '') continue
    const key = facetKey(facet, value)
    const docs = Array.from((await terms.get(key))?.docs ?? [])
    allowed = new Set(allowed ? docs.filter((doc) => allowed!.has(doc)) : docs)
  }
  return allowed
}

/** The documents that someone put first for exactly these words. */
function betsIn(groups: Group[]): number[] {
  const leads = groups.map((group) => group.found[0]?.entry).filter((entry) => entry !== undefined)
  const words = leads
    .map(({ key }) => key)
    .sort()
    .join(' ')
  return leads.flatMap(({ bets }) => bets.filter((bet) => bet.words === words).map((bet) => bet.doc))
}

function withBets({ best, total }: Hits, bets: number[], limit: number): Hits {
  if (!bets.length) return { best, total }
  const top = bets.map((doc) => best.find((hit) => hit.doc === doc) ?? { doc, score: 0 })
  return { best: [...top, ...best.filter((hit) => !bets.includes(hit.doc))].slice(0, limit), total }
}

function resultOf(text: DocumentText, score: number, isBestBet: boolean, marker: Marker): SearchResult {
  const { passages, ...shown } = text
  return { ...shown, titleMarks: marker.mark(text.title).marks, ...marker.best(passages), score, isBestBet }
}

/** Keeps the answers to some thousand words: texts repeat themselves. */
function remembering(ask: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>()
  return (word) => {
    const answer = known.get(word) ?? ask(word)
    if (known.size > 4000) known.clear()
    known.set(word, answer)
    return answer
  }
}

/** The search with its misspelled words put right, or nothing when there were none. */
function respelled(text: string, groups: Group[]): string | undefined {
  const wrong = groups.filter((group) => group.correction).sort((a, b) => b.word.start - a.word.start)
  let right = text
  for (const { word, correction } of wrong)
    right = right.slice(0, word.start) + correction!.word + right.slice(word.end)
  return wrong.length ? right : undefined
}
