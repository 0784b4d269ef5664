import { passesVerhoeff, weightedSum } from './checks.ts'

/** A country's number: how it is written, and whether the digits can be one. */
export type NationalNumber = { name: string; pattern: RegExp; isValid: (value: string) => boolean }

/**
 * National and tax numbers by shape and check digits. They need no label: their writing or check is rare
 * enough among other numbers. Check rules follow the issuing authorities' public definitions, named at each.
 */
export const nationalNumbers: readonly NationalNumber[] = [
  // Social Security Administration: area not 000, 666 or 9xx; group and serial not zero.
  {
    name: 'US social security number',
    pattern: plainPattern(/(?=\d)\b(?<![./-])\d{3}-\d{2}-\d{4}(?![\p{L}\p{N}_-])/gu),
    isValid: isSocialSecurity,
  },
  // HMRC: prefixes without D F I Q U V, second letter not O.
  {
    name: 'UK national insurance number',
    pattern: plainPattern(
      /(?=[A-Z])\b(?<![-])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\p{L}\p{N}_-])/gu,
    ),
    isValid: (v) => !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(v),
  },
  // INSEE: key = 97 − (number mod 97); Corsica's 2A and 2B count as 19 and 18.
  {
    name: 'French social security number',
    pattern: plainPattern(
      /(?=\d)\b(?<![.])[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\p{L}\p{N}_.])/gu,
    ),
    isValid: isFrench,
  },
  // UIDAI: twelve digits, not beginning with 0 or 1, Verhoeff.
  {
    name: 'Aadhaar number',
    pattern: plainPattern(/(?=\d)\b(?<![.-])[2-9]\d{3}([ -])\d{4}\1\d{4}(?![\p{L}\p{N}_]|[ .-]\d)/gu),
    isValid: passesVerhoeff,
  },
  // Income Tax Department of India: fourth letter names the kind of holder.
  {
    name: 'Indian tax number (PAN)',
    pattern: plainPattern(/(?=[A-Z])\b(?<![-])[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z](?![\p{L}\p{N}_-])/gu),
    isValid: () => true,
  },
  // Receita Federal: two digits modulo 11.
  {
    name: 'Brazilian CPF',
    pattern: plainPattern(/(?=\d)\b(?<![.-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\p{L}\p{N}_.-])/gu),
    isValid: isCpf,
  },
  // Ministerio del Interior: letter = number mod 23; foreigners' X, Y, Z stand for 0, 1, 2.
  {
    name: 'Spanish identity number',
    pattern: plainPattern(/(?=[\dXYZ])\b(?<![-])(?:\d{8}|[XYZ]\d{7})[ -]?[A-HJ-NP-TV-Z](?![\p{L}\p{N}_-])/gu),
    isValid: isSpanish,
  },
  // Agenzia delle Entrate: sixteen characters of fixed kinds.
  {
    name: 'Italian tax code',
    pattern: plainPattern(
      /(?=[A-Z])\b(?<![-])[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![\p{L}\p{N}_-])/gu,
    ),
    isValid: () => true,
  },
  // Swiss AHV: EAN-13 beginning with 756.
  {
    name: 'Swiss AHV number',
    pattern: plainPattern(/(?=\d)\b(?<![.-])756\.\d{4}\.\d{4}\.\d{2}(?![\p{L}\p{N}_-]|\.\d)/gu),
    isValid: isEan,
  },
]

/** US area, group and serial ranges. */
function isSocialSecurity(value: string): boolean {
  return !/^(?:000|666|9)|^\d{3}00|0000$/.test(value) && value !== '123456789' && value !== '078051120'
}

function isFrench(value: string): boolean {
  const digits = value.replace('2A', '19').replace('2B', '18')
  return Number(BigInt(digits.slice(0, 13)) % 97n) === 97 - Number(digits.slice(13))
}

function isCpf(value: string): boolean {
  if (/^(\d)\1+$/.test(value)) return false
  const check = (length: number) => {
    const sum = weightedSum(
      value,
      Array.from({ length }, (_, place) => length + 1 - place),
    )
    return ((sum * 10) % 11) % 10 === Number(value[length])
  }
  return check(9) && check(10)
}

function isSpanish(value: string): boolean {
  const digits = value.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === value.at(-1)
}

function isEan(value: string): boolean {
  return weightedSum(value, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}

import { plainPattern } from './plain-pattern.ts'
