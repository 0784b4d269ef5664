// What the public may see, as plain data. The types come first because every page and test reads them.
import { join } from 'node:path'
import type { Db } from '../db/open.ts'
import type { AppliesTo, IssueStatus, Origin, SettlementVerdict, Template } from '../db/words.ts'
import { type BestBet, bestBetsOf } from './best-bets.ts'
import type { BuildMemory } from './build-memory.ts'
import { type ChosenArticle, chooseVersions, type HeldBack } from './choice.ts'
import { catalogueOf, factsOf, mediaOf, type SourceFact } from './content-rows.ts'
import { elsewhereOf } from './elsewhere.ts'
import { relatedFrom } from './related.ts'
import { type SiteSettings, siteSettings } from './settings.ts'
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

/**
 * A snapshot of everything public; call it inside a transaction when others may write. `memory` is a folder in which
 * what was found out about texts is remembered.
 */
export function siteContent(db: Db, memory?: BuildMemory): SiteContent {
  const settings = siteSettings(db)
  if (memory !== undefined) lookForTakenBack(db, memory)
  const { products, oldPlaces, synonyms } = catalogueOf(db)
  const { chosen, heldBack, oldAddresses } = chooseVersions(
    db,
    settings,
    memory && join(memory.folder, 'texts'),
  )
  const facts = factsOf(db, chosen)
  const translations = translationsIn(chosen)
  const bestBets = bestBetsOf(db)
  const plain = chosen
    .map((article) => ({
      ...withBets(siteArticle(article, facts, settings), bestBets),
      translations: translations(article),
    }))
    .sort((a, b) => a.number - b.number)
  const words = new Map(chosen.map(({ number, shown }) => [number, shown.words]))
  const related = relatedFrom(
    plain,
    (article) => words.get(article.number)!,
    memory && join(memory.folder, 'related'),
  )
  return {
    settings,
    products,
    articles: plain.map((article) => ({ ...article, ...related.get(article.number)! })),
    oldAddresses: oldAddresses.sort((a, b) => byUnits(a.slug, b.slug)),
    oldPlaces,
    elsewhere: elsewhereOf(db, chosen).sort((a, b) => byUnits(a.id, b.id)),
    media: mediaOf(db, [
      ...plain.flatMap(({ facts }) => facts.media),
      ...(settings.logo === null ? [] : [settings.logo]),
    ]),
    synonyms,
    bestBets,
    heldBack: heldBack.sort((a, b) => a.articleNumber - b.articleNumber),
  }
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

/** Words that an article is put first for lead to it even where it does not say them. */
function withBets<A extends Pick<SiteArticle, 'number' | 'keywords'>>(article: A, bets: BestBet[]): A {
  const own = bets.filter((bet) => bet.articleNumber === article.number).map(({ words }) => words)
  return own.length === 0 ? article : { ...article, keywords: [...new Set([...article.keywords, ...own])] }
}

/** The public articles that say the same in other languages, one for each, by language. */
function translationsIn(chosen: ChosenArticle[]): (article: ChosenArticle) => number[] {
  const groups = new Map<number, ChosenArticle[]>()
  for (const article of chosen) {
    const group = groups.get(article.originalId) ?? []
    groups.set(article.originalId, group)
    if (!group.some(({ language }) => language === article.language)) group.push(article)
  }
  return (article) =>
    (groups.get(article.originalId) ?? [])
      .filter(({ language }) => language !== article.language)
      .sort((a, b) => byUnits(a.language, b.language))
      .map(({ number }) => number)
}

function siteArticle(
  article: ChosenArticle,
  facts: ReturnType<typeof factsOf>,
  settings: SiteSettings,
): Omit<SiteArticle, 'related' | 'otherVersions' | 'translations'> {
  const { shown } = article
  const sources = facts.sources.get(shown.versionId) ?? []
  const check = facts.checks.get(shown.versionId)
  const issue = facts.issues.get(article.articleId)
  const votes = facts.votes.get(article.articleId) ?? { helpful: 0, notHelpful: 0 }
  const links = facts.links.get(article.articleId) ?? 0
  const views = sumOfThreads(sources)
  return {
    number: article.number,
    slug: article.slug,
    language: article.language,
    product: article.product,
    topic: article.topic,
    template: article.template,
    origin: article.origin,
    title: shown.title,
    facts: shown.facts,
    texts: shown.texts,
    appliesTo: shown.appliesTo,
    version: shown.version,
    versionId: shown.versionId,
    textKey: shown.textKey,
    publishedAt: article.publishedAt,
    updatedAt: shown.liveAt,
    significance: shown.significance,
    checkedAt: check?.at ?? null,
    checkedBy: check === undefined ? null : settings.showsNames ? check.byName : check.byRole,
    settled: facts.settled.get(article.articleId) ?? null,
    isDisputed: article.isDisputed,
    credits: creditsIn(sources, facts.contributorSlugs),
    source: publicSource(sources, facts.documents.get(article.documentId ?? -1)),
    documentUrl: facts.documents.get(article.documentId ?? -1)?.url ?? null,
    issueStatus: article.template === 'known-issue' ? (issue?.status ?? shown.facts.status) : null,
    issueVersion: issue?.version ?? '',
    ...votes,
    need: links * 20 + votes.helpful * 2 + Math.round(Math.sqrt(views)),
    keywords: [...new Set(facts.otherWords.get(article.articleId) ?? [])].sort(byUnits),
  }
}

function sumOfThreads(sources: SourceFact[]): number {
  return [...new Map(sources.map((source) => [source.threadId, source.views])).values()].reduce(
    (sum, views) => sum + views,
    0,
  )
}

/** Authors of community answers, those with most statements first. */
function creditsIn(sources: SourceFact[], slugs: ReadonlyMap<string, string>): Credit[] {
  const by = new Map<string, { statements: number; url: string | null }>()
  for (const source of sources) {
    if (source.authority !== 'community' || source.isQuestion || source.author === null) continue
    const known = by.get(source.author)
    by.set(source.author, {
      statements: (known?.statements ?? 0) + source.statements,
      url: known?.url ?? source.url,
    })
  }
  return [...by]
    .sort(([nameA, a], [nameB, b]) => b.statements - a.statements || byUnits(nameA, nameB))
    .map(([name, { url }]) => ({ name, slug: slugs.get(name)!, url }))
}

/** The thread most of it came from, if readers can open it; else the official text. Cases are never shown. */
function publicSource(
  sources: SourceFact[],
  document: { title: string; url: string | null } | undefined,
): SiteArticle['source'] {
  if (document?.url != null) return { title: document.title, url: document.url, kind: 'document' }
  const weights = new Map<number, { source: SourceFact; statements: number }>()
  for (const source of sources) {
    if (source.authority !== 'community' || source.threadUrl === null) continue
    const known = weights.get(source.threadId)
    weights.set(source.threadId, { source, statements: (known?.statements ?? 0) + source.statements })
  }
  const best = [...weights.values()].sort(
    (a, b) => b.statements - a.statements || a.source.threadId - b.source.threadId,
  )[0]?.source
  return best?.threadUrl == null ? null : { title: best.threadTitle, url: best.threadUrl, kind: 'thread' }
}
