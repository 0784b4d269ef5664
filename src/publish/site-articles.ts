import type { BestBet } from './best-bets.ts'
import type { BuildMemory } from './build-memory.ts'
import type { ChosenArticle } from './choice.ts'
import type { Credit, SiteArticle } from './content.ts'
import type { Facts, SourceFact } from './content-rows.ts'
import { relatedFrom } from './related.ts'
import type { SiteSettings } from './settings.ts'
import { byUnits } from './words.ts'

/** An article without what the others are to it. */
type Plain = Omit<SiteArticle, 'related' | 'otherVersions' | 'translations'>

/** The articles of a build and what they were made from, one by one. */
type Made = { chosen: ChosenArticle[]; content: { articles: SiteArticle[] } }

/** The articles by number, each the very object from `before` where nothing about it is different. */
export function articlesFrom(
  chosen: ChosenArticle[],
  around: {
    facts: Facts
    settings: SiteSettings
    bestBets: BestBet[]
    memory: BuildMemory | undefined
    before: Made | undefined
  },
): SiteArticle[] {
  const { facts, settings, bestBets, memory, before } = around
  const known = before === undefined ? [] : sameAsBefore(chosen, before)
  const plain: Plain[] = chosen.map(
    (article, i) => known[i] ?? withBets(siteArticle(article, facts, settings), bestBets),
  )
  const words = chosen.map(({ shown }) => shown.words)
  const related = relatedFrom(plain, words, memory)
  const translations = translationsIn(chosen)
  return plain.map((own, i) => {
    const more = related.get(own.number)!
    const others = translations(chosen[i]!)
    const old = known[i]
    const isSame =
      old?.otherVersions === more.otherVersions &&
      isEqual(old.related, more.related) &&
      isEqual(old.translations, others)
    return isSame ? old : { ...own, ...more, translations: others }
  })
}

/** The article made from the very same choice, for each; both lists are by number. */
function sameAsBefore(chosen: ChosenArticle[], before: Made): (SiteArticle | undefined)[] {
  let at = 0
  return chosen.map((article) => {
    while (at < before.chosen.length && before.chosen[at]!.number < article.number) at++
    return before.chosen[at] === article ? before.content.articles[at] : undefined
  })
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]))
}

/** Words that an article is put first for lead to it even where it does not say them. */
function withBets<A extends Pick<SiteArticle, 'number' | 'keywords'>>(article: A, bets: BestBet[]): A {
  const own = bets.filter((bet) => bet.articleNumber === article.number).map(({ words }) => words)
  return own.length === 0 ? article : { ...article, keywords: [...new Set([...article.keywords, ...own])] }
}

/** The public articles that say the same in other languages, one for each, by language. */
function translationsIn(chosen: ChosenArticle[]): (article: ChosenArticle) => number[] {
  const groups = new Map<number, ChosenArticle[]>()
  for (const { articleId, originalId } of chosen) if (articleId !== originalId) groups.set(originalId, [])
  for (const article of chosen) {
    const group = groups.get(article.originalId)
    if (group?.every(({ language }) => language !== article.language)) group.push(article)
  }
  return (article) =>
    groups
      .get(article.originalId)
      ?.filter(({ language }) => language !== article.language)
      .sort((a, b) => byUnits(a.language, b.language))
      .map(({ number }) => number) ?? NONE
}

const NONE: number[] = []

function siteArticle(article: ChosenArticle, facts: Facts, settings: SiteSettings): Plain {
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
