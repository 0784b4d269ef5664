import { getVersion, visibleContent } from '../../../articles/find.ts'
import { type VersionRow, versionList } from '../../../articles/queries.ts'
import { FIELD_WORDS } from '../../../articles/words.ts'
import { type AppliesTo, fields } from '../../../db/words.ts'
import { type DiffPart, wordDiff } from '../../../lib/diff.ts'
import { aboutArticle } from '../../about.ts'
import { page } from '../../answers.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type ArticleHead, aboutOf, askedArticle, headOf, versionNumbered } from './asked.ts'

/** A run of text; a change has a number, so that one can jump from change to change. */
export type NumberedPart = DiffPart & { change?: number }

export type ComparePage = PageBase & {
  head: ArticleHead
  from: VersionRow
  to: VersionRow
  versions: VersionRow[]
  view: 'side' | 'inline'
  /** What changed in the short fields: the title and where it applies. */
  short: { label: string; parts: NumberedPart[] }[]
  texts: { label: string; parts: NumberedPart[] }[]
  same: string[]
  changes: number
  views: { label: string; to: string; isHere: boolean }[]
  swapTo: string
  mayRestore: boolean
  draftId: number | null
}

/** Any two versions of an article against each other. */
export function compareRoutes(routes: Routes): void {
  routes.get('/staff/articles/:number/compare', 'see', aboutArticle, (ask) =>
    page('articles/compare', comparePage(ask)),
  )
}

function comparePage(ask: Ask): ComparePage {
  const { db } = ask
  const article = askedArticle(ask)
  const head = headOf(ask, article)
  const versions = versionList(db, article)
  const newest = versions[0]!.number
  const to = versionNumbered(ask, article, ask.query.to ?? String(newest))
  const from = versionNumbered(ask, article, ask.query.from ?? String(Math.max(1, to.number - 1)))
  const before = visibleContent(db, getVersion(db, from.id))
  const after = visibleContent(db, getVersion(db, to.id))
  const view = ask.query.view === 'inline' ? ('inline' as const) : ('side' as const)
  const number = numbering()
  const short = [
    { label: 'Title', parts: number(wordDiff(before.title, after.title)) },
    ...SCOPES.map(([scope, label]) => ({
      label,
      parts: number(wordDiff(listed(before.appliesTo, scope), listed(after.appliesTo, scope))),
    })),
  ]
  const texts = fields.map((field) => ({
    label: FIELD_WORDS[field],
    parts: number(wordDiff(before[field], after[field])),
  }))
  const address = (change: { view?: string; from?: number; to?: number }) => {
    const query = new URLSearchParams({
      from: String(change.from ?? from.number),
      to: String(change.to ?? to.number),
    })
    if ((change.view ?? view) === 'inline') query.set('view', 'inline')
    return `${head.to}/compare?${query}`
  }
  return {
    title: `Versions ${from.number} and ${to.number}: ${head.title}`,
    head,
    from: versions.find((row) => row.versionId === from.id)!,
    to: versions.find((row) => row.versionId === to.id)!,
    versions,
    view,
    short: short.filter(hasChange),
    texts: texts.filter(hasChange),
    same: texts.filter((text) => !hasChange(text) && text.parts.length > 0).map((text) => text.label),
    changes: number.count(),
    views: [
      { label: 'Side by side', to: address({ view: 'side' }), isHere: view === 'side' },
      { label: 'In one text', to: address({ view: 'inline' }), isHere: view === 'inline' },
    ],
    swapTo: address({ from: to.number, to: from.number }),
    mayRestore: ask.may('save', aboutOf(article)) && !head.isArchived,
    draftId: article.draftVersionId,
  }
}

const SCOPES = [
  ['versions', 'Versions'],
  ['plans', 'Plans'],
  ['platforms', 'Platforms'],
  ['regions', 'Regions'],
] as const

function listed(appliesTo: AppliesTo, scope: keyof AppliesTo): string {
  return (appliesTo[scope] ?? []).join(', ')
}

function hasChange({ parts }: { parts: NumberedPart[] }): boolean {
  return parts.some((part) => part.kind !== 'same')
}

/** Numbers changes through a whole page; a removal and the addition in its place are one change. */
export function numbering() {
  let count = 0
  const number = (parts: DiffPart[]): NumberedPart[] =>
    parts.map((part, place) => {
      if (part.kind === 'same') return part
      const before = parts[place - 1]
      if (before === undefined || before.kind === 'same') count++
      return { ...part, change: count }
    })
  return Object.assign(number, { count: () => count })
}
