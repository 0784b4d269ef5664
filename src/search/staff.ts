import type { Db } from '../db/open.ts'
import type { DocumentKind } from './documents.ts'
import { termOf } from './page/analysis.ts'
import { wordsIn } from './page/words.ts'
import { describeThings, type Thing } from './queries.ts'
import { type Passage, passageOf } from './snippet.ts'
import { nearestTerm } from './spelling.ts'
import { productWord, refreshIndex, rowOf, textReaders, thingOf } from './staff-index.ts'
import { indexStatistics } from './statistics-of-index.ts'
import { staffAnalyser } from './synonyms.ts'

export { rebuildIndex, refreshIndex } from './staff-index.ts'

/** What staff look for; without `kinds` everything is searched. */
export type StaffQuery = { words: string; kinds?: DocumentKind[]; productId?: number; limit: number }

/** A thing found, with the passage that speaks of the words. A greater score is a better match. */
export type StaffResult = Thing & { score: number; snippet: Passage }

type Hit = { kind: DocumentKind; id: number; score: number }

const ALL: readonly DocumentKind[] = ['thread', 'document', 'article']
const NONE: ReadonlySet<string> = new Set()
const LONGEST_QUERY = 2_000
const MOST_WORDS = 40

/** Frequent words are left out of a question once the rarer ones lead to this many things. */
const MOST_HITS = 20_000
/** In an index beyond this size a beginning of one or two letters is no longer completed. */
const SMALL_INDEX = 5_000

/**
 * Things whose words fit best, porter stems, title first, synonyms, spelling set right for words nobody wrote, the
 * last word also as a beginning. Never throws for what somebody typed; finds nothing for nothing.
 */
export function searchStaff(db: Db, query: StaffQuery): StaffResult[] {
  const { hits, stems, beginning } = hitsOf(db, query)
  const read = textReaders(db)
  const things = new Map(describeThings(db, hits).map((thing) => [rowOf(thing.kind, thing.id), thing]))
  return hits.flatMap(({ kind, id, score }) => {
    const thing = things.get(rowOf(kind, id))
    const text = read[kind](id)
    if (thing === undefined || text === undefined) return []
    const snippet = passageOf([text.question, text.body].join('\n\n'), stems, beginning)
    return [{ ...thing, score, snippet }]
  })
}

/** The same, best first, without reading what was found: for lists that show their own rows. */
export function findByWords(db: Db, query: StaffQuery): Hit[] {
  return hitsOf(db, query).hits
}

/**
 * Every thread whose title or question says all of these words, each understood as the search does; in no order. For
 * filters, which have to count: a word that nobody wrote, nor one spelled like it, leaves nothing.
 */
export function threadsSaying(db: Db, typed: string): number[] {
  refreshIndex(db)
  const { words, isOpenEnded } = wordsOf(typed)
  const analyser = staffAnalyser(db)
  const telling = words.filter((word) => analyser.terms(word).length > 0)
  const wanted = telling.length > 0 ? telling : words
  const each = wanted.map((word, place) => {
    const asked = understand(db, [word], isOpenEnded && place === wanted.length - 1)
    return [...asked.map((one) => one.match), ...analyser.terms(word).map(quoted)]
  })
  if (wanted.length === 0 || each.some((meant) => meant.length === 0)) return []
  const all = each.map((meant) => `(${meant.join(' OR ')})`).join(' AND ')
  return db.$client
    .prepare('SELECT rowid / 4 FROM search_index WHERE search_index MATCH ? AND (rowid & 3) = 0')
    .pluck()
    .all(`{title question} : (${all})`) as number[]
}

function wordsOf(text: string): { typed: string; words: string[]; isOpenEnded: boolean } {
  const typed = text.slice(0, LONGEST_QUERY)
  const words = [...new Set(wordsIn(typed).map((word) => word.folded))].slice(0, MOST_WORDS)
  return { typed, words, isOpenEnded: /[\p{L}\p{N}]$/u.test(typed) }
}

function hitsOf(db: Db, query: StaffQuery) {
  refreshIndex(db)
  const { typed, words, isOpenEnded } = wordsOf(query.words)
  const asked = understand(db, words, isOpenEnded)
  const synonyms = staffAnalyser(db)
    .terms(typed)
    .filter((term) => !asked.some((one) => one.stems.includes(term)))
  const parts = [...asked.map((one) => one.match), ...new Set(synonyms.map(quoted))]
  if (parts.length === 0) return { hits: [], stems: new Set<string>(), beginning: undefined }
  return {
    hits: matching(db, {
      parts,
      productId: query.productId,
      groups: [{ kinds: query.kinds ?? ALL, limit: query.limit }],
    })[0]!,
    stems: new Set([...asked.flatMap((one) => one.stems), ...synonyms]),
    beginning: isOpenEnded ? words.at(-1) : undefined,
  }
}

/** A text to find others like it; `excludeIds` are things never returned. */
export type LikenessQuery = {
  title: string
  text: string
  kinds: DocumentKind[]
  excludeIds?: { kind: DocumentKind; id: number }[]
  productId?: number
  limit: number
  /** About how many things may be weighed; fewer is quicker. */
  effort?: number
}

/** Things with much the same rare words, best first; the score is BM25 and only orders. */
export function similarTo(db: Db, query: LikenessQuery): Hit[] {
  return similarEach(db, query, [query])[0]!
}

