/**
 * What customers were told, and what the company says itself, against everything official.
 *
 *   official texts that changed → statements → the claims they touch wait → each waiting claim is compared → its flags
 *
 * What waits is kept, so a scan that was cut off goes on where it was, and one after an edit looks only at what the edit
 * touched. The flags are the same as those of a scan from nothing.
 */
import { type Db, inTransaction } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import {
  type Claimant,
  type Claims,
  claimSubject,
  claimsOf,
  isWaiting,
  letWait,
  markCompared,
  waitingCount,
  waitingNow,
} from './claims.ts'
import { companyLexicon } from './company-lexicon.ts'
import { against, type Compared } from './compare.ts'
import { RULES_VERSION } from './judge.ts'
import type { Lexicon } from './lexicon.ts'
import { lookupIn } from './lookup.ts'
import { type TierPolicy, tierPolicy } from './quality.ts'
import { isFlagged, keepFlags } from './raise.ts'
import { type News, officialSubject, statementCount, statementsStamp, takeIn } from './statements.ts'
import {
  articleTexts,
  type ComparedText,
  communityTexts,
  documentTexts,
  officialTexts,
  type Wanted,
} from './texts.ts'

/**
 * What a scan did: texts looked at again, pairs of sentences judged, flags raised that were not there before, and texts
 * that are not in English, in which nothing can be found.
 */
export type ScanSummary = { scanned: number; pairs: number; flags: number; foreign: number; seconds: number }

/** The texts that changed; what an edit of them touches is compared as well. */
export type Changed = { threadIds?: number[]; documentIds?: number[]; articleIds?: number[] }

/** `reader` names the rules and the words texts are read by, `judge` also from which confidence on a flag is raised. */
type Judging = { lexicon: Lexicon; policy: TierPolicy; reader: string; judge: string }

/**
 * Compares everything that is new, changed or waiting; with `only`, these texts and what waits; with `most`, about so
 * many of them, and the others go on waiting. A pair that was settled stays settled.
 */
export function scan(
  db: Db,
  options: { only?: Changed; most?: number; onProgress?: (line: string) => void } = {},
): ScanSummary {
  const started = Date.now()
  const judging = judgingBy(db)
  const only = isJudgedAnew(db, judging.judge) ? undefined : options.only
  const news = takeOfficials(db, only, judging, options.onProgress)
  const changed = takeClaims(db, only, judging, news.only)
  if (only === undefined) noteJudge(db, judging.judge)
  const stayed = new Set([...news.only].filter((subject) => !changed.has(subject)))
  const compared = compareWaiting(db, judging, { ...news, only: stayed }, options.onProgress, options.most)
  return { ...compared, seconds: (Date.now() - started) / 1000 }
}

/**
 * Compares what is new in one article with everything official, before it is published and as soon as it is saved.
 * Answers that it touches wait for the next scan. Gives the number of new contradictions.
 */
export function compareArticle(db: Db, articleId: number): number {
  return inTransaction(db, (tx) => {
    const judging = judgingBy(tx)
    const documentId = prepared(tx, selectDocument).get(articleId)
    const only = { articleIds: [articleId], documentIds: typeof documentId === 'number' ? [documentId] : [] }
    takeOfficials(tx, only, judging)
    takeClaims(tx, only, judging)
    const lookup = lookupIn(tx)
    let flags = 0
    for (const claims of claimsOf(articleTexts(tx, only)))
      if (isWaiting(tx, claims))
        flags += keep(tx, claims, against(claims, lookup, judging.lexicon), judging).flags
    return flags
  })
}

const selectDocument = (db: Db) => db.$client.prepare('SELECT document_id FROM articles WHERE id = ?').pluck()

/** Compares some of what waits, so that what an edit touched is looked at soon; gives how many texts. */
export function compareSome(db: Db, most: number): number {
  if (waitingCount(db) === 0) return 0
  return compareWaiting(db, judgingBy(db), NO_NEWS, undefined, most).scanned
}

const NO_NEWS: News = { came: new Set(), went: 0, only: new Set() }

