/** Where a known issue stands. */
export type IssueStatus = 'open' | 'workaround' | 'in-test' | 'fixed'

/** How readers read it. */
export const issueStatusWords: Record<IssueStatus, string> = {
  open: 'Open',
  workaround: 'Workaround',
  'in-test': 'Fix in test',
  fixed: 'Fixed',
}

const LINE = /^[ \t>*_-]*status[ \t*_]*[:：][ \t*_]*([^\n]{1,80})/im

/**
 * The status of a known issue: what a line "Status: …" in its environment, issue or answer says; without one an
 * issue that has an answer has a workaround, any other is open.
 */
export function issueStatus(text: { environment: string; issue: string; resolution: string }): IssueStatus {
  for (const field of [text.environment, text.issue, text.resolution]) {
    const said = LINE.exec(field)?.[1]?.toLowerCase()
    if (said === undefined) continue
    if (/\b(fixed|resolved|solved|released|closed)\b/.test(said) && !/\bnot\b/.test(said)) return 'fixed'
    if (/\b(in test|testing|beta|patch|candidate)\b/.test(said)) return 'in-test'
    if (/\bworkaround\b/.test(said)) return 'workaround'
    return 'open'
  }
  return text.resolution.trim() === '' ? 'open' : 'workaround'
}
