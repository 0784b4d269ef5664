import { functionWords } from '../../lib/words.ts'
import { isModelNumber } from './quantity-parts.ts'
import { placeBefore } from './scope-places.ts'
import { list, type ScopeReading, take } from './scopes.ts'
import type { Token } from './tokens.ts'

/** "DeepWell 200", "bootloader 2": a name with a small number; two numbers of one name are two things. */
export function readNumbered(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  const before = tokens[index - 1]
  if (before?.kind !== 'word' || !/^\d{1,5}$/.test(token.text) || reading.taken.has(index)) return
  if (functionWords.has(before.lower)) return
  const next = tokens[index + 1]
  if (
    next &&
    ((next.kind === 'word' && next.start === token.end) ||
      (/^[%°$€£/.:x×-]$/.test(next.text) && !(next.text === '.' && index + 2 === tokens.length)) ||
      next.kind === 'number')
  )
    return
  const branded = /^\p{Lu}/u.test(tokens[index - 2]?.text ?? '')
  if ((/^\p{Lu}{2,}$/u.test(before.text) && !branded) || /^(?:id|number|no|value|size)$/.test(before.lower))
    return
  if (/^(?:to|at)$/.test(tokens[index - 2]?.lower ?? '')) return
  const labelled =
    numberedNouns.has(before.lower) ||
    (before.proper && isModelNumber(tokens, index)) ||
    (next !== undefined && isModelNumber(tokens, index) && index <= 2 && /^\p{Lu}/u.test(before.text))
  if (
    !labelled ||
    /^(?:january|february|march|april|may|june|july|august|september|october|november|december|port|level|channel)$/.test(
      before.lower,
    )
  )
    return
  reading.scope.models.push(`${before.stem}#${token.text}`)
  take(reading, index)
}

/** "Lumen Basic", "Lumen Research": two names that begin alike are two things. */
export function readBranded(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const [brand, name] = [tokens[index]!, tokens[index + 1]]
  if (brand.kind !== 'word' || name?.kind !== 'word' || !name.proper || name.start !== brand.end + 1) return
  if (!/^\p{Lu}\p{Ll}/u.test(brand.text) || !'NAL'.includes(brand.tag) || functionWords.has(brand.lower))
    return
  if (tokens[index - 1]?.proper || tokens[index + 2]?.text === '>' || tokens[index - 1]?.text === '>') return
  reading.scope.models.push(`${brand.lower}#${name.lower}`)
}

const numberedNouns = list(
  'bootloader generation gen series model mark error step stage phase tier level class type category chapter page room gate terminal zone lane track building floor unit slot bay band mode profile plan form annex section appendix figure table season episode',
)

const knownNames =
  /^(?:ipv\d|utf-?\d+|sha-?\d+|md5|usb-?\d.*|wpa\d?|wep|h26\d|mp\d|s3|ec2|k8s|oauth\d?|base64|x64|x86|http2|ssl\d?|tls\d?|gpt-?\d.*|rs\d+|aes-?\d+|pop3|imap4|v\d+|ps\d|i18n|l10n|a11y|p2p|b2b|b2c|e2e|2fa|cat\d\w?|ddr\d|m2|web3|f\d{1,2}|log4j|c99|es\d+|py\d|d3d?\d*|gl\d|vec\d|mat\d|iso\d+|rfc\d+|pm2|log2)$/

export function readModel(tokens: readonly Token[], index: number, reading: ScopeReading): void {
  const token = tokens[index]!
  if (
    token.kind === 'name' &&
    /^\p{Lu}{1,5}-?\d{1,5}\p{L}{0,3}$/u.test(token.text.replace(/['’]s$/, '')) &&
    !knownNames.test(token.lower)
  ) {
    reading.scope.models.push(token.lower)
    return
  }
  const method = tokens[index - 1]?.text ?? ''
  if (
    token.kind === 'name' &&
    token.text.startsWith('/') &&
    /^(?:GET|POST|PUT|PATCH|DELETE|HEAD)$/.test(method)
  )
    reading.scope.models.push(`path#${method.toLowerCase()} ${token.lower}`)
  if (
    /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(token.text) &&
    /^(?:requests?|calls?|endpoints?|methods?)$/.test(tokens[index + 1]?.lower ?? '')
  ) {
    reading.scope.models.push(`method#${token.lower}`)
    take(reading, index)
  }
  const next = tokens[index + 1]
  if (
    /^(?:size|type|model|class|category|variant|grade)$/.test(token.lower) &&
    next &&
    /^(?:[A-Z]|X{1,3}[SL])$/.test(next.text) &&
    next.text !== 'I'
  ) {
    reading.scope.models.push(`${token.stem}#${next.lower}`)
    take(reading, index + 1)
  }
  if (/^(?:GHz|MHz)$/i.test(next?.text ?? '') && token.kind === 'number') {
    const before = placeBefore(tokens, index)
    const after = tokens[index + 2]?.lower ?? ''
    if (
      index === 0 ||
      /^(?:on|for|in)$/.test(before) ||
      /^(?:bands?|networks?|wifi|wireless|radio|ssid)$/.test(after)
    ) {
      reading.scope.bands.push(token.text)
      take(reading, index)
      take(reading, index + 1)
    }
  }
}
