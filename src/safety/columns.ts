import type { Finding, FindingKind } from './detector.ts'

/** What a column of a table holds, by its heading, and how a value of it looks. */
const columns: readonly { kind: FindingKind; heading: RegExp; value: RegExp }[] = [
  { kind: 'birth-date', heading: /birth|^dob$|^geb/i, value: /\d.*\d/ },
  {
    kind: 'password',
    heading: /passw|^pw$|^pwd$|^pin$|kennwort|mot de passe|contrase|senha/i,
    value: /^(?!\*+$|x+$|-+$)\S{4,}/,
  },
  { kind: 'email', heading: /e-?mail/i, value: /@/ },
  {
    kind: 'phone',
    heading: /phone|mobile|^tel|^cell|^fax|handy|téléphone|móvil/i,
    value: /^\+?[\d ()/.-]{6,20}$/,
  },
  { kind: 'iban', heading: /^iban/i, value: /\d{6}|\d{4} / },
  {
    kind: 'national-id',
    heading:
      /^(?:ssn|tax|vat|passport|national id|id card|cpf|nif|dni|pesel|bsn|ust|steuer|nin\b|pan\b|aadhaar)/i,
    value: /\d.*\d.*\d/,
  },
  {
    kind: 'licence-key',
    heading: /licen[cs]e|serial|product key|activation|s\/n|lizenz|seriennummer/i,
    value: /\d.*\d/,
  },
  {
    kind: 'order-id',
    heading: /^(?:order|invoice|booking|po\b|rma|bestell|rechnung|auftrag|tracking|shipment)/i,
    value: /^\S*\d{2}\S*(?: \d+)*$/,
  },
  {
    kind: 'account-id',
    heading: /^(?:account|acct|tenant|contract|subscription|konto|vertrag|policy|meter)/i,
    value: /^(?![\d.,]+ ?(?:€|\$|eur|usd)?$)\S*\d{2}\S*(?: \d+)*$|^\d{5,}$/,
  },
  {
    kind: 'customer-id',
    heading:
      /^(?:customer|client|cust|kunde|kd|member|patient|employee|staff|klant).*(?:id|no|nr|num|code|ref|#)|kundennr|^(?:customer|client|id)$/i,
    value: /^\S*\d{2}\S*(?: \d+)*$/,
  },
  { kind: 'host', heading: /^(?:host|server|machine|computer|node|fqdn)/i, value: /^[A-Za-z][\w.-]{2,62}$/ },
  {
    kind: 'location',
    heading: /^(?:city|town|location|site|branch|ort|stadt|ville|ciudad|standort|gps)/i,
    value: /^\p{Lu}[\p{L}' -]{2,40}$|^-?\d{1,2}\.\d+/u,
  },
  {
    kind: 'address',
    heading: /^(?:address|street|adresse|anschrift|straße|dirección|endereço)/i,
    value: /\d/,
  },
  {
    kind: 'person',
    heading:
      /^(?:(?:full|first|last|sur|given|customer|contact|employee|user)? ?name|contact(?: person)?|employee|owner|assignee|requester|reported by|nachname|vorname|ansprechpartner|nom|prénom|nombre|apellidos?|naam)$/i,
    value: /^\p{Lu}[\p{L}'. -]{1,50}$|^[a-z]+\.[a-z]+$/u,
  },
]
const delimiters = ['|', ';', '\t', ','] as const
const mostRows = 200

type Cell = { text: string; start: number }

/** What stands in a table under a heading that says what it is; a table is lines of as many cells, one a heading. */
export function columnsIn(text: string): Finding[] {
  const found: Finding[] = []
  if (!text.includes('\n')) return found
  let at = 0
  let heads: { delimiter: string; kinds: (typeof columns)[number][]; width: number; rows: number } | undefined
  for (const line of text.split('\n')) {
    const start = at
    at += line.length + 1
    const cells = heads && cellsOf(line, heads.delimiter, start)
    if (heads && cells && cells.length === heads.width && heads.rows++ < mostRows) {
      for (const [place, cell] of cells.entries()) {
        const column = heads.kinds[place]
        if (column === undefined || cell.text.length > 90 || !column.value.test(cell.text)) continue
        if (columns.some(({ heading }) => heading.test(cell.text))) continue
        const range = { start: cell.start, end: cell.start + cell.text.length }
        found.push({
          kind: column.kind,
          ...range,
          text: cell.text,
          confidence: 0.75,
          reason: 'under its heading',
        })
      }
    } else heads = headsOf(line)
  }
  return found
}

function headsOf(line: string) {
  if (line.length > 300 || !/[|;,\t]/.test(line)) return undefined
  for (const delimiter of delimiters) {
    const cells = cellsOf(line, delimiter, 0)
    if (cells.length < 2 || cells.some(({ text }) => text.length > 30 || /[.!?]$/.test(text))) continue
    const kinds = cells.map(
      ({ text }) => columns.find(({ heading }) => heading.test(text.replaceAll('_', ' ')))!,
    )
    if (kinds.filter(Boolean).length * 2 >= cells.filter(({ text }) => text !== '').length)
      return { delimiter, kinds, width: cells.length, rows: 0 }
  }
  return undefined
}

function cellsOf(line: string, delimiter: string, start: number): Cell[] {
  const cells: Cell[] = []
  let at = start
  for (const part of line.split(delimiter)) {
    const text = part.replace(/^[\s"']+|[\s"']+$/g, '')
    cells.push({ text, start: at + (text === '' ? 0 : part.indexOf(text)) })
    at += part.length + 1
  }
  return cells
}
