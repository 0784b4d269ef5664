import { answersIn } from './asked.ts'
import { columnsIn } from './columns.ts'
import type { Authority, Finding, Participant, ScanContext } from './detector.ts'
import { handles } from './handles.ts'
import { introductions } from './introductions.ts'
import { matches } from './matches.ts'
import { ordinaryWords } from './ordinary-words.ts'
import { folded } from './people.ts'
import { plainView } from './plain-view.ts'
import { scanText } from './scan.ts'

/** How a field's text is written. */
export type TextFormat = 'html' | 'markdown' | 'text'

/** What safety needs of a thread; Winnow's own JSONL fits. */
export type ThreadToScan = {
  title: string
  body: string
  bodyFormat?: TextFormat | undefined
  authority?: Authority | undefined
  author?: string | undefined
  environment?: Record<string, unknown> | undefined
  participants?: readonly Participant[] | undefined
  posts: readonly PostToScan[]
}

/** One message of it. */
export type PostToScan = {
  id: string
  body: string
  bodyFormat?: TextFormat | undefined
  author?: string | undefined
  isPrivate?: boolean | undefined
}

/** One field of a thread with its findings; `post` is null for the thread's own title, body and environment. */
export type FieldFindings = {
  post: string | null
  field: string
  text: string
  format: TextFormat
  findings: Finding[]
}

/**
 * Scans every field of a thread, empty ones left out. Writers count as participants, and in a case so does everyone who
 * is greeted, signs or is introduced in one of its messages: the name is then found in all the others.
 */
export function scanThread(thread: ThreadToScan, more: ScanContext = {}): FieldFindings[] {
  const fields = fieldsOf(thread)
  const context: ScanContext = { ...more, authority: more.authority ?? thread.authority ?? 'case' }
  const participants = participantsOf(thread, more.participants ?? [])
  if (context.authority === 'case') participants.push(...introduced(fields))
  const scanned = fields.map((field) => ({
    ...field,
    findings: scanText(field.text, { ...context, participants, format: field.format }),
  }))
  return context.authority === 'case' ? withSiblings(withShortForms(withAnswers(scanned))) : scanned
}

/** How much of the message before is looked at for a question. */
const END_OF_MESSAGE = 400

/** Adds what stands under a heading, and what a message or a line of a chat says in answer to the one before. */
function withAnswers(scanned: FieldFindings[]): FieldFindings[] {
  let before = ''
  return scanned.map((field) => {
    if (field.field !== 'body') return field
    const answers = answersIn(before.slice(-END_OF_MESSAGE), field.text)
    before = field.text
    return withMore(field, [...columnsIn(field.text), ...answers])
  })
}

/** The field with those of the findings that touch none it has. */
function withMore(field: FieldFindings, more: readonly Finding[]): FieldFindings {
  const findings = [...field.findings]
  for (const one of more) {
    const touched = findings.filter((known) => known.start < one.end && one.start < known.end)
    const [guess] = touched
    // What was asked for says better than a guess what it is.
    if (
      touched.length === 1 &&
      guess!.confidence <= 0.6 &&
      one.confidence > guess!.confidence &&
      one.start <= guess!.start &&
      guess!.end <= one.end
    )
      findings.splice(findings.indexOf(guess!), 1, one)
    else if (touched.length === 0) findings.push(one)
  }
  return { ...field, findings: findings.sort((a, b) => a.start - b.start) }
}

/** How sure a part of a name is that name, where the whole stands elsewhere in the case. */
const SHORT_FORM = 0.7
const FEWEST_LETTERS = 4

