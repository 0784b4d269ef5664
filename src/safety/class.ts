import { decidingWords, knownAlready, onlySpokenOf } from './class-words.ts'
import { matches } from './matches.ts'
import { plainView } from './plain-view.ts'
import type { FieldFindings, ThreadToScan } from './scan-thread.ts'

/** Whether a thread may become public, and why not; each reason quotes the words that decided it. */
export type SafetyClass = { class: 'public-ok' | 'case-only'; reasons: string[] }

const maximalReasons = 12
const ownData: Partial<Record<string, string>> = {
  card: 'a card number',
  iban: 'a bank account',
  'national-id': 'an identity number',
  'birth-date': 'a birth date',
}

/**
 * The practitioners' rule: information, how-to and workaround may be public; production down, a security defect,
 * internals and a customer's own data stay a case. Words that are only asked about ("how do I prevent an outage?") do
 * not decide. `scanned` are the thread's findings, if they are at hand: numbers that only a customer has decide too.
 */
export function safetyClass(thread: ThreadToScan, scanned: readonly FieldFindings[] = []): SafetyClass {
  const reasons = new Set<string>()
  for (const text of textsOf(thread)) {
    for (const { reason, patterns } of decidingWords) {
      for (const pattern of patterns) addWords(reasons, reason, pattern, text)
    }
  }
  if (thread.posts.some((post) => post.isPrivate === true)) reasons.add('internals: a post is marked private')
  if (thread.authority === undefined || thread.authority === 'case') {
    for (const { kind } of scanned.flatMap((field) => field.findings)) {
      if (ownData[kind]) reasons.add(`a customer’s own data: it holds ${ownData[kind]}`)
    }
  }
  const told = [...reasons].slice(0, maximalReasons)
  return { class: told.length === 0 ? 'public-ok' : 'case-only', reasons: told }
}

function textsOf(thread: ThreadToScan): string[] {
  const format = thread.bodyFormat ?? 'markdown'
  return [
    plainView(thread.title, 'text').text,
    plainView(thread.body, format).text,
    ...thread.posts.map((post) => plainView(post.body, post.bodyFormat ?? format).text),
  ]
}

function addWords(reasons: Set<string>, reason: string, pattern: RegExp, text: string) {
  for (const match of matches(text, pattern)) {
    const before = text.slice(Math.max(0, match.index - 110), match.index)
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 110)
    if (onlySpokenOf.test(before) || knownAlready.test(after)) continue
    reasons.add(`${reason}: “${match[0].trim().replace(/\s+/g, ' ')}”`)
    if (reasons.size >= maximalReasons) return
  }
}
