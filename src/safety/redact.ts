import type { Finding, FindingKind } from './detector.ts'
import { folded, wordsOf } from './people.ts'
import { usedNumbers } from './placeholder.ts'

/** A range of one field and what is shown instead. */
export type Redaction = { start: number; end: number; placeholder: string; kind: FindingKind }

/** One field of a thread with what was found in it. */
export type ScannedField = { text: string; findings: readonly Finding[] }

/**
 * Redactions for every field of a thread, in the order given. The same thing gets the same placeholder everywhere:
 * e-mail addresses and hosts in any case, phone numbers in any writing, a first name like the full name it belongs to,
 * a machine's short name like its full one. Numbers that a text already uses in a placeholder are passed over.
 */
export function placeholdersFor(fields: readonly ScannedField[]): Redaction[][] {
  const numbers = usedNumbers(fields.map((field) => field.text))
  const identities = identitiesOf(fields.flatMap((field) => field.findings))
  const given = new Map<string, string>()
  return fields.map((field) =>
    field.findings.map(({ kind, start, end, text }) => {
      const identity = `${kind} ${identities(kind, text)}`
      let placeholder = given.get(identity)
      if (placeholder === undefined) {
        const number = (numbers.get(kind) ?? 0) + 1
        numbers.set(kind, number)
        placeholder = `<${kind}-${number}>`
        given.set(identity, placeholder)
      }
      return { start, end, placeholder, kind }
    }),
  )
}

/**
 * The text with each range replaced. Rows may come in any order; of rows that overlap, the first one's placeholder
 * covers them all. In `html` the placeholder's brackets are written as entities. Throws RangeError for a row that
 * does not lie in the text: it belongs to another text, and showing this one would leak.
 */
export function redact(
  text: string,
  redactions: readonly Pick<Redaction, 'start' | 'end' | 'placeholder'>[],
  format: 'text' | 'markdown' | 'html' = 'text',
): string {
  const rows = [...redactions].sort((a, b) => a.start - b.start || b.end - a.end)
  const parts: string[] = []
  let at = 0
  for (const { start, end, placeholder } of rows) {
    if (!(start >= 0 && start < end && end <= text.length)) {
      throw new RangeError(
        `A redaction from ${start} to ${end} does not lie in a text of ${text.length} units.`,
      )
    }
    if (start >= at) {
      parts.push(text.slice(at, start))
      parts.push(format === 'html' ? placeholder.replace('<', '&lt;').replace('>', '&gt;') : placeholder)
    }
    at = Math.max(at, end)
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** How two findings of a kind are known to be the same thing. */
export function identitiesOf(
  findings: readonly Pick<Finding, 'kind' | 'text'>[],
): (kind: FindingKind, text: string) => string {
  const names = new Map<string, string[]>()
  for (const { kind, text } of findings) {
    if (kind !== 'person') continue
    const words = wordsOf(bare(text))
    for (const word of words.length > 1 ? words : []) {
      names.set(word, [...new Set([...(names.get(word) ?? []), words.join(' ')])])
    }
  }
  const machines = fullHosts(findings)
  return (kind, text) => {
    const value = bare(text)
    if (kind === 'host') return machines.get(value.toLowerCase()) ?? value.toLowerCase()
    if (kind === 'person') return personIdentity(value, names)
    if (kind === 'phone') return value.replace(/\(0\)/, '').replace(/\D/g, '').slice(-9)
    if (kind === 'card' || kind === 'iban' || kind === 'national-id')
      return value.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
    if (kind === 'key' || kind === 'token' || kind === 'password') return value
    return value.toLowerCase().replace(/\s+/g, ' ').trim()
  }
}

/** The one full name of each machine that is also called by its first part alone. */
function fullHosts(findings: readonly Pick<Finding, 'kind' | 'text'>[]): Map<string, string> {
  const full = new Map<string, Set<string>>()
  for (const { kind, text } of findings) {
    const [, name] = /^([^.]+)\../.exec(bare(text).toLowerCase()) ?? []
    if (kind === 'host' && name !== undefined)
      full.set(name, (full.get(name) ?? new Set()).add(bare(text).toLowerCase()))
  }
  return new Map([...full].flatMap(([name, hosts]) => (hosts.size === 1 ? [[name, [...hosts][0]!]] : [])))
}

/** A single name belongs to the one full name that holds it; with two such people it stays on its own. */
function personIdentity(value: string, names: ReadonlyMap<string, readonly string[]>): string {
  const words = wordsOf(value)
  if (words.length === 0) return folded(value)
  if (words.length > 1) return words.join(' ')
  const full = names.get(words[0]!)
  return full?.length === 1 ? full[0]! : words[0]!
}

/** Without markup that lies inside the range. */
function bare(text: string): string {
  return text
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .normalize('NFC')
}
