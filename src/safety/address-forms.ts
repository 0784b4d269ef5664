import { plainPattern } from './plain-pattern.ts'

/** One way in which a country writes street and house number. */
export type AddressForm = {
  /** Cheap and rare; the form lies around it. */
  trigger: RegExp
  pattern: RegExp
  /** Everyday speech too, so that a postcode or city must follow. */
  needsMore: boolean
  confidence: number
}

/** A word of a street's or city's name. Source of a regular expression, like the rest of these. */
export const cap = "\\p{Lu}(?:(?:\\p{L}{0,3}\\.){1,3}|[\\p{L}'-]{0,24})"
const number =
  '\\d{1,5}(?:[ ]?[A-Za-z](?![\\p{L}]))?(?:[ ]?[-–/][ ]?(?:\\d{1,4}[a-z]?|[A-Z](?![\\p{L}])|[IVX]{1,4}(?![\\p{L}])(?:/\\d{1,3})?))?(?:[ ](?:hs|bis|ter|huis))?'
const freeNumber = `(?<![\\p{L}\\p{N}_.,$€£#/-])${number},?[ ]`
const start = '(?<![\\p{L}\\p{N}_])'
const end = '(?![\\p{L}\\p{N}_])'
const direction = '(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)'
const ordinal = '\\d{1,3}(?:st|nd|rd|th)[ ]'
const romance =
  "(?:(?:de|da|do|dos|das|del|della|dei|di|la|las|los|el|l'|du|des|le|les|de la|d'|aux?|en)[ ]?){0,3}"

const strongSuffix =
  '(?:Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Parkway|Pkwy|Highway|Hwy|Terrace|Crescent|Cres|Gardens|Mews|Turnpike|Expressway|Broadway|Marg|Nagar|Colony|Layout|Embankment|Esplanade)'
const weakSuffix =
  '(?:Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Square|Sq|Circle|Cir|Close|Row|Walk|Park|Hill|View|Grove|Trail|Loop|Alley|Quay|Wharf|Green|Rise|Plaza|Cross|Main|Bypass|Route|House|Building|Tower|Towers)'
const germanic =
  '(?:[Ss]tra(?:ß|ss)e|[Ss]tr\\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Rr]ing|[Dd]amm|[Uu]fer|[Cc]haussee|[Pp]romenade|[Ss]traat|[Ll]aan|[Gg]racht|[Pp]lein|[Kk]ade|[Ss]ingel|[Dd]ijk|[Dd]reef|[Ss]teeg|gatan|vägen|vej|gade|veien|gata|katu|[Aa]ll[ée]|tie|kuja|polku|vägen|torg|gränd|stræde|plads|stien|bakken|haven|steenweg|baan|dreef|kaai|hof|markt|graben|zeile|berg|feld|stieg|steig|pfad)'
const article =
  '(?:Am|An der|An den|Im|In der|In den|Auf der|Auf dem|Zum|Zur|Unter den|Unter der|Hinter der|Vor dem|Alte|Neue|Alter|Neuer)'
const french =
  '(?:[Rr]ue|[Aa]venue|[Aa]v\\.|[Bb]oulevard|[Bb]d\\.?|[Pp]lace|[Cc]hemin|[Aa]ll[ée]es?|[Ii]mpasse|[Qq]uai|[Cc]ours|[Rr]oute|[Ss]quare|[Pp]assage|[Ff]aubourg|[Ff]g|[Ss]entier|[Mm]ont[ée]e|[Rr]ond-point|[Ee]splanade)'
const southern =
  '(?:Calle|C/|Avenida|Avda\\.?|Av\\.|Paseo|P\\.º|Plaza|Pza\\.?|Carrer|Carretera|Camino|Ronda|Rua|R\\.|Travessa|Alameda|Al\\.|Pra[çc]a|Rodovia|Estrada|Largo|Via|Viale|V\\.le|Piazza|P\\.zza|Corso|C\\.so|Vicolo|Strada|Ulica|ul\\.|al\\.|pl\\.|os\\.|[Oo]siedle|Plac|Aleja|Aleje|Rynek|[Nn]ám\\.|[Nn]áměstí|[Tt]ř\\.|Str\\.|[Ss]trada|Bd\\.|Calea|Şos\\.|Cra\\.?|Carrera|Kra\\.?|Jl\\.|Jalan|Lorong|Jln\\.?|Đường|Phố|Oδός|Οδός|Λεωφ\\.)'
const usState =
  '(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ALN]|ID(?= 83)|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])'

