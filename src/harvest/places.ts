import { type Db, inTransaction } from '../db/open.ts'
import type { ImportContext, RawItem } from './importer.ts'
import { ensureSource, findSource, type Source, type SourceInput } from './sources.ts'

/** Where an item is stored; the id is null in a dry run for a source that does not exist yet. */
export type Place = { id: number | null; slug: string; language: string; isInternal: boolean }

/** Finds the place of each item: the run's own source, or the one the item names itself (made when it is new). */
export function openPlaces(
  db: Db,
  setup: { source: Source | SourceInput; context: ImportContext; format: string; isDry: boolean },
): (item?: RawItem) => Place {
  const own = placeFor(setup.source)
  const others = new Map<string, Place>()
  return (item) => {
    const named = item?.source
    if (named === undefined || named.slug === own.slug) return own
    const known = others.get(named.slug)
    if (known !== undefined) return known
    const place = placeFor(namedSource(db, named, setup))
    others.set(named.slug, place)
    return place
  }
}

function namedSource(
  db: Db,
  named: NonNullable<RawItem['source']>,
  setup: { context: ImportContext; format: string; isDry: boolean },
): Source | SourceInput {
  const found = findSource(db, named)
  const input = { ...named, authority: named.authority ?? setup.context.authority }
  if (found !== undefined || setup.isDry) return found ?? input
  return inTransaction(db, (tx) => ensureSource(tx, input, setup.format))
}

function placeFor(source: Source | SourceInput): Place {
  return {
    id: 'id' in source ? source.id : null,
    slug: source.slug,
    language: source.language ?? 'en',
    isInternal: source.isInternal ?? false,
  }
}
