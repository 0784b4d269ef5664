import { and, eq, inArray, isNull, notExists, or, sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { flags, settlements, versionSources, versionStatements } from '../db/schema.ts'
import type { Issue } from '../lib/errors.ts'
import { openFindings, publicTexts } from '../safety/findings.ts'
import { type Article, contentOf, getVersion, isValidated, type Version } from './find.ts'

/** What a version still lacks before somebody can vouch for it. */
export function validationIssues(version: Version): Issue[] {
  const issues: Issue[] = []
  if (version.resolution.trim() === '') {
    issues.push({
      field: 'resolution',
      code: 'missing',
      message: 'The article has no answer yet. Write the resolution.',
    })
  }
  if (/<(?:your|todo|tbd)\b[^>]*>|\bTODO\b|\?\?\?/i.test(version.resolution)) {
    issues.push({
      field: 'resolution',
      code: 'unfinished',
      message: 'The resolution still holds a note to yourself.',
    })
  }
  return issues
}

/** Facts about a version that decide whether it may go live. */
export type PublishFacts = {
  isInternal: boolean
  isValidated: boolean
  openFlags: number
  openFindings: { kind: string }[]
}

/** Reads the facts that `publishIssues` judges. */
export function publishFacts(db: Db, article: Article, versionId: number): PublishFacts {
  const version = getVersion(db, versionId)
  return {
    isInternal: article.audience === 'internal',
    isValidated: isValidated(db, versionId),
    openFlags: openFlagIds(db, versionId).length,
    openFindings: openFindings(db, publicTexts(contentOf(version))),
  }
}

/** Why a version may not go live; nothing when it may. */
export function publishIssues(facts: PublishFacts): Issue[] {
  const issues: Issue[] = []
  const add = (code: string, message: string) => issues.push({ code, message })
  if (facts.isInternal)
    add('internal', 'This article is for internal use. Change its audience before publishing it.')
  if (!facts.isValidated) add('not-validated', 'This version has not been validated. Validate it first.')
  if (facts.openFlags > 0) {
    add(
      'open-flag',
      `${count(facts.openFlags, 'contradiction is', 'contradictions are')} open on this version. Settle first.`,
    )
  }
  if (facts.openFindings.length > 0) {
    const kinds = [...new Set(facts.openFindings.map((found) => found.kind))].join(', ')
    add(
      'open-finding',
      `This version may hold something private (${kinds}). Redact it, or say why it may be public.`,
    )
  }
  return issues
}

/**
 * Open flags that concern a version: raised on its own text, or on a post one of its statements was taken from
 * (with the claim still in the statement).
 */
export function openFlagIds(db: Db, versionId: number): number[] {
  const isUnsettled = notExists(
    db
      .select({ one: sql`1` })
      .from(settlements)
      .where(and(eq(settlements.flagId, flags.id), isNull(settlements.undoneAt))),
  )
  const fromPosts = db
    .select({ id: versionSources.postId, text: versionStatements.text })
    .from(versionSources)
    .innerJoin(versionStatements, eq(versionSources.statementId, versionStatements.id))
    .where(and(eq(versionStatements.versionId, versionId), sql`${versionSources.postId} is not null`))
    .all()
  const postIds = [...new Set(fromPosts.flatMap((row) => row.id ?? []))]
  const concerns = or(
    eq(flags.claimVersionId, versionId),
    eq(flags.evidenceVersionId, versionId),
    inArray(flags.claimPostId, postIds.length === 0 ? [-1] : postIds),
  )
  const rows = db
    .select({ id: flags.id, postId: flags.claimPostId, quote: flags.claimQuote })
    .from(flags)
    .where(and(concerns, isUnsettled, isNull(flags.outdatedAt)))
    .all()
  return rows
    .filter(
      (row) =>
        row.postId === null ||
        fromPosts.some((from) => from.id === row.postId && from.text.includes(row.quote.trim())),
    )
    .map((row) => row.id)
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
