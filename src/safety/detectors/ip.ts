import { isIPv6 } from 'node:net'
import type { Detector, Finding } from '../detector.ts'
import { finding, isPublicSource } from '../detector.ts'
import { matches } from '../matches.ts'
import { plainPattern } from '../plain-pattern.ts'

const four = plainPattern(
  /(?=\d{1,3}(?:\.|\[))(?<![\p{L}\p{N}_.]|[\p{L}\p{N}]-)\d{1,3}(?:(?:\.|\[\.\])\d{1,3}){3}(?![\p{L}\p{N}_]|\.\d|-[a-z]|\[\.\])/gu,
)
const six = plainPattern(
  /(?=(?:[23][\da-fA-F]{3}|[fF][cCdD][\da-fA-F]{2}|[fF][eE][89abAB][\da-fA-F]|64):)(?<![\p{L}\p{N}_:.])(?:[\da-fA-F]{1,4}:){1,7}(?::?[\da-fA-F]{1,4}){0,7}(?:::)?(?![\p{L}\p{N}_:])/gu,
)
const versionBefore = plainPattern(
  /(?:\bv|\bversions?|\bver|\brelease|\bbuild|\bfirmware|\bdriver|\bassembly|\bupdate|\bpatch|\bsdk|\bruntime|\bsection|\bchapter|\brevision|\bupgraded?(?: \S+)? (?:to|from)|(?<!:\/\/\S{0,80})\w@|(?<!:\/\/\S{0,80})[\p{L}\p{N}]\/|version["']?)[ \t:="'(]{0,4}(?:is |to |from )?$/iu,
)
const addressBefore =
  /\b(?:ip|ipv4|address|adresse|addr|host|ping|server|gateway|dns|subnet|inet|router|listen|bind|from|peer|remote|client)\b[^\n]{0,20}$/i
const everybodysRouter =
  /^(?:192\.168\.[012]\.1|192\.168\.0\.0|10\.0\.[012]\.[0123]|10\.0\.0\.0|172\.1[678]\.0\.[012])$/

/** IPv4 and IPv6 addresses; not version numbers, masks, loopback, public resolvers, nor (in public text) documentation ranges. */
export const ip: Detector = {
  kind: 'ip',
  finds(text, context) {
    const found: Finding[] = []
    for (const match of matches(text, four)) {
      const parts = match[0].replaceAll('[.]', '.').split('.')
      const before = text.slice(Math.max(0, match.index - 40), match.index)
      if (!isAddress(parts, before, isPublicSource(context), text[match.index + match[0].length] === '/'))
        continue
      const range = { start: match.index, end: match.index + match[0].length }
      found.push(finding('ip', text, range, 0.95, 'IPv4 address'))
    }
    for (const match of matches(text, six)) {
      const value = match[0]
      if (!isSixFinding(value, isPublicSource(context))) continue
      found.push(
        finding('ip', text, { start: match.index, end: match.index + value.length }, 0.95, 'IPv6 address'),
      )
    }
    return found
  },
}

function isAddress(parts: readonly string[], before: string, isPublic: boolean, isNet: boolean): boolean {
  const [a, b, c, d] = parts.map(Number) as [number, number, number, number]
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return false
  if (a === 0 || a === 127 || a === 255 || (a >= 224 && a < 240)) return false
  if (d === 0 && !(isNet && !isPublic) && !addressBefore.test(before) && !before.endsWith('//')) return false
  const value = parts.join('.')
  if (
    /^(?:8\.8\.[48]\.[48]|1\.[01]\.[01]\.1|9\.9\.9\.9|208\.67\.22[02]\.22[02]|169\.254\.169\.254)$/.test(
      value,
    )
  )
    return false
  const isPeer = !isPublic && before.endsWith('@') && parts.some((part) => Number(part) > 31)
  if (!isPeer && versionBefore.test(before)) return false
  const looksLikeVersion = [a, b, c, d].every((part) => part < 32) && a !== 10
  if (looksLikeVersion && (isPublic || !addressBefore.test(before)))
    return addressBefore.test(before) && !isPublic
  if (!isPublic) return true
  return !isDocumentation(a, b, c) && !everybodysRouter.test(value)
}

/** RFC 5737. */
function isDocumentation(a: number, b: number, c: number): boolean {
  return (
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  )
}

/** Only global, unique-local and link-local ranges, so that clock times and C++ scopes are none. */
function isSixFinding(value: string, isPublic: boolean): boolean {
  if (!/^(?:[23][\da-f]{3}|f[cd][\da-f]{2}|fe[89ab][\da-f]|64:ff9b)/i.test(value) || !isIPv6(value))
    return false
  if (!/\d/.test(value) || value.replace(/[^:]/g, '').length < 2) return false
  return !(isPublic && /^2001:0?db8:/i.test(value))
}
