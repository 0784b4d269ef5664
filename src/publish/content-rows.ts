import type { Db } from '../db/open.ts'
import type { Authority, IssueStatus, SettlementVerdict } from '../db/words.ts'
import { slugOf } from '../lib/slug.ts'
import { authorReader } from '../safety/contributors.ts'
import { scanText } from '../safety/scan.ts'
import { synonymsOf } from '../search/synonyms.ts'
import type { ChosenArticle } from './choice.ts'
import type { OldPlace, SiteMedium, SiteProduct } from './content.ts'
import { textReader } from './readable.ts'
import { byUnits } from './words.ts'

/** A post from which statements of a version were taken. */
export type SourceFact = {
  threadId: number
  threadTitle: string
  threadUrl: string | null
  views: number
  author: string | null
  url: string | null
  isQuestion: boolean
  authority: Authority
  statements: number
}

export type Check = { at: string; byRole: string | null; byName: string | null }

/** What is known about the chosen articles and versions besides their texts, each read in one go. */
export type Facts = {
  sources: Map<number, SourceFact[]>
  checks: Map<number, Check>
  votes: Map<number, { helpful: number; notHelpful: number }>
  links: Map<number, number>
  settled: Map<number, { verdict: SettlementVerdict; at: string }>
  otherWords: Map<number, string[]>
  documents: Map<number, { title: string; url: string | null }>
  contributorSlugs: Map<string, string>
  issues: Map<number, { status: IssueStatus; version: string }>
}

/** Products with their topics, and the words that mean the same. */
export function catalogueOf(db: Db): {
  products: SiteProduct[]
  oldPlaces: OldPlace[]
  synonyms: string[][]
} {
  const rows = db.$client
    .prepare(
      `SELECT p.slug, p.name, t.slug AS topicSlug, t.name AS topicName, u.slug AS parent
       FROM products p LEFT JOIN topics t ON t.product_id = p.id LEFT JOIN topics u ON u.id = t.parent_id`,
    )
    .all() as {
    slug: string
    name: string
    topicSlug: string | null
    topicName: string | null
    parent: string | null
  }[]
  const products = new Map<string, SiteProduct>()
  for (const { slug, name, topicSlug, topicName, parent } of rows) {
    const product = products.get(slug) ?? { slug, name, topics: [] }
    products.set(slug, product)
    if (topicSlug !== null && topicName !== null)
      product.topics.push({ slug: topicSlug, name: topicName, parent })
  }
  for (const product of products.values()) product.topics.sort((a, b) => byUnits(a.slug, b.slug))
  return {
    products: [...products.values()].sort((a, b) => byUnits(a.slug, b.slug)),
    oldPlaces: db.$client
      .prepare(
        `SELECT r.from_path AS "from", p.slug AS product, t.slug AS topic FROM catalogue_redirects r
         JOIN products p ON p.id = r.product_id LEFT JOIN topics t ON t.id = r.topic_id ORDER BY r.from_path`,
      )
      .all() as OldPlace[],
    synonyms: synonymsOf(db),
  }
}

/** Everything else the pages say about these articles. */
export function factsOf(db: Db, chosen: ChosenArticle[]): Facts {
  const versionIds = JSON.stringify(chosen.map((article) => article.shown.versionId))
  const articleIds = JSON.stringify(chosen.map((article) => article.articleId))
  const sources = sourcesOf(db, versionIds)
  return {
    sources,
    checks: checksOf(db, versionIds),
    votes: votesOf(db, articleIds),
    links: linksOf(db, articleIds),
    settled: settledOf(db, chosen),
    otherWords: otherWordsOf(db, versionIds, articleIds),
    documents: documentsOf(db, chosen),
    contributorSlugs: contributorSlugs(sources),
    issues: issuesOf(db, articleIds),
  }
}

