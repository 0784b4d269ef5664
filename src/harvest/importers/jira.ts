import type { Importer } from '../importer.ts'
import { newRemoval, stripped, takeOut, takeOutOf } from '../private.ts'
import { type Belongings, type DeskSorted, deskItems, idOf, isRecord, type Json } from './desk-items.ts'
import { withoutPersonal } from './desk-private.ts'
import { normaliseIssue } from './jira-issue.ts'
import { jsonHead } from './json-head.ts'

/** Issues of Jira with their comments; bodies in Atlassian's document format, as rendered HTML, or in wiki text. */
export const jira: Importer = {
  name: 'jira',
  usually: 'case',
  reads:
    'Jira issues with comments as the REST API gives them: single issues, search pages, comment pages, NDJSON.',
  recognises: (probe) =>
    jsonHead(
      probe,
      (head) =>
        /"fields"\s*:\s*\{/.test(head) && /"(?:issuetype|statuscategorychangedate|summary)"\s*:/.test(head),
    ),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normaliseIssue(item.externalId, item.raw),
}

const layout = {
  keys: ['issues', 'comments'],
  sort,
  join,
}

/** An issue's key changes when it moves to another project; its number does not. */
function sort(value: Json, place: { name: string }): DeskSorted {
  const id = idOf(value.id) ?? idOf(value.key)
  if (id === undefined)
    return Array.isArray(value.comments) ? { ignored: 'no comments' } : { bad: 'The record has no "id".' }
  if (isRecord(value.fields)) return { head: { kind: 'thread', id }, at: (value.fields as Json).updated }
  if ('body' in value && 'created' in value) {
    const of = issueIn(value.self) ?? issueIn(place.name)
    return of === undefined
      ? { bad: 'The comment does not say which issue it is on.' }
      : { part: id, as: 'comments', of }
  }
  return { ignored: 'a record that is no issue or comment' }
}

/** Comments name their issue only in their own address. */
function issueIn(address: unknown): string | undefined {
  return typeof address === 'string' ? /(?:^|\/)issue\/([\w-]+)\/comment/.exec(address)?.[1] : undefined
}

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const more = belongings.parts('comments')
  if (more.length === 0) return head
  const fields = head.fields as Json
  const listed =
    isRecord(fields.comment) && Array.isArray(fields.comment.comments) ? fields.comment.comments : []
  const all = new Map([...(listed as Json[]), ...more].map((one) => [idOf(one?.id), one]))
  return { ...head, fields: { ...fields, comment: { comments: [...all.values()] } } }
}

/** Comments for some people only go; so do hours worked, fields a company made for itself, and what lists watchers. */
function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const issue = { ...(raw as Json) }
  for (const key of ['names', 'schema', 'editmeta', 'operations', 'transitions', 'properties'])
    delete issue[key]
  const fields: Json = {}
  for (const [name, value] of Object.entries(isRecord(issue.fields) ? issue.fields : {})) {
    const kind = PRIVATE[name] ?? (name.startsWith('customfield_') ? 'custom-field' : undefined)
    const isFilled = value !== null && !(Array.isArray(value) && value.length === 0)
    fields[name] = kind !== undefined && isFilled ? takeOut(removal, kind, value) : value
  }
  if (isRecord(fields.comment) && Array.isArray(fields.comment.comments)) {
    const comments = takeOutOf(removal, fields.comment.comments as Json[], (one) =>
      commentKind(one, isDesk(fields)),
    )
    const shown = new Set(comments.map((one) => idOf(one.id)))
    fields.comment = { comments }
    issue.renderedFields = renderedOf(issue.renderedFields, shown)
  }
  if (isRestricted(fields)) {
    for (const name of ['summary', 'description', 'environment']) {
      fields[name] = takeOut(removal, 'restricted-issue', fields[name])
    }
    delete issue.renderedFields
  }
  return stripped(withoutPersonal({ ...issue, fields }, removal), removal)
}

const PRIVATE: Readonly<Record<string, string>> = { worklog: 'worklog', watches: 'watchers', votes: 'votes' }

function isRestricted(fields: Json): boolean {
  return fields.security !== null && fields.security !== undefined
}

function isDesk(fields: Json): boolean {
  return isRecord(fields.project) && fields.project.projectTypeKey === 'service_desk'
}

/** Restricted to a role or group, or internal to a service desk, where a comment is public only if it says so. */
function commentKind(one: Json, isOnDesk: boolean): string | undefined {
  if (!isRecord(one) || isRecord(one.visibility)) return 'internal-note'
  const said = Array.isArray(one.properties)
    ? (one.properties as Json[]).map((property) => (property?.value as Json | undefined)?.internal)
    : []
  const isInternal = one.jsdPublic === false || one.public === false || said.includes(true)
  const isPublic = one.jsdPublic === true || one.public === true || said.includes(false)
  return isInternal || (isOnDesk && !isPublic) ? 'internal-note' : undefined
}

/** Of the rendered copies only the description and public comments are used. */
function renderedOf(value: unknown, shown: ReadonlySet<string | undefined>): Json | undefined {
  if (!isRecord(value)) return undefined
  const listed =
    isRecord(value.comment) && Array.isArray(value.comment.comments) ? (value.comment.comments as Json[]) : []
  const comments = listed.filter((one) => shown.has(idOf(one?.id))).map(({ id, body }) => ({ id, body }))
  return { description: value.description, comment: { comments } }
}
