import { type Content, type Field, fields } from '../db/words.ts'
import type { Issue } from '../lib/errors.ts'
import { sha256, stableJson } from '../lib/hash.ts'

/** The fields the public sees; notes never leave the house. */
export const PUBLIC_FIELDS = [
  'issue',
  'environment',
  'cause',
  'resolution',
] as const satisfies readonly Field[]

const MAX_TITLE = 300
const MAX_FIELD = 500_000

/** A version with nothing in it yet. */
export function emptyContent(): Content {
  return { title: '', issue: '', environment: '', cause: '', resolution: '', notes: '', appliesTo: {} }
}

/** Line ends and outer blanks made uniform, so that equal texts are equal bytes. */
export function tidyContent(content: Content): Content {
  const tidy = {
    ...emptyContent(),
    appliesTo: content.appliesTo,
    title: content.title.replace(/\s+/gu, ' ').trim(),
  }
  for (const field of fields) tidy[field] = content[field].replace(/\r\n?/g, '\n').replace(/\s+$/u, '')
  return tidy
}

/** SHA-256 over everything a reader or editor could see of a version. */
export function contentHash(content: Content): string {
  const { title, issue, environment, cause, resolution, notes, appliesTo } = content
  return sha256(stableJson({ title, issue, environment, cause, resolution, notes, appliesTo }))
}

/** What has to be put right before a text can be saved at all. */
export function savingIssues(content: Content): Issue[] {
  const issues: Issue[] = []
  if (content.title === '')
    issues.push({ field: 'title', code: 'missing', message: 'Give the article a title.' })
  if (content.title.length > MAX_TITLE) {
    issues.push({ field: 'title', code: 'long', message: `The title has more than ${MAX_TITLE} characters.` })
  }
  for (const field of fields) {
    if (content[field].length <= MAX_FIELD) continue
    const message = `The ${field} has more than ${MAX_FIELD.toLocaleString('en')} characters. Split the article.`
    issues.push({ field, code: 'long', message })
  }
  return issues
}
