import { cap } from './address-forms.ts'
import { matchesAt } from './labelled.ts'
import { isGivenName } from './people.ts'
import { plainPattern } from './plain-pattern.ts'

const unit =
  '(?:(?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|Flat|Level|Lvl|Shop|Office|Plot|Door|House No|Lot|Villa|кв|оф|корп|Room|Rm|Building|Bldg|Block|Tower|Etage|Stock|Stiege|Top|apto|apt|Apto|bloco|Bloco|Piso|piso|[ée]tage|B[âa]t|Bus|bus|Sala|sala|conj|Conj)\\.?[ ]?#?[A-Za-z0-9-]{1,6}|#[ ]?\\d{1,5}[A-Z]?|\\d{1,2}(?:st|nd|rd|th)[ ]Floor|\\d{1,2}\\.[ ](?:OG|Stock|Etage)|(?:kv|m|lok|em)\\.[ ]?\\d{1,4}|[2-9]\\.?[ ]?em\\.|EG|\\d{1,2}\\.?[ºª°](?:[ ][A-Za-z]{1,4}\\.?)?)'
const postcode =
  '(?:[A-Z]{1,2}\\d[A-Z\\d]?[ ]?\\d[A-Z]{2}|[A-Z]\\d[\\dW][ ]?[A-Z\\d]{4}|(?:[A-Z]{1,2}-)?\\d{5}(?:-\\d{3,4})?|\\d{4}-\\d{3}|(?:[A-Z]{1,2}-)?\\d{4}(?:[ ]?[A-Z]{2})?|[A-Z]\\d[A-Z][ ]?\\d[A-Z]\\d|\\d{3}-\\d{4}|\\d{4}-\\d{3}|\\d{3}[ ]\\d{2,3}|\\d{2}-\\d{3}|\\d{6})(?![\\p{L}\\p{N}_])'
const city = `${cap}(?:[ -](?:${cap}|am|an|der|de|la|le|les|sur|en|upon|do|da|del|of|bei|im)){0,4}`
const gap = '(?:,?[ ]{0,2}\\r?\\n[ ]{0,4}|,[ ]{0,2}|[ ]-[ ]|[ ])'
/** Parts that make it surely an address: unit, postcode with or without city, city with state and code. */
const surePart = plainPattern(
  new RegExp(
    `${gap}(?:${unit}(?![\\p{L}\\p{N}_])|(?:${city},?[ ](?:[A-Z]{2},?[ -]{1,3}|-[ ])?)?${postcode}(?:[ ]${city})?(?:[/ -]{1,3}\\(?[A-Z]{2}(?![\\p{L}])\\)?)?)`,
    'uy',
  ),
)
/** A city or country after a comma or line end, at the end of a phrase. */
const looserPart = plainPattern(
  new RegExp(
    `(?:,[ ]{0,2}\\r?\\n?[ ]{0,4}|\\r?\\n[ ]{0,4})(?:${city}(?:[/ -]{1,3}[A-Z]{2})?|[A-Z]{2,3})(?=[ ]*(?:[.,;)"'\`<|]|\\r?\\n|$))`,
    'uy',
  ),
)
const afterComma = plainPattern(
  new RegExp(`,[ ]{0,2}(?:${city})(?=[ ]*(?:[.,;)"'\`<|]|\\r?\\n|$|[ ]-))`, 'uy'),
)
const countries =
  /^[\s,]*(?:Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz|France|Netherlands|Nederland|United Kingdom|UK|England|Scotland|Wales|Ireland|USA|United States|India|Japan|Brazil|Brasil|Spain|España|Italy|Italia|Portugal|Belgium|België|Belgique|Canada|Australia)\b/i
const notPlace = plainPattern(
  /^[\s,]*(?:Please|Thanks?|Thank|Regards|Kind|Best|Hi|Hello|Dear|And|But|The|We|I|You|My|Our|It|This|That|If|When|Since|Because|Can|Could|Danke|Bitte|Viele|Mit|Merci|Cordialement|Tel|Phone|Ph|Mob|Cell|Fax|Email|Mobile|Web|Order|Customer|Invoice|Kunden|Telefon|SSN|SVNR|VAT|IBAN|DOB|Fax|Account|Acct|Policy|Ref|Reference|NHS|PESEL|NIF|DNI)(?![\p{L}])/iu,
)

const before = plainPattern(
  new RegExp(
    `(?:^|[^\\p{L}\\p{N}])((?:${unit}|(?:${cap}[ ]){1,3}(?:House|Building|Tower|Towers|Residency|Apartments?|Court|Heights|Plaza|Complex|Centre|Center|Society|Enclave|Villas?|Mansion|Manor|Lodge|Cottage|Hall|Mall|Chambers|Villa|Haus|Park))(?:,[ ]?|[ ]|\\r?\\n)(?:(?:${cap}[ ]){0,2}${cap},[ ])?)$`,
    'u',
  ),
)

/** Where an address begins whose street begins here: a flat, a floor or a named building may stand before it. */
export function addressStart(text: string, street: number): number {
  let start = street
  for (let parts = 0; parts < 3; parts++) {
    const found = before.exec(text.slice(Math.max(0, start - 90), start))?.[1]
    if (found === undefined) break
    start -= found.length
  }
  return start
}

/** How far an address reaches after its street (at most six parts), and whether a postcode or unit makes it certain. */
export function addressEnd(text: string, from: number): { end: number; isSure: boolean } {
  let end = from
  let isSure = false
  for (let parts = 0; parts < 6; parts++) {
    const sure = matchesAt(surePart, text, end)?.[0]
    if (sure && !notPlace.test(sure)) {
      isSure = true
      end += sure.length
      continue
    }
    const looser = matchesAt(isSure ? looserPart : afterComma, text, end)?.[0]
    if (!looser || notPlace.test(looser) || namesPerson(looser) || /\n.*\n/.test(looser)) break
    if (isSure && looser.includes('\n') && !countries.test(looser)) break
    end += looser.length
  }
  return { end, isSure }
}

/** A given name and a surname after a comma are whoever lives there, not a city. */
function namesPerson(part: string): boolean {
  const words = part.replace(/^[\s,]+/, '').split(' ')
  return words.length > 1 && isGivenName(words[0]!) && !/^(?:san|santa|são|saint)$/i.test(words[0]!)
}
