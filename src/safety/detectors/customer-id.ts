import type { Detector } from '../detector.ts'
import { findNumbers } from '../numbers.ts'
import { plainPattern } from '../plain-pattern.ts'

const words = {
  stems:
    'cust klient zákaz zakaz müşteri musteri ügyfél cliente guest account-holder debitor user id mandant student employee staff personnel badge loyalty reward flyer passenger consumer resident donor benefic insured mrn medical chart buyer pupil matric matríc personal mitarbeiter patienten customer client member subscriber patient holder usuario socio abonn adh asiakas kund kd mitglied klant lidn 客 会員'.split(
      ' ',
    ),
  label: plainPattern(
    /(?:cust(?:omer)?[ _.-]{0,2}(?:nos?|nr|nbr|num|ref(?:erence)?|ids?|code|#)\.?|custid|debitor(?:en)?[ _-]?(?:nummer|nr)\.?|(?:nr|numer|nume?ro|n[úu]mero) (?:klienta|cliente?|zákazníka|de (?:cliente?|socio))|loyalty card(?: (?:number|no)\.?)?|kundennr\.?|kunden[ _-]?(?:nummer|nr|id|kennung)\.?|kd\.?[ _-]?-?nr\.?|mitglieds?[ _-]?(?:nummer|nr)\.?|klant[ _-]?(?:nummer|nr|id)\.?|lid[ _-]?nummer|(?:お客様|顧客|会員)(?:番号|ID|コード))(?![\p{Ll}])/giu,
  ),
  noun: '(?:customer|client|member(?:ship)?|subscriber|patient|policy ?holder|student|employee|staff|personnel|badge|loyalty|rewards?|frequent flyer|passenger|consumer|resident|donor|beneficiary|insured|mrn|medical record|chart|buyer|pupil|matricul(?:ation|e|a)|matr[íi]cula|personal|mitarbeiter|patienten|client[e]?|usuario|socio|abonn[ée]|adh[ée]rent|asiakas|kund|cliente)',
  bare: /\b(?:mandant|debitor|patient|staff|pupil|student|customer|client|cliente|kunde|kundin|klant|member|mitglied|patient|employee|badge|mrn)[ ](?:no[.]?[ ])?((?=[\w/-]{0,16}\d{3})(?:[A-Z]{1,4}[-/]?)?\d[\w/-]{4,20})\b/gi,
  prefixed: plainPattern(
    /\b(?<![-])(?:CUST|CUS|CUSTOMER|KD|KDNR|KND|CLT|CLI|MBR|EMP|STU|PAT|MRN|CLIENT|KU|KN|CU)[-_#]?\d{3,12}(?![\p{L}\p{N}_])|\bcus_[A-Za-z0-9]{8,24}(?![\p{L}\p{N}_])/gu,
  ),
}

/** Numbers of customers, clients and members. */
export const customerId: Detector = {
  kind: 'customer-id',
  finds: (text, context) => findNumbers('customer-id', words, text, context),
}
