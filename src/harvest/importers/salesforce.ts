import type { Importer } from '../importer.ts'
import { mappingBeside } from '../mapping.ts'
import { newRemoval, stripped, takeOut, takeOutOf } from '../private.ts'
import type { Probe } from '../probe.ts'
import { csvHeader, csvObjects } from '../reading/csv-objects.ts'
import { type Belongings, type DeskSorted, deskItems, type Json } from './desk-items.ts'
import { withoutPersonal } from './desk-private.ts'
import { jsonHead } from './json-head.ts'
import { caseIdOf, filled, isTrue, normaliseCase, RESOLUTION } from './salesforce-case.ts'

/** Cases of Salesforce Service Cloud with their comments, as its data export and its API give them. */
export const salesforce: Importer = {
  name: 'salesforce',
  usually: 'case',
  reads:
    'Salesforce Case.csv with CaseComment.csv, and User.csv and Contact.csv for the names, in any order; query answers of its API too.',
  recognises: (probe) =>
    mappingBeside(probe.path) === undefined && (hasCases(probe) || jsonHead(probe, isQuery)),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normaliseCase(item.externalId, item.raw),
}

function hasCases(probe: Probe): boolean {
  return probe.names.some((name) => {
    if (!/\.csv$/i.test(name)) return false
    const columns = csvHeader(probe.head(name))
    const has = (column: string) => columns.includes(column)
    return has('Subject') && has('Status') && (has('CaseNumber') || has('IsEscalated'))
  })
}

function isQuery(head: string): boolean {
  return /"attributes"\s*:\s*\{\s*"type"\s*:\s*"Case(?:Comment)?"/.test(head)
}

const layout = {
  keys: ['records'],
  isFile: (name: string) => /\.(?:csv|json|ndjson|jsonl)$/i.test(name),
  read: csvObjects,
  sort,
  join,
}

function sort(value: Json): DeskSorted {
  const id = caseIdOf(value.Id ?? value.Guid)
  if (id === undefined) return { bad: 'The record has no "Id".' }
  if ('CommentBody' in value) {
    const of = caseIdOf(value.ParentId)
    return of === undefined ? { bad: 'The comment has no "ParentId".' } : { part: id, as: 'comments', of }
  }
  if ('Subject' in value && 'Status' in value)
    return { head: { kind: 'thread', id }, at: value.SystemModstamp }
  const isPerson = 'UserType' in value || 'Username' in value || 'LastName' in value
  return isPerson ? { lookup: `person ${id}` } : { ignored: 'a record that is no case, comment or person' }
}

/** Columns that say who somebody is, on a case and on its comments. */
const PEOPLE = ['ContactId', 'OwnerId', 'CreatedById', 'LastModifiedById']

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const comments = belongings.parts('comments')
  const numbers = [head, ...comments].flatMap((one) => PEOPLE.map((column) => caseIdOf(one[column])))
  const people = [...new Set(numbers)].flatMap((id) => {
    const person = id === undefined ? undefined : belongings.lookup(`person ${id}`)
    if (person === undefined) return []
    const name =
      filled(person.Name) ?? [person.FirstName, person.LastName].map(filled).filter(Boolean).join(' ')
    return [{ id, name, type: filled(person.UserType) }]
  })
  return { ...head, comments, people }
}

/** Comments that are not published go, the field for internal comments, and every custom field but the resolution. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const { comments, ...fields } = raw as Json
  const kept = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const kind =
        PRIVATE[name] ?? (/__c$/i.test(name) && !RESOLUTION.test(name) ? 'custom-field' : undefined)
      return [name, kind === undefined || filled(value) === undefined ? value : takeOut(removal, kind, value)]
    }),
  )
  const published = Array.isArray(comments)
    ? takeOutOf(removal, comments as Json[], (one) =>
        isTrue(one?.IsPublished) ? undefined : 'internal-note',
      )
    : []
  return stripped(withoutPersonal({ ...kept, comments: published }, removal), removal)
}

const PRIVATE: Readonly<Record<string, string>> = {
  Comments: 'internal-note',
  SuppliedEmail: 'e-mail',
  SuppliedPhone: 'phone',
  SuppliedCompany: 'company',
  ContactPhone: 'phone',
  ContactMobile: 'phone',
  ContactEmail: 'e-mail',
  ContactFax: 'phone',
}
