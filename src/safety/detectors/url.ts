import { isIPv6 } from 'node:net'
import type { Detector, Finding, ScanContext } from '../detector.ts'
import { finding, isPublicSource, maskCharacter } from '../detector.ts'
import {
  hasInnerPart,
  hasWeakEnding,
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
      if (isCut || holdsSecret || local.test(host) || !isInside(host, rest, context)) continue
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
  return (
    host.split('.').length > 2 &&
    !isPublicLabel(first) &&
    (isMachineLabel(first) || /admin|intern|staging|\/portal|:\d{4,5}/.test(rest))
  )
}
