import type { Db } from '../db/open.ts'

/** What became of the answer a link names: it is there (or checked, or has a successor), it went at a time, or never was. */
type Target = { goneAt: string | null }

/** An article as far as links to it are concerned. */
type Row = {
  articleId: number
  slug: string
  audience: string
  isArchived: number
  archivedAt: string | null
  successorId: number | null
}

/** Links of a text to answers of ours that lead nowhere: since before `liveAt`, or only since then. */
export type BrokenLinks = { fromTheStart: string[]; sinceThen: string[] }

const ANSWER = /^(?:(?:\.\.\/)+|\/)(?:[a-z]{2,3}(?:-[a-z0-9]{2,8})*\/)?answers\/([^/?#]{1,300})/i

/**
 * Finds such links, also those that say the site's full address. A link that led nowhere when its version went live is a fault of that version. One whose target was
 * taken out of use later is none: an archived article must not take others with it, so the link becomes plain words.
 */
export function brokenLinkFinder(
  db: Db,
  rows: Row[],
  siteUrl: string | null = null,
): (hrefs: string[], liveAt: string) => BrokenLinks {
  let targets: Map<string, Target> | undefined
  return (hrefs, liveAt) => {
    const broken: BrokenLinks = { fromTheStart: [], sinceThen: [] }
    for (const href of hrefs) {
      const isOurs = siteUrl !== null && href.startsWith(`${siteUrl}/`)
      const slug = ANSWER.exec(isOurs ? href.slice(siteUrl.length) : href)?.[1]
      if (slug === undefined) continue
      targets ??= targetsOf(db, rows)
      const target = targets.get(slug)
      if (target !== undefined && target.goneAt === null) continue
      const isLater = target !== undefined && target.goneAt! > liveAt
      broken[isLater ? 'sinceThen' : 'fromTheStart'].push(href)
    }
    return broken
  }
}

function targetsOf(db: Db, rows: Row[]): Map<string, Target> {
  const byId = new Map(rows.map((row) => [row.articleId, row]))
  const goneAt = (row: Row): string | null => {
    if (row.audience === 'public' && row.isArchived === 0) return null
    const seen = new Set<number>()
    for (let at: Row | undefined = row; at !== undefined && !seen.has(at.articleId); ) {
      seen.add(at.articleId)
      // When an article became internal is no fact we keep; it was public once, so the link was whole once.
      if (at.audience !== 'public') return '9999'
      if (at.isArchived === 0) return null
      if (at.successorId === null) return at.archivedAt
      at = byId.get(at.successorId)
    }
    return row.archivedAt
  }
  const targets = new Map<string, Target>()
  const old = db.$client
    .prepare('SELECT from_slug AS slug, article_id AS articleId, at FROM redirects')
    .all() as { slug: string; articleId: number | null; at: string }[]
  for (const { slug, articleId, at } of old) {
    const row = byId.get(articleId ?? -1)
    if (row !== undefined) targets.set(slug, { goneAt: goneAt(row) })
    else if (articleId === null) targets.set(slug, { goneAt: at })
  }
  for (const row of rows) targets.set(row.slug, { goneAt: goneAt(row) })
  return targets
}
