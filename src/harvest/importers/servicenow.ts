import type { Importer } from '../importer.ts'
import { newRemoval, stripped, takeOut, takeOutOf } from '../private.ts'
import { isoTime } from '../times.ts'
import { type Belongings, type DeskSorted, deskItems, type Json } from './desk-items.ts'
import { withoutPersonal } from './desk-private.ts'
import { hasTable, isTableFile, plainOf, readTable, shownOf } from './servicenow-fields.ts'
import { normaliseIncident } from './servicenow-incident.ts'

/** Incidents of ServiceNow; the close notes are the answer. */
export const servicenow: Importer = {
  name: 'servicenow',
  usually: 'case',
  reads:
    'ServiceNow incidents as the table API gives them, or as CSV or XML of a list; journal entries and users beside them are joined, of an event log the last state counts.',
  recognises: (probe) =>
    hasTable(
      probe,
      'incident',
      ['incident_state', 'close_notes', 'caller_id', 'resolved_at', 'opened_at'],
      3,
    ),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normaliseIncident(item.externalId, item.raw),
}

const layout = { keys: ['result', 'records'], isFile: isTableFile, read: readTable, sort, join }

function sort(value: Json): DeskSorted {
  const of = plainOf(value.element_id)
  if (of !== '' && 'element' in value) {
    return { part: plainOf(value.sys_id) || JSON.stringify(value), as: 'journal', of }
  }
  if ('user_name' in value && 'name' in value) return { lookup: `user ${plainOf(value.user_name)}` }
  const number = plainOf(value.number)
  if ('kb_knowledge_base' in value || 'workflow_state' in value) return { ignored: 'an article' }
  if (number === '') return { bad: 'The record has no "number".' }
  const key = plainOf(value.sys_id) || number
  return { head: { kind: 'thread', id: number, key }, at: stampOf(value) }
}

/** An event log has a row per change: the count of changes tells the last one, then its time. */
function stampOf(value: Json): string {
  const changes = plainOf(value.sys_mod_count).padStart(9, '0')
  const at = isoTime(plainOf(value.sys_updated_on)) ?? isoTime(plainOf(value.sys_updated_at))
  return `${changes} ${at ?? ''}`
}

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const journal = belongings.parts('journal').map((one) => {
    const user = belongings.lookup(`user ${plainOf(one.sys_created_by)}`)
    const { sys_id, element, value, sys_created_on, sys_created_by } = one
    return {
      sys_id,
      element,
      value,
      sys_created_on,
      sys_created_by,
      name: user && shownOf(user.name),
      user: user && plainOf(user.sys_id),
    }
  })
  return journal.length === 0 ? head : { ...head, journal }
}

/** Work notes go, also where they are mixed with the comments, and the fields a company made for itself. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const { journal, ...fields } = raw as Json
  const kept: Json = {}
  for (const [name, field] of Object.entries(fields)) {
    const kind = PRIVATE[name] ?? (/^u_(?!symptom$)/.test(name) ? 'custom-field' : undefined)
    kept[name] = kind === undefined || isEmpty(field) ? field : takeOut(removal, kind, field)
  }
  if (Array.isArray(journal)) {
    kept.journal = takeOutOf(removal, journal as Json[], (one) =>
      plainOf(one?.element) === 'comments' ? undefined : 'internal-note',
    )
  }
  return stripped(withoutPersonal(kept, removal), removal)
}

const PRIVATE: Readonly<Record<string, string>> = {
  work_notes: 'internal-note',
  comments_and_work_notes: 'internal-note',
  work_notes_list: 'watchers',
  watch_list: 'watchers',
  additional_assignee_list: 'watchers',
  location: 'location',
  company: 'company',
  user_input: 'internal-note',
}

function isEmpty(field: unknown): boolean {
  return plainOf(field) === '' && shownOf(field) === ''
}
