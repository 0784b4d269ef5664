import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { labelled } from '../labelled.ts'
import { matches } from '../matches.ts'
import { mentions } from '../mentions.ts'
import { nationalNumbers } from '../national-numbers.ts'
import { plainPattern } from '../plain-pattern.ts'

const label = plainPattern(
  /(?:ssn|social security(?: (?:number|no\.?|#))?|national (?:insurance|id(?:entity)?|identification)(?: (?:number|no\.?|card))*|ni(?:no| number)|passport(?: (?:number|no\.?|#|id))?|driv(?:er'?s|ing) licen[cs]e(?: (?:number|no\.?|#))?|identity card(?: (?:number|no\.?))?|id card(?: (?:number|no\.?))?|tax(?:payer)? ?(?:id(?:entification)?(?: number)?|number|no\.?)|tin|itin|utr|personal(?:ausweis)?(?:[ -]?(?:nummer|nr\.?))|ausweis(?:nummer|[ -]?nr\.?)|reisepass(?:nummer|[ -]?nr\.?)?|steuer-?(?:id(?:entifikationsnummer|nr)?|identifikationsnummer|nummer|nr\.?)|idnr\.?|sozialversicherungs(?:nummer|[ -]?nr\.?)|rentenversicherungsnummer|svnr|ahv(?:-?nr\.?|-?nummer)?|num[ée]ro (?:de )?s[ée]curit[ée] sociale|n° (?:de )?s[ée]cu(?:rit[ée] sociale)?|nir|carte d'identit[ée]|passeport|bsn(?:-?nummer)?|burgerservicenummer|sofinummer|paspoort(?:nummer)?|dni|nie|nif|cpf|rg|cnh|pesel|personnummer|codice fiscale|aadha?ar(?: (?:number|no\.?|card))?|uid(?:ai)|pan(?: (?:number|no\.?|card))|マイナンバー|個人番号|旅券番号|cpr(?:-nummer)?|henkil[öo]tunnus|sin(?: number)|medicare (?:number|no\.?)|nhs (?:number|no\.?))(?![\p{Ll}])/giu,
)
const value = plainPattern(
  /(?=[A-Za-z0-9 ./-]{0,18}\d[A-Za-z0-9 ./-]{0,12}\d)[A-Z0-9]{1,14}(?:[ ./-][A-Z0-9]{1,11}){0,7}(?![\p{L}\p{N}_])/uy,
)

/** What every number below has somewhere: a run of digits of its own kind, or capitals next to digits. */
const numberLike =
  /\b\d{3}-\d{2}-\d{4}\b|\b\d{3}\.\d{3}\.\d{3}-|\b756\.\d|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2}|[A-Z]{5}\d{4}[A-Z]\b|\b[XYZ]?\d{7,8}[ -]?[A-Z]\b|[A-Z]{6}\d{2}[A-Z]|\b[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3}|\b\d{4}[ -]\d{4}[ -]\d{4}\b/
const stems =
  'ssn social national insurance nino ni-n passport driv identity id card tax tin utr ausweis reisepass steuer idnr versicherung svnr ahv sécu secu nir identit passeport bsn burger sofi paspoort dni nie nif cpf cnh pesel personnummer codice aadh uid pan マイナンバー 個人番号 旅券 cpr henkil sin medicare nhs'
    .split(' ')
    .concat('ni number')

/** National identity, tax, social security and passport numbers: after their label, or by shape and check digits. */
export const nationalId: Detector = {
  kind: 'national-id',
  finds(text, context) {
    const found: Finding[] = []
    for (const { label: word, value: written, start } of mentions(text, stems)
      ? labelled(text, label, value)
      : []) {
      const kept = written.replace(/[ ./-]+$/, '')
      const digits = kept.replace(/\D/g, '').length
      const isDate = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}-\d{2}-\d{2}/.test(kept)
      const isCoded = /^[a-z]+$/.test(word) && word.length < 4
      const isDocument =
        digits > 1 && /pass|ausweis|licen|card|carte/i.test(word) && /^(?=.*[A-Z])[A-Z0-9]{7,12}$/.test(kept)
      if (
        (digits < 5 && !isDocument) ||
        kept.length < 7 ||
        kept.length > 24 ||
        isDate ||
        (isCoded && isPublicSource(context))
      )
        continue
      found.push(
        finding('national-id', text, { start, end: start + kept.length }, 0.9, `number after “${word}”`),
      )
    }
    if (!numberLike.test(text)) return found
    for (const { name, pattern, isValid } of nationalNumbers) {
      for (const match of matches(text, pattern)) {
        if (!isValid(match[0].replace(/[ .-]/g, ''))) continue
        const range = { start: match.index, end: match.index + match[0].length }
        found.push(finding('national-id', text, range, 0.85, name))
      }
    }
    return found
  },
}
