import { asksForAll, deedFor } from './class-deeds.ts'
import { decidingSigns, ownKinds, SURE_ENOUGH } from './class-signs.ts'
import { decidingWords, knownAlready, onlySpokenOf } from './class-words.ts'
import { matches } from './matches.ts'
import { plainView } from './plain-view.ts'
import type { FieldFindings, ThreadToScan } from './scan-thread.ts'

/** Whether a thread may become public, and why not; each reason quotes the words that decided it. */
export type SafetyClass = { class: 'public-ok' | 'case-only'; reasons: string[] }

const maximalReasons = 12
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
    const { asked, answered } = partsOf(thread)
    for (const told of signsIn(asked, answered)) reasons.add(told)
    const kinds = new Set(scanned.flatMap(({ findings }) => findings.map(({ kind }) => kind)))
    const deed = deedFor(
      asked,
      answered,
      numbered.some((kind) => kinds.has(kind)),
    )
    if (deed) reasons.add(`a customer’s own data: “${deed.replace(/\s+/g, ' ')}”`)
    for (const { text, findings } of scanned) {
      for (const { kind, confidence, start } of findings) {
        const what = ownKinds[kind]
        if (!what || confidence < SURE_ENOUGH) continue
        // A machine is only told of as the customer's own where it is called so; elsewhere it can be redacted.
        if (
          (kind === 'host' || kind === 'url') &&
          (asksForAll(asked) || !ours.test(text.slice(Math.max(0, start - 80), start)))
        )
          continue
        reasons.add(`a customer’s own data: it holds ${what}`)
      }
    }
  }
  const told = [...reasons].slice(0, maximalReasons)
  return { class: told.length === 0 ? 'public-ok' : 'case-only', reasons: told }
}

/** Numbers that stand in a case when it is about one customer's order, account or person. */
const numbered = ['order-id', 'account-id', 'customer-id', 'card', 'iban', 'national-id'] as const

const ours = /\b(?:our|ours|my|mine|unser\w{0,3}|mein\w{0,2}|notre|nos|nuestr\w{1,2}|onze|nossa?)\b/i

/** Words that decide only together, each looked for where it belongs. */
function signsIn(asked: string, answered: string): string[] {
  const all = `${asked}\n${answered}`
  return decidingSigns.flatMap((signs) => {
    const found = [
      ...(signs.answered ?? []).map((pattern) => pattern.exec(answered)),
      ...(signs.asked ?? []).map((pattern) => pattern.exec(asked)),
      ...(signs.told ?? []).map((pattern) => pattern.exec(all)),
    ]
    const last = found.at(-1)
    if (!last || found.includes(null) || signs.unless?.test(signs.answered ? answered : asked)) return []
    return [`${signs.reason}: “${last[0].trim().replace(/\s+/g, ' ')}”`]
  })
}

/** What was asked, and what others wrote to it; a thread without a body begins with its first post. */
function partsOf(thread: ThreadToScan): { asked: string; answered: string } {
  const [title = '', body = '', ...posts] = textsOf(thread)
  const isFirst = body.trim() === ''
  const asker = thread.author ?? (isFirst ? thread.posts[0]?.author : undefined)
  const isAskers = (place: number) =>
    (isFirst && place === 0) || (asker !== undefined && thread.posts[place]?.author === asker)
  const answered = posts.filter((_, place) => !isAskers(place)).join('\n')
  return { asked: `${title}\n${isFirst ? (posts[0] ?? '') : body}`, answered }
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
