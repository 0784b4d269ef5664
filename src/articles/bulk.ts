import { eq } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { articles, bulkActs, topics } from '../db/schema.ts'
import { type AppliesTo, type BulkChange, type Content, type Field, fields } from '../db/words.ts'
import { Invalid, NotFound, Refused } from '../lib/errors.ts'
import { saveVersion } from './articles.ts'
import { topicNamed } from './details.ts'
import { type Article, getArticle, getVersion, openArchival, visibleContent } from './find.ts'

/** Words to be found in the texts of articles, as they stand, and what takes their place. */
export type Replacement = { find: string; replacement: string }

/** One place that would change: the words around it, before and after. */
export type ReplacePlace = { field: 'title' | Field; before: string; found: string; after: string }
export type ReplacePreview = { articleId: number; number: number; title: string; places: ReplacePlace[] }

/** What is filed anew for all; what is left out stays as it is with each. */
export type Filing = {
  productId?: number | null
  /** By name, made where it is new; needs a product, this one or each article's own. */
  topic?: string
  ownerId?: number | null
  verifierId?: number | null
  reviewDays?: number | null
  reviewAt?: string | null
}

export type BulkResult = { actId: number; changed: number; says: string }

const AROUND = 40
const MOST_PLACES = 200
const COLUMNS = ['productId', 'topicId', 'ownerId', 'verifierId', 'reviewDays', 'reviewAt'] as const

/** Where these words stand in the drafts of articles; archived ones are left out. */
export function previewReplace(db: Db, input: Replacement & { articleIds: number[] }): ReplacePreview[] {
  refuseEmpty(input.find)
  return [...new Set(input.articleIds)].flatMap((articleId) => {
    const article = getArticle(db, articleId)
    const content = draftText(db, article)
    if (content === undefined) return []
    const places = placesIn(content, input.find)
    return places.length === 0 ? [] : [{ articleId, number: article.number, title: content.title, places }]
  })
}

/** Replaces words in many articles: one version each, one act, which can be taken back. */
export function replaceInArticles(db: Db, input: Replacement & { articleIds: number[]; by: By }): BulkResult {
  const { find, replacement } = input
  refuseEmpty(find)
  const change = (content: Content) => {
    const next = { ...content, title: content.title.replaceAll(find, () => replacement) }
    for (const field of fields) next[field] = content[field].replaceAll(find, () => replacement)
    return next
  }
  return changeTexts(db, { ...input, change, says: `Replaced “${find}” by “${replacement}”` })
}

/** Says of many articles what they apply to; scopes left out stay as they are. */
export function applyArticles(
  db: Db,
  input: { articleIds: number[]; appliesTo: AppliesTo; by: By },
): BulkResult {
  const change = (content: Content) => ({
    ...content,
    appliesTo: { ...content.appliesTo, ...input.appliesTo },
  })
  const words = Object.values(input.appliesTo).flat().join(', ')
  return changeTexts(db, { ...input, change, says: `Said what they apply to: ${words}` })
}

/** Files many articles anew in one act: product, topic, owner, and who looks at them when. */
export function fileArticles(db: Db, input: Filing & { articleIds: number[]; by: By }): BulkResult {
  return inTransaction(db, (tx) => {
    const changes: BulkChange[] = []
    for (const articleId of new Set(input.articleIds)) {
      const article = getArticle(tx, articleId)
      if (openArchival(tx, articleId) !== undefined) continue
      const next = filedAnew(tx, article, input)
      const names = COLUMNS.filter((name) => name in next && next[name] !== article[name])
      if (names.length === 0) continue
      const before = Object.fromEntries(names.map((name) => [name, article[name]]))
      const after = Object.fromEntries(names.map((name) => [name, next[name] ?? null]))
      tx.update(articles).set(after).where(eq(articles.id, articleId)).run()
      const detail = Object.fromEntries(names.map((name) => [name, { from: before[name], to: after[name] }]))
      record(tx, { verb: 'filed', subject: 'article', subjectId: articleId, by: input.by, detail })
      changes.push({ articleId, before, after })
    }
    return keepAct(tx, { kind: 'file', says: 'Filed anew', changes, by: input.by })
  })
}

/** Takes an act back as a whole. Articles that somebody wrote, filed or published further since keep that, and are named. */
export function undoBulk(db: Db, input: { actId: number; by: By }): { undone: number; kept: number[] } {
  return inTransaction(db, (tx) => {
    const act = tx.select().from(bulkActs).where(eq(bulkActs.id, input.actId)).get()
    if (act === undefined) throw new NotFound('There is no such act.')
    if (act.undoneAt !== null) throw new Refused('This has been taken back already.')
    const kept: number[] = []
    for (const change of act.changes) {
      const article = getArticle(tx, change.articleId)
      if (!takeBack(tx, article, change)) kept.push(article.number)
      else
        record(tx, {
          verb: 'changed with others',
          subject: 'article',
          subjectId: article.id,
          by: input.by,
          detail: { reason: 'taken back' },
        })
    }
    tx.update(bulkActs).set({ undoneAt: now() }).where(eq(bulkActs.id, act.id)).run()
    return { undone: act.changes.length - kept.length, kept }
  })
}

