/** Domains reserved for examples (RFC 2606) and the ones people type when they mean "some address". */
const sampleDomain =
  /(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)(?:example\.(?:com|org|net|edu)|(?:your|my|some)-?(?:domain|company|site|server|app|host|website)\.\w+|domain\.(?:com|tld)|foo\.com|bar\.com|foobar\.com|test\.com|email\.com|company\.com|mail\.com|acme\.com|site\.com|xyz\.com|abc\.com|asd\.com|x+\.com)$/i

const sampleLocal =
  /^(?:you|your|user|username|name|email|e-?mail|someone|somebody|anyone|me|foo|bar|test|test-?user|example|sample|john\.?doe|jane\.?doe|admin|hello|no-?reply|dev|a|b|x+|abc|xyz|asd+|qwe\w*|my|your[._-]?(?:name|email|user))\d{0,3}$/i

/** Names that nobody bears; in a case all others count, because a made-up domain may stand for a real person. */
const standIn =
  /^(?:you|your[._-]?(?:name|email|user)|user|username|name|email|someone|somebody|foo|bar|x+)$/i

/** True of an e-mail address that only shows the form; `strict` asks that name and domain both do. */
export function isSampleEmail(local: string, domain: string, strict: boolean): boolean {
  if (/^(?:git|hg|svn)$/i.test(local) || /^x{4,}$/i.test(local)) return true
  if (strict) return standIn.test(local) && sampleDomain.test(domain)
  return (
    sampleDomain.test(domain) ||
    (sampleLocal.test(local) && /^(?:foo|bar|test|dev|localhost)\./i.test(domain))
  )
}

/** True of a word that stands for a secret instead of being one ("your-api-key", "<token>", "xxxx", "changeme"). */
export function isSampleSecret(value: string): boolean {
  return (
    /^(?:your|my|the|some|this|insert|enter|replace|put|add|set)[\W_]?|example|sample|dummy|placeholder|redacted|changeme|change[-_]me|todo|xxx|\.\.\.|\*\*\*|_?here$|secret[-_]?key$|^(?:api|access|secret|auth|client|private|public)[-_]?(?:key|token|secret)|^(?:0123456789|1234567890|abcdef)/i.test(
      value,
    ) || /^(.)\1+$/.test(value)
  )
}

/** Card numbers that payment companies publish for tests; digits only. */
export const sampleCards: ReadonlySet<string> = new Set(
  '4242424242424242 4111111111111111 4000056655665556 4012888888881881 5555555555554444 5105105105105100 2223003122003222 378282246310005 371449635398431 6011111111111117 6011000990139424 3056930009020004 30569309025904 38520000023237 3530111333300000 3566002020360505 4000000000000002 4000000000009995 4000000000003220 4000002500003155'.split(
    ' ',
  ),
)

/** IBANs of textbooks and standards. */
export const sampleIbans: ReadonlySet<string> = new Set(
  'DE89370400440532013000 GB29NWBK60161331926819 GB82WEST12345698765432 FR1420041010050500013M02606 NL91ABNA0417164300 CH9300762011623852957 ES9121000418450200051332 IT60X0542811101000000123456 BE68539007547034 AT611904300234573201'.split(
    ' ',
  ),
)
