import { dueArticles } from '../articles/due.ts'
import { versionsWithGaps } from '../articles/erase.ts'
import { openFlagIds } from '../articles/requirements.ts'
import type { Db } from '../db/open.ts'
import type { AppliesTo, Origin, Significance, Template } from '../db/words.ts'
import { type ArticleRows, articleRows, type LiveRow, type Publications } from './article-rows.ts'
import { type BrokenLinks, brokenLinkFinder } from './broken-links.ts'
import type { BuildAround } from './build-memory.ts'
import type { OldAddress } from './content.ts'
import { textReader } from './readable.ts'
import type { SiteSettings } from './settings.ts'
import { type Look, type TextFacts, type TextFinder, type Texts, textFinder } from './text-facts.ts'

/** An article that is not shown as its live version says, with the reason in a sentence. */
export type HeldBack = { articleNumber: number; reason: string }

/** The version of an article that readers get, as they may read it. */
export type ShownVersion = {
  versionId: number
  version: number
  title: string
  appliesTo: AppliesTo
  significance: Significance
  liveAt: string
  textKey: string
  facts: TextFacts
  words: ArrayLike<number>
  texts: () => Texts
}

export type ChosenArticle = {
  articleId: number
  number: number
  slug: string
  language: string
  product: string | null
  topic: string | null
  template: Template
  origin: Origin
  documentId: number | null
  /** The article it is a translation of; its own id when it is none. */
  originalId: number
  publishedAt: string
  isDisputed: boolean
  shown: ShownVersion
}

/** Articles whose live version has no fault, whatever becomes of others: it links to none of them. */
export type CleanRows = ReadonlyMap<LiveRow, ChosenArticle>

export type Choice = {
  chosen: ChosenArticle[]
  heldBack: HeldBack[]
  oldAddresses: OldAddress[]
  rows: ArticleRows
  clean: CleanRows
}

type VersionRow = Pick<ShownVersion, 'versionId' | 'version' | 'title' | 'significance' | 'liveAt'> & {
  appliesTo: string
  hash: string
}

/**
 * Which version of which article readers get. A live version with a fault (something possibly private or erased, an open
 * contradiction where the product does not allow that, a picture without words, a link to nowhere) gives way to the last
 * clean one before it; an article without one is held back.
 */
export function chooseVersions(
  db: Db,
  settings: SiteSettings,
  { memory, siteUrl }: BuildAround,
  before?: ArticleRows & { changed: ReadonlySet<number>; clean: CleanRows },
): Choice {
  const finder = textFinder(db, textReader(db), memory)
  const isDisputedNow = disputeFinder(db)
  const drifted = settings.drifted === 'hold' ? dueArticles(db) : undefined
  const ownersSince = settings.ownerless === 'hold' ? firstOwnerAt(db) : NEVER
  const all = articleRows(db, before)
  const { rows, times } = all
  const versions = versionFinder(db, times)
  const chosen: ChosenArticle[] = []
  const heldBack: HeldBack[] = []
  const clean = new Map<LiveRow, ChosenArticle>()
  const withGaps = versionsWithGaps(db)
  const brokenLinks = brokenLinkFinder(db, rows, siteUrl)
  for (const row of rows) {
    const known = before?.clean.get(row)
    if (known !== undefined) {
      clean.set(row, known)
      chosen.push(known)
      continue
    }
    if (row.isArchived === 1 || row.audience !== 'public') continue
    const policy = settings.disputedByProduct[row.product ?? ''] ?? settings.disputed
    const list = (reason: string) => heldBack.push({ articleNumber: row.number, reason })
    if (drifted?.get(row.articleId)?.reasons.includes('drift')) {
      list('A source no longer says what was taken from it.')
      continue
    }
    const { shown, reason } = cleanVersion(row, versions, (version) => {
      const look = finder.look(version)
      const isHeld = policy === 'hold' && isDisputedNow(row.articleId, version.versionId)
      if (row.hasOwner === 0 && version.liveAt > ownersSince) return NOBODY
      if (withGaps.has(version.versionId)) return `Text of version ${version.version} was erased`
      return faultOf(version, look, brokenLinks(look.facts.hrefs, version.liveAt), isHeld)
    })
    if (reason !== undefined) list(reason)
    if (shown === undefined) continue
    const look = finder.look(shown)
    const { sinceThen } = brokenLinks(look.facts.hrefs, shown.liveAt)
    if (sinceThen.length > 0)
      list(`It is shown, but ${sinceThen[0]} leads nowhere any more; its words stand without a link.`)
    const isDisputed = isDisputedNow(row.articleId, shown.versionId)
    const publishedAt = times.first.get(row.articleId) ?? row.publishedAt
    const own = chosenFrom(row, { publishedAt, isDisputed, shown: asRead(shown, look, finder) })
    chosen.push(own)
    if (reason === undefined && look.facts.hrefs.length === 0) clean.set(row, own)
  }
  finder.keep(chosen.map(({ shown }) => shown.versionId))
  const shownIds = new Map(chosen.map((article) => [article.articleId, article]))
  return { chosen, heldBack, oldAddresses: oldAddressesOf(db, rows, shownIds), rows: all, clean }
}

