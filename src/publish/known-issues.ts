import type { IssueStatus } from '../db/words.ts'
import { filled, type SiteWords } from './languages/index.ts'

const LINE = /^[ \t>*_-]*status[ \t*_]*[:：][ \t*_]*([^\n]{1,80})/im

/** The words for a status, with the version somebody named: "Fixed in 4.3". */
export function issueLabel(say: SiteWords, status: IssueStatus, version: string): string {
  return version === '' ? say[status] : filled(say.inVersion, { status: say[status], version })
}

/**
 * The status of a known issue nobody has set one for: what a line "Status: …" in its environment, issue or answer says;
 * without one an issue that has an answer has a workaround, any other is being investigated.
 */
export function issueStatus(text: { environment: string; issue: string; resolution: string }): IssueStatus {
  for (const field of [text.environment, text.issue, text.resolution]) {
    const said = LINE.exec(field)?.[1]?.toLowerCase()
    if (said === undefined) continue
    if (/\b(fixed|resolved|solved|released|closed)\b/.test(said) && !/\bnot\b/.test(said)) return 'fixed'
    if (/\b(in test|testing|beta|patch|candidate)\b/.test(said)) return 'in-test'
    if (/\bworkaround\b/.test(said)) return 'workaround'
    return 'investigating'
  }
  return text.resolution.trim() === '' ? 'investigating' : 'workaround'
}
