import type { Finding, FindingKind } from './detector.ts'
import { matches } from './matches.ts'
import { plainPattern } from './plain-pattern.ts'

/** What somebody is asked for, and how the answer on a line of its own looks. */
type Asked = { kind: FindingKind; words: RegExp; answer: RegExp }

const id = plainPattern(
  /(?<![\p{L}\p{N}_.@-])(?=[\w/-]*\d[\w/-]*\d[\w/-]*\d)[A-Za-z0-9#][A-Za-z0-9/_-]{3,24}(?:[ ]\d{2,6}){0,3}(?![\p{L}\p{N}_@]|[.-]\w)/gu,
)
const months = '(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\\w{0,7}'
const date = new RegExp(
  `(?<![\\w.-])(?:\\d{1,2}[./ -]\\d{1,2}[./ -](?:19|20)?\\d{2}|(?:19|20)\\d{2}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th|\\.)? (?:of )?${months},? (?:19|20)\\d{2}|${months} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2})(?![\\w-])`,
  'gi',
)
const secret = /(?<=^|[\s"'`(])(?=\S*\d)(?!\S*(?:@\w|:\/\/))[^\s"'`(),;]{4,40}(?=["'`),;.!?]{0,2}(?:\s|$))/g

const asks: readonly Asked[] = [
  {
    kind: 'person',
    words:
      /(?:may|can|could) i (?:have|get|ask|know) your (?:full |first )?name|your (?:full )?name,? please|(?:what is|what's) your (?:full )?name|who am i (?:speaking|talking|chatting) (?:to|with)|whom am i|wie ist ihr name|ihren? namen?,? bitte|votre nom|su nombre|il suo nome|uw naam/i,
    answer:
      /(?<![\w@.])(?!(?:it is|its|it's|my|name|this|sure|yes|hi|hello|i am|i'm|ok|okay|and|the|please|thanks)\b)\p{L}[\p{L}'’-]{1,24}(?: (?!(?:and|here|from|is|speaking)\b)\p{L}[\p{L}'’-]{1,24}){1,3}(?=[.,!]?\s*$)/giu,
  },
  {
    kind: 'birth-date',
    words:
      /date of birth|\bdob\b|birth ?da(?:y|te)|when were you born|geburts(?:datum|tag)|date de naissance|fecha de nacimiento|data de nascimento|geboortedatum/i,
    answer: date,
  },
  {
    kind: 'password',
    words:
      /password|passcode|passphrase|\bpin\b|security code|one[- ]time code|verification code|\botp\b|kennwort|passwort|mot de passe|contraseña|senha|wachtwoord/i,
    answer: secret,
  },
  {
    kind: 'customer-id',
    words:
      /(?:customer|client|member(?:ship)?|patient)(?:'s)?[ -](?:no\b|number|id\b|ref)|kunden(?:nummer|-?nr)|numéro (?:de )?client|número de cliente|klantnummer/i,
    answer: id,
  },
  {
    kind: 'order-id',
    words:
      /(?:order|booking|invoice|reservation|tracking|rma|reference|purchase order)[ -](?:no\b|number|id\b|code|ref)|(?:bestell|auftrags|rechnungs)(?:nummer|-?nr)|which (?:order|invoice|booking)/i,
    answer: id,
  },
  {
    kind: 'account-id',
    words:
      /(?:account|tenant|contract|subscription|policy|workspace|meter)[ -](?:no\b|number|id\b|ref)|(?:konto|vertrags)(?:nummer|-?nr)|confirm the account|which account/i,
    answer: id,
  },
  {
    kind: 'licence-key',
    words:
      /(?:licen[cs]e|product|activation|serial)[ -](?:key|code|no\b|number)|serial\b|seriennummer|lizenzschlüssel|service tag|\bimei\b/i,
    answer: id,
  },
  {
    kind: 'national-id',
    words:
      /\bssn\b|social security|national (?:id|insurance)|passport (?:no|number)|tax (?:id|number)|id card|vat (?:id|number)/i,
    answer: id,
  },
  {
    kind: 'phone',
    words:
      /(?:phone|mobile|cell|callback|call[- ]back|contact)[ -]?number|(?:reach|call|ring|phone) (?:you|him|her|them)(?: back)? (?:on|at|under)|number (?:can|should|to) (?:we|i|call)|telefonnummer|rückrufnummer/i,
    answer: /(?<![\w.-])\+?\(?\d[\d ()/-]{4,18}\d(?![\w-])/g,
  },
]
const question =
  /\?|\b(?:please|confirm|tell|send|give|provide|need|may i have|can i have|could i have|what is|what's|bitte|nennen)\b/i
/** The words before an answer: a time and a speaker, and small talk. */
const introduced = /^[ \t>]*(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?[ -]*)?(?:<?[^\n:<>]{1,40}[:>])?/
const longestAnswer = 110
const linesToLook = 3

/**
 * What answers a question of the line or message before, without saying again what it is ("Your date of birth?",
 * "2 July 1985"). `before` is the end of the message before; positions are those of `text`.
 */
export function answersIn(before: string, text: string): Finding[] {
  const found: Finding[] = []
  let open = asksOf(
    before
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-linesToLook)
      .join('\n'),
  )
  let left = linesToLook
  for (const { index, 0: line } of matches(text, /[^\n]+/g)) {
    if (line.trim() === '') continue
    const head = introduced.exec(line)![0].length
    if (left > 0 && line.length - head <= longestAnswer) {
      for (const { kind, answer } of open) {
        const [match] = matches(line.slice(head), answer)
        if (match === undefined) continue
        const start = index + head + match.index
        const end = start + match[0].length
        found.push({
          kind,
          start,
          end,
          text: match[0],
          confidence: 0.65,
          reason: 'answers what was asked for',
        })
      }
    }
    const next = asksOf(line)
    left = next.length > 0 ? linesToLook : left - 1
    if (next.length > 0) open = next
  }
  return found
}

function asksOf(lines: string): Asked[] {
  return question.test(lines) ? asks.filter(({ words }) => words.test(lines)) : []
}
