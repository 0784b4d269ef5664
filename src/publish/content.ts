// What the public may see, as plain data. The types come first because every page and test reads them.
import type { Db } from '../db/open.ts'
import type { AppliesTo, IssueStatus, Origin, SettlementVerdict, Template } from '../db/words.ts'
import { type Watch, watchWrites } from '../db/written.ts'
import type { ArticleRows } from './article-rows.ts'
import { type BestBet, bestBetsOf } from './best-bets.ts'
import type { BuildAround, BuildMemory } from './build-memory.ts'
import { type ChosenArticle, type CleanRows, chooseVersions, type HeldBack } from './choice.ts'
import { catalogueOf, type Facts, factsAfter, factsOf, mediaOf } from './content-rows.ts'
import { elsewhereOf } from './elsewhere.ts'
import { type SiteSettings, siteSettings } from './settings.ts'
import { articlesFrom } from './site-articles.ts'
import type { TextFacts, Texts } from './text-facts.ts'
import { byUnits } from './words.ts'

/** A contributor credited for an answer, with the post that shows it. */
export type Credit = { name: string; slug: string; url: string | null }

/** One answer as readers see it. Texts are Markdown, redactions applied, and read when asked for; notes are not in here. */
export type SiteArticle = {
  number: number
  slug: string
  language: string
  product: string | null
  topic: string | null
  template: Template
  origin: Origin
  title: string
  facts: TextFacts
  texts: () => Texts
  appliesTo: AppliesTo
  version: number
  versionId: number
  /** Equal exactly when title and texts are. */
  textKey: string
  /** When it was first made live, and when the version shown was. */
  publishedAt: string
  updatedAt: string
  /** Whether the version shown changes what the answer says, only its wording, or next to nothing. */
  significance: 'minor' | 'wording' | 'answer'
  checkedAt: string | null
  checkedBy: string | null
  settled: { verdict: SettlementVerdict; at: string } | null
  isDisputed: boolean
  credits: Credit[]
  /** The public thread or official text it came from. */
  source: { title: string; url: string; kind: 'thread' | 'document' } | null
  /** Earlier address outside the site, of an adopted official text. */
  documentUrl: string | null
  issueStatus: IssueStatus | null
  /** The product version that repairs a known issue, or that its fix is tested in. */
  issueVersion: string
  helpful: number
  notHelpful: number
  /** How much it is needed: cases it solved, readers of its threads, readers it helped. */
  need: number
  /** Other ways people asked for it. */
  keywords: string[]
  /** Numbers of related articles, best first. */
  related: number[]
  /** An article like this one for other product versions. */
  otherVersions: number | null
  /** Numbers of the articles that say the same in other languages. */
  translations: number[]
}

/** Something public that is kept elsewhere and only found through our search. */
export type Elsewhere = {
  id: string
  kind: 'document' | 'thread'
  title: string
  url: string
  /** Markdown, redactions applied; of a thread only its accepted answer. */
  text: string
  language: string
  product: string
  versions: string[]
  origin: 'official' | 'community'
}

/** An old address: where it leads, or why nothing is there any more. */
export type OldAddress = { slug: string; language: string; to: number | null; wasHeld: boolean }

/** A picture or file of an article; a file has no size in pixels. */
export type SiteMedium = { name: string; width: number | null; height: number | null }

export type SiteProduct = { slug: string; name: string; topics: SiteTopic[] }

/** A subject of a product; `parent` is the slug of the topic it stands under. */
export type SiteTopic = { slug: string; name: string; parent: string | null }

/** The old address of a product or topic, and what answers to it now. */
export type OldPlace = { from: string; product: string; topic: string | null }

/** Everything a build reads. Lists are sorted by lasting keys, so that equal content is equal data. */
export type SiteContent = {
  settings: SiteSettings
  products: SiteProduct[]
  /** By number. */
  articles: SiteArticle[]
  /** By slug. */
  oldAddresses: OldAddress[]
  /** By address. */
  oldPlaces: OldPlace[]
  elsewhere: Elsewhere[]
  /** Pictures and files that the texts show or lead to, by name. */
  media: SiteMedium[]
  synonyms: string[][]
  /** What comes first for which words. */
  bestBets: BestBet[]
  heldBack: HeldBack[]
}

