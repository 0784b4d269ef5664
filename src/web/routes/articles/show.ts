import { type LinkRow, linksOfArticle, votesByVersion } from '../../../agent/queries.ts'
import type { Article } from '../../../articles/find.ts'
import { type VersionRow, versionList, versionText } from '../../../articles/queries.ts'
import { publishFacts, publishIssues } from '../../../articles/requirements.ts'
import {
  articleEvents,
  type EventRow,
  type MergeRow,
  mergesOf,
  type SplitRow,
  splitsOf,
} from '../../../articles/timeline.ts'
import { FIELD_WORDS, SIGNIFICANCE_WORDS } from '../../../articles/words.ts'
import { renderedHtml } from '../../../db/renderings.ts'
import { type AppliesTo, type Field, fields } from '../../../db/words.ts'
import type { Issue } from '../../../lib/errors.ts'
import { sha256 } from '../../../lib/hash.ts'
import type { SafeHtml } from '../../../lib/markdown.ts'
import { aboutArticle } from '../../about.ts'
import { page } from '../../answers.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type ArticleAct, actsOn } from './allowed.ts'
import { type ArticleHead, aboutOf, askedArticle, headOf, versionNumbered } from './asked.ts'
import { bodyHtml } from './body.ts'
import { type Discussion, discussionOf } from './discussion.ts'
import { type FindingRow, findingsOf } from './findings.ts'
import { type MarginNote, marginOf } from './margin.ts'
import { type Similar, similarArticles } from './similar.ts'
import { archivalOf, type Fact, factsOf, flagsOf, reviewsOf, type Standing } from './standing.ts'

export type ShownField = { field: Field; label: string; html: SafeHtml; notes: MarginNote[] }

import { type Upkeep, upkeepOf } from './upkeep.ts'

export type ArticlePage = PageBase &
  Standing & {
    head: ArticleHead
    /** Which text is shown: the draft, the live one, or an earlier version by its number. */
    shown: { which: 'draft' | 'live' | 'earlier'; version: VersionRow; isOnly: boolean }
    fields: ShownField[]
    appliesTo: { label: string; values: string[] }[]
    facts: Fact[]
    upkeep: Upkeep
    discussion: Discussion
    acts: ArticleAct[]
    issues: Issue[]
    versions: (VersionRow & { significanceWords: string })[]
    links: LinkRow[]
    votes: { version: number; helpful: number; notHelpful: number }[]
    findings: FindingRow[]
    similar: Similar[]
    merges: MergeRow[]
    splits: SplitRow[]
    events: EventRow[]
    mayRedact: boolean
    mayDismiss: boolean
    mayMerge: boolean
    hasMargin: boolean
    marginTo: string
  }

/** The reading view of one article. */
export function showRoutes(routes: Routes): void {
  routes.get('/staff/articles/:number', 'see', aboutArticle, async (ask) =>
    page('articles/show', await articlePage(ask)),
  )
}

async function articlePage(ask: Ask): Promise<ArticlePage> {
  const { db } = ask
  const article = askedArticle(ask)
  const head = headOf(ask, article)
  const versions = versionList(db, article)
  const shown = shownVersion(ask, article, versions)
  const { version, content } = versionText(db, shown.version.versionId)
  const texts = fields.map((field) => content[field])
  const html = await renderedHtml(db, texts)
  const hasMargin = ask.query.margin === 'sources'
  const notes = hasMargin ? await marginOf(ask, version.id) : new Map<Field, MarginNote[]>()
  const draftId = article.draftVersionId
  const upkeep = upkeepOf(ask, article, content)
  return {
    title: head.title,
    head,
    shown,
    fields: fields
      .filter((field) => content[field] !== '')
      .map((field) => ({
        field,
        label: FIELD_WORDS[field],
        html: bodyHtml(db, html.get(sha256(content[field]))),
        notes: notes.get(field) ?? [],
      })),
    appliesTo: appliesToWords(content.appliesTo),
    facts: factsOf(ask, article),
    upkeep,
    discussion: discussionOf(ask, article, content),
    acts: actsOn(ask, article, head.status, upkeep.due !== null),
    issues: draftId === null ? [] : publishIssues(publishFacts(db, article, draftId)),
    ...reviewsOf(ask, article),
    archival: archivalOf(ask, article),
    versions: versions.map((row) => ({ ...row, significanceWords: SIGNIFICANCE_WORDS[row.significance] })),
    links: linksOfArticle(db, article.id, 20),
    votes: votesByVersion(db, article.id),
    flags: draftId === null ? [] : flagsOf(ask, draftId),
    findings: findingsOf(db, version),
    similar: similarArticles(db, { content, article, productIds: ask.productIds, limit: 5 }),
    merges: mergesOf(db, article.id),
    splits: splitsOf(db, article.id),
    events: articleEvents(db, article.id),
    mayRedact: ask.may('redact', aboutOf(article)),
    mayDismiss: ask.may('override.safety', aboutOf(article)),
    mayMerge: ask.may('merge', aboutOf(article)) && !head.isArchived,
    hasMargin,
    marginTo: `${head.to}${query(shown, !hasMargin)}`,
  }
}

function query(shown: ArticlePage['shown'], hasMargin: boolean): string {
  const parts = new URLSearchParams()
  if (shown.which === 'live') parts.set('text', 'live')
  if (shown.which === 'earlier') parts.set('version', String(shown.version.number))
  if (hasMargin) parts.set('margin', 'sources')
  return parts.size === 0 ? '' : `?${parts}`
}

function shownVersion(ask: Ask, article: Article, versions: VersionRow[]): ArticlePage['shown'] {
  const isOnly = article.liveVersionId === null || article.liveVersionId === article.draftVersionId
  const of = (id: number | null) => versions.find((row) => row.versionId === id)
  if (ask.query.version !== undefined) {
    const asked = versionNumbered(ask, article, ask.query.version)
    const which =
      asked.id === article.draftVersionId
        ? 'draft'
        : asked.id === article.liveVersionId
          ? 'live'
          : ('earlier' as const)
    return { which, version: of(asked.id)!, isOnly }
  }
  const live = of(article.liveVersionId)
  const draft = of(article.draftVersionId)
  if (ask.query.text === 'live' && live !== undefined) return { which: 'live', version: live, isOnly }
  return draft === undefined
    ? { which: 'live', version: live ?? versions[0]!, isOnly }
    : { which: 'draft', version: draft, isOnly }
}

function appliesToWords(appliesTo: AppliesTo): { label: string; values: string[] }[] {
  const all: [string, string[] | undefined][] = [
    ['Versions', appliesTo.versions],
    ['Plans', appliesTo.plans],
    ['Platforms', appliesTo.platforms],
    ['Regions', appliesTo.regions],
  ]
  return all.flatMap(([label, values]) =>
    values === undefined || values.length === 0 ? [] : [{ label, values }],
  )
}
