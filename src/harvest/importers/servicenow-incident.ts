import type { Resolver } from '../../db/words.ts'
import type { Normalised } from '../importer.ts'
import { isoTime } from '../times.ts'
import { deskBody, personName } from './desk-body.ts'
import type { Json } from './desk-items.ts'
import { type DeskClosing, type DeskReply, deskOutcome, UNDATED } from './desk-thread.ts'
import { addressOf, plainOf, shownOf, timeIn } from './servicenow-fields.ts'

/** An incident with its public comments as a thread; throws what is wrong with it. */
export function normaliseIncident(externalId: string, raw: object): Normalised {
  const value = raw as Json
  const kinds = ['category', 'subcategory', 'u_symptom'].map((name) => shownOf(value[name])).filter(Boolean)
  const shared = { externalId, author: personName(shownOf(value.caller_id)) }
  const createdAt = timeIn(value, 'opened_at', 'sys_created_on', 'sys_created_at')
  return {
    kind: 'thread',
    thread: {
      ...shared,
      title: shownOf(value.short_description) || kinds.join(', ') || externalId,
      body: bodyOf(shownOf(value.description)),
      url: addressOf(value, 'incident'),
      createdAt: createdAt ?? UNDATED,
      updatedAt: timeIn(value, 'sys_updated_on', 'sys_updated_at'),
      tags: kinds,
      views: 0,
      score: 0,
      environment: environmentOf(value),
      links: ['parent_incident', 'problem_id']
        .map((name) => shownOf(value[name]))
        .filter((number) => /^[A-Z]{2,5}\d+$/.test(number))
        .map((id) => ({ kind: 'related' as const, id })),
      participants: [],
      ...deskOutcome(externalId, commentsOf(externalId, value), closingOf(value)),
    },
  }
}

function bodyOf(text: string): string {
  return deskBody(/<\/?(?:p|br|div|ul|ol|li|span|table)\b[^>]*>/i.test(text) ? { html: text } : { text })
}

function environmentOf(value: Json): Record<string, string> {
  const shown = { item: shownOf(value.cmdb_ci), service: shownOf(value.business_service) }
  return Object.fromEntries(Object.entries(shown).filter(([, text]) => text !== ''))
}

/** Comments from the journal's own table, or else from the field in which the desk lists them one under another. */
function commentsOf(id: string, value: Json): DeskReply[] {
  if (Array.isArray(value.journal))
    return value.journal.map((one, index) => journalEntry(id, one as Json, index, value))
  const text = shownOf(value.comments).replace(/\r\n?/g, '\n')
  const heads = [...text.matchAll(ENTRY)]
  const seen = new Map<string, number>()
  return heads.map((head, index) => {
    const said = text.slice(head.index + head[0].length, heads[index + 1]?.index)
    const [, written, name] = head as unknown as [string, string, string]
    const stamp = `${id}-${written.replace(/\D/g, '')}`
    const times = (seen.get(stamp) ?? 0) + 1
    seen.set(stamp, times)
    return {
      id: times === 1 ? stamp : `${stamp}-${times}`,
      role: name === shownOf(value.caller_id) ? 'asker' : 'staff',
      author: personName(name),
      body: bodyOf(said),
      createdAt: isoTime(written) ?? UNDATED,
    }
  })
}

const ENTRY =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - (.{1,100}?) \((?:Additional comments|Comments)[^)\n]{0,60}\)[ \t]*$/gm

function journalEntry(id: string, one: Json, index: number, value: Json): DeskReply {
  const isCaller = one.user !== undefined && one.user === plainOf(value.caller_id)
  const isOpener =
    plainOf(one.sys_created_by) === plainOf(value.sys_created_by) &&
    plainOf(value.opened_by) === plainOf(value.caller_id)
  return {
    id: plainOf(one.sys_id) || `${id}-${index + 1}`,
    role: isCaller || isOpener ? 'asker' : 'staff',
    author: personName(one.name),
    body: bodyOf(plainOf(one.value)),
    createdAt: timeIn(one, 'sys_created_on') ?? UNDATED,
  }
}

/** Resolved and closed, by number or word; a cancelled incident, or one closed unsolved, is not resolved. */
function closingOf(value: Json): DeskClosing | undefined {
  const states = [value.state, value.incident_state].flatMap((field) => [plainOf(field), shownOf(field)])
  const status = states.map((state) => STATES[state.toLowerCase()]).find((state) => state !== undefined)
  const code = shownOf(value.close_code)
  if (status === undefined || UNSOLVED.test(code)) return undefined
  const by: Resolver = /by (?:the )?caller/i.test(code) ? 'asker' : 'staff'
  const body = bodyOf(shownOf(value.close_notes))
  return {
    status: code === '' ? status : `${status}, ${code}`,
    at: timeIn(value, 'resolved_at', 'closed_at'),
    by,
    ...(body !== '' && {
      field: {
        name: 'close_notes',
        body,
        author: personName(shownOf(value.resolved_by) || shownOf(value.closed_by)),
      },
    }),
  }
}

const STATES: Readonly<Record<string, string>> = {
  6: 'Resolved',
  resolved: 'Resolved',
  7: 'Closed',
  closed: 'Closed',
}
const UNSOLVED = /^not solved|^no resolution|duplicate|cancel/i
