import { versionsOf } from '../../../articles/catalogue.ts'
import { type Check, checklist } from '../../../articles/checklist.ts'
import { PUBLIC_FIELDS } from '../../../articles/content.ts'
import type { Article } from '../../../articles/find.ts'
import { sourceTexts } from '../../../articles/sources.ts'
import { FIELD_WORDS } from '../../../articles/words.ts'
import type { Db } from '../../../db/open.ts'
import { keptHtml } from '../../../db/renderings.ts'
import type { Content } from '../../../db/words.ts'
import { sha256 } from '../../../lib/hash.ts'
import type { SafeHtml } from '../../../lib/markdown.ts'
import { renderApart } from '../../../lib/render-pool.ts'
import { companyWords, contextOfPosts } from '../../../safety/findings.ts'
import { scanText } from '../../../safety/scan.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask } from '../../routes.ts'
import { bodyHtml } from './body.ts'
import { type Disagreement, disagreements } from './disagreements.ts'
import { alikeTo, SAME_QUESTION, type Similar, similarArticles } from './similar.ts'

/** What stands beside the text while it is written; made anew from what is in the fields. */
export type Aside = PageBase & {
  preview: { title: string; appliesTo: string[]; parts: { heading: string; html: SafeHtml }[] }
  similar: Similar[]
  safety: { field: string; kind: string; before: string; quote: string; after: string; isCertain: boolean }[]
  /** Null: not looked at yet. */
  contradictions: Disagreement[] | null
  /** Not all official texts were read yet: it asks again. */
  isReading: boolean
  checks: Check[]
  /** Numbers on the tabs: things to look at. */
  counts: { similar: number; safety: number; contradictions: number; checks: number }
}

const AROUND = 40
const CERTAIN = 0.5
/** Longer texts are looked at by the scan after saving, not at every pause. */
const SCANNED_WHILE_WRITING = 60_000

/** The headings under which readers see the parts, in their order. */
const PARTS = [
  ['resolution', ''],
  ['issue', 'The question'],
  ['environment', 'Where this applies'],
  ['cause', 'Why it happens'],
] as const

/** Looks at a text as it stands in the editor: as readers will see it, and what the house would say about it. */
export async function asideOf(
  ask: Ask,
  article: Article,
  content: Content,
  options: { quickly?: boolean; inPortions?: boolean } = {},
): Promise<Aside> {
  const alike = alikeTo(ask.db, { content, article, limit: 18 })
  const similar = similarArticles(ask.db, { content, article, productIds: ask.productIds, limit: 6, alike })
  const same = similar.filter((one) => one.likeness >= SAME_QUESTION)
  const safety = safetyOf(ask.db, article, content)
  const against = disagreements(ask.db, article, content, alike, options)
  const checks = checklist(content, {
    language: article.language,
    hasProduct: article.productId !== null,
    hasTopic: article.topicId !== null,
    hasOwner: article.ownerId !== null,
    versions: article.productId === null ? [] : versionsOf(ask.db, article.productId).map((one) => one.name),
    sameQuestion: same.map((one) => one.title),
    deadLinks: deadLinks(ask.db, content),
  })
  return {
    title: content.title,
    preview: {
      title: content.title,
      appliesTo: Object.values(content.appliesTo).flat(),
      parts: await partsOf(ask.db, content),
    },
    similar,
    safety,
    contradictions: against?.found ?? null,
    isReading: against?.isWhole === false,
    checks,
    counts: {
      similar: same.length,
      safety: safety.filter((found) => found.isCertain).length,
      contradictions: against?.found.length ?? 0,
      checks: checks.filter((check) => check.notes.length > 0).length,
    },
  }
}

async function partsOf(db: Db, content: Content): Promise<Aside['preview']['parts']> {
  const parts: Aside['preview']['parts'] = []
  for (const [field, heading] of PARTS) {
    if (content[field].trim() === '') continue
    // What is being typed is not worth keeping; what was saved is there already.
    const html = keptHtml(db)(sha256(content[field])) ?? (await renderApart(content[field])).html
    parts.push({ heading, html: bodyHtml(db, html, heading === '' ? 3 : 4) })
  }
  return parts
}

function safetyOf(db: Db, article: Article, content: Content): Aside['safety'] {
  const postIds = sourceTexts(db, article.id).flatMap((source) => source.postId ?? [])
  const context = { ...contextOfPosts(db, postIds), words: companyWords(db) }
  const texts: [string, string][] = [
    ['Title', content.title],
    ...PUBLIC_FIELDS.map((field): [string, string] => [FIELD_WORDS[field], content[field]]),
  ]
  return texts.flatMap(([field, text]) =>
    scanText(text.slice(0, SCANNED_WHILE_WRITING), context).map((found) => ({
      field,
      kind: found.kind,
      before: text.slice(Math.max(0, found.start - AROUND), found.start),
      quote: text.slice(found.start, found.end),
      after: text.slice(found.end, found.end + AROUND),
      isCertain: found.confidence >= CERTAIN,
    })),
  )
}

/** Links to articles here, by number or address, that lead to nothing. */
function deadLinks(db: Db, content: Content): string[] {
  const isKnown = db.$client
    .prepare(
      `SELECT 1 FROM articles WHERE slug = ? OR number = ? UNION SELECT 1 FROM redirects WHERE from_slug = ? LIMIT 1`,
    )
    .pluck()
  const dead = new Set<string>()
  for (const field of PUBLIC_FIELDS) {
    for (const [, href] of content[field].matchAll(/\]\(\s*<?((?:\/|\.\.\/)[^)\s>]{1,300})/g)) {
      const name = href!
        .replace(/[?#].*$/, '')
        .split('/')
        .filter((part) => part !== '' && part !== '..' && part !== 'index.html')
        .at(-1)
      if (name === undefined) continue
      const number = /^\d{1,9}$/.test(name) ? Number(name) : -1
      if (isKnown.get(name, number, name) === undefined) dead.add(href!)
    }
  }
  return [...dead]
}
