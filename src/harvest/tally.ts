import type { StoredDocument, StoredThread } from './content.ts'

/** What an import has done so far. */
export type Tally = {
  created: number
  updated: number
  unchanged: number
  failed: number
  /** Left out on purpose; not counted among the records. */
  ignored: number
  /** Why something was ignored, by reason. */
  reasons: Record<string, number>
  /** Private pieces taken out, by kind. */
  removed: Record<string, number>
  /** Keys that a strict format does not know, by name. */
  unknownKeys: Record<string, number>
  /** The first records of a dry run. */
  first: (StoredThread | StoredDocument)[]
}

/** The five counts every run reports, and their sum. */
export type Counts = {
  records: number
  created: number
  updated: number
  unchanged: number
  failed: number
  ignored: number
}

/** Nothing done yet. */
export function newTally(): Tally {
  return {
    ...{ created: 0, updated: 0, unchanged: 0, failed: 0, ignored: 0 },
    ...{ reasons: {}, removed: {}, unknownKeys: {}, first: [] },
  }
}

/** The counts as they are stored and shown, summed; `records` = created + updated + unchanged + failed. */
export function countsOf(...tallies: Tally[]): Counts {
  const sum = (key: 'created' | 'updated' | 'unchanged' | 'failed' | 'ignored') =>
    tallies.reduce((total, tally) => total + tally[key], 0)
  const [created, updated, unchanged, failed] = [
    sum('created'),
    sum('updated'),
    sum('unchanged'),
    sum('failed'),
  ]
  const records = created + updated + unchanged + failed
  return { records, created, updated, unchanged, failed, ignored: sum('ignored') }
}

/** Adds what one portion did to the whole; portions are only added once they are written. */
export function addTally(whole: Tally, part: Tally): void {
  for (const key of ['created', 'updated', 'unchanged', 'failed', 'ignored'] as const) whole[key] += part[key]
  for (const [why, n] of Object.entries(part.reasons)) addTo(whole.reasons, why, n)
  for (const [kind, n] of Object.entries(part.removed)) addTo(whole.removed, kind, n)
  for (const [key, n] of Object.entries(part.unknownKeys)) addTo(whole.unknownKeys, key, n)
  whole.first.push(...part.first)
}

/** Counts something left out on purpose; reasons that differ in a number only are one. */
export function ignore(tally: Tally, why: string): void {
  tally.ignored++
  addTo(tally.reasons, why.slice(0, 200).replace(/\d+/g, '…'), 1)
}

/** Adds to one count of a record of counts; at most a thousand different names are kept. */
export function addTo(counts: Record<string, number>, name: string, n: number): void {
  const known = Object.hasOwn(counts, name) ? counts[name]! : 0
  if (known > 0 || Object.keys(counts).length < 1000) counts[name] = known + n
}
