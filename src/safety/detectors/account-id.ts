import type { Detector, Finding } from '../detector.ts'
import { finding } from '../detector.ts'
import { matches } from '../matches.ts'
import { findNumbers } from '../numbers.ts'
import { plainPattern } from '../plain-pattern.ts'

const words = {
  stems:
    'account acct tenant subscription organi org workspace contract policy compte contrat cuenta conta contrato konto vertrag rekening a/c sort 口座 アカウント'.split(
      ' ',
    ),
  label: plainPattern(
    /(?:konto[ _-]?(?:nummer|nr|id)\.?|vertrags?[ _-]?(?:konto|nummer|nr)\.?|rekening[ _-]?(?:nummer|nr)\.?|a\/c(?: no\.?| number)?|acct\.?|口座番号|アカウント(?:ID|番号)|sort code)(?![\p{Ll}])/giu,
  ),
  noun: '(?:account|acct|tenant|subscription|organi[sz]ation|org|workspace|contract|policy|compte|contrat|cuenta|conta|contrato|conto|account)',
  bare: /\b(?:account|konto|compte|cuenta|conta|rekening|tenant|contract|vertrag|acct)[ ]((?:[A-Z]{1,4}-?)?\d{5,14}(?:-\w{1,4})?)\b/gi,
  prefixed: plainPattern(
    /\b(?<![-])(?:ACC|ACCT|ACCOUNT|ACT|TEN|SUB)[-_#]?\d{3,14}(?![\p{L}\p{N}_])|\b(?:acct|sub|org)_[A-Za-z0-9]{10,24}(?![\p{L}\p{N}_])/gu,
  ),
}
const inResourceName = /\barn:aws[a-z-]{0,10}:[a-z0-9-]{0,30}:[a-z0-9-]{0,20}:(\d{12}):/g

/** Numbers of accounts, tenants, contracts and subscriptions. */
export const accountId: Detector = {
  kind: 'account-id',
  finds(text, context) {
    const found: Finding[] = findNumbers('account-id', words, text, context)
    for (const match of matches(text, inResourceName)) {
      const start = match.index + match[0].length - 13
      if (match[1] === '123456789012' && context.authority !== 'case') continue
      found.push(finding('account-id', text, { start, end: start + 12 }, 0.9, 'account in a resource name'))
    }
    return found
  },
}
