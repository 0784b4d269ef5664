import { entropy } from './checks.ts'
import type { Finding, FindingKind, ScanContext } from './detector.ts'
import { finding, isPublicSource } from './detector.ts'
import { labelled } from './labelled.ts'
import { matches } from './matches.ts'
import { mentions } from './mentions.ts'
import { isSampleSecret } from './samples.ts'

/** A secret known by its own shape. `mark` (lower case) is in every text
 * that holds one. Group 1, if it took part, is the secret; else the whole match. */
export type SecretShape = { mark: string; pattern: RegExp; reason: string; confidence?: number }

/** The secrets of the given shapes in a text. */
export function findShapes(
  kind: FindingKind,
  shapes: readonly SecretShape[],
  text: string,
  context: ScanContext,
) {
  const found: Finding[] = []
  for (const { mark, pattern, reason, confidence } of shapes) {
    if (!mentions(text, listOf(mark))) continue
    for (const match of matches(text, pattern)) {
      const value = match[1] ?? match[0]
      if (isPublicSource(context) && /example|x{4}|\*{3}|\.\.\.|123456789|your/i.test(value)) continue
      const start = match.index + (match[1] === undefined ? 0 : match[0].lastIndexOf(value))
      found.push(finding(kind, text, { start, end: start + value.length }, confidence ?? 0.97, reason))
    }
  }
  return found
}

/** Each mark in a list of its own, made once, as `mentions` remembers lists. */
const lists = new Map<string, readonly string[]>()

function listOf(mark: string): readonly string[] {
  const list = lists.get(mark) ?? [mark]
  lists.set(mark, list)
  return list
}

const value = /[^=\s"'`<>,;&()[\]{}|\\\x1a]{8,512}={0,2}/y

/** Random-looking values that follow a label such as `api_key=`; code, paths and stand-ins are passed over. */
export function findLabelledSecrets(
  kind: FindingKind,
  stems: readonly string[],
  label: RegExp,
  text: string,
  context: ScanContext,
): Finding[] {
  const found: Finding[] = []
  for (const { label: word, value: raw, start, before } of labelled(text, stems, label, value, {
    explicit: true,
    insideWord: true,
  })) {
    if (before.endsWith('://')) continue
    const secret = raw.replace(/(?:\*\*|[.!?:*_])$/, '')
    if (secret.length < 8 || !looksRandom(secret, isPublicSource(context))) continue
    const range = { start, end: start + secret.length }
    found.push(finding(kind, text, range, 0.85, `random value after “${word.trim()}”`))
  }
  for (const { value: raw, start } of isPublicSource(context)
    ? []
    : labelled(text, stems, label, value, { insideWord: true })) {
    const secret = raw.replace(/(?:\*\*|[.!?:*_])$/, '')
    if (secret.length < 12 || !isRandom(secret)) continue
    found.push(
      finding(kind, text, { start, end: start + secret.length }, 0.75, 'random value after its label'),
    )
  }
  return found
}

/** True of a string that nobody would write by hand: small and capital letters and digits without order, or long hexadecimal. */
export function isRandom(secret: string): boolean {
  const has = (pattern: RegExp) => secret.match(pattern)?.length ?? 0
  if (/^[\da-f]{24,}$|^[\dA-F]{24,}$/.test(secret)) return has(/\d/g) > 3 && has(/[a-f]/gi) > 2
  if (/\p{Ll}{6}|[./\\]/u.test(secret)) return false
  return has(/[a-z]/g) > 2 && has(/[A-Z]/g) > 2 && has(/\d/g) > 2 && entropy(secret) > 3.4
}

/** Letters and digits mixed without the grain of a word, a path, a call or an expression. */
function looksRandom(secret: string, isPublic: boolean): boolean {
  if (isSampleSecret(secret) && (isPublic || !/\d{3}/.test(secret) || /your|here|<|\.\.\./i.test(secret)))
    return false
  if (!isPublic && /^0x[\da-f]{12,}$/i.test(secret)) return true
  if (/^(?:https?:|\.{0,2}\/|[a-z]:\\|process\.|import\.|os\.|env\b|\$|%|@)/i.test(secret)) return false
  if (/^[\p{L}_]+(?:[.\-/:][\p{L}_]+)*$/u.test(secret) && !/[a-z][A-Z].*[a-z][A-Z].*[a-z][A-Z]/.test(secret))
    return false
  if (/^[\w$]+(?:\.[A-Za-z_$][\w$]*)+$/.test(secret) && !/\d.*\d.*\d/.test(secret)) return false
  const hasBoth = /\d/.test(secret) && /\p{L}/u.test(secret)
  if (!hasBoth && !/[a-z].*[A-Z].*[a-z]/.test(secret)) return false
  return entropy(secret) > (secret.length < 16 ? 2.6 : 3) && (isPublic ? secret.length >= 16 : true)
}
