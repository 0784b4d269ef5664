import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { labelled } from '../labelled.ts'
import { matches } from '../matches.ts'
import { findNumbers } from '../numbers.ts'
import { plainPattern } from '../plain-pattern.ts'

const words = {
  stems:
    'blz bankleitzahl routing iban bsb ifsc swift bic transit meter agreement mandate membership wallet portfolio loan mortgage claim dossier deposit insurance utility routing billing project agency site store merchant vendor supplier partner dealer reseller certificate zähler zaehler police poliza póliza apólice account acct tenant subscription organi org workspace contract policy compte contrat cuenta conta contrato konto vertrag rekening a/c sort 口座 アカウント'.split(
      ' ',
    ),
  label: plainPattern(
    /(?:konto[ _-]?(?:nummer|nr|id)\.?|vertrags?[ _-]?(?:konto|nummer|nr)\.?|rekening[ _-]?(?:nummer|nr)\.?|a\/c(?: no\.?| number)?|acct\.?|口座番号|アカウント(?:ID|番号)|sort code|blz|bankleitzahl|routing(?: (?:number|no\.?))?|bsb(?: (?:number|no\.?))?|ifsc(?: code)?|transit (?:number|no\.?)|tenant[ _-]?id|workspace[ _-]?id|org(?:anization)?[ _-]?id|subscription[ _-]?id|account[ _-]?id|acc(?:ount)?\.? ?(?:no|nr|num)\.?|ktonr\.?|kto\.?-?nr\.?)(?![\p{Ll}])/giu,
  ),
  noun: '(?:account|meter|agreement|mandate|membership|wallet|portfolio|loan|mortgage|claim|dossier|deposit|insurance|utility|routing|billing|project|agency|site|store|merchant|vendor|supplier|partner|dealer|reseller|certificate|z[äa]hler|police|poliza|p[óo]liza|ap[óo]lice|acct|tenant|subscription|organi[sz]ation|org|workspace|contract|policy|compte|contrat|cuenta|conta|contrato|conto|account)',
  bare: /\b(?:account|konto|compte|cuenta|conta|rekening|tenant|contract|contrat|contrato|contratto|vertrag|policy|acct)[ ](?:no[.]?[ ])?((?=[\w/-]{0,16}\d{3})(?:[A-Z]{1,4}[-/]?)?\d[\w/-]{4,20})\b/gi,
  prefixed: plainPattern(
    /\b(?<![-])(?:ACC|ACCT|ACCOUNT|ACT|TEN|SUB)[-_#]?\d{3,14}(?![\p{L}\p{N}_])|\b(?:acct|sub|org|ws|usr|user|team|proj|ten|tnt|tenant|acc|wsp|ctr)_(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{6,32}|\b(?:POL|CTR|CON|AGR|CLM|MTR|LOAN|REF|CRT|VTR)[-/](?:(?:19|20)\d{2}[-/])?\d{3,10}(?:[-/]\d{1,6})?(?![\p{L}\p{N}_])/gu,
  ),
}
/** Any word with "number", "no.", "id" or "ref": in a case, what follows it belongs to somebody. */
const anyLabel = plainPattern(
  /(?<![\p{L}\p{N}])(?:numbers?|nummer|num[ée]ro|n[úu]mero|numer|num|nbr|n[ºo°]\.?|no\.|nr\.?|№|номер|番号|编号|번호|ids?|ref\.?|reference)(?![\p{L}])(?:[ ](?:(?:de|du|do|da|del|di)[ ])?\p{L}[\p{L}'-]{2,24}(?=[ ]?(?:[:=#]|is\b|est\b|es\b|ist\b)))?/giu,
)
const anyStems = 'num núm nom nbr no n° nº nr № номер 番号 编号 번호 id ref'.split(' ')
const nounBefore = plainPattern(/(\p{L}[\p{L}'-]{2,24})[ _-]?$/u)
const anyValue = plainPattern(
  /(?=[\p{L}\d ./_-]{0,24}\d)(?:[A-Z]{1,4}[ ])?(?:[A-Z0-9]{1,14}[-./_]){0,5}[A-Z0-9]{3,20}(?![\p{L}\p{N}_])(?:[ ]\d{2,6}(?![\p{L}\p{N}_])){0,4}/uy,
)
/** What is counted and numbered in any system and belongs to nobody. */
const technical =
  /^(?:error|err|line|port|build|version|release|revision|rev|model|bug|issue|event|process|thread|page|step|case|ticket|incident|room|row|column|chapter|table|section|patch|status|exit|response|return|zip|area|country|message|msg|job|record|index|sequence|seq|kernel|item|level|round|test|sample|max|maximum|min|minimum|total|large|small|random|prime|phone|telephone|telefon|tel|fax|mobile|handy|cell|serial|cve|kb|pull|request|commit|change|query|session|trace|correlation|span|node|slot|channel|frame|block|sector|track|question|answer|post|topic|article|faq|task|attempt|device|object|class|element|widget|vlan|group|user|role|rule|policy|key|log|exception|code|the|this|that|your|same|any|first|second|last|next|wrong|right|correct|new|old|higher|lower|certain|good|greater|big|batch|figure|appendix|note|update|hotfix|part|sku|asin|isbn|product|os|driver|firmware|sdk|api|app|application|plugin|module|component|package|bundle|container|image|pod|cluster|instance|server|host|resource|location|region|zone|store|category|tag|field|form|template|theme|report|dashboard|campaign|list|segment|workflow|pipeline|stage|environment|env|tracking)$/i
const inResourceName = /\barn:aws[a-z-]{0,10}:[a-z0-9-]{0,30}:[a-z0-9-]{0,20}:(\d{12}):/g

/** Numbers of accounts, tenants, contracts and subscriptions. */
export const accountId: Detector = {
  kind: 'account-id',
  finds(text, context) {
    const found: Finding[] = findNumbers('account-id', words, text, context)
    if (!isPublicSource(context)) found.push(...findAny(text), ...findCoded(text))
    for (const match of matches(text, inResourceName)) {
      const start = match.index + match[0].length - 13
      if (match[1] === '123456789012' && context.authority !== 'case') continue
      found.push(finding('account-id', text, { start, end: start + 12 }, 0.9, 'account in a resource name'))
    }
    return found
  },
}

/** A UUID near what it is the account, tenant or subscription of. */
const uuid =
  /\b(?:tenant|subscription|directory|organi[sz]ation|workspace|account|environment|customer)\b[^\n]{0,60}?\b([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})\b/gi

function findAny(text: string): Finding[] {
  const found: Finding[] = []
  for (const match of matches(text, uuid)) {
    const range = { start: match.index + match[0].length - 36, end: match.index + match[0].length }
    found.push(finding('account-id', text, range, 0.7, 'of an account or a tenant'))
  }
  for (const { label, value, start, before } of labelled(text, anyStems, anyLabel, anyValue)) {
    const nouns = [nounBefore.exec(before)?.[1] ?? '', ...(label.match(/[\p{L}'-]{3,}/gu) ?? [])]
    if (nouns.some((noun) => technical.test(noun))) continue
    const digits = value.replace(/\D/g, '').length
    if (digits < 4 && !(digits > 1 && /^[A-Z0-9-]{5,}$/.test(value) && /[A-Z]/.test(value))) continue
    if (
      /^(?:19|20)\d{2}$|^\d+\.\d+(?:\.\d+)*$|^0x|^\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/.test(
        value,
      )
    )
      continue
    found.push(
      finding(
        'account-id',
        text,
        { start, end: start + value.length },
        0.6,
        `number after “${label.trim()}”`,
      ),
    )
  }
  return found
}

/** Capitals, a hyphen and many digits, as companies number what is theirs; not errors, standards or parts of software. */
const coded =
  /(?<![\w./#-])(?!(?:ORA|ERR|KB|CVE|RFC|ISO|UTF|SHA|AES|PLS|TNS|DPI|MSB|LNK|AADSTS|STOP|EVENT|ERROR|IEEE|DIN|EN|COVID|WCAG|MS|CWE|GHSA|PEP|JEP|JSR|TS|CS|NU|CA|RTX|GTX|HTTP|TLS|SSL|WIN|VER|REV|BUILD|RELEASE|EPIC|STORY|BUG|ISSUE|TASK|PR|GH|NET|SQL|LATIN|CP|IBM)[-_]?\d)[A-Z]{2,6}-\d{4,12}(?:-[A-Z\d]{1,8}){0,2}(?![\w-]|\.\d)|(?<![\w])(?:KTO|Kto\.?)[ ]\d{3,6}(?:[ ]\d{2,6}){0,5}(?![\w-])/g

function findCoded(text: string): Finding[] {
  return [...matches(text, coded)].map((match) =>
    finding(
      'account-id',
      text,
      { start: match.index, end: match.index + match[0].length },
      0.55,
      'written like a number of an account',
    ),
  )
}
