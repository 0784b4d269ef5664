import { addressEnd, addressStart } from '../address-end.ts'
import { addressForms } from '../address-forms.ts'
import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { labelled } from '../labelled.ts'
import { matches, matchesNear } from '../matches.ts'
import { isGivenName } from '../people.ts'
import { plainPattern } from '../plain-pattern.ts'

const label = plainPattern(
  /(?:(?:postal |mailing |home |street |shipping |delivery |billing |company |office |my |our )?address|ship(?:ped)? to|deliver(?:y)? to|(?:liefer|rechnungs|post)?(?:adresse|anschrift)|adresse(?: postale| de livraison)?|direcci[óo]n|endere[çc]o|indirizzo|(?:bezorg|post)?adres|住所)(?![\p{L}])/giu,
)
const line = plainPattern(/[\p{L}\p{N}][^\n\x1a;|<>{}"]{7,120}/uy)

const month = /^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{3,6})?\.? \d/

/** Before "address": no postal one. */
const otherAddress =
  /\b(?:ip|mac|e-?mail|mail|web|memory|server|network|url|http|bluetooth|virtual|physical|base|return|wallet|contract|host|remote|local|site|source|destination|proxy|listen|bind|gateway|dns)[ _-]$/i
const stems = 'address adresse anschrift ship deliver direcc endere indirizzo adres 住所'.split(' ')

/** After a street without a city: the sentence goes on with a noun, so it was no street. */
const goesOn =
  /^ (?!(?:\p{L}{1,4}\.|in|at|near|and|or|is|was|from|to|on|for|since|until|where|but|which|please|und|oder|ist|et|est|en)\b)[\p{L}\d]/u

/** Postal addresses of many countries: street and number, followed as far as postcode, city and country reach. */
export const address: Detector = {
  kind: 'address',
  finds(text, context) {
    const found: Finding[] = []
    for (const { trigger, pattern, needsMore, confidence } of addressForms) {
      for (const match of matchesNear(text, trigger, { before: 110, after: 160 }, pattern)) {
        const core = match.index + match[0].length
        const { end, isSure } = addressEnd(text, core)
        if (confidence < 0.7 && isPublicSource(context)) continue
        if ((needsMore && !isSure) || month.test(match[0])) continue
        const isEnd = /\p{L}{5}\.$/u.test(match[0])
        if (!isSure && (isPublicSource(context) || (!isEnd && goesOn.test(text.slice(end, end + 12)))))
          continue
        found.push(
          finding(
            'address',
            text,
            { start: isPublicSource(context) ? match.index : addressStart(text, match.index), end },
            confidence,
            'postal address',
          ),
        )
      }
    }
    for (const { value, start, label: word, before } of labelled(text, stems, label, line, {
      explicit: true,
    })) {
      if (otherAddress.test(before)) continue
      const end = start + value.replace(/(?:[.,\s]|\. .*)$/u, '').length
      if (isPostal(text.slice(start, end))) {
        found.push(
          finding('address', text, { start, end: addressEnd(text, end).end }, 0.8, `after “${word}”`),
        )
      }
    }
    if (isPublicSource(context)) return found
    for (const { label: word, value, start } of labelled(text, partStems, part, partLine, {
      explicit: true,
    })) {
      const end = start + value.replace(/[.,\s]+$/u, '').length
      const isPart =
        /\d/.test(value) && !/[{}();=@]|:\/\//.test(value) && /^(?:\S{1,20}[ ,]{0,3}){1,9}$/.test(value)
      if (isPart) found.push(finding('address', text, { start, end }, 0.75, `after “${word}”`))
    }
    for (const { label: word, value, start } of labelled(text, partStems, codeLabel, code))
      found.push(
        finding('address', text, { start, end: start + value.length }, 0.7, `after “${word.trim()}”`),
      )
    for (const match of matches(text, alonePostcode)) {
      const parts = partsOf(text.slice(Math.max(0, match.index - 140), match.index))
      const range = { start: match.index - parts.length, end: match.index + match[0].length }
      found.push(finding('address', text, range, parts === '' ? 0.6 : 0.75, 'postcode'))
    }
    return found
  },
}

/** Parts of an address each on a line of their own, as forms and CRM records show them. */
const part = plainPattern(
  /(?:^|[,;{|])[ \t"'*_>-]{0,4}(?:street(?: ?address)?|address ?(?:line)? ?[123]|addr[123]?|postal ?code|post ?code|zip(?: ?code)?(?: ?\/ ?city)?|eir ?code|pin ?code|city ?\/ ?zip|stra(?:ß|ss)e(?: ?\/ ?(?:nr\.?|hausnummer))?|hausnummer|plz(?: ?[/,]? ?(?:ort|stadt))?|postleitzahl|anschrift|rue|code postal(?: ?\/ ?ville)?|calle|c[óo]digo postal|c\.?p\.?|rua|cep|logradouro|via|cap|straat(?: ?(?:en|\/) ?(?:huis)?nummer)?|postcode(?: ?\/ ?plaats)?|ulica|kod pocztowy|gatuadress|postnummer|postadress|индекс|адрес|улица)(?![\p{L}])/gimu,
)
/** A postcode needs no separator behind its label. */
const codeLabel = plainPattern(
  /(?:zip(?:[ -]?code)?|post(?:al)?[ -]?code|plz|postleitzahl|code postal|c[óo]digo postal|cep|cap|postnummer|pin ?code|eir ?code)(?![\p{L}])/giu,
)
const code = /(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{3,4})?(?![\w-])/y
const partStems =
  'street address addr postal postcode post zip eircode pin code city stra hausnummer plz postleitzahl anschrift rue calle código codigo rua cep logradouro via cap ulica kod gatuadress postnummer postadress индекс адрес улица'.split(
    ' ',
  )
const partLine = plainPattern(/[\p{L}\p{N}#][^\n\x1a;|<>{}"]{2,80}/uy)
/** House, estate, street and town before a postcode, in one line. */
const small = '(?:of|on|in|the|upon|under|by|and|de|la|le|du|an)'
const partsBefore = plainPattern(
  new RegExp(
    `(?<![\\p{L}\\p{N}_@./-])(?:(?:[\\p{Lu}\\d][\\p{L}\\p{N}'/&-]{0,24}|[A-Z][a-z]{0,3}\\.)(?:[ ](?:${small}[ ]){0,2}(?:[\\p{Lu}\\d][\\p{L}\\p{N}'/&-]{0,24}|[A-Z][a-z]{0,3}\\.)){0,4},[ ]){1,5}(?:[\\p{Lu}][\\p{L}'-]{1,24}[ ]){0,3}$`,
    'u',
  ),
)
/** Whoever lives there stands before it: "Fiona Galbraith, Rosebank Cottage, …". */
const resident = /^(?:(?:Mrs?|Ms|Miss|Dr|Prof)\.? )?(\p{Lu}[\p{L}'-]+) [^,]{2,40}, (?=\S)/u

function partsOf(before: string): string {
  const parts = partsBefore.exec(before)?.[0] ?? ''
  const first = resident.exec(parts)
  return first && isGivenName(first[1]!) ? parts.slice(first[0].length) : parts
}

/** British and Irish postcodes look like nothing else. */
const alonePostcode =
  /(?<![\w/-])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}|[AC-FHKNPRTV-Y]\d[\dW] [AC-FHKNPRTV-Y\d]{4})(?![\w-])/g

function isPostal(value: string): boolean {
  return (
    /\d/.test(value) &&
    (value.match(/\p{Lu}\p{L}{2,}/gu)?.length ?? 0) >= 2 &&
    !/0x|https?:|@|::|[{}();=]|\d{1,3}(?:\.\d{1,3}){3}/.test(value) &&
    (/\d{4,6}|,/.test(value) || /^\d{1,5}[a-z]? \p{Lu}/u.test(value))
  )
}
