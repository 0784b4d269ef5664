/** A mapping as a form says it, field by field, and a first guess from the names of the columns. */
import { PERSONAL, type Table } from './columns.ts'

/** What a form sent: the value of each field, several for a list. */
export type Choices = Record<string, string | string[]>

/** Fields whose value is the name of one column, with their place in the mapping and names that suggest them. */
const SINGLE: readonly { field: string; path: string; like: RegExp }[] = [
  {
    field: 'map-id',
    path: 'id',
    like: /^(?:id|key|number|ref(?:erence)?|(?:case|ticket|question|issue|record|article)[ _-]?(?:id|number|no|key))$/i,
  },
  {
    field: 'map-title',
    path: 'title',
    like: /^(?:title|subject|summary|short[ _-]?description|question[ _-]?title|headline)$/i,
  },
  {
    field: 'map-body',
    path: 'body',
    like: /^(?:body|description|content|question|text|details?|message|problem)$/i,
  },
  {
    field: 'map-createdAt',
    path: 'createdAt',
    like: /^(?:created|opened|asked|date|time|timestamp|posted)(?:[ _-]?(?:at|on|date|time))?$/i,
  },
  {
    field: 'map-updatedAt',
    path: 'updatedAt',
    like: /^(?:updated|modified|changed|last[ _-]?(?:updated|modified))(?:[ _-]?(?:at|on|date))?$/i,
  },
  {
    field: 'map-author',
    path: 'author',
    like: /^(?:author|asker|customer(?:[ _-]?name)?|requester|reporter|opened[ _-]?by|user(?:[ _-]?name)?)$/i,
  },
  { field: 'map-url', path: 'url', like: /^(?:url|link|address|permalink)$/i },
  { field: 'map-product', path: 'product', like: /^(?:product|application|component)(?:[ _-]?name)?$/i },
  { field: 'map-language', path: 'language', like: /^(?:lang(?:uage)?|locale)$/i },
  { field: 'map-licence', path: 'licence', like: /^licen[cs]e$/i },
  { field: 'map-section', path: 'section', like: /^(?:section|category|chapter)$/i },
  {
    field: 'map-text',
    path: 'resolution.text',
    like: /^(?:resolution|solution|answer|close[ _-]?notes|fix|reply|response)(?:[ _-]?text)?$/i,
  },
  { field: 'map-status', path: 'resolution.status', like: /^(?:status|state)$/i },
  { field: 'map-at', path: 'resolution.at', like: /^(?:resolved|closed|solved)(?:[ _-]?(?:at|on|date))?$/i },
  {
    field: 'map-answerer',
    path: 'resolution.author',
    like: /^(?:agent|assignee|owner|answered[ _-]?by|resolved[ _-]?by|assigned[ _-]?to)(?:[ _-]?name)?$/i,
  },
]
/** Fields whose value is itself what the mapping says. */
const LITERAL: readonly { field: string; path: string }[] = [
  { field: 'map-record', path: 'record' },
  { field: 'map-records', path: 'records' },
  { field: 'map-kind', path: 'resolution.kind' },
  { field: 'map-bodyFormat', path: 'bodyFormat' },
  { field: 'map-dateFormat', path: 'dateFormat' },
  { field: 'map-timeZone', path: 'timeZone' },
]

/**
 * The mapping a form says, laid over `base` (an earlier mapping, whose parts the form does not show stay). Undefined
 * when the form says nothing of columns.
 */
export function mappingOf(choices: Choices, base: unknown): unknown {
  if (!Object.keys(choices).some((name) => name.startsWith('map-'))) return base
  const mapping = structuredClone(isObject(base) ? base : {})
  for (const { field, path } of [...SINGLE, ...LITERAL]) put(mapping, path, one(choices[field]))
  put(mapping, 'resolution.closedValues', list(choices['map-closed']))
  put(mapping, 'tags', several(choices['map-tags']))
  put(mapping, 'private', several(choices['map-private']))
  const { resolution } = mapping
  if (isObject(resolution) && resolution.text === undefined && resolution.status === undefined)
    delete mapping.resolution
  return mapping
}

/** What the form shows for a mapping. */
export function choicesOf(mapping: unknown): Choices {
  if (!isObject(mapping)) return {}
  const fields = [...SINGLE, ...LITERAL].map(({ field, path }) => [field, at(mapping, path)])
  const closed = at(mapping, 'resolution.closedValues')
  return Object.fromEntries([
    ...fields.filter(([, value]) => typeof value === 'string'),
    ['map-closed', Array.isArray(closed) ? closed.join(', ') : ''],
    ['map-tags', several(at(mapping, 'tags'))],
    ['map-private', several(at(mapping, 'private'))],
  ])
}

/** A first guess from the names of the columns; what it cannot tell stays open. */
export function guessedChoices({ columns, records }: Table): Choices {
  const names = columns.map((column) => column.name)
  const taken = new Set<string>()
  const fields = SINGLE.flatMap(({ field, like }) => {
    const name = names.find((one) => like.test(one.trim().split('.').at(-1)!) && !taken.has(one))
    if (name === undefined) return []
    taken.add(name)
    return [[field, name] as const]
  })
  const status = columns.find((column) => column.name === Object.fromEntries(fields)['map-status'])
  const closed = (status?.seen ?? []).filter((value) =>
    /^(?:closed|solved|resolved|done|fixed|complete[d]?)\b/i.test(value),
  )
  const hidden = names.filter((name) => PERSONAL.test(name) && !taken.has(name))
  return {
    'map-record': 'thread',
    ...Object.fromEntries(fields),
    ...(records !== undefined && { 'map-records': records }),
    'map-closed': closed.join(', '),
    'map-private': hidden,
  }
}

type Mapping = Record<string, unknown>

function put(mapping: Mapping, path: string, value: string | string[]): void {
  const [first, second] = path.split('.') as [string, string | undefined]
  const isEmpty = value.length === 0
  if (second === undefined) {
    if (isEmpty) delete mapping[first]
    else mapping[first] = value
    return
  }
  const inner = isObject(mapping[first]) ? mapping[first] : {}
  if (isEmpty) delete inner[second]
  else inner[second] = value
  mapping[first] = inner
}

function at(mapping: Mapping, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), mapping)
}

function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function several(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value]
  return all.filter((item): item is string => typeof item === 'string' && item !== '')
}

function list(value: string | string[] | undefined): string[] {
  return one(value)
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function isObject(value: unknown): value is Mapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