/** The same for several groups of kinds, in about the time one takes. */
export function similarEach(
  db: Db,
  query: Omit<LikenessQuery, 'kinds' | 'limit'>,
  groups: Pick<LikenessQuery, 'kinds' | 'limit'>[],
): Hit[][] {
  refreshIndex(db)
  const analyser = staffAnalyser(db)
  const title = new Set(analyser.terms(query.title.slice(0, LONGEST_QUERY)))
  const terms = new Set([...title, ...analyser.terms(query.text.slice(0, LONGEST_QUERY))])
  const parts = rarest(db, [...terms], query.effort ?? MOST_HITS, title).map(quoted)
  if (parts.length === 0) return groups.map(() => [])
  const excluded = new Set((query.excludeIds ?? []).map((thing) => rowOf(thing.kind, thing.id)))
  const wanted = groups.map(({ kinds, limit }) => ({ kinds, limit: limit + excluded.size }))
  return matching(db, { parts, productId: query.productId, groups: wanted }).map((hits, at) =>
    hits.filter((hit) => !excluded.has(rowOf(hit.kind, hit.id))).slice(0, groups[at]!.limit),
  )
}

type Asked = { match: string; stems: string[] }

function understand(db: Db, words: string[], isOpenEnded: boolean): Asked[] {
  const isKnown = db.$client.prepare('SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT 1').pluck()
  const statistics = indexStatistics(db.$client)
  const known: string[] = []
  const others: Asked[] = []
  words.forEach((word, place) => {
    const isBeginning = isOpenEnded && place === words.length - 1
    // A word that so many things hold is meant as it stands; its longer ones would double what is read.
    const isCommon = statistics.docs(stemOf(word)) > MOST_HITS
    const completes = isBeginning && !isCommon && (word.length > 2 || statistics.total < SMALL_INDEX)
    const prefix = `${quoted(word)}*`
    if (completes && isKnown.get(prefix) !== undefined) {
      const match = isKnown.get(quoted(word)) === undefined ? prefix : `(${quoted(word)} OR ${prefix})`
      others.push({ match, stems: [stemOf(word)] })
    } else if (isKnown.get(quoted(word)) !== undefined) known.push(word)
    else {
      const meant = nearestTerm(db.$client, stemOf(word))
      // A stem may not be its own stem; as a beginning it is taken as it stands.
      if (meant !== undefined) {
        const match = stemOf(meant) === meant ? quoted(meant) : `${quoted(meant)}*`
        others.push({ match, stems: [meant] })
      }
    }
  })
  const worth = new Set(rarest(db, known.map(stemOf), MOST_HITS))
  const kept = known.filter((word) => worth.has(stemOf(word)) || !isPlain(word))
  return [...kept.map((word) => ({ match: quoted(word), stems: [stemOf(word)] })), ...others]
}

/**
 * The rarest of these stems, as many as lead to a bearable number of things; at least one. Those of a title come
 * before rarer ones.
 */
function rarest(db: Db, stems: string[], mostHits: number, title: ReadonlySet<string> = NONE): string[] {
  const statistics = indexStatistics(db.$client)
  const counted = stems.map((stem) => ({ stem, docs: statistics.docs(stem) }))
  const cost = (one: { stem: string; docs: number }) => one.docs / (title.has(one.stem) ? TITLE_FIRST : 1)
  counted.sort((a, b) => cost(a) - cost(b) || (a.stem < b.stem ? -1 : 1))
  let hits = 0
  const worth: string[] = []
  for (const { stem, docs } of counted) {
    if (docs === 0) continue
    if (worth.length > 0 && (worth.length === MOST_WORDS || hits + docs > mostHits)) continue
    hits += docs
    worth.push(stem)
  }
  return worth
}

const TITLE_FIRST = 10

/** What has any of the parts, scored once; of each group of kinds the best. */
function matching(
  db: Db,
  query: {
    parts: string[]
    productId?: number | undefined
    groups: { kinds: readonly DocumentKind[]; limit: number }[]
  },
): Hit[][] {
  const any = `(${query.parts.join(' OR ')})`
  const match = query.productId === undefined ? any : `${any} AND words : ${productWord(query.productId)}`
  const codes = query.groups.map(({ kinds }) => kinds.map((kind) => rowOf(kind, 0)).join(', '))
  const best = codes.map(
    (of, at) =>
      `SELECT * FROM (SELECT ${at} AS at, row, rank FROM found WHERE (row & 3) IN (${of}) ORDER BY rank, row LIMIT ?)`,
  )
  const rows = db.$client
    .prepare(
      `WITH found AS (SELECT rowid AS row, bm25(search_index, 5.0, 1.0, 1.0, 1.0) AS rank FROM search_index
         WHERE search_index MATCH ? AND (rowid & 3) IN (${codes.join(', ')}))
       ${best.join(' UNION ALL ')}`,
    )
    .all(match, ...query.groups.map(({ limit }) => limit)) as { at: number; row: number; rank: number }[]
  return query.groups.map((_, group) =>
    rows.flatMap(({ at, row, rank }) => (at === group ? [{ ...thingOf(row), score: -rank }] : [])),
  )
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}

function stemOf(folded: string): string {
  return termOf(folded, { language: 'en', stopWords: [] }, NONE)
}

/** One token of the index, not a version number or a word with signs that the index cuts apart. */
function isPlain(word: string): boolean {
  return /^[\p{L}\p{M}\p{N}+#]+$/u.test(word)
}
