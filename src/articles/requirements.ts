import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Issue } from '../lib/errors.ts'
import { openFindings, publicTexts } from '../safety/findings.ts'
import { type Article, contentOf, getVersion, isValidated, type Version } from './find.ts'
import { withoutAlt } from './media.ts'

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
  if (/\bTO-?DO\b|\?{3}/.test(version.resolution)) {
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
  /** Fields in which a picture has no words for those who cannot see it. */
  withoutAlt: string[]
}

/** Reads the facts that `publishIssues` judges. */
export function publishFacts(db: Db, article: Article, versionId: number): PublishFacts {
  const version = getVersion(db, versionId)
  return {
    isInternal: article.audience === 'internal',
    isValidated: isValidated(db, versionId),
    openFlags: openFlagIds(db, versionId).length,
    openFindings: openFindings(db, publicTexts(contentOf(version))),
    withoutAlt: withoutAlt(contentOf(version)),
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
  if (facts.withoutAlt.length > 0) {
    const where = facts.withoutAlt.join(' and ')
    add('no-alt', `A picture in the ${where} has no words for those who cannot see it. Say what it shows.`)
  }
  return issues
}

/**
 * Open flags that stand against a version: its article was flagged for a sentence this version still says, or one of
 * its statements was taken from a flagged post and still holds the flagged sentence. A version that is only the
 * evidence against somebody else's sentence is not in question.
 */
export function openFlagIds(db: Db, versionId: number): number[] {
  const version = getVersion(db, versionId)
  const rows = prepared(db, flagsAbout).all({ versionId, articleId: version.articleId }) as {
    id: number
    quote: string
    statement: string | null
  }[]
  const own = publicTexts(contentOf(version))
  const standing = rows.filter(({ quote, statement }) =>
    (statement === null ? own : [statement]).some((text) => text.includes(quote.trim())),
  )
  return [...new Set(standing.map((row) => row.id))]
}

/** The open flags of an article's own sentences, and those of posts that a version's statements were taken from. */
function flagsAbout(db: Db) {
  const isOpen = `f.outdated_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM settlements x WHERE x.flag_id = f.id AND x.undone_at IS NULL)`
  return db.$client.prepare(
    `SELECT f.id, f.claim_quote AS quote, NULL AS statement
     FROM article_versions v JOIN flags f ON f.claim_version_id = v.id
     WHERE v.article_id = @articleId AND ${isOpen}
     UNION SELECT f.id, f.claim_quote, s.text
     FROM version_statements s JOIN version_sources o ON o.statement_id = s.id
     JOIN flags f ON f.claim_post_id = o.post_id
     WHERE s.version_id = @versionId AND ${isOpen} ORDER BY 1`,
  )
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
