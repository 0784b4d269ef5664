import type { Importer, Normalised } from '../importer.ts'
import { newRemoval, stripped, takeOut, takeOutOf } from '../private.ts'
import { type Belongings, type DeskSorted, deskItems, idOf, type Json } from './desk-items.ts'
import { withoutPersonal } from './desk-private.ts'
import { normaliseIssue } from './jira-issue.ts'
import { jsonHead } from './json-head.ts'

/** Requests of Jira Service Management as its customers' interface gives them; issues are read by `jira`. */
export const jiraService: Importer = {
  name: 'jira-service',
  usually: 'case',
  reads:
    'Jira Service Management requests with public comments: pages of the service desk API; issues are read as jira.',
  unconfirmed: 'https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/',
  recognises: (probe) =>
    jsonHead(
      probe,
      (head) => /"issueKey"\s*:/.test(head) && /"(?:requestTypeId|requestFieldValues)"\s*:/.test(head),
    ),
  items: (paths) => deskItems(paths, layout),
  withoutPrivate,
  normalise: (item) => normaliseRequest(item.externalId, item.raw as Json),
}

const layout = {
  keys: ['values'],
  sort,
  join,
}

function sort(value: Json, place: { name: string }): DeskSorted {
  const issueId = idOf(value.issueId)
  if (issueId !== undefined && 'createdDate' in value) return { head: { kind: 'thread', id: issueId } }
  const id = idOf(value.id)
  if (id === undefined) return { bad: 'The record has no "issueId" or "id".' }
  if (!('body' in value)) return { ignored: 'a record that is no request or comment' }
  const of = requestIn((value._links as Json | undefined)?.self) ?? requestIn(place.name)
  return of === undefined
    ? { bad: 'The comment does not say which request it is on.' }
    : { part: id, as: 'comments', of }
}

/** Comments name their request only in their own address, by number. */
function requestIn(address: unknown): string | undefined {
  return typeof address === 'string' ? /(?:^|\/)request\/(\d+)\/comment/.exec(address)?.[1] : undefined
}

function join(head: Json, _kind: 'thread' | 'document', belongings: Belongings): Json {
  const inside = (head.comments as Json | undefined)?.values
  const listed = Array.isArray(inside) ? (inside as Json[]) : []
  const all = new Map([...listed, ...belongings.parts('comments')].map((one) => [idOf(one?.id), one]))
  return { ...head, comments: { values: [...all.values()] } }
}

/** Fields whose words make the question; what else a form asks for may be anything. */
const ASKED = new Set(['summary', 'description', 'environment'])

function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const kept = { ...(raw as Json) }
  if (kept.participants !== undefined) kept.participants = takeOut(removal, 'watchers', kept.participants)
  if (Array.isArray(kept.requestFieldValues)) {
    kept.requestFieldValues = takeOutOf(removal, kept.requestFieldValues as Json[], (field) =>
      ASKED.has(String(field?.fieldId)) ? undefined : 'custom-field',
    )
  }
  const comments = (kept.comments as Json | undefined)?.values
  const shown = takeOutOf(removal, Array.isArray(comments) ? (comments as Json[]) : [], (one) =>
    one?.public === true ? undefined : 'internal-note',
  )
  return stripped(withoutPersonal({ ...kept, comments: { values: shown } }, removal), removal)
}

/** A request in the words of an issue, which the other importer knows how to read. */
function normaliseRequest(externalId: string, value: Json): Normalised {
  const asked = Array.isArray(value.requestFieldValues) ? (value.requestFieldValues as Json[]) : []
  const field = (name: string) => asked.find((one) => one?.fieldId === name)
  const status = (value.currentStatus ?? {}) as Json
  const isDone = /^done$/i.test(String(status.statusCategory))
  const comments = ((value.comments as Json).values as Json[]).map((one) => ({
    id: one.id,
    author: staffOrAsker(one.author, value.reporter),
    body: one.body,
    renderedBody: htmlOf(one.renderedBody),
    created: timeOf(one.created),
  }))
  const web = (value._links as Json | undefined)?.web
  const read = normaliseIssue(externalId, {
    key: value.issueKey,
    renderedFields: { description: htmlOf(field('description')?.renderedValue) },
    fields: {
      summary: value.summary ?? field('summary')?.value,
      description: field('description')?.value,
      environment: field('environment')?.value,
      created: timeOf(value.createdDate),
      reporter: value.reporter,
      status: { name: status.status, statusCategory: { key: isDone ? 'done' : 'new' } },
      resolutiondate: isDone ? timeOf(status.statusDate) : undefined,
      project: { projectTypeKey: 'service_desk' },
      comment: { comments },
    },
  })
  if (read.kind === 'thread' && typeof web === 'string') read.thread.url = web
  return read
}

/** Whoever comments on a request and is not its reporter is taken for an agent: others seldom write in public. */
function staffOrAsker(author: unknown, reporter: unknown): unknown {
  const [who, asker] = [author, reporter] as [Json | undefined, Json | undefined]
  const isAsker = who?.accountId !== undefined && who.accountId === asker?.accountId
  return { ...who, accountType: isAsker ? 'customer' : 'atlassian' }
}

function htmlOf(rendered: unknown): unknown {
  return (rendered as Json | undefined)?.html
}

function timeOf(date: unknown): unknown {
  const { iso8601, jira, epochMillis } = (date ?? {}) as Json
  return iso8601 ?? jira ?? (epochMillis === undefined ? '' : String(epochMillis))
}