/** Who is called by one part of a name after it stood there in full ("Nordwind Logistik … Nordwind has 12 seats"). */
function withShortForms(scanned: FieldFindings[]): FieldFindings[] {
  const parts = new Set<string>()
  for (const { kind, text } of scanned.flatMap((field) => field.findings)) {
    const words = kind === 'person' ? text.split(/[\s,]+/) : []
    for (const word of words.length > 1 ? words : []) {
      const isTelling = word.length >= FEWEST_LETTERS && /^\p{Lu}\p{L}+$/u.test(word)
      if (isTelling && !ordinaryWords.has(folded(word))) parts.add(word)
    }
  }
  if (parts.size === 0) return scanned
  const short = new RegExp(`(?<![\\p{L}\\p{N}_@./-])(?:${[...parts].join('|')})(?![\\p{L}\\p{N}_@-])`, 'gu')
  return scanned.map((field) => {
    const fresh = [...matches(field.text, short)].flatMap((match): Finding[] => {
      const [start, end] = [match.index, match.index + match[0].length]
      const reason = 'a part of a name that stands in full elsewhere in the case'
      return [{ kind: 'person', start, end, text: match[0], confidence: SHORT_FORM, reason }]
    })
    return withMore(field, fresh)
  })
}

/** How sure a name is of the kind that another with the same beginning has ("HP-ELITE-77", "HP-ELITE-102"). */
const SIBLING = 0.6
const numberedKinds = new Set(['host', 'order-id', 'customer-id', 'account-id', 'licence-key'])
const beginning = /^(?=.{0,24}[A-Za-z]{2})[A-Za-z\d_-]{1,24}?[A-Za-z_-](?=\d{1,12}$)/

/** What is numbered like something found: the same letters before other figures. */
function withSiblings(scanned: FieldFindings[]): FieldFindings[] {
  const kinds = new Map<string, Finding['kind']>()
  for (const { kind, text } of scanned.flatMap((field) => field.findings)) {
    const shared = numberedKinds.has(kind) ? beginning.exec(text)?.[0] : undefined
    if (shared !== undefined && shared.length > 2) kinds.set(shared, kind)
  }
  if (kinds.size === 0) return scanned
  const sources = [...kinds.keys()].sort((a, b) => b.length - a.length)
  const siblings = new RegExp(`(?<![\\w./@-])(${sources.join('|')})\\d{1,12}(?![\\w-]|\\.\\w)`, 'g')
  return scanned.map((field) => {
    const fresh = [...matches(field.text, siblings)].map((match): Finding => {
      const [start, end] = [match.index, match.index + match[0].length]
      const kind = kinds.get(match[1]!)!
      return {
        kind,
        start,
        end,
        text: match[0],
        confidence: SIBLING,
        reason: 'numbered like another one in the case',
      }
    })
    return withMore(field, fresh)
  })
}

function fieldsOf(thread: ThreadToScan): Omit<FieldFindings, 'findings'>[] {
  const format = thread.bodyFormat ?? 'markdown'
  const environment = Object.entries(thread.environment ?? {})
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([name, text]) => ({ post: null, field: `environment.${name}`, text, format: 'text' as const }))
  const fields: Omit<FieldFindings, 'findings'>[] = [
    { post: null, field: 'title', text: thread.title, format: 'text' },
    { post: null, field: 'body', text: thread.body, format },
    ...environment,
    ...thread.posts.map((post) => ({
      post: post.id,
      field: 'body',
      text: post.body,
      format: post.bodyFormat ?? format,
    })),
  ]
  return fields.filter((field) => field.text !== '')
}

function participantsOf(thread: ThreadToScan, more: readonly Participant[]): Participant[] {
  const authors = [thread.author, ...thread.posts.map((post) => post.author)].filter(
    (name) => name !== undefined,
  )
  const names = new Map<string, Participant>()
  for (const person of [...more, ...(thread.participants ?? []), ...authors.map((name) => ({ name }))]) {
    if (person.name.trim() !== '') names.set(person.name, person)
  }
  return [...names.values()]
}

/** Only surely written names: a name guessed from its looks would spread to other messages. */
function introduced(fields: readonly Omit<FieldFindings, 'findings'>[]): Participant[] {
  return fields.flatMap(({ text, format }) => {
    const view = plainView(text, format).text
    return [...introductions(view), ...handles(view)]
      .filter((found) => found.confidence >= 0.85)
      .map((found) => ({ name: view.slice(found.start, found.end) }))
  })
}
