import { desc, eq } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { releases, users } from '../db/schema.ts'
import { NotFound } from '../lib/errors.ts'
import { memoryOf } from './build-memory.ts'
import type { HeldBack } from './choice.ts'
import { siteContent } from './content.ts'
import { freshParts } from './parts.ts'
import { currentManifest, keptReleases, placeOf } from './place.ts'
import { siteOptions } from './publish.ts'
import { isPage } from './release-files.ts'
import { planSite } from './site.ts'
import { plannedBefore } from './write.ts'

/** An article as a list of changes names it. */
export type ChangedArticle = { number: number; title: string; slug: string }

/** What the next release would bring, article by article; nothing is rendered to find out. */
export type NextRelease = {
  added: ChangedArticle[]
  changed: ChangedArticle[]
  /** Addresses of answers that would lead elsewhere or be gone. */
  removed: string[]
  /** Other pages that would change: lists, old addresses. */
  otherPages: number
  heldBack: HeldBack[]
  isUpToDate: boolean
}

/** Compares what is live now with what readers see. `dataDir`, `siteUrl` and `feedbackUrl` as for `publish`. */
export function nextRelease(
  db: Db,
  input: { dataDir: string; out?: string; siteUrl?: string | null; feedbackUrl?: string | null },
): NextRelease {
  const place = placeOf(input)
  const current = currentManifest(place)
  const before = current?.files
  const siteUrl = input.siteUrl?.replace(/\/+$/, '') || null
  const content = db.$client.transaction(() => siteContent(db, { memory: memoryOf(place), siteUrl }))()
  const plan = planSite(content, siteOptions(db, input))
  const { files, gone } = freshParts(plan.parts, plannedBefore(place, current), before)
  const byPath = plan.articles()
  const next: NextRelease = {
    added: [],
    changed: [],
    removed: [],
    otherPages: 0,
    heldBack: content.heldBack,
    isUpToDate: false,
  }
  for (const file of files) {
    if (!isPage(file.path)) continue
    const old = before?.get(file.path)
    if (old?.input === file.input) continue
    const article = byPath.get(file.path)
    if (article === undefined) next.otherPages++
    else {
      const { number, title, slug } = article
      const wasAnswer = before?.has(file.path.replace(/index\.html$/, 'index.md')) === true
      next[wasAnswer ? 'changed' : 'added'].push({ number, title, slug })
    }
  }
  for (const path of gone) {
    if (path.endsWith('/index.md')) next.removed.push(path.replace(/index\.md$/, 'index.html'))
  }
  const all = next.added.length + next.changed.length + next.removed.length + next.otherPages
  return { ...next, isUpToDate: all === 0 }
}

/** A release as the list shows it. */
export type ReleaseRow = {
  number: number
  at: string
  by: string | null
  pages: number
  bytes: number
  added: number
  changed: number
  removed: number
  heldBack: number
  hash: string
  isCurrent: boolean
  isKept: boolean
}

/** Releases, the newest first; those still kept can be given to readers again. */
export function releaseList(db: Db, input: { dataDir: string; out?: string; limit?: number }): ReleaseRow[] {
  const rows = releaseRows(db)
    .orderBy(desc(releases.number))
    .limit(input.limit ?? 20)
    .all()
  const rowOf = rowMaker(input)
  return rows.map(rowOf)
}

/** One release with the reason for each article that was not shown as its live version says. */
export function releaseNumbered(
  db: Db,
  input: { dataDir: string; out?: string; number: number },
): ReleaseRow & { heldBackList: HeldBack[] } {
  const found = releaseRows(db).where(eq(releases.number, input.number)).get()
  if (found === undefined) throw new NotFound(`There is no release ${input.number}.`)
  return { ...rowMaker(input)(found), heldBackList: found.release.heldBack }
}

function releaseRows(db: Db) {
  return db
    .select({ release: releases, by: users.displayName })
    .from(releases)
    .leftJoin(users, eq(releases.by, users.id))
}

function rowMaker(input: { dataDir: string; out?: string }) {
  const place = placeOf(input)
  const current = currentManifest(place)?.release
  const kept = new Set(keptReleases(place))
  return ({ release, by }: { release: typeof releases.$inferSelect; by: string | null }): ReleaseRow => {
    const { number, at, pages, bytes, added, changed, removed, hash } = release
    return {
      ...{ number, at, by, pages, bytes, added, changed, removed, hash },
      heldBack: release.heldBack.length,
      isCurrent: number === current,
      isKept: kept.has(number),
    }
  }
}