function judgingBy(db: Db): Judging {
  const lexicon = companyLexicon(db)
  const policy = tierPolicy(db)
  const reader = `rules-${RULES_VERSION}-${lexicon.version}`
  return { lexicon, policy, reader, judge: `${reader}-${policy.review}` }
}

/** Whether the last whole scan was by other rules, other words or another threshold: then everything is compared again. */
function isJudgedAnew(db: Db, judge: string): boolean {
  return db.$client.prepare(`SELECT judge FROM scan_marks WHERE subject = 'scan'`).pluck().get() !== judge
}

function noteJudge(db: Db, judge: string): void {
  db.$client
    .prepare(`INSERT OR REPLACE INTO scan_marks (subject, text_hash, judge) VALUES ('scan', '', ?)`)
    .run(judge)
}

/** Reads the official texts that changed into statements, and forgets those that are official no longer. */
function takeOfficials(
  db: Db,
  only: Changed | undefined,
  { lexicon, reader }: Judging,
  onProgress?: (line: string) => void,
): News {
  const mark = db.$client.prepare(
    'SELECT 1 FROM scan_marks WHERE subject = ? AND text_hash = ? AND judge = ?',
  )
  const seen = new Set<string>()
  let read = 0
  const changed = function* (): Generator<ComparedText> {
    for (const text of officialTexts(db, exactly(only))) {
      seen.add(officialSubject(text))
      if (mark.get(officialSubject(text), text.hash, reader) !== undefined) continue
      if (++read % 500 === 0) onProgress?.(`${read} official texts read`)
      yield text
    }
  }
  const gone = () => officialSubjects(db, only).filter((subject) => !seen.has(subject))
  return takeIn(db, { texts: changed(), gone, lexicon, judge: reader })
}

/** With a part, what is not named in it is nothing. */
function exactly(only: Changed | undefined): Wanted {
  if (only === undefined) return {}
  const { threadIds = [], documentIds = [], articleIds = [] } = only
  return { threadIds, documentIds, articleIds }
}

