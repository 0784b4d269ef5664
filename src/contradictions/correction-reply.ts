import type { SettlementVerdict } from '../db/words.ts'

/** What a correction in the thread is written from. */
export type Correction = {
  verdict: SettlementVerdict
  author: string | null
  claim: string
  evidence: string
  evidenceTitle: string
  /** Where the official text can be read, if anywhere public. */
  url: string | null
  scope: string
}

/** A courteous reply for the thread, ready to check and post; null when the thread needs none. */
export function correctionReply(correction: Correction): string | null {
  if (correction.verdict === 'not-a-contradiction') return null
  const hello = correction.author === null ? 'Hello,' : `Hello ${correction.author},`
  const link =
    correction.url === null
      ? `“${correction.evidenceTitle}”`
      : `[${correction.evidenceTitle}](${correction.url})`
  const theirs = quoted(correction.claim)
  const ours = quoted(correction.evidence)
  const parts: Record<Exclude<SettlementVerdict, 'not-a-contradiction'>, string[]> = {
    'official-right': [
      'thank you for helping here. For everyone who finds this thread later, one point needs a correction. It says:',
      theirs,
      `We have checked it with the people who look after the product. This is how it works (${link}):`,
      ours,
    ],
    'community-right': [
      'thank you: you were right, and our page was not. You wrote:',
      theirs,
      `We are correcting ${link}, which still says:`,
      ours,
    ],
    'both-right': [
      'thank you for helping here. Both of these are right, each in its own case:',
      theirs,
      ours,
      `Which one holds: ${correction.scope} More in ${link}.`,
    ],
    superseded: [
      'thank you for helping here. This was right when it was written, and has changed since:',
      theirs,
      `Today it is (${link}):`,
      ours,
    ],
  }
  return [hello, ...parts[correction.verdict]].join('\n\n')
}

/** A text as a quotation in Markdown. */
export function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
}
