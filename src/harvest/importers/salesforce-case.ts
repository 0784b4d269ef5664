import type { PostRole } from '../../db/words.ts'
import type { Normalised } from '../importer.ts'
import { isoTime } from '../times.ts'
import { deskBody, personName } from './desk-body.ts'
import { idOf, type Json } from './desk-items.ts'
import { type DeskClosing, type DeskReply, deskOutcome, firstWords, UNDATED } from './desk-thread.ts'

/** The custom field in which companies mostly keep what solved a case. */
export const RESOLUTION =
  /^(?:Case_?)?(?:Resolution|Solution)(?:_?(?:Notes?|Details?|Summary|Description|Text))?__c$/i

/** An id in its short form: the long one repeats it with three signs that only guard upper and lower case. */
export function caseIdOf(value: unknown): string | undefined {
  const id = idOf(filled(value))
  return id !== undefined && /^[a-zA-Z0-9]{15}[A-Z0-5]{3}$/.test(id) ? id.slice(0, 15) : id
}

/** A field's text; the ways in which exports write "nothing" are none. */
export function filled(value: unknown): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' || /^(?:#N\/A|null)$/i.test(text) ? undefined : text
}

/** How exports write yes. */
export function isTrue(value: unknown): boolean {
  return /^(?:true|1)$/i.test(filled(value) ?? '')
}

/** A case with its published comments as a thread; throws what is wrong with it. */
export function normaliseCase(externalId: string, raw: object): Normalised {
  const value = raw as Json
  if (isTrue(value.IsDeleted)) return { kind: 'left-out', why: 'a deleted case' }
  const body = deskBody({ text: filled(value.Description) })
  const title = filled(value.Subject) ?? firstWords(body)
  const comments = Array.isArray(value.comments) ? (value.comments as Json[]) : []
  return {
    kind: 'thread',
    thread: {
      externalId,
      title: title === '' ? `Case ${filled(value.CaseNumber) ?? externalId}` : title,
      body,
      author: askerOf(value),
      createdAt: timeIn(value, 'CreatedDate') ?? UNDATED,
      updatedAt: timeIn(value, 'LastModifiedDate'),
      tags: [filled(value.Type), filled(value.Reason)].filter((tag) => tag !== undefined),
      views: 0,
      score: 0,
      environment: {},
      links: filled(value.ParentId) ? [{ kind: 'related', id: caseIdOf(value.ParentId)! }] : [],
      participants: [],
      ...deskOutcome(
        externalId,
        comments.filter((one) => !isTrue(one.IsDeleted)).map((one) => replyOf(one, value)),
        closingOf(value),
      ),
    },
  }
}

/** A time that is not written may be missing; one that is written must be one. */
function timeIn(value: Json, column: string): string | undefined {
  const text = filled(value[column])
  if (text === undefined) return undefined
  const at = isoTime(text)
  if (at === undefined) throw new Error(`The time "${text.slice(0, 60)}" in ${column} is none.`)
  return at
}

function askerOf(value: Json): string | undefined {
  return nameOf(value.ContactId, value) ?? personName(filled(value.SuppliedName))
}

function replyOf(one: Json, value: Json): DeskReply {
  const written = timeIn(one, 'CreatedDate')
  const edited = timeIn(one, 'LastModifiedDate')
  return {
    id: caseIdOf(one.Id ?? one.Guid)!,
    role: roleOf(one, value),
    author: nameOf(one.CreatedById, value),
    body: deskBody({ text: filled(one.CommentBody) }),
    createdAt: written ?? timeIn(value, 'CreatedDate') ?? UNDATED,
    editedAt: edited === written ? undefined : edited,
  }
}

/**
 * A user of the company is staff, a portal user the asker. Without the users' file only who owned the case or changed
 * it last is known to be staff; of anybody else nothing is claimed, and no answer taken.
 */
function roleOf(one: Json, value: Json): PostRole {
  const author = caseIdOf(one.CreatedById)
  const type = personIn(value, author)?.type
  if (type === 'Standard') return 'staff'
  if (type !== undefined) return 'asker'
  const known = [value.OwnerId, value.LastModifiedById].map(caseIdOf)
  return author !== undefined && known.includes(author) ? 'staff' : 'community'
}

type Person = { id: string; name?: string; type?: string }

function personIn(value: Json, id: string | undefined): Person | undefined {
  const people = Array.isArray(value.people) ? (value.people as Person[]) : []
  return people.find((person) => person.id === id)
}

function nameOf(id: unknown, value: Json): string | undefined {
  return personName(personIn(value, caseIdOf(id))?.name)
}

/** Status names are each company's own; the flag decides where the export has it. */
function closingOf(value: Json): DeskClosing | undefined {
  const status = filled(value.Status) ?? 'Closed'
  const isClosed =
    'IsClosed' in value ? isTrue(value.IsClosed) : /^(?:closed|resolved|solved)\b/i.test(status)
  if (!isClosed) return undefined
  const column = Object.keys(value).find((name) => RESOLUTION.test(name) && filled(value[name]) !== undefined)
  const text = column === undefined ? undefined : filled(value[column])
  const body = deskBody(/<\/?(?:p|br|div|b|ul|ol|li|span)\b/i.test(text ?? '') ? { html: text } : { text })
  return {
    status,
    at: timeIn(value, 'ClosedDate'),
    ...(column !== undefined && { field: { name: column, body } }),
  }
}
