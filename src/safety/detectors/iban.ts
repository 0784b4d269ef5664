import { passesMod97 } from '../checks.ts'
import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { matches } from '../matches.ts'
import { plainPattern } from '../plain-pattern.ts'
import { sampleIbans } from '../samples.ts'

/** Lengths of the IBAN registry (ISO 13616). */
const lengths: Record<string, number> = Object.fromEntries(
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)
const candidate = plainPattern(/(?<![\p{L}\p{N}_])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}/gu)

/** International bank account numbers: the country's length and a valid check number. */
export const iban: Detector = {
  kind: 'iban',
  finds(text, context) {
    const found: Finding[] = []
    for (const match of matches(text, candidate)) {
      const length = lengths[match[0].slice(0, 2).toUpperCase()]
      const end = length === undefined ? undefined : endOf(match[0], length)
      if (end === undefined || /[\p{L}\p{N}_]/u.test(text[match.index + end] ?? '')) continue
      const value = match[0].slice(0, end).replace(/[ .-]/g, '').toUpperCase()
      const isValid = passesMod97(value)
      if (isPublicSource(context) && (!isValid || sampleIbans.has(value))) continue
      // In a case a mistyped number is one too, if it is written or called as one.
      if (
        !isValid &&
        !isWritten(match[0].slice(0, end), text.slice(Math.max(0, match.index - 30), match.index))
      )
        continue
      const range = { start: match.index, end: match.index + end }
      const reason = isValid
        ? 'bank account number with a valid check number'
        : 'written like a bank account number'
      found.push(finding('iban', text, range, isValid ? 0.99 : 0.75, reason))
    }
    return found
  },
}

function isWritten(value: string, before: string): boolean {
  const isGrouped = /^[A-Z]{2}\d{2}(?:([ -])[A-Z\d]{4}){2,7}\1?[A-Z\d]{0,4}$/.test(value)
  return (
    (value.match(/\d/g)?.length ?? 0) >= 12 &&
    (isGrouped || /iban|account|konto|compte|cuenta|conto|rekening/i.test(before))
  )
}

/** Where the wanted number of letters and digits is reached; a following word is no part of the number. */
function endOf(text: string, wanted: number): number | undefined {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    if (!/[ .-]/.test(text[at]!) && ++count === wanted) return at + 1
  }
  return undefined
}
