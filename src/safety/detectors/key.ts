import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { matches } from '../matches.ts'
import { plainPattern } from '../plain-pattern.ts'
import type { SecretShape } from '../secret.ts'
import { findLabelledSecrets, findShapes, isRandom } from '../secret.ts'

const shapes: readonly SecretShape[] = [
  {
    mark: 'a',
    pattern: /\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ABIA|ACCA)[A-Z2-7]{16}\b|\bA(?:KIA|SIA)[A-Z0-9]{16}\b/g,
    reason: 'AWS access key id',
  },
  {
    mark: 'aws',
    pattern: /aws.{0,24}?(?:secret|sk).{0,20}?["'`\s:=]{1,6}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    reason: 'AWS secret access key',
  },
  { mark: 'aiza', pattern: /\bAIza[\w-]{35}(?![\w-])/g, reason: 'Google API key' },
  { mark: 'k_', pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,99}\b/g, reason: 'Stripe secret key' },
  {
    mark: 'sk-',
    pattern: /\bsk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{20,180}\b/g,
    reason: 'API key of an AI service',
  },
  { mark: 'sg.', pattern: /\bSG\.[\w-]{16,32}\.[\w-]{30,64}/g, reason: 'SendGrid key' },
  { mark: 'key-', pattern: /\bkey-[\da-z]{32,36}\b/g, reason: 'Mailgun key' },
  { mark: 'pk_', pattern: /\bpk_(?:live|test)_[A-Za-z0-9]{10,99}\b/g, reason: 'Stripe key' },
  { mark: 'whsec', pattern: /\bwhsec_[A-Za-z0-9+/=]{16,99}/g, reason: 'webhook secret' },
  { mark: 'nra', pattern: /\bNR(?:AK|II|JS|IQ|RA)-[A-Za-z0-9-]{20,40}/g, reason: 'New Relic key' },
  { mark: 'gocspx', pattern: /\bGOCSPX-[\w-]{20,40}/g, reason: 'Google client secret' },
  { mark: 'lin_', pattern: /\blin_(?:api|oauth)_[A-Za-z0-9]{20,64}\b/g, reason: 'Linear key' },
  {
    mark: '_',
    pattern:
      /\b(?:rzp_(?:live|test)|sq0(?:atp|csp|idp)|pplx|r8|dop|dapi|phc|phx|nfp|ntn|secret|tskey|glsa|glc|sntrys|sntryu|rubygems|figd|shpss|EAAC|AKCp|re|gsk|fw|xai|hvs|pscale_(?:tkn|oauth|pw)|sbp|sb_secret|vercel|cfut|lsv2_(?:pt|sk)|CFPAT|dp\.(?:pt|st|ct)|ops|uat|waka|ghs|xkeysib|APP_USR|live|prod)[_-](?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{18,180}/g,
    reason: 'key of a known service',
    confidence: 0.9,
  },
  {
    mark: '://',
    pattern: /\bhttps?:\/\/[\da-f]{32}@[\w.-]{1,80}\/\d{1,12}\b/g,
    reason: 'Sentry address with its key',
  },
  { mark: '', pattern: /\b(?:AC|SK)[\da-f]{32}\b/g, reason: 'Twilio key' },
  { mark: '-us', pattern: /\b[\da-f]{32}-us\d{1,2}\b/g, reason: 'Mailchimp key' },
  { mark: 'accountkey', pattern: /\bAccountKey=([A-Za-z0-9+/]{40,100}={0,2})/g, reason: 'Azure storage key' },
  {
    mark: 'sharedaccesskey',
    pattern: /\bSharedAccessKey=([A-Za-z0-9+/]{30,100}={0,2})/g,
    reason: 'Azure shared access key',
  },
  {
    // A cut-off block counts too: the last line need not be there.
    mark: '-----begin',
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=:,.\s"\\-]{0,16000}?-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s\\]{0,16000})/g,
    reason: 'private key',
    confidence: 0.99,
  },
  {
    mark: '',
    pattern: /(?=\d{6}-\d{6}-)(?<![\w-])(?:\d{6}-){7}\d{6}(?![\d-])/g,
    reason: 'BitLocker recovery key',
  },
  { mark: 'age-secret', pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b/g, reason: 'age secret key' },
]
const stems = 'key secret schl clé cle'.split(' ')
const label = plainPattern(
  /(?:api[ _-]?keys?|apikey|access[ _-]?key(?:[ _-]?id)?|secret[ _-]?(?:access[ _-]?)?key|client[ _-]?secret|app[ _-]?secret|shared[ _-]?secret|signing[ _-]?(?:key|secret)|encryption[ _-]?key|private[ _-]?key(?:[ _-]?id)?|subscription[ _-]?key|webhook[ _-]?secret|(?<![\p{L}\p{N}])secret|(?<=[_.-])key|(?:admin|master|service|server|license[ _-]api|write|read|maps|push|search|project|integration|account|storage|instrumentation|application|function|host|vault|recovery|root|sas|security|authentication|auth|hmac|jwt|deploy|merchant|publishable|secret|session|token|partner|rest|developer|production|prod|live|sandbox)[ _-]key|hmac|api[ _-]?schl[üu]ssel|cl[ée][ _-]d?'?api)(?![\p{L}\p{N}])/giu,
)

/** API keys, secret keys and private keys. */
export const key: Detector = {
  kind: 'key',
  finds: (text, context) => [
    ...findShapes('key', shapes, text, context),
    ...findLabelledSecrets('key', stems, label, text, context),
    ...(isPublicSource(context) ? [] : findLone(text)),
  ],
}

// A hexadecimal key as memory shows it is none by looks alone; after its label it is.
const lone = /(?<![\w-])[\w-]{20,200}(?![\w/+.@(-])/g

/** In a case a long random string is a key to something, whatever it is called. */
function findLone(text: string): Finding[] {
  return [...matches(text, lone)].flatMap((match) =>
    !/[/+.=@#]/.test(text[match.index - 1] ?? '') && isRandom(match[0]) && !/^[\da-f-]+$/i.test(match[0])
      ? [
          finding(
            'key',
            text,
            { start: match.index, end: match.index + match[0].length },
            0.6,
            'long random string',
          ),
        ]
      : [],
  )
}
