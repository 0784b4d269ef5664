/** The kinds of private material a detector can find; the order breaks ties between overlapping findings. */
export const findingKinds = [
  'key',
  'token',
  'password',
  'code-name',
  'card',
  'iban',
  'national-id',
  'birth-date',
  'licence-key',
  'customer-id',
  'account-id',
  'order-id',
  'email',
  'phone',
  'ip',
  'url',
  'host',
  'address',
  'location',
  'person',
] as const

export type FindingKind = (typeof findingKinds)[number]

/** Something in a text that must not be public: where (UTF-16 units of the field as given), what, how sure, why. */
export type Finding = {
  kind: FindingKind
  start: number
  end: number
  text: string
  /** 0 to 1: the share of such findings that we expect to be right. */
  confidence: number
  reason: string
}

/** A person who takes part in the thread, or one of the company's staff. */
export type Participant = { name: string; email?: string | undefined; role?: string | undefined }

/** How sure a source is to be public already: in `community` text, authors' names and sample values are no findings. */
export type Authority = 'community' | 'case' | 'official'

/** The company's own list of words that must not be seen, as `readWords` makes it. */
export type WordList = {
  byFirstWord: ReadonlyMap<string, readonly WordEntry[]>
  others: readonly WordEntry[]
}

/** One entry of the list: the literal pieces between its `*` wildcards, in lower case. */
export type WordEntry = { entry: string; pieces: readonly string[] }

/** What a detector knows about the text besides the text. */
export type ScanContext = {
  /** Default `case`: the careful side. */
  authority?: Authority | undefined
  /** How the field is written; default `markdown`. */
  format?: 'text' | 'markdown' | 'html' | undefined
  participants?: readonly Participant[] | undefined
  words?: WordList | undefined
  /** The company's or customer's own domains; every host under them is a finding. */
  internalDomains?: readonly string[] | undefined
  /** A further look near what was found; names known by their words alone were all seen in the first. */
  isAgain?: boolean | undefined
}

/**
 * One entry of the open list. `finds` is pure, gets plain text (markup already taken away, placeholders masked),
 * must take time linear in the text, and may overlap other detectors: `scanText` settles that.
 */
export type Detector = {
  kind: FindingKind
  finds(text: string, context: ScanContext): Finding[]
}

/** Stands in the scanned text where a placeholder or an earlier finding was; no finding may contain it. */
export const maskCharacter = '\x1a'

/** Builds a finding from a range. */
export function finding(
  kind: FindingKind,
  text: string,
  range: { start: number; end: number },
  confidence: number,
  reason: string,
): Finding {
  return {
    kind,
    start: range.start,
    end: range.end,
    text: text.slice(range.start, range.end),
    confidence,
    reason,
  }
}

/** True where a text is public already, so that authors' names and well-known sample values are no findings. */
export function isPublicSource(context: ScanContext): boolean {
  return context.authority === 'community' || context.authority === 'official'
}