/** The same facts with those of the articles that changed read again; `before` is used up. */
export function factsAfter(
  db: Db,
  chosen: ChosenArticle[],
  before: { facts: Facts; chosen: ChosenArticle[]; changed: ReadonlySet<number> },
): Facts {
  const { facts, changed } = before
  if (changed.size === 0) return facts
  const isChanged = ({ articleId }: ChosenArticle) => changed.has(articleId)
  const old = before.chosen.filter(isChanged)
  const fresh = factsOf(db, chosen.filter(isChanged))
  const hadSources = old.some(({ shown }) => facts.sources.has(shown.versionId))
  for (const { shown } of old) for (const by of [facts.sources, facts.checks]) by.delete(shown.versionId)
  const byArticle = [facts.votes, facts.links, facts.settled, facts.otherWords, facts.issues]
  for (const articleId of changed) for (const by of byArticle) by.delete(articleId)
  for (const name of KEYED)
    for (const [key, value] of fresh[name]) (facts[name] as Map<unknown, unknown>).set(key, value)
  if (!hadSources && fresh.sources.size === 0) return facts
  const slugs = contributorSlugs(facts.sources)
  const isSame =
    slugs.size === facts.contributorSlugs.size &&
    [...slugs].every(([name, slug]) => facts.contributorSlugs.get(name) === slug)
  return isSame ? facts : { ...facts, contributorSlugs: slugs }
}

const KEYED = ['sources', 'checks', 'votes', 'links', 'settled', 'otherWords', 'documents', 'issues'] as const

/** The pictures and files that these texts name and that are kept, by name. */
export function mediaOf(db: Db, names: string[]): SiteMedium[] {
  const find = db.$client.prepare('SELECT name, width, height FROM media WHERE name = ?')
  return [...new Set(names)].sort(byUnits).flatMap((name) => (find.get(name) as SiteMedium | undefined) ?? [])
}

function sourcesOf(db: Db, versionIds: string): Facts['sources'] {
  const { visible } = textReader(db)
  const rows = db.$client
    .prepare(
      `SELECT s.version_id AS versionId, t.id AS threadId, t.title AS threadTitle, t.url AS threadUrl, t.views,
         p.author_name AS author, t.source_id AS sourceId, coalesce(p.url, t.url) AS url, p.position = 0 AS isQuestion, x.authority,
         count(DISTINCT s.id) AS statements
       FROM json_each(?) v
       JOIN version_statements s ON s.version_id = v.value
       JOIN version_sources o ON o.statement_id = s.id
       JOIN posts p ON p.id = o.post_id
       JOIN threads t ON t.id = p.thread_id
       JOIN sources x ON x.id = t.source_id
       WHERE p.removed_at IS NULL AND t.removed_at IS NULL
       GROUP BY s.version_id, p.id ORDER BY s.version_id, p.id`,
    )
    .all(versionIds) as (Omit<SourceFact, 'isQuestion'> & {
    versionId: number
    sourceId: number
    isQuestion: number
  })[]
  const byVersion: Facts['sources'] = new Map()
  const shown = authorReader(db)
  for (const { versionId, sourceId, ...row } of rows) {
    const fact = {
      ...row,
      author: shown(sourceId, row.author),
      isQuestion: row.isQuestion === 1,
      threadTitle: visible(row.threadTitle),
      threadUrl: webAddress(row.threadUrl),
      url: webAddress(row.url),
    }
    pushTo(byVersion, versionId, fact)
  }
  return byVersion
}

function checksOf(db: Db, versionIds: string): Facts['checks'] {
  const rows = db.$client
    .prepare(
      `SELECT c.version_id AS versionId, c.at, u.role AS byRole, u.display_name AS byName
       FROM json_each(?) v JOIN validations c ON c.version_id = v.value LEFT JOIN users u ON u.id = c."by"
       ORDER BY c.at, c.id`,
    )
    .all(versionIds) as (Check & { versionId: number })[]
  return new Map(rows.map(({ versionId, ...check }) => [versionId, check]))
}

function votesOf(db: Db, articleIds: string): Facts['votes'] {
  const rows = db.$client
    .prepare(
      `SELECT article_id AS articleId, sum(is_helpful) AS helpful, sum(1 - is_helpful) AS notHelpful
       FROM feedback WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id`,
    )
    .all(articleIds) as { articleId: number; helpful: number; notHelpful: number }[]
  return new Map(rows.map(({ articleId, ...votes }) => [articleId, votes]))
}

function linksOf(db: Db, articleIds: string): Facts['links'] {
  const rows = db.$client
    .prepare(
      `SELECT article_id AS articleId, count(*) AS n FROM article_links
       WHERE removed_at IS NULL AND kind = 'resolution' AND article_id IN (SELECT value FROM json_each(?))
       GROUP BY article_id`,
    )
    .all(articleIds) as { articleId: number; n: number }[]
  return new Map(rows.map(({ articleId, n }) => [articleId, n]))
}