const NOBODY = 'Nobody owns it (name an owner of the article or of its product)'
/** After all times there are. */
const NEVER = '9999'

/** When somebody was first made owner of a product: what went live before that has no owner by habit, not by fault. */
function firstOwnerAt(db: Db): string {
  const first = db.$client
    .prepare(`SELECT min(created_at) FROM assignments WHERE kind = 'owner'`)
    .pluck()
    .get()
  return typeof first === 'string' ? first : NEVER
}

const chosenBefore = new WeakMap<LiveRow, ChosenArticle>()

/** The very object from before where nothing is different, so that whoever knows it need not look again. */
function chosenFrom(
  row: LiveRow,
  own: Pick<ChosenArticle, 'publishedAt' | 'isDisputed' | 'shown'>,
): ChosenArticle {
  const known = chosenBefore.get(row)
  const isSame =
    known?.shown === own.shown && known.isDisputed === own.isDisputed && known.publishedAt === own.publishedAt
  if (isSame) return known
  const chosen = { ...row, ...own }
  chosenBefore.set(row, chosen)
  return chosen
}

const liveVersions = new WeakMap<LiveRow, VersionRow>()

type Versions = { live(row: LiveRow): VersionRow; earlier(row: LiveRow): VersionRow[] }

function versionFinder(db: Db, times: Publications): Versions {
  const find = db.$client.prepare(
    `SELECT id AS versionId, number AS version, title, applies_to AS appliesTo, significance, hash,
       created_at AS liveAt FROM article_versions WHERE id = ?`,
  )
  const isValidated = db.$client.prepare('SELECT 1 FROM validations WHERE version_id = ? LIMIT 1')
  const get = (versionId: number): VersionRow => {
    const row = find.get(versionId) as VersionRow
    return { ...row, liveAt: times.last.get(versionId) ?? row.liveAt }
  }
  return {
    live(row) {
      const known = liveVersions.get(row)
      const { liveVersionId: versionId, version, title, appliesTo, significance, hash, createdAt } = row
      const liveAt = times.last.get(versionId) ?? createdAt
      if (known?.liveAt === liveAt) return known
      const own = { versionId, version, title, appliesTo, significance, hash, liveAt }
      liveVersions.set(row, own)
      return own
    },
    earlier: (row) =>
      (times.shown.get(row.articleId) ?? [])
        .filter((id) => id !== row.liveVersionId && isValidated.get(id) !== undefined)
        .map(get),
  }
}