/** The last acts on many articles. */
export function recentBulkActs(db: Db, limit = 8) {
  return db.$client
    .prepare(
      `SELECT b.id AS actId, b.says, json_array_length(b.changes) AS changed, u.display_name AS "by", b.at, b.undone_at AS undoneAt
       FROM bulk_acts b LEFT JOIN users u ON u.id = b."by" ORDER BY b.id DESC LIMIT ?`,
    )
    .all(limit) as {
    actId: number
    says: string
    changed: number
    by: string | null
    at: string
    undoneAt: string | null
  }[]
}

function changeTexts(
  db: Db,
  input: { articleIds: number[]; change: (content: Content) => Content; says: string; by: By },
): BulkResult {
  return inTransaction(db, (tx) => {
    const changes: BulkChange[] = []
    for (const articleId of new Set(input.articleIds)) {
      const article = getArticle(tx, articleId)
      const content = draftText(tx, article)
      if (content === undefined || article.draftVersionId === null) continue
      const next = input.change(content)
      if (JSON.stringify(next) === JSON.stringify(content)) continue
      const saved = saveVersion(tx, {
        ...{ articleId, basedOnId: article.draftVersionId, content: next, by: input.by },
        reason: input.says.slice(0, 500),
        significance: 'wording',
      })
      changes.push({ articleId, fromVersionId: article.draftVersionId, toVersionId: saved.versionId })
    }
    return keepAct(tx, { kind: 'replace', says: input.says, changes, by: input.by })
  })
}

function keepAct(
  tx: Db,
  act: { kind: 'replace' | 'file'; says: string; changes: BulkChange[]; by: By },
): BulkResult {
  if (act.changes.length === 0) throw new Refused('Nothing would change in the articles you chose.')
  const { id } = tx
    .insert(bulkActs)
    .values({ ...act, at: now() })
    .returning({ id: bulkActs.id })
    .get()
  const detail = { articles: act.changes.length, says: act.says }
  record(tx, { verb: 'changed many', subject: 'bulk-act', subjectId: id, by: act.by, detail })
  return { actId: id, changed: act.changes.length, says: act.says }
}

/** Whether it could be taken back: only what is still as the act left it. */
function takeBack(tx: Db, article: Article, change: BulkChange): boolean {
  if (change.toVersionId !== undefined) {
    const isAsLeft =
      article.draftVersionId === change.toVersionId && article.liveVersionId !== change.toVersionId
    if (!isAsLeft || change.fromVersionId === undefined) return false
    tx.update(articles).set({ draftVersionId: change.fromVersionId }).where(eq(articles.id, article.id)).run()
    return true
  }
  const after = Object.entries(change.after ?? {})
  if (after.some(([name, value]) => article[name as keyof Article] !== value)) return false
  const before = { ...change.before }
  // A topic that was merged away meanwhile cannot come back.
  const topicId = before.topicId
  if (
    topicId != null &&
    tx
      .select()
      .from(topics)
      .where(eq(topics.id, Number(topicId)))
      .get() === undefined
  )
    before.topicId = null
  tx.update(articles).set(before).where(eq(articles.id, article.id)).run()
  return true
}

function filedAnew(tx: Db, article: Article, filing: Filing): Partial<Article> {
  const {
    topic,
    articleIds: _ids,
    by: _by,
    ...plain
  } = filing as Filing & { articleIds?: unknown; by?: unknown }
  const productId = plain.productId === undefined ? article.productId : plain.productId
  const isMoved = productId !== article.productId
  const topicId = topic === undefined ? (isMoved ? null : article.topicId) : topicNamed(tx, productId, topic)
  return { ...plain, topicId }
}

function draftText(db: Db, article: Article): Content | undefined {
  if (openArchival(db, article.id) !== undefined || article.draftVersionId === null) return undefined
  return visibleContent(db, getVersion(db, article.draftVersionId))
}

function placesIn(content: Content, find: string): ReplacePlace[] {
  const places: ReplacePlace[] = []
  for (const field of ['title', ...fields] as const) {
    const text = content[field]
    for (
      let at = text.indexOf(find);
      at !== -1 && places.length < MOST_PLACES;
      at = text.indexOf(find, at + find.length)
    ) {
      const end = at + find.length
      const before = text.slice(Math.max(0, at - AROUND), at)
      places.push({ field, before, found: find, after: text.slice(end, end + AROUND) })
    }
  }
  return places
}

function refuseEmpty(find: string): void {
  if (find.trim() === '')
    throw new Invalid([{ field: 'find', code: 'missing', message: 'Type the words to be found.' }])
}
