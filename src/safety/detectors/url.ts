import { isIPv6 } from 'node:net'
import type { Detector, Finding, ScanContext } from '../detector.ts'
import { finding, isPublicSource, maskCharacter } from '../detector.ts'
import {
  hasInnerPart,
  hasWeakEnding,
  isCountrySite,
  isInternalHost,
  isMachineLabel,
  isPublicHost,
  isPublicLabel,
} from '../host-names.ts'
import { matches } from '../matches.ts'
import { plainPattern } from '../plain-pattern.ts'

const address = plainPattern(
  /(?<![\p{L}\p{N}])(?:https?|ftps?|sftp|smb|nfs|ldaps?|rdp|ssh|wss?|cifs|afp|file):\/\/([^\s"'`<>\x1a]{3,2000})/giu,
)
const share = plainPattern(
  /(?<![\p{L}\p{N}_\\:])\\\\[A-Za-z0-9][\w.-]{1,62}\\[^\s"'`<>|\\\x1a]{1,100}(?:\\[^\s"'`<>|\\\x1a]{1,100}){0,12}/gu,
)
const local = /^(?:localhost|127\.|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|10\.0\.2\.2\b)/i

/** Pages of one customer, meeting or file at a service that everybody uses. */
const ofTenant =
  /^(?!www\.|support\.|docs\.|help\.|api\.|community\.|status\.|developers?\.|login\.|app\.)[\w-]+\.(?:sharepoint|atlassian|zendesk|freshdesk|service-now|my\.salesforce|lightning\.force|okta|auth0|slack|monday|myshopify|zoom|webex|onelogin|workday|myworkday|successfactors|crm\d*\.dynamics|visualstudio|b2clogin|azurewebsites|blob\.core\.windows|database\.windows|vault\.azure|scm\.azurewebsites|cloudapp\.azure|ngrok(?:-free)?|trycloudflare|herokuapp|web\.app|firebaseapp|firebaseio|s3[\w.-]{0,30}\.amazonaws|execute-api[\w.-]{0,30}\.amazonaws|rds\.amazonaws|elb\.amazonaws)\.(?:com|net|io|us|app|cloud)\/?|^(?:drive|docs)\.google\.com\/(?:file|document|spreadsheets|presentation|drive|forms)\/|^(?:\w+\.)?zoom\.us\/j\/|^teams\.microsoft\.com\/l\/|^(?:www\.)?dropbox\.com\/(?:s|scl|sh)\/|^(?:1drv\.ms|we\.tl)\/|^meet\.google\.com\/[a-z]|^wetransfer\.com\/downloads\/|^[\w-]+\.sharefile\.|^(?:www\.)?icloud\.com\/\w+\/|^dev\.azure\.com\/\w|^portal\.azure\.com\/#@/i

/** Addresses of internal pages, and file shares: hosts that only exist inside, single names, private networks. */
export const url: Detector = {
  kind: 'url',
  finds(text, context) {
    const found: Finding[] = []
    for (const match of text.includes('://') ? matches(text, address) : []) {
      const rest = trimmed(match[1]!)
      const start = match.index
      const end = start + match[0].length - match[1]!.length + rest.length
      const host = /^(?:[^/?#@\s]{0,128}@)?(\[[^\]]{2,45}\]|[^/?#:\s]{1,253})/.exec(rest)?.[1] ?? ''
      const holdsSecret = /^[^/?#@\s]{0,128}@/.test(rest)
      const isCut = text[start + match[0].length] === maskCharacter
      const isShared =
        !isPublicSource(context) &&
        !/\.(?:png|jpe?g|gif|webp|svg)$/i.test(rest) &&
        (ofTenant.test(rest) || /^(?:s?ftps?|smb|nfs|ldaps?|rdp|cifs|afp|file)/i.test(match[0]))
      if (isCut || holdsSecret || local.test(host) || !(isShared || isInside(host, rest, context))) continue
      found.push(
        finding(
          'url',
          text,
          { start, end },
          isPublicSource(context) ? 0.8 : 0.9,
          'address of an internal page',
        ),
      )
    }
    for (const match of text.includes('\\\\') ? matches(text, share) : []) {
      const value = match[0].replace(/[.,;:)\]]+$/, '')
      const range = { start: match.index, end: match.index + value.length }
      if (/^\\\\[a-z]\\/.test(value) || /^\\\\[a-z]{1,2}[\\[]/.test(value)) continue
      found.push(finding('url', text, range, isPublicSource(context) ? 0.6 : 0.9, 'file share'))
    }
    return found
  },
}

/** Without the punctuation of the sentence, or the bracket of a Markdown link, around it. */
function trimmed(rest: string): string {
  const cut = rest.replace(/[.,;:!?*_\\]+$/, '')
  let depth = 0
  for (let at = 0; at < cut.length; at++) {
    if (cut[at] === '(') depth++
    else if (cut[at] === ')' && --depth < 0) return cut.slice(0, at)
  }
  return cut.replace(/[\]}]+$|\*\*.*$/, '')
}

function isInside(host: string, rest: string, context: ScanContext): boolean {
  if (isInternalHost(host, context)) return true
  const isPublic = isPublicSource(context)
  if (/^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\./.test(host))
    return !isPublic || !/^(?:192\.168\.[01]\.1|10\.0\.0\.[12])$/.test(host)
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return !isPublic
  if (!/^[\w.:[\]-]+$/.test(host)) return false
  if (host.startsWith('[')) return !isPublic && isIPv6(host.slice(1, -1))
  if (!host.includes('.')) {
    const isName = /^[A-Za-z][A-Za-z0-9-]{1,62}$/.test(host)
    if (isPublic) return isName && /\d/.test(host) && isMachineLabel(host)
    return (
      isName &&
      !/^(?:example|host|hostname|domain|server|url|www|foo|bar|site|app|(?:my|your|some|the)-?\w*)$/i.test(
        host,
      )
    )
  }
  if (isPublic || isPublicHost(host)) return false
  if (hasInnerPart(host)) return true
  const first = host.split('.')[0]!
  if (hasWeakEnding(host)) return isMachineLabel(first)
  if (
    /\/(?:docs?|documentation|help|kb|support|articles?|topics?|questions|t|wiki|concepts|blog|issues)\/|\.(?:png|jpe?g|gif|webp|zip|pdf|mp4|svg)$/i.test(
      rest,
    )
  )
    return false
  if (/admin|intern|staging|\/portal|:\d{4,5}/.test(rest)) return true
  // In a case a name of three parts that is not a public page's is one customer's own machine.
  return host.split('.').length > 2 && !isPublicLabel(first) && !isCountrySite(host)
}