/** The last settlement on any version of the article, or on a post that the shown version was taken from. */
function settledOf(db: Db, chosen: ChosenArticle[]): Facts['settled'] {
  const rows = db.$client
    .prepare(
      `WITH settled AS (
         SELECT s.verdict, s.at, s.id, f.claim_version_id AS claim, f.evidence_version_id AS evidence,
           f.claim_post_id AS post FROM settlements s JOIN flags f ON f.id = s.flag_id
         WHERE s.undone_at IS NULL AND s.verdict <> 'not-a-contradiction')
       SELECT v.article_id AS articleId, settled.verdict, settled.at, settled.id FROM settled
         JOIN article_versions v ON v.id IN (settled.claim, settled.evidence)
       UNION SELECT a.id, settled.verdict, settled.at, settled.id FROM settled
         JOIN version_sources o ON o.post_id = settled.post JOIN version_statements s ON s.id = o.statement_id
         JOIN articles a ON a.live_version_id = s.version_id
       ORDER BY 3, 4`,
    )
    .all() as { articleId: number; verdict: SettlementVerdict; at: string }[]
  const shown = new Set(chosen.map((article) => article.articleId))
  return new Map(
    rows
      .filter((row) => shown.has(row.articleId))
      .map(({ articleId, verdict, at }) => [articleId, { verdict, at }]),
  )
}

/** How else people asked: titles of the public threads an article was made from or already answers, and requests. */
function otherWordsOf(db: Db, versionIds: string, articleIds: string): Facts['otherWords'] {
  const read = textReader(db)
  const rows = db.$client
    .prepare(
      `SELECT DISTINCT a.article_id AS articleId, t.title
       FROM json_each(?) v JOIN article_versions a ON a.id = v.value
       JOIN version_statements s ON s.version_id = a.id JOIN version_sources o ON o.statement_id = s.id
       JOIN posts p ON p.id = o.post_id JOIN threads t ON t.id = p.thread_id
       JOIN sources x ON x.id = t.source_id AND x.authority = 'community'
       WHERE t.removed_at IS NULL
       UNION SELECT c.covered_by_article_id, t.title FROM placements c JOIN threads t ON t.id = c.thread_id
       JOIN sources x ON x.id = t.source_id AND x.authority = 'community'
       WHERE c.covered_by_article_id IN (SELECT value FROM json_each(?)) AND t.removed_at IS NULL`,
    )
    .all(versionIds, articleIds) as { articleId: number; title: string }[]
  const words: Facts['otherWords'] = new Map()
  for (const { articleId, title } of rows) {
    if (read.openKinds([title]).length === 0) pushTo(words, articleId, read.visible(title))
  }
  // What people missed and were answered with: typed by agents, so looked at before it may be public.
  const asked = db.$client
    .prepare(
      `SELECT DISTINCT article_id AS articleId, words FROM requests
       WHERE article_id IN (SELECT value FROM json_each(?))`,
    )
    .all(articleIds) as { articleId: number; words: string }[]
  for (const { articleId, words: said } of asked) {
    if (scanText(said).length === 0) pushTo(words, articleId, said)
  }
  return words
}

/** Where each known issue stands, as somebody said last. */
function issuesOf(db: Db, articleIds: string): Facts['issues'] {
  const rows = db.$client
    .prepare(
      `SELECT article_id AS articleId, status, version FROM issue_states
       WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(articleIds) as { articleId: number; status: IssueStatus; version: string }[]
  return new Map(rows.map(({ articleId, ...state }) => [articleId, state]))
}

function documentsOf(db: Db, chosen: ChosenArticle[]): Facts['documents'] {
  const ids = JSON.stringify(chosen.flatMap((article) => article.documentId ?? []))
  const rows = db.$client
    .prepare('SELECT d.id, d.title, d.url FROM json_each(?) v JOIN documents d ON d.id = v.value')
    .all(ids) as { id: number; title: string; url: string | null }[]
  return new Map(rows.map(({ id, title, url }) => [id, { title, url: webAddress(url) }]))
}

/** A short address for each credited name; names that slug alike get a lasting number from their order. */
function contributorSlugs(sources: Facts['sources']): Map<string, string> {
  const names = new Set([...sources.values()].flat().flatMap((source) => source.author ?? []))
  const slugs = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of [...names].sort(byUnits)) {
    const wish = slugOf(name)
    let slug = wish
    for (let n = 2; taken.has(slug); n++) slug = `${wish}-${n}`
    taken.add(slug)
    slugs.set(name, slug)
  }
  return slugs
}

/** An address a reader can open, or null. */
export function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\/[^\s"'<>]+$/.test(url) ? url : null
}

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}
