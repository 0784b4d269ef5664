import type { AppliesTo, Participant } from '../../db/words.ts'
import type { Normalised } from '../importer.ts'
import { answersOf } from './mapped-answers.ts'
import type { Mapping } from './mapped-columns.ts'
import { bodyOf, number, type Row, rowOf } from './mapped-values.ts'

/** Columns whose names say that they hold a person's address or number; they go unless the mapping uses them. */
export const PERSONAL =
  /e-?mail|phone|mobile|\bfax\b|\bip\b|ip[_ -]?address|street|postal|\bzip\b|\baddress\b|birth|passw|\bssn\b|iban|latitude|longitude/i

/** A row of a table, or a record of JSON, as the mapping reads it. */
export function normaliseMapped(raw: object, mapping: Mapping): Normalised {
  const row = rowOf(raw, mapping)
  const body = bodyOf(row.value(mapping.body), mapping)
  const shared = {
    externalId: row.value(mapping.id),
    title: row.value(mapping.title) || firstWords(body),
    body,
    product: row.value(mapping.product) || undefined,
    language: row.value(mapping.language) || undefined,
    url: row.value(mapping.url) || undefined,
    licence: row.value(mapping.licence) || undefined,
    updatedAt: row.time(mapping.updatedAt),
  }
  if (mapping.record === 'document') {
    const section = row.value(mapping.section) || undefined
    return {
      kind: 'document',
      document: { ...shared, section, appliesTo: appliesToOf(row, mapping), visibility: 'public' },
    }
  }
  const createdAt = row.time(mapping.createdAt) ?? dayOf(mapping)
  if (createdAt === undefined) {
    throw new Error(
      `The time "${row.value(mapping.createdAt)}" in "${mapping.createdAt}" does not fit the mapping's date format.`,
    )
  }
  const asker = mapping.participants.find((person) => person.role === 'asker')
  return {
    kind: 'thread',
    thread: {
      ...shared,
      author: row.value(mapping.author) || row.value(asker?.name) || undefined,
      createdAt,
      tags: mapping.tags.flatMap((name) => row.value(name).split(/[;|]/)).filter((tag) => tag.trim() !== ''),
      views: number(row.value(mapping.views)),
      score: number(row.value(mapping.score)),
      environment: environmentOf(row, mapping),
      links: [],
      participants: participantsOf(row, mapping),
      ...answersOf(raw, row, mapping, createdAt),
    },
  }
}

function dayOf({ createdAtIfMissing }: Mapping): string | undefined {
  return createdAtIfMissing === undefined ? undefined : `${createdAtIfMissing}T00:00:00.000Z`
}

function participantsOf(row: Row, mapping: Mapping): Participant[] {
  return mapping.participants
    .map((person) => ({ name: row.value(person.name), role: person.role }))
    .filter((person) => person.name !== '')
}

function environmentOf(row: Row, mapping: Mapping): Record<string, string> {
  const known = Object.entries(mapping.environment).map(([name, from]) => [name, row.value(from)] as const)
  return Object.fromEntries(known.filter(([, value]) => value !== ''))
}

function appliesToOf(row: Row, mapping: Mapping): AppliesTo {
  const lists = Object.entries(mapping.appliesTo ?? {}).map(([key, from]) => {
    const values = row
      .value(from)
      .split(/[;,|]/)
      .map((value) => value.trim())
    return [key, values.filter((value) => value !== '')] as const
  })
  return Object.fromEntries(lists.filter(([, values]) => values.length > 0))
}

function firstWords(body: string): string {
  return body.split(/\s+/).slice(0, 12).join(' ')
}