/** The live version, or the last one before it without a fault; with the fault in a sentence. */
function cleanVersion(
  row: LiveRow,
  versions: Versions,
  faultIn: (version: VersionRow) => string | undefined,
): { shown?: VersionRow; reason?: string } {
  const live = versions.live(row)
  const fault = faultIn(live)
  if (fault === undefined) return { shown: live }
  const clean = versions.earlier(row).find((version) => faultIn(version) === undefined)
  if (clean === undefined) return { reason: `${fault} and no earlier version can stand in for it.` }
  return { shown: clean, reason: `${fault}; version ${clean.version} is shown instead.` }
}

/** Why readers must not get this version, without its full stop. */
function faultOf(
  { version }: VersionRow,
  look: Look,
  { fromTheStart }: BrokenLinks,
  isHeldAsDisputed: boolean,
): string | undefined {
  const { lacksAlt, kinds } = look
  if (kinds.length > 0) return `Version ${version} may hold something private (${kinds.join(', ')})`
  if (isHeldAsDisputed) return `A contradiction is open on version ${version}`
  if (lacksAlt.length > 0)
    return `A picture in the ${lacksAlt.join(' and ')} of version ${version} has no words for those who cannot see it`
  if (fromTheStart.length > 0) return `Version ${version} links to ${fromTheStart[0]}, which is not there`
  return undefined
}

const readBefore = new WeakMap<VersionRow, { look: Look; shown: ShownVersion }>()

function asRead(version: VersionRow, look: Look, finder: TextFinder): ShownVersion {
  const known = readBefore.get(version)
  if (known?.look === look) return known.shown
  const texts = () => finder.texts(version.versionId)
  const title = look.redactedKey === undefined ? version.title : texts().title
  const appliesTo = JSON.parse(version.appliesTo) as AppliesTo
  const { facts, words } = look
  const textKey = look.redactedKey ?? version.hash
  const shown = { ...version, title, appliesTo, textKey, facts, words, texts }
  readBefore.set(version, { look, shown })
  return shown
}

/** Tells whether a contradiction stands against a version; only articles that any open flag touches are looked at. */
function disputeFinder(db: Db): (articleId: number, versionId: number) => boolean {
  const rows = db.$client
    .prepare(
      `WITH open AS (SELECT * FROM flags f WHERE f.outdated_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.flag_id = f.id AND s.undone_at IS NULL))
       SELECT v.article_id FROM open JOIN article_versions v ON v.id = open.claim_version_id
       UNION SELECT v.article_id FROM open JOIN version_sources o ON o.post_id = open.claim_post_id
         JOIN version_statements s ON s.id = o.statement_id JOIN article_versions v ON v.id = s.version_id`,
    )
    .pluck()
    .all() as number[]
  const touched = new Set(rows)
  return (articleId, versionId) => touched.has(articleId) && openFlagIds(db, versionId).length > 0
}

/** Addresses that were public and are no page now: earlier names, merged, archived and held-back articles. */
function oldAddressesOf(db: Db, rows: LiveRow[], shown: ReadonlyMap<number, ChosenArticle>): OldAddress[] {
  const all = new Map(rows.map((row) => [row.articleId, row]))
  const leadsTo = (articleId: number | null): ChosenArticle | undefined => {
    const seen = new Set<number>()
    for (let id = articleId; id !== null && !seen.has(id); id = all.get(id)?.successorId ?? null) {
      seen.add(id)
      const found = shown.get(id)
      if (found !== undefined) return found
    }
    return undefined
  }
  const names = db.$client
    .prepare('SELECT from_slug AS slug, article_id AS articleId FROM redirects')
    .all() as { slug: string; articleId: number | null }[]
  const old = names.filter((name) => name.articleId === null || all.has(name.articleId))
  const unseen = rows.filter((row) => !shown.has(row.articleId))
  return [...old, ...unseen].map(({ slug, articleId }) => {
    const target = leadsTo(articleId)
    const row = articleId === null ? undefined : all.get(articleId)
    const wasHeld =
      target === undefined && row !== undefined && row.isArchived === 0 && row.audience === 'public'
    return { slug, language: row?.language ?? '', to: target?.number ?? null, wasHeld }
  })
}
