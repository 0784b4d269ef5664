import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { labelled } from '../labelled.ts'
import { matchesNear } from '../matches.ts'
import { nationalNumbers } from '../national-numbers.ts'
import { plainPattern } from '../plain-pattern.ts'

const label = plainPattern(
  /(?<![A-Za-z])(?:vat(?: ?(?:id|reg(?:istration)?))?(?: (?:number|no\.?))?|ust-?id(?:-?nr)?\.?|uid-?nr\.?|umsatzsteuer-?id(?:entifikationsnummer|-?nr)?\.?|tva(?: intra(?:communautaire)?)?|n[°º]? ?tva|btw(?:-?(?:nummer|nr\.?|id))?|moms(?:nr|nummer)?\.?|partita iva|p\.? ?iva|eori(?: (?:number|no\.?))?|ein(?: (?:number|no\.?))?|cui|cif|nipt|eik|pib|i[čc]o?|di[čc]|kvk(?:-?nummer)?|cvr(?:-?nr\.?)?|org\.? ?(?:nr|no)\.?|y-tunnus|ruc|nit|vkn|krs|kbo|fiscal (?:code|number)|abn|acn|gst(?:in)?(?: (?:number|no\.?))?|siret|siren|company (?:registration )?(?:number|no\.?)|organi[sz]ation(?:s)?(?:nummer| number| no\.?)|handelsregister(?:nummer)?|(?:dl|personal|identity) (?:number|no\.?|nr\.?|#)|ssn|social security(?: (?:number|no\.?|#))?|national (?:insurance|id(?:entity)?|identification)(?: (?:number|no\.?|card))*|ni(?:no| number)|passport(?: (?:number|no\.?|#|id))?|driv(?:er'?s|ing) licen[cs]e(?: (?:number|no\.?|#))?|(?<!(?:customer|client|order|case|ticket|account|user|member|event|error|process|bug|issue|job|build|request|session|device|employee|patient|product|item|message|transaction|tenant|part|task|thread|row|record|correlation|trace|reference|invoice|group|page|post|topic|store|site|node|object|class|app|client|server|key|license|licence|serial|asset|run|log|order|contract|policy|subscription|merchant|vendor|supplier)[ _-])id (?:number|no\.?)|identi(?:ty|fication)(?: (?:card|document))?(?: (?:number|no\.?))?|id card(?: (?:number|no\.?))?|tax(?:payer)? ?(?:id(?:entification)?(?: number)?|number|no\.?)|personal(?:ausweis)?(?:[ -]?(?:nummer|nr\.?))|ausweis(?:nummer|[ -]?nr\.?)|reisepass(?:nummer|[ -]?nr\.?)?|steuer-?(?:id(?:entifikationsnummer|nr)?|identifikationsnummer|nummer|nr\.?)|idnr\.?|sozialversicherungs(?:nummer|[ -]?nr\.?)|rentenversicherungsnummer|svnr|ahv(?:-?nr\.?|-?nummer)?|num[ée]ro (?:de )?s[ée]curit[ée] sociale|n° (?:de )?s[ée]cu(?:rit[ée] sociale)?|carte d'identit[ée]|passeport|bsn(?:-?nummer)?|burgerservicenummer|sofinummer|paspoort(?:nummer)?|personnummer|codice fiscale|aadha?ar(?: (?:number|no\.?|card))?|uid(?:ai)|pan(?: (?:number|no\.?|card))|マイナンバー|個人番号|旅券番号|cpr(?:-nummer)?|henkil[öo]tunnus|sin(?: number)|medicare(?: (?:number|no\.?|card))*|nhs(?: (?:number|no\.?))?|n[°º]\.? ?ss|f[øo]dselsnummer|personnr\.?|isikukood|asmens kodas|personas kods|kennitala|civil id(?: (?:number|no\.?))?|nric(?: (?:number|no\.?))?|ic (?:number|no\.?)|emirates id|pps(?:n| number)?|rodn[ée] [čc][íi]slo|tc kimlik(?: no)?|kimlik no|c[ée]dula|voter id|abha|id[ -]?kort|ausweis|carta d'identit[àa]|documento|passaporto|pasaporte|паспорт|инн|снилс|身份证号?码?|주민등록번호|여권번호|codice fiscale|c\.?f\.?|alien number|a-number|green card(?: number)?|visa number|military id|residence permit(?: (?:number|no\.?))?|work permit(?: (?:number|no\.?))?)(?![\p{Ll}])/giu,
)
/** Short names that are only read in capitals, as they are written. */
const capitals = plainPattern(
  /(?:SSN|TIN|ITIN|UTR|NIR|BSN|DNI|NIE|NIF|CPF|RG|CNH|PESEL|RFC|CURP|NIP|REGON|FIN|CNIC|HKID|TFN|DL|SIN|OIB|JMBG|CNP|EGN|TCKN|CUIT|CUIL|RUT|RUN|NPWP|NIK|KTP|NIN|BVN|AMKA|AFM|CF|C\.F\.|IC)(?: ?(?:[Nn]umber|[Nn]o\.?|nr\.?|#))?(?![\p{L}])/gu,
)
const value = plainPattern(
  /(?=[A-Za-z0-9 ./-]{0,18}\d[A-Za-z0-9 ./-]{0,12}\d)[A-Z0-9]{1,14}(?:[ ./-][A-Z0-9]{1,11}){0,7}(?![\p{L}\p{N}_])/uy,
)

/** What every number below has somewhere: a run of digits of its own kind, or capitals next to digits. */
const numberLike =
  /(?=[A-Z\d])(?:\b[A-Z]{2,3}[ -]?\d{8}|\bCHE|\bBE[ ]?[01]|\bNL[ ]?\d{9}B|\b\d{3}-\d{2}-\d{4}\b|\b\d{3}\.\d{3}\.\d{3}-|\b756\.\d|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2}|[A-Z]{5}\d{4}[A-Z]\b|\b[XYZ]?\d{7,8}[ -]?[A-Z]\b|[A-Z]{3,6}\d{2}[A-Z\d]|\b[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3}|\b\d{4}[ -]\d{4}[ -]\d{4}\b|\d\.\d{3}\.\d{3}[-/]|\d{6,8}[-+A]\d|\d{5}-\d{7}-|784-|[STFGM]\d{7}[A-Z]|\d{6}\(|\d\.\d{2}\.\d{2}-\d|\d{6}\/\d{4}|\b\d{17}[\dXx]\b|\d{3}-\d{3}-\d{2}-|\b[12] \d{2} \d{2} \d)/
const stems =
  'cui cif nipt eik pib ičo ico dič dic kvk cvr org y-tunnus ruc nit vkn krs kbo fiscal vat ust uid umsatz tva btw moms iva eori ein abn acn gst siret siren company organis organiz handelsreg dl n personal social national insurance nino ni-n passport driv identity card tax ausweis reisepass steuer idnr versicherung svnr ahv sécu secu nir identit passeport bsn burger sofi paspoort personnummer codice aadh uid pan マイナンバー 個人番号 旅券 cpr henkil sin medicare nhs'
    .split(' ')
    .concat(
      'dselsnummer',
      'personnr',
      'isikukood',
      'asmens',
      'personas',
      'kennitala',
      'ni number',
      'id n',
      'id k',
      'identi',
      'ss ',
      'civil',
      'nric',
      'emirates',
      'rodn',
      'kimlik',
      'cédula',
      'cedula',
      'voter',
      'documento',
      'passaporto',
      'pasaporte',
      'паспорт',
      'инн',
      'снилс',
      '身份证',
      '주민',
      '여권',
      'alien',
      'green card',
      'visa',
      'military',
      'permit',
    )

/** Two figures somewhere among figures, as every number has. */
const figures = /\d[\d ./-]?\d{2}/g

/** National identity, tax, social security and passport numbers: after their label, or by shape and check digits. */
export const nationalId: Detector = {
  kind: 'national-id',
  finds(text, context) {
    const found: Finding[] = []
    for (const { label: word, value: written, start } of [
      ...labelled(text, stems, label, value),
      ...labelled(text, undefined, capitals, value),
    ]) {
      const kept = written.replace(/[ ./-]+$/, '')
      const digits = kept.replace(/\D/g, '').length
      const isDate = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}-\d{2}-\d{2}/.test(kept)
      const isCoded =
        /^[a-z]{2,4}$/.test(word) ||
        (isPublicSource(context) && /^[A-Z.]{2,6}$/.test(word) && !/^(?:SSN|CPF|BSN|PESEL)$/.test(word))
      const isDocument =
        digits > 1 &&
        /pass|ausweis|licen|card|carte|id/i.test(word) &&
        /^(?=.*[A-Z])[A-Z0-9]{7,12}$/.test(kept)
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
      for (const match of matchesNear(text, figures, { before: 24, after: 30 }, pattern)) {
        if (!isValid(match[0].replace(/[ .-]/g, ''))) continue
        const range = { start: match.index, end: match.index + match[0].length }
        found.push(finding('national-id', text, range, 0.85, name))
      }
    }
    return found
  },
}
