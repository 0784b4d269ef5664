/** A mail with its headers decoded and the text a person is meant to read; attachments are not looked into. */
import { isUtf8 } from 'node:buffer'
import { decoded } from './charset.ts'

export type Mail = { header(name: string): string | undefined; text: string; format: 'text' | 'html' }

const MAX_PARTS = 500
const MAX_DEPTH = 20

/** Reads a message; what is broken in it is taken as it stands. Never throws. */
export function readMail(bytes: Buffer): Mail {
  const { headers, body } = split(bytes.toString('latin1'))
  const budget = { parts: 0 }
  const texts = textsIn(headers, body, 0, budget)
  const plain = texts.filter((one) => one.format === 'text' && one.text.trim() !== '')
  const chosen = plain.length > 0 ? plain : texts
  const format = chosen[0]?.format ?? 'text'
  return {
    header: (name) => {
      const value = headers.get(name)
      return value === undefined ? undefined : decodeHeader(value)
    },
    text: chosen
      .filter((one) => one.format === format)
      .map((one) => one.text)
      .join('\n\n'),
    format,
  }
}

type Headers = ReadonlyMap<string, string>
type Text = { text: string; format: 'text' | 'html' }

function split(whole: string): { headers: Headers; body: string } {
  const end = /\r?\n\r?\n/.exec(whole)
  const head = end === null ? whole : whole.slice(0, end.index)
  const headers = new Map<string, string>()
  for (const line of head
    .slice(0, 200_000)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    if (colon > 0 && /^[!-~]+$/.test(name) && !headers.has(name))
      headers.set(name, line.slice(colon + 1).trim())
  }
  return { headers, body: end === null ? '' : whole.slice(end.index + end[0].length) }
}

function textsIn(headers: Headers, body: string, depth: number, budget: { parts: number }): Text[] {
  if (depth > MAX_DEPTH || ++budget.parts > MAX_PARTS) return []
  const type = (headers.get('content-type') ?? 'text/plain').toLowerCase()
  if (/^attachment/i.test(headers.get('content-disposition') ?? '')) return []
  const boundary = parameter(headers.get('content-type'), 'boundary')
  if (type.startsWith('multipart/') && boundary !== undefined) {
    const inner = partsOf(body, boundary).map(split)
    const texts = inner.map((part) => textsIn(part.headers, part.body, depth + 1, budget))
    if (!type.startsWith('multipart/alternative')) return texts.flat()
    return (
      texts.find((one) => one.some(({ format }) => format === 'text')) ??
      texts.find((one) => one.length > 0) ??
      []
    )
  }
  const isHtml = type.startsWith('text/html')
  if (!isHtml && !/^text(?:\/plain|\s*;|$)/.test(type)) return []
  const text = textOf(headers, body).replace(/\r\n?/g, '\n')
  const isFlowed = /\bformat\s*=\s*"?flowed/.test(type)
  return [{ text: isFlowed ? unflowed(text) : text, format: isHtml ? 'html' : 'text' }]
}

function partsOf(body: string, boundary: string): string[] {
  const marks = `\n${body}`.split(`\n--${boundary}`)
  const parts: string[] = []
  for (const part of marks.slice(1, MAX_PARTS)) {
    if (part.startsWith('--')) break
    parts.push(part.replace(/^[ \t]*\r?\n/, ''))
  }
  return parts
}

function textOf(headers: Headers, body: string): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1')
  const charset = parameter(headers.get('content-type'), 'charset')
  return inCharset(bytes, charset)
}

/** The stated character set, unless the bytes say otherwise. */
function inCharset(bytes: Buffer, charset: string | undefined): string {
  const stated = charset === undefined ? undefined : decoded(bytes, charset)
  if (stated !== undefined && !/^(?:us-ascii|utf-?8)$/i.test(charset!)) return stated
  if (isUtf8(bytes)) return bytes.toString('utf8')
  return stated ?? decoded(bytes, 'windows-1252') ?? bytes.toString('latin1')
}

function unquoted(text: string): string {
  return text
    .replace(/[ \t]+(?=\r?\n)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** A line that ends in a space goes on in the next one, unless that is quoted otherwise. */
function unflowed(text: string): string {
  const out: string[] = []
  for (const line of text.split('\n')) {
    const last = out.at(-1)
    const quote = (one: string) => /^(?:> ?)*/.exec(one)![0].replaceAll(' ', '').length
    const goesOn = last?.endsWith(' ') && last !== '-- ' && quote(last) === quote(line)
    const own = line.replace(/^ (?=>| |From )/, '')
    if (goesOn) out[out.length - 1] = last + own.replace(/^(?:> ?)+/, '')
    else out.push(own)
  }
  return out.join('\n')
}

function parameter(header: string | undefined, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{1,200})"|([^\\s;"]{1,200}))`, 'i').exec(
    header ?? '',
  )
  return found?.[1] ?? found?.[2]
}

/** A header's encoded words (`=?utf-8?Q?…?=`) as text; bytes that are not ASCII are taken as UTF-8 if they are. */
export function decodeHeader(value: string): string {
  const bytes = Buffer.from(value, 'latin1')
  return inCharset(bytes, undefined)
    .replace(/(\?=)\s+(?==\?[^?\s]{1,60}\?[bq]\?)/gi, '$1')
    .replace(
      /=\?([^?*\s]{1,60})(?:\*[^?\s]{0,20})?\?([bq])\?([^?]{0,2000})\?=/gi,
      (whole, charset: string, how: string, text: string) => {
        const inner =
          how.toLowerCase() === 'b'
            ? Buffer.from(text, 'base64')
            : Buffer.from(unquoted(text.replaceAll('_', ' ')), 'latin1')
        return decoded(inner, charset) ?? whole
      },
    )
    .replace(/\s+/g, ' ')
    .trim()
}