function officialSubjects(db: Db, only: Changed | undefined): string[] {
  if (only === undefined)
    return db.$client
      .prepare(`SELECT subject FROM scan_marks WHERE subject >= 'official:' AND subject < 'official;'`)
      .pluck()
      .all() as string[]
  return db.$client
    .prepare(
      `SELECT DISTINCT subject FROM official_statements WHERE document_id IN (SELECT value FROM json_each(?))
         OR article_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(only.documentIds ?? []), JSON.stringify(only.articleIds ?? [])) as string[]
}

/**
 * Lets the claims wait that are new or changed; those that are no longer made lose their flags. Gives which of `asked`
 * changed. What was seen is kept on disk: the names of millions of answers would fill the memory.
 */
function takeClaims(
  db: Db,
  only: Changed | undefined,
  judging: Judging,
  asked: ReadonlySet<string> = new Set(),
): Set<string> {
  const wanted = exactly(only)
  const changed = new Set<string>()
  db.$client.exec('CREATE TEMP TABLE IF NOT EXISTS claims_seen (subject TEXT PRIMARY KEY) WITHOUT ROWID')
  const insert = db.$client.prepare('INSERT OR IGNORE INTO temp.claims_seen (subject) VALUES (?)')
  for (const texts of [communityTexts, documentTexts, articleTexts])
    letWait(db, claimsOf(texts(db, wanted)), judging.judge, (subject, isChanged) => {
      insert.run(subject)
      if (isChanged && asked.has(subject)) changed.add(subject)
    })
  const gone = unseenMarks(db, only)
  db.$client.exec('DELETE FROM temp.claims_seen')
  for (const mark of gone)
    inTransaction(db, (tx) => {
      const name = mark.subject.slice(mark.subject.indexOf(':') + 1)
      keepFlags(tx, { claims: { ...mark, name }, found: [], ...judging, judge: judging.reader })
      tx.$client.prepare('DELETE FROM scan_marks WHERE subject = ?').run(mark.subject)
    })
  return changed
}

type Mark = Omit<Claimant, 'name'> & { subject: string }

function unseenMarks(db: Db, only: Changed | undefined): Mark[] {
  const columns = `SELECT subject, post_id AS postId, document_id AS documentId, article_id AS articleId FROM scan_marks
    WHERE subject NOT IN (SELECT subject FROM temp.claims_seen)`
  if (only === undefined)
    return db.$client.prepare(`${columns} AND subject >= 'claim:' AND subject < 'claim;'`).all() as Mark[]
  return db.$client
    .prepare(
      `${columns} AND (post_id IN (SELECT id FROM posts WHERE thread_id IN (SELECT value FROM json_each(?)))
         OR document_id IN (SELECT value FROM json_each(?)) OR article_id IN (SELECT value FROM json_each(?)))`,
    )
    .all(
      ...[only.threadIds, only.documentIds, only.articleIds].map((ids) => JSON.stringify(ids ?? [])),
    ) as Mark[]
}

/** Compares what waits, a portion at a time; what is compared when it is cut off need not be compared again. */
function compareWaiting(
  db: Db,
  judging: Judging,
  news: News,
  onProgress?: (line: string) => void,
  most = Number.POSITIVE_INFINITY,
): Omit<ScanSummary, 'seconds'> {
  const sum = { scanned: 0, pairs: 0, flags: 0, foreign: 0 }
  // An answer waits for the first official statement there is to set it against.
  if (statementCount(db) === 0 && !isAnythingFlagged(db)) return sum
  const all = waitingCount(db)
  let stamp = statementsStamp(db)
  let lookup = lookupIn(db)
  let known: News | undefined = news
  while (sum.scanned < most) {
    const waiting = waitingNow(db, PORTION)
    const ids = Object.values(waiting)
    if (ids.every((some) => some.length === 0)) break
    const results = [...claimsOf(textsOf(db, waiting))].map((claims) => {
      const isOnly = known?.only.has(claimSubject(claims)) === true && !isFlagged(db, claims)
      return { claims, ...against(claims, lookup, judging.lexicon, isOnly ? known : undefined) }
    })
    const isStale = inTransaction(db, (tx) => {
      // Somebody else has changed what the company says meanwhile: the same texts are compared once more.
      if (statementsStamp(tx) !== stamp) return true
      for (const result of results) {
        sum.scanned++
        sum.pairs += result.pairs
        if (result.isForeign) sum.foreign++
        sum.flags += keep(tx, result.claims, result, judging).flags
      }
      // What vanished since it was noted waits no longer.
      const forget = tx.$client.prepare(
        `DELETE FROM scan_marks WHERE judge = '' AND (post_id IN (SELECT value FROM json_each(?)) OR
           document_id IN (SELECT value FROM json_each(?)) OR article_id IN (SELECT value FROM json_each(?)))`,
      )
      forget.run(...ids.map((some) => JSON.stringify(some)))
      // What changed while it was compared waits again.
      letWait(tx, claimsOf(textsOf(tx, waiting)), judging.judge)
      return false
    })
    if (isStale) {
      stamp = statementsStamp(db)
      lookup = lookupIn(db)
      known = undefined
    }
    onProgress?.(
      `${sum.scanned} of ${Math.max(all, sum.scanned)} texts compared, ${sum.flags} contradictions`,
    )
  }
  return sum
}

const PORTION = 200

function isAnythingFlagged(db: Db): boolean {
  return db.$client.prepare('SELECT 1 FROM flags WHERE outdated_at IS NULL LIMIT 1').get() !== undefined
}

function* textsOf(
  db: Db,
  waiting: { postIds: number[]; documentIds: number[]; articleIds: number[] },
): Generator<ComparedText> {
  yield* communityTexts(db, waiting)
  yield* documentTexts(db, waiting)
  yield* articleTexts(db, waiting)
}

function keep(db: Db, claims: Claims, { found, packed }: Compared, judging: Judging): { flags: number } {
  return inTransaction(db, (tx) => {
    const flags = keepFlags(tx, { claims, found, policy: judging.policy, judge: judging.reader })
    markCompared(tx, claims, judging.judge, packed)
    return { flags }
  })
}
