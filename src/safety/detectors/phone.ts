import type { CountryCode } from 'libphonenumber-js/min'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Detector, Finding, ScanContext } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { matches } from '../matches.ts'
import { plainPattern } from '../plain-pattern.ts'

const candidate = plainPattern(
  /(?<![\p{L}\p{N}_])(?:\(?\+[ ]?|\(|00[ -]?)?\d(?:(?:[ /-]|\.(?! )|\) ?|[ -]?\(0?|[ ]-[ ]|\)[-/ ]{0,2}){0,3}\d){5,16}(?:[ ,;]{0,3}(?:ext|extension|x|durchwahl|dw|poste|ramal|int)\.?[ :]{0,2}\d{1,6})?(?![\p{L}\p{N}_])/giu,
)
const labelBefore =
  /(?:phone|telephone|telefone?|telefono|tel[ée]fono|t[ée]l[ée]phone|tel|t[ée]l|fon|fone|mobile?|mobil|handy|m[óo]vil|celular|cell|portable|gsm|fax|rufnummer|telefonnummer|hotline|whatsapp|signal|telegram|sms|call(?: me| us| him| her| them| back)?|ring|dial|llam(?:ar?|e|en)(?: al)?|ligar|appel(?:er|ez)(?: (?:le|au))?|bel(?:len)?(?: op)?|anrufen|chiamare|reach(?:able|ed)?|r[üu]ckruf|erreichbar|joignable|bereikbaar|mobiel|telefoon|telefoonnummer|landline|desk|direct(?: line| dial)?|switchboard|text(?: me| him| her| us)?|(?<!\p{L})(?:number|nummer|num[ée]ro|n[úu]mero)|電話(?:番号)?|携帯|連絡先|callback|contact|\b[tmpf])(?:[ _-]?(?:number|no|nr|num|line|#))?["'`*_\])]{0,3}\.?\s{0,3}(?:is|was|ist|lautet|unter|est|au|es|é|at|on|to|under|:|=|#|：|\(|-|\|){0,2}[\s"'`*_(<[|]{0,5}$/iu
/** The second of two numbers: "call 080 4718 2200 or 98450 12345". */
const secondNumber =
  /(?:call|phone|tel|ring|dial|mobile|handy|whatsapp|reach)[^\n]{0,36}\d ?(?:or|and|oder|und|ou|et|of|en|\/|,)\s?$/i
const notPhoneBefore =
  /(?:#|[$€£¥₹]|\b(?:id|ids|uid|pid|tid|rev|v|ver|version|build|order|case|ticket|bug|issue|error|err|code|(?<!direct |phone |land|hot)line|port|size|bytes|sku|isbn|ean|asin|invoice|rechnung|account|acct|konto|kunde\w*|customer|client|serial|s\/n|licen[cs]e|tracking|contract|vertrag|auftrag|bestell\w*|ref|reference|po|vat|ust\w*|tax|steuer\w*|iban|bic|blz|hash|timestamp|epoch|seed|cve|rfc|ssn|cpf|bsn|aadhaar|siret|siren|order number|customer number|account number|ticket number|case number|serial number|invoice number|card number|item number|part number|model)[ _-]?(?:no|nr|number|nummer|id|#)?\.?["'`]?\s{0,2}(?:is|:|=|#)?\s{0,2}["'`(]?)$/i

/** Capitals right before a number are a part of it: "BRT 0441 8827 1190". */
const ownPrefix =
  /(?<![\w-])(?!(?:TEL|FAX|MOB|PH|CELL|GSM|FON|HP|UK|US|USA|DE|FR|M|T|P|F|OR|AND|CALL|ON|AT)\b)[A-Z]{1,5}[ -]$/

type Format = { pattern: RegExp; countries: readonly CountryCode[]; isPlain?: boolean }

/** How numbers are written at home, with the countries whose plan must know them. */
const formats: readonly Format[] = [
  { pattern: /^(?:1[ .-]?)?\(\d{3}\)[ -]?\d{3}[ .-]\d{4}/, countries: ['US', 'CA'], isPlain: true },
  { pattern: /^(?:1[.-])?\d{3}([.-])\d{3}\1\d{4}/, countries: ['US', 'CA'], isPlain: true },
  { pattern: /^\(\d{2}\) ?9?[ .]?\d{4}-\d{4}/, countries: ['BR'], isPlain: true },
  { pattern: /^\d{2} 9\d{4}-\d{4}/, countries: ['BR'] },
  { pattern: /^0[1-9]([ .-])\d{2}(?:\1\d{2}){3}$/, countries: ['FR'], isPlain: true },
  { pattern: /^\(?0\d{2,4}\)? \d{3,4}[ -]?\d{3,4}$/, countries: ['GB', 'DE', 'AU', 'IE', 'IT'] },
  { pattern: /^0\d{3} \d{3} \d{3,4}$/, countries: ['GB', 'AU', 'NZ', 'TR', 'PH', 'ZA'] },
  { pattern: /^0\d{2} \d{3} \d{4}$/, countries: ['ZA', 'IE', 'CH', 'NL', 'GH', 'IL'] },
  { pattern: /^07\d{3} ?\d{3} ?\d{3}$/, countries: ['GB'] },
  {
    pattern: /^\(?0\d{1,5}\)?(?: ?[/-] ?| )\d[\d -]{4,11}$/,
    countries: ['DE', 'AT', 'CH', 'NL', 'BE', 'SE', 'FI', 'JP', 'IN', 'FR', 'ZA'],
  },
  { pattern: /^0\d{1,3}-\d{1,4}-\d{4}$/, countries: ['JP', 'IN', 'KR'] },
  { pattern: /^0?[6-9]\d{4}[ -]\d{5}$/, countries: ['IN'] },
  { pattern: /^[6-9]\d{2}[ .-]\d{3}[ .-]\d{3}$|^[6-9]\d{2}(?: \d{2}){3}$/, countries: ['ES'] },
  { pattern: /^[89]\d \d{3} \d{2} \d{2}$/, countries: ['ES'] },
  { pattern: /^\d{3} \d{3} \d{4}$/, countries: ['US', 'CA'] },
  {
    pattern: /^(?:07\d{9}|0[67]\d{8}|01[567]\d{8,9}|0[789]0\d{8}|04\d{8})$/,
    countries: ['GB', 'DE', 'FR', 'NL', 'IT', 'JP', 'AU', 'IN'],
  },
]

/** Telephone numbers in national and international writing; not prices, versions, ids, timestamps or dates. */
export const phone: Detector = {
  kind: 'phone',
  finds(text, context) {
    const found: Finding[] = []
    for (const match of matches(text, candidate)) {
      const digits = match[0].replace(/\D/g, '').length
      if (digits < 6 || digits > 22) continue
      const confidence = confidenceOf(text, match.index, match[0], context)
      if (confidence === 0) continue
      const range = { start: match.index, end: match.index + match[0].length }
      found.push(
        finding(
          'phone',
          text,
          range,
          confidence,
          confidence > 0.8 ? 'phone number' : 'shaped like a phone number',
        ),
      )
    }
    return found
  },
}

function confidenceOf(text: string, start: number, written: string, context: ScanContext): number {
  const before = text.slice(Math.max(0, start - 60), start)
  const after = text.slice(start + written.length, start + written.length + 4)
  if (partOfMore.test(before) && !labelBefore.test(before)) return 0
  if (/^(?:[.,:/-]\d|%|[€$£]| ?(?:px|ms|kb|mb|gb|bytes?|sec|eur|usd|gbp)\b|-\w|=)/i.test(after)) return 0
  return plain(written, before, context)
}

/** Before a number: a longer number, a price, a path, an expression. */
const partOfMore = /[\d\p{L})\]][.,:/+*=^-]$|[.#$€£¥%&/]$|[+*=^<-] ?$/u

function plain(written: string, before: string, context: ScanContext): number {
  const main = written
    .replace(/[ ,;]{0,3}(?:ext|x|durchwahl|dw|poste|ramal|int)[a-z]*\.?[ :]{0,2}\d{1,6}$/i, '')
    .trim()
  const digits = main.replace(/\D/g, '')
  const isLabelled = labelBefore.test(before) || secondNumber.test(before)
  if (/^\(?\+/.test(main) || (/^00[1-9]/.test(digits) && (isLabelled || /[ /-]/.test(main)))) {
    return international(main, isLabelled, context)
  }
  if (isDateOrAddress(main) || /^(.)\1+$/.test(digits)) return 0
  if (isLabelled && !notPhoneBefore.test(before)) return labelledConfidence(main, digits, before, context)
  if (notPhoneBefore.test(before) || ownPrefix.test(before)) return 0
  return nationalConfidence(main, context)
}

function international(main: string, isLabelled: boolean, context: ScanContext): number {
  const number = parsePhoneNumberFromString(
    main
      .replace(/^\(?\+? ?/, '+')
      .replace(/^\+00/, '+')
      .replace(/\(0\)/, ''),
  )
  if (number?.isValid()) return 0.97
  const digits = main.replace(/\D/g, '').length
  if (isLabelled && digits >= 8 && digits <= 15) return 0.85
  // Plans change; in a case a plus, a country and groups are enough.
  const isWritten = /^\(?\+ ?\d{1,3}[ ()/-].*\d[ ()/-]\d/.test(main) && digits >= 9 && digits <= 15
  return (number?.isPossible() || isWritten) && /[ ()/-]/.test(main) && !isPublicSource(context) ? 0.8 : 0
}

function labelledConfidence(main: string, digits: string, before: string, context: ScanContext): number {
  if (digits.length < 6 || digits.length > 15) return 0
  const isStrong =
    /phone|tel|mobi|cell|fax|handy|fon|ruf|call|dial|whats|sms|text|direct|switchboard|landline|callback|reach|hotline|ring|extension|line|電話|携帯|m[óo]vil|portable/i.test(
      before,
    )
  if (!isStrong && nationalConfidence(main, context) === 0) return 0
  if (isPublicSource(context)) return nationalConfidence(main, context) > 0 || /^0/.test(digits) ? 0.85 : 0
  return 0.9
}

function nationalConfidence(main: string, context: ScanContext): number {
  const isPublic = isPublicSource(context)
  for (const { pattern, countries, isPlain } of formats) {
    if (!pattern.test(main) || (isPublic && !isPlain)) continue
    if (/^\(?555\)?[ .-]|^\(?\d{3}\)?[ .-]555[ .-]/.test(main)) return isPublic ? 0 : 0.8
    for (const country of countries) {
      if (parsePhoneNumberFromString(main, country)?.isValid()) return isPlain ? 0.85 : 0.7
    }
    // Numbers kept for films are in no plan; in a case nobody else writes so.
    if (!isPublic && /^\(?0\d{2,4}\)?[ /-]/.test(main)) return 0.6
  }
  return 0
}

function isDateOrAddress(main: string): boolean {
  return /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[ T].*)?$|^\d{1,3}(?:\.\d{1,3}){3}$|^\d+\.\d+$|^(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2}$/.test(
    main,
  )
}
