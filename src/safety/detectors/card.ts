import { passesLuhn } from '../checks.ts'
import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { matches } from '../matches.ts'
import { plainPattern } from '../plain-pattern.ts'
import { sampleCards } from '../samples.ts'

const candidate = plainPattern(
  /(?<![\p{L}\p{N}_.,#/-])\d{4}([ -]?)(?:\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{6}\1\d{4,5})(?![\p{L}\p{N}_]|[.,/-]\d)/gu,
)
const cardWord =
  /card|karte|carte|tarjeta|cart[ãa]o|kaart|carta|カード|visa|master|amex|american express|maestro|\bcc\b|\bpan\b|credit|kredit|payment|zahlung/i

/** Right before a number that fails the check, as a mistyped one does. */
const cardBefore =
  /(?:card|karte|carte|tarjeta|cart[ãa]o|kaart|visa|master ?card|amex|american express|maestro|\bpan|paid (?:with|by)|charged (?:to|on))(?: ?(?:is|was|no|number|nr|nummer|#))?\.?[ :="'*]{1,4}$/i

/** Payment card numbers: a known issuer range, the right length and a valid check digit. */
export const card: Detector = {
  kind: 'card',
  finds(text, context) {
    const found: Finding[] = []
    for (const match of matches(text, candidate)) {
      const digits = match[0].replace(/\D/g, '')
      const isCardOnly =
        !isPublicSource(context) && match[1] !== '' && cardBefore.test(before(text, match.index))
      if (!hasIssuer(digits) && !isCardOnly) continue
      const isChecked = passesLuhn(digits)
      const isCalled =
        cardBefore.test(before(text, match.index)) ||
        cardWord.test(text.slice(Math.max(0, match.index - 60), match.index))
      if (!isChecked && !(isCalled && (match[1] !== '' || !isPublicSource(context)))) continue
      const isNamed = cardWord.test(text.slice(Math.max(0, match.index - 60), match.index))
      const isPublic = isPublicSource(context)
      if (isPublic && (!isChecked || sampleCards.has(digits) || (!isNamed && match[1] === ''))) continue
      const confidence = !isChecked ? 0.7 : isNamed ? 0.99 : match[1] === '' ? 0.75 : 0.95
      const range = { start: match.index, end: match.index + match[0].length }
      found.push(
        finding(
          'card',
          text,
          range,
          confidence,
          isChecked ? 'card number with a valid check digit' : 'called or written like a card number',
        ),
      )
    }
    return found
  },
}

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - 24), at)
}

/** Issuer ranges of the big schemes with their lengths (ISO/IEC 7812 registry, public ranges). */
function hasIssuer(digits: string): boolean {
  const length = digits.length
  if (/^4/.test(digits)) return length === 16 || length === 19 || length === 13
  if (/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(digits)) return length === 16
  if (/^3[47]/.test(digits)) return length === 15
  if (/^3(?:0[0-5]|[689])/.test(digits)) return length >= 14 && length <= 19
  if (/^35(?:2[89]|[3-8])/.test(digits)) return length >= 16
  return /^(?:6011|64[4-9]|65|62|60|63|81|82|50|5[6-9]|67)/.test(digits) && length >= 16
}