/** The forms, most certain first. */
export const addressForms: readonly AddressForm[] = [
  form(
    0.9,
    strongSuffix,
    `${freeNumber}(?:${direction}\\.?[ ])?(?:${cap}[ ]|${ordinal}){1,4}${strongSuffix}\\.?${end}(?:[ ]${direction}(?!\\p{L}))?`,
  ),
  form(
    0.85,
    `[ ]${weakSuffix}\\b`,
    `${freeNumber}(?:${direction}\\.?[ ])?(?:${cap}[ ]|${ordinal}){0,3}${weakSuffix}\\.?${end}`,
    true,
  ),
  form(
    0.88,
    `${germanic}[ ]?(?:nr\\.?[ ]?)?\\d`,
    `${start}(?:${cap}[ -]){0,3}\\p{Lu}?[\\p{L}-]{0,30}${germanic}[ ]?(?:nr\\.?[ ]?)?${number}(?![\\p{L}\\p{N}_%]|[.:]\\d)`,
  ),
  form(
    0.85,
    `${article}[ ][A-ZÄÖÜ]`,
    `${start}${article}[ ]${cap}(?:[ -]${cap}){0,2}[ ]${number}(?![\\p{L}\\p{N}_%]|[.:]\\d)`,
    true,
  ),
  form(
    0.8,
    '[\\dA-Za-z.],?\\s{1,3}(?:[A-Z]{1,2}-)?(?:\\d{4,6}|\\d{2,3}[ -]\\d{2,3}|\\d{4}-\\d{3})[ ]?(?:[A-Z]{2}[ ])?[A-ZÀ-Þ\\u0100-\\u017e]',
    `${start}(?:(?:${cap}|de|la|du|des|van|der|den|de la|del|di|da|do)[ ]){0,4}\\p{Lu}[\\p{L}'-]{2,30},?[ ]${number}(?:[ ](?:[A-Z]|[A-Z]?\\d{1,3}|m\\.[ ]?\\d{1,4}|lok\\.[ ]?\\d{1,4}|bus[ ]\\d{1,4}|bte[ ]\\d{1,4})){0,2}(?=,?\\s{1,3}(?:[A-Z]{1,2}-)?(?:\\d{4,6}|\\d{2}-\\d{3}|\\d{3}[ ]\\d{2}|\\d{4}-\\d{3})[ ]?(?:[A-Z]{2}[ ])?\\p{Lu}[\\p{Ll}ß]{2})`,
    true,
  ),
  form(
    0.75,
    '(?:House|Plot|Road|Block|Sector|Lane|Villa|Flat|Shop|Office|Stand|Erf|Lot)(?:[ ]No\\.?)?[ ]\\d{1,4}[A-Z]?,',
    `${start}(?:(?:House|Plot|Road|Block|Sector|Street|Lane|Villa|Flat|Shop|Office|Stand|Erf|Lot|Phase|Floor|Building)(?:[ ]No\\.?)?[ ][A-Z]?-?\\d{1,4}[A-Z]?,[ ]){1,4}(?:${cap}(?:[ -]${cap}){0,3},?[ ]){1,4}-?[ ]?\\d{3,6}(?!\\d)`,
  ),
  form(
    0.9,
    `${french}[ ]`,
    `(?<![\\p{L}\\p{N}_.,$€£#/-])\\d{1,4}(?:[ ]?(?:bis|ter|quater|[A-C]))?,?[ ]${french}[ ]${romance}${cap}(?:[ -](?:${cap}|de|du|des|la|le|les|et|sur)){0,5}`,
  ),
  form(
    0.88,
    `\\b(?=[A-Zaopntu])${southern}[ ]?`,
    `(?<![\\p{L}\\p{N}_.@/-])${southern}[ ]?${romance}${cap}(?:[ ](?:${cap}|e|y|de|da|do|dos|das|del|la|las|los|\\d{1,2}(?=[ ]de[ ]))){0,5},?[ ](?:n[.ºo°]{0,2}[ ]?)?\\d{1,5}(?:[ ]?[A-Za-z](?!\\p{L}))?(?:/\\d{1,4})?${end}`,
  ),
  form(
    0.9,
    '(?:Flat|Plot|House|Door|Shop|Office|Unit|No\\.|#)[ .]',
    `${start}(?:(?:Flat|Plot|House|Door|Shop|Office|Unit|H)\\.?[ ]?(?:No\\.?|#)?[ ]?|No\\.[ ]?|#[ ]?)[A-Z]?-?\\d{1,4}[A-Z]?(?:/\\d{1,4})?,[ ](?:[\\p{L}\\p{N}'.& -]{2,40},[ ]?){1,6}[\\p{L} ]{3,30}[ -]{1,3}\\d{3}[ ]?\\d{3}(?!\\d)`,
  ),
  {
    trigger: /(?:utca|út|tér|Cad(?:desi)?\.?|Sok(?:ak|ağı)?\.?|Mah(?:allesi)?\.?|Bulvarı)[ ]/g,
    pattern: plainPattern(
      /(?<![\p{L}\p{N}])(?:\d{4}[ ]\p{Lu}[\p{Ll}]{2,20},[ ])?(?:\p{Lu}[\p{L}-]{1,24}[ ]){1,3}(?:utca|út|tér|körút|Caddesi|Cad\.?|Sokak|Sokağı|Sok\.?|Mahallesi|Mah\.?|Bulvarı|Cd\.?|Sk\.?)[ ,]{0,2}(?:(?:\p{Lu}[\p{L}-]{1,24}[ ]){1,3}(?:Caddesi|Cad\.?|Sokak|Sokağı|Sok\.?|Bulvarı|Cd\.?|Sk\.?)[ ,]{0,2})?(?:[Nn]o[.:]?[ ]?)?\d{1,4}(?:[/-]\d{1,4})?\.?(?:[ ]?[A-Za-z](?!\p{L}))?(?:,?[ ](?:[Dd]aire|D|[Kk]at|K)[.:]?[ ]?\d{1,3}){0,2}(?:,?[ ]\d{4,5}[ ]\p{Lu}[\p{L}/ ]{2,24})?/gu,
    ),
    needsMore: false,
    confidence: 0.88,
  },
  {
    trigger: /(?:ул|улица|пр|просп|проспект|пер|переулок|бульвар|б-р|наб|шоссе|вул)\.?[ ]|,[ ]д\.?[ ]?\d/g,
    pattern: plainPattern(
      /(?<![\p{L}\p{N}])(?:(?:г\.?|город)[ ]\p{Lu}[\p{Ll}-]{2,24},[ ])?(?:ул|улица|пр|просп|проспект|пр-т|пер|переулок|бульвар|б-р|наб|шоссе|вул)\.?[ ](?:[\p{Lu}\d][\p{L}\d.-]{1,24}[ ]?){1,4},?[ ](?:д\.?|дом|буд\.?)?[ ]?\d{1,4}[\p{L}]?(?:\/\d{1,4})?(?:,[ ](?:кв|корп|стр|оф|к|п|эт)\.?[ ]?\d{1,5}){0,3}(?:,[ ](?:г\.[ ]?)?\p{Lu}[\p{Ll}-]{2,24})?(?:,?[ ]\d{5,6})?/gu,
    ),
    needsMore: false,
    confidence: 0.9,
  },
  form(
    0.65,
    '\\d[A-Za-z]?,?[ ][A-ZĐÀ-ÖØ-Þ][^\\n,]{2,36},[ ][A-ZĐÀ-ÖØ-Þ]',
    `(?<![\\p{L}\\p{N}_.,$€£#/:-])\\d{1,5}[A-Za-z]?(?:/\\d{1,4})?,?[ ]${cap}(?:[ ](?:${cap}|\\d{1,2})){1,4}(?:,[ ]${cap}(?:[ ](?:${cap}|\\d{1,2})){0,2}){2,4}(?![\\p{L}])`,
  ),
  form(
    0.85,
    'Box[ ](?:[A-Z]{1,4}[ -]?)?\\d|Postfach|Postbus|Apartado|Caixa|Casella|(?:BP|CP)[ ]\\d',
    `${start}(?:(?:P\\. ?O\\.?|PO|Post Office) Box (?:[A-Z]{1,4}[ -]?)?\\d{1,7}|(?:Apartado(?: de Correos)?|Caixa Postal|Casella Postale|BP|CP) \\d[\\d ]{0,7}(?=[,\\s]{1,3}(?:[A-Z]-)?\\d{4,5})|(?:Postfach|Postbus) \\d[\\d ]{1,7})`,
  ),
  form(
    0.9,
    '-(?:ku|shi|cho|gun|machi)\\b',
    `(?<![\\p{L}\\p{N}_./-])\\d{1,3}(?:-\\d{1,3}){1,2},?[ ]\\p{Lu}\\p{Ll}{2,20}(?:-(?:cho|machi|dori))?,[ ]\\p{Lu}\\p{Ll}{2,20}-(?:ku|shi|cho|gun|machi)(?:,[ ]\\p{Lu}[\\p{Ll}-]{2,20}){0,2}(?:,?[ ]\\d{3}-\\d{4})?`,
  ),
  form(
    0.8,
    `,[ ]${usState}[ ]\\d{5}`,
    `${start}${cap}(?:[ ]${cap}){0,2},[ ]${usState}[ ]\\d{5}(?:-\\d{4})?(?!\\d)`,
  ),
  {
    trigger: /〒|[都道府県][^\n]{1,14}[市区町村]/g,
    pattern:
      /〒 ?\d{3}-?\d{4}[ \u3000]{0,2}[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\d \-丁目番地号]{4,60}|[\p{Script=Han}]{2,3}[都道府県][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,12}[市区町村][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{0,15}\d{1,4}(?:[-丁目番地号]{1,2}\d{1,4}){0,3}号?/gu,
    needsMore: false,
    confidence: 0.92,
  },
]

function form(confidence: number, trigger: string, source: string, needsMore = false): AddressForm {
  return {
    trigger: new RegExp(trigger, 'g'),
    pattern: plainPattern(new RegExp(source, 'gu')),
    needsMore,
    confidence,
  }
}
