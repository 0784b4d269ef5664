import { toMarkdown } from './text.ts'

/** A mail's HTML as Markdown, without the quoted mail and the signature that mail programs mark as such. */
export function mailMarkdown(html: string, options: { baseUrl?: string } = {}): string {
  const own = withoutMailTrail(toMarkdown(html, 'html', { ...options, isMail: true }))
  return own.trim() === '' ? toMarkdown(html, 'html', options) : own
}

/** A text without the greeting, name and company that end it; what follows a greeting is dropped only if it is short. */
export function withoutSignOff(text: string): string {
  const lines = text.split('\n')
  const from = Math.max(1, lines.length - SIGNATURE_LINES)
  for (let at = from; at < lines.length; at++) {
    const after = lines.slice(at + 1).filter((line) => line.trim() !== '')
    if (!SIGN_OFF.test(lines[at]!) || !after.every(isNameLine)) continue
    const kept = lines.slice(0, at).join('\n').trimEnd()
    return kept.trim() === '' ? text : kept
  }
  return text
}

/** Most lines that a greeting and what stands under it take, blank ones included. */
const SIGNATURE_LINES = 12
const SIGN_OFF =
  /^\s*(?:(?:(?:kind|best|warm|many|with (?:kind|best)|kindest|warmest) )?(?:regards|wishes)|(?:yours )?(?:sincerely|faithfully)|cheers|(?:mit )?(?:freundlichen|besten|viele|liebe) gr[uü](?:ß|ss)en?|cordialement|saludos)\s*[,.!]?\s*\\?$/i

function isNameLine(line: string): boolean {
  return line.length <= 80 && !/[.!?:;]\s*$/.test(line) && !/^\s*(?:[-*>#|`]|\d+[.)])/.test(line)
}

/**
 * A mail or ticket text without what only belongs to the mail: the signature below "-- ", the quoted message it
 * replies to, "Sent from my phone". A quote above or between one's own lines stays: it is part of what is said.
 */
export function withoutMailTrail(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  let end = lines.length
  const fence = fencedLines(lines)
  for (let at = 0; at < lines.length; at++) {
    if (!fence.has(at) && startsTrail(lines, at)) {
      end = at
      break
    }
  }
  while (end > 0 && isDropped(lines[end - 1]!)) end--
  const kept = lines.slice(0, end).join('\n').trimEnd()
  return kept.trim() === '' ? text : kept
}

const FORWARD =
  /^\s*-{2,}\s*(?:Original Message|Forwarded message|Urspr[uü]ngliche Nachricht|Message d'origine|Mensaje original)\s*-{2,}/i
const DEVICE =
  /^\s*(?:Sent from (?:my|mail for|outlook|yahoo|gmail|the)\b.{0,60}|Get Outlook for \w+.{0,60}|Von meinem .{1,40} gesendet|Envoy[ée] de(?:puis)? mon .{1,40}|Enviado desde mi .{1,40})$/i
const WROTE = /^\s*(?:On|Am|Le|El)\s.{6,200}(?:wrote|schrieb|a écrit|escribió)\s?(?:.{0,80})?:\s*$/i
const HEADER = /^\s*(?:>\s*)?(?:From|Von|De):\s.{2,200}$/i

function startsTrail(lines: string[], at: number): boolean {
  const line = lines[at]!
  if (line === '-- ' || (/^\\?-- *$/.test(line) && at > 0 && lines.length - at <= 12)) return true
  if (FORWARD.test(line)) return true
  const joined = `${line} ${lines[at + 1] ?? ''}`
  if (
    (WROTE.test(line) || (/^\s*(?:On|Am|Le|El)\s/i.test(line) && WROTE.test(joined))) &&
    isQuotedToEnd(lines, at)
  )
    return true
  return (
    HEADER.test(line) &&
    lines
      .slice(at + 1, at + 5)
      .filter((one) =>
        /^\s*(?:>\s*)?(?:Sent|To|Date|Subject|Gesendet|An|Datum|Betreff|Envoyé|À|Objet|Cc):\s/i.test(one),
      ).length >= 2
  )
}

/** Whether nothing but quoted lines follows; an answer between the quotes keeps them. */
function isQuotedToEnd(lines: string[], at: number): boolean {
  const after = lines.slice(at + 1).filter((line) => line.trim() !== '')
  const own = after.filter((line) => !/^\s*>/.test(line) && !/:\s*$/.test(line))
  return after.length > 0 && own.length === 0
}

function isDropped(line: string): boolean {
  return line.trim() === '' || DEVICE.test(line)
}

function fencedLines(lines: string[]): Set<number> {
  const inside = new Set<number>()
  let isOpen = false
  for (const [at, line] of lines.entries()) {
    if (/^\s*```/.test(line)) isOpen = !isOpen
    if (isOpen) inside.add(at)
  }
  return isOpen ? new Set() : inside
}
