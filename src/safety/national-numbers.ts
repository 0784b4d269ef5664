import { passesLuhn, passesVerhoeff, weightedSum } from './checks.ts'

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
  // European Commission: the country, and eight to twelve characters, most of them digits.
  {
    name: 'VAT number',
    pattern: plainPattern(
      /(?=[A-Z])\b(?<![-/])(?:ATU\d{8}|BE[ ]?[01]\d{3}[. ]?\d{3}[. ]?\d{3}|CHE[- ]?\d{3}\.?\d{3}\.?\d{3}(?:[ ](?:MWST|TVA|IVA))?|(?:CY|CZ|DE|DK|EE|EL|FI|HR|HU|IT|LT|LU|LV|MT|PL|PT|RO|SI|SK|GB|XI)[ ]?\d{8,12}[A-Z]?|(?:FR|ES|IE)[ ]?[A-Z\d]{1,2}\d{7,9}[A-Z]?|NL[ ]?\d{9}B\d{2}|SE[ ]?\d{12})(?![\p{L}\p{N}_-])/gu,
    ),
    isValid: () => true,
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
  // Numbers whose writing alone is rare enough: Mexico (RFC, CURP), Chile, Argentina, Pakistan, Emirates, Singapore,
  // Hong Kong, Korea, Belgium, Finland, Brazil's companies, Czechia, France with its spaces.
  {
    name: 'writing of a national number',
    pattern: anyOf(/(?=\d)\b(?<![./-])/, [
      /\d{1,2}\.\d{3}\.\d{3}-[\dkK](?![\p{L}\p{N}_-])/u,
      /(?:20|23|24|27|30|33)-\d{8}-\d(?![\p{L}\p{N}_-])/u,
      /\d{5}-\d{7}-\d(?![\p{L}\p{N}_-])/u,
      /784-\d{4}-\d{7}-\d(?![\p{L}\p{N}_-])/u,
      /\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-8]\d{6}(?![\p{L}\p{N}_-])/u,
      /\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?![\p{L}\p{N}_-])/u,
      /(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[-+A]\d{3}[A-FHJ-NPR-Y](?![\p{L}\p{N}_-])/u,
      /\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}(?![\p{L}\p{N}_-])/u,
      /\d{2}(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\/\d{4}(?![\p{L}\p{N}_/-])/u,
      /[12] \d{2} \d{2} (?:\d{2}|2[AB]) \d{3} \d{3}(?: \d{2})?(?![\p{L}\p{N}_-]| ?\d)/u,
    ]),
    isValid: () => true,
  },
  {
    name: 'writing of a national number',
    pattern: anyOf(/(?=[A-Z])\b(?<!-)/, [
      /[A-Z&]{3,4}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[HM][A-Z]{5}[A-Z0-9]\d|[A-Z0-9]{2}[0-9A])(?![\p{L}\p{N}_-])/u,
      /[STFGM]\d{7}[A-Z](?![\p{L}\p{N}_-])/u,
      /[A-Z]{1,2}\d{6}\([\dA]\)/u,
    ]),
    isValid: () => true,
  },
  // Skatteverket: date and serial, Luhn over the last ten digits.
  {
    name: 'Swedish personal number',
    pattern: plainPattern(
      /(?=\d)\b(?<![.-])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+]\d{4}(?![\p{L}\p{N}_-])/gu,
    ),
    isValid: (v) => passesLuhn(v.replace('+', '').slice(-10)),
  },
  // GB 11643: ISO 7064 MOD 11-2.
  {
    name: 'Chinese identity number',
    pattern: plainPattern(
      /(?=[1-8])\b(?<![.-])[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx](?![\p{L}\p{N}_-])/gu,
    ),
    isValid: isChinese,
  },
  // Ministerstwo Finansów: weighted sum modulo 11.
  {
    name: 'Polish tax number',
    pattern: plainPattern(/(?=\d)\b(?<![.-])\d{3}-\d{3}-\d{2}-\d{2}(?![\p{L}\p{N}_-])/gu),
    isValid: (v) => weightedSum(v.slice(0, 9), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(v[9]),
  },
]

function isChinese(value: string): boolean {
  const sum = weightedSum(value.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
  return '10X98765432'[sum % 11] === value[17]!.toUpperCase()
}

/** One expression for several: each pass over a text costs the same, whatever it looks for. */
function anyOf(start: RegExp, forms: readonly RegExp[]): RegExp {
  return plainPattern(new RegExp(`${start.source}(?:${forms.map((form) => form.source).join('|')})`, 'g'))
}

/** US area, group and serial ranges. */
function isSocialSecurity(value: string): boolean {
  return !/^(?:000|666|9)|^\d{3}00|0000$/.test(value) && value !== '123456789'
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
