import type { Detector } from '../detector.ts'
import { findNumbers } from '../numbers.ts'
import { plainPattern } from '../plain-pattern.ts'

const words = {
  stems:
    'customer client member subscriber patient holder usuario socio abonn adh asiakas kund kd mitglied klant lidn 客 会員'.split(
      ' ',
    ),
  label: plainPattern(
    /(?:kunden[ _-]?(?:nummer|nr|id|kennung)\.?|kd\.?[ _-]?-?nr\.?|mitglieds?[ _-]?(?:nummer|nr)\.?|klant[ _-]?(?:nummer|nr|id)\.?|lid[ _-]?nummer|(?:お客様|顧客|会員)(?:番号|ID|コード))(?![\p{Ll}])/giu,
  ),
  noun: '(?:customer|client|member(?:ship)?|subscriber|patient|policy ?holder|client[e]?|usuario|socio|abonn[ée]|adh[ée]rent|asiakas|kund|cliente)',
  bare: /\b(?:customer|client|kunde|kundin|klant|member|mitglied)[ ]((?:[A-Z]{1,4}-?)?\d{5,12}(?:-\w{1,4})?)\b/gi,
  prefixed: plainPattern(
    /\b(?<![-])(?:CUST|CUS|CUSTOMER|KD|KDNR|KND|CLT|CLI|MBR)[-_#]?\d{3,12}(?![\p{L}\p{N}_])|\bcus_[A-Za-z0-9]{8,24}(?![\p{L}\p{N}_])/gu,
  ),
}

/** Numbers of customers, clients and members. */
export const customerId: Detector = {
  kind: 'customer-id',
  finds: (text, context) => findNumbers('customer-id', words, text, context),
}