/** What was public at the build before, and what it was made from: whatever nothing was written of stays as it is. */
export type HeldContent = {
  client: Db['$client']
  watch: Watch
  content: SiteContent
  rows: ArticleRows
  chosen: ChosenArticle[]
  clean: CleanRows
  facts: Facts
  siteUrl: string | null | undefined
}

/**
 * A snapshot of everything public; call it inside a transaction when others may write. With a memory, articles of
 * which nothing was written since the last time are not read again: they are the same objects as then.
 */
export function siteContent(db: Db, around: BuildAround = {}): SiteContent {
  const { memory } = around
  const settings = siteSettings(db)
  if (memory !== undefined) lookForTakenBack(db, memory)
  const held = memory?.content?.client === db.$client ? memory.content : undefined
  const watch = held?.watch ?? (memory && watchWrites(db))
  const changed = watch?.take()
  // What is due hangs on more tables than are watched.
  const isUsable = settings.drifted === 'keep' && held?.siteUrl === around.siteUrl
  const before = held && changed && isUsable ? { ...held, changed } : undefined
  if (memory !== undefined) delete memory.content
  const { products, oldPlaces, synonyms, bestBets } = before?.content ?? {
    ...catalogueOf(db),
    bestBets: bestBetsOf(db),
  }
  const { chosen, heldBack, oldAddresses, rows, clean } = chooseVersions(
    db,
    settings,
    around,
    before && { ...before.rows, changed: before.changed, clean: before.clean },
  )
  const slugs = before?.facts.contributorSlugs
  const facts = before ? factsAfter(db, chosen, before) : factsOf(db, chosen)
  const usedBefore = slugs === facts.contributorSlugs ? before : undefined
  const content = {
    settings,
    products,
    articles: articlesFrom(chosen, { facts, settings, bestBets, memory, before: usedBefore }),
    oldAddresses: oldAddresses.sort((a, b) => byUnits(a.slug, b.slug)),
    oldPlaces,
    elsewhere:
      before && sameOrigins(db, chosen, before)
        ? before.content.elsewhere
        : elsewhereOf(db, chosen).sort((a, b) => byUnits(a.id, b.id)),
    media: mediaOf(db, [
      ...chosen.flatMap(({ shown }) => shown.facts.media),
      ...(settings.logo === null ? [] : [settings.logo]),
    ]),
    synonyms,
    bestBets,
    heldBack: heldBack.sort((a, b) => a.articleNumber - b.articleNumber),
  }
  if (memory && watch) {
    const { siteUrl } = around
    memory.content = { client: db.$client, watch, content, rows, chosen, clean, facts, siteUrl }
  }
  return content
}

/** Whether articles that changed come from the same threads and official texts as before. */
function sameOrigins(
  db: Db,
  chosen: ChosenArticle[],
  before: { chosen: ChosenArticle[]; changed: ReadonlySet<number> },
): boolean {
  const threads = db.$client
    .prepare(
      `SELECT DISTINCT p.thread_id FROM version_statements s JOIN version_sources o ON o.statement_id = s.id
       JOIN posts p ON p.id = o.post_id WHERE s.version_id = ? ORDER BY 1`,
    )
    .pluck()
  const originsOf = (all: ChosenArticle[]) =>
    JSON.stringify(
      all
        .filter(({ articleId }) => before.changed.has(articleId))
        .map(({ articleId, documentId, shown }) => [articleId, documentId, threads.all(shown.versionId)]),
    )
  return originsOf(chosen) === originsOf(before.chosen)
}

/** What is redacted, erased or may be private must not outlive that in a file of what was found out. */
function lookForTakenBack(db: Db, memory: BuildMemory): void {
  const takenBack = db.$client
    .prepare(
      `SELECT json_array((SELECT count(*) FROM redactions), (SELECT max(id) FROM redactions),
         (SELECT count(*) FROM erasures), (SELECT max(id) FROM safety_findings))`,
    )
    .pluck()
    .get() as string
  memory.isToBeWritten ||= memory.takenBack !== takenBack
  memory.takenBack = takenBack
}
