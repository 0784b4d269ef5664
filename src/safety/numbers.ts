import type { Finding, FindingKind, ScanContext } from './detector.ts'
import { finding, isPublicSource } from './detector.ts'
import { labelled } from './labelled.ts'
import { matches } from './matches.ts'
import { mentions } from './mentions.ts'
import { plainPattern } from './plain-pattern.ts'

/** How numbers of one kind are recognised: by a label in front, or by a prefix that belongs to them alone. */
export type NumberWords = {
  /** Lower-case pieces of which a text holds at least one if it holds a label. */
  stems: readonly string[]
  /** Labels that need nothing else, such as "Kundennummer". Flags g, i, u. */
  label: RegExp
  /** Everyday words that need a "no.", "id" or "#" to be a label, such as "order". Source of a regular expression. */
  noun: string
  /** A noun with the number right behind it, in group 1; only looked for in cases. Flags g, i. */
  bare?: RegExp
  /** Written with their own prefix, such as "CUST-10023". Flags g, u. */
  prefixed: RegExp
}

/** Words for "number" in many languages, as they follow a noun. */
const numberWord =
  '(?:[ _-]?\\(?(?:numbers?|num|nbr|no|nr|nummer|n[ºo°]|num[ée]ro|n[úu]mero|ids?|identifier|identification|codes?|ref(?:erence)?|kennung|c[óo]digo)\\.?(?![\\p{L}])|[ ]?#|番号|ID|Id)'
const value = plainPattern(
  /(?:[A-Za-z0-9]{1,12}[-./_]){0,5}[A-Za-z0-9]{1,36}(?![\p{L}\p{N}_])|\d{2,6}(?: \d{2,6}){1,5}(?!\d)/uy,
)

/** Finds the numbers of one kind. A value must hold digits; in public text at least four in a row. */
export function findNumbers(
  kind: FindingKind,
  words: NumberWords,
  text: string,
  context: ScanContext,
): Finding[] {
  const found: Finding[] = []
  const add = (start: number, value: string, confidence: number, reason: string) => {
    // A client, customer or order with a UUID is an account in some system, whatever that calls it.
    const isAccount = kind === 'customer-id' && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(value)
    const range = { start, end: start + value.length }
    found.push(finding(isAccount ? 'account-id' : kind, text, range, confidence, reason))
  }
  const labels = [words.label, nounPattern(words.noun)]
  for (const pattern of labels) {
    for (const { label, value: written, start } of labelled(text, words.stems, pattern, longest)) {
      if (!isNumber(written, context)) continue
      if (pattern === words.label || hasNumberWord.test(label))
        add(start, written, 0.9, `number after “${label.trim()}”`)
      else if (!isPublicSource(context) && /\d/.test(written) && !/^\d{1,4}$/.test(written))
        add(start, written, 0.75, `after “${label.trim()}”`)
    }
  }
  if (words.bare && !isPublicSource(context) && mentions(text, words.stems)) {
    for (const match of matches(text, words.bare)) {
      const written = match[1]!
      const digits = written.replace(/\D/g, '').length
      if (digits >= 5 && isNumber(written, context)) {
        add(match.index + match[0].length - written.length, written, 0.7, 'number after its noun')
      }
    }
  }
  for (const match of matches(text, words.prefixed))
    add(match.index, match[0], 0.85, 'prefix of such numbers')
  return found
}

const longest = plainPattern(
  new RegExp(
    `[A-Z]{1,4} \\d{2,6}(?: \\d{2,6}){1,5}(?![\\p{L}\\p{N}_]|[-./]\\p{N})|\\d{2,6}(?: \\d{2,6}){1,5}(?![\\p{L}\\p{N}_]|[-./]\\p{N})|${value.source}`,
    'uy',
  ),
)
const hasNumberWord = new RegExp(
  `${numberWord.replaceAll('\\p{L}', 'a-z')}$|^(?:n[ºo°]|no\\.|num|nr|n[úu]m|cod|c[óo]d)`,
  'i',
)
const nounPatterns = new Map<string, RegExp>()

function nounPattern(noun: string): RegExp {
  const made =
    nounPatterns.get(noun) ??
    plainPattern(
      new RegExp(
        `(?:(?:n[ºo°]|no\\.|num[ée]ro|n[úu]mero|numer|nr\\.?|codice|c[óo]digo|code|numero)[ ](?:de[ ]|du[ ]|do[ ]|da[ ]|d'|del[ ]|di[ ])?(?:${noun})|(?:${noun})(?:${numberWord}|(?=["'*_]{0,3}(?:[ ]?[:=#]|[ ](?:is|ist|est|es|é)\\b))))(?![\\p{Ll}])`,
        'giu',
      ),
    )
  nounPatterns.set(noun, made)
  return made
}

function isNumber(written: string, context: ScanContext): boolean {
  const digits = written.replace(/\D/g, '').length
  const isCoded =
    !isPublicSource(context) && digits > 0 && /^[A-Z0-9]{5,12}$/.test(written) && /[A-Z]/.test(written)
  if (isCoded && !/^[A-Z]+\d$/.test(written)) return true
  if (
    digits < 2 ||
    written.length < 4 ||
    /^(?:19|20)\d{2}$|^\d{1,2}\.\d{1,2}\.\d{2,4}$|^\d{4}-\d{2}-\d{2}$|^0x|\.(?:js|ts|py|php|json|html?|pdf|txt)$/i.test(
      written,
    )
  )
    return false
  if (!isPublicSource(context)) return digits >= 3 || /^[A-Z]{2,}-?\d{2,}$/.test(written)
  return digits >= 5 && !/^(?:12345|123456|1234567|12345678|123456789|1234567890|0+|00000)$/.test(written)
}
