import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
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
const inResourceName = /\barn:aws[a-z-]{0,10}:[a-z0-9-]{0,30}:[a-z0-9-]{0,20}:(\d{12}):/g

/** Numbers of accounts, tenants, contracts and subscriptions. */
export const accountId: Detector = {
  kind: 'account-id',
  finds(text, context) {
    const found: Finding[] = findNumbers('account-id', words, text, context)
    if (!isPublicSource(context)) found.push(...findUuids(text))
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

function findUuids(text: string): Finding[] {
  return [...matches(text, uuid)].map((match) => {
    const end = match.index + match[0].length
    return finding('account-id', text, { start: end - 36, end }, 0.7, 'of an account or a tenant')
  })
}
