import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readWhole } from '../reading/whole.ts'

/** A category as topics carry it; `parent` is the name of the topmost one above. */
export type Category = { name: string; slug: string; parent?: string; isRestricted?: boolean }

/** The categories of the file's folder, or of the folder above. */
export function categoriesNear(
  file: string,
  known: Map<string, Map<string, Category>>,
): Map<string, Category> {
  const folder = dirname(file)
  const found = known.get(folder)
  if (found !== undefined) return found
  const place = [folder, dirname(folder)]
    .map((at) => join(at, 'categories.json'))
    .find((path) => existsSync(path))
  const categories = place === undefined ? new Map<string, Category>() : readCategories(place)
  known.set(folder, categories)
  return categories
}

const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null)

const categoryList = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    slug: z.string().default(''),
    parent_category_id: optional(z.number()),
    read_restricted: optional(z.boolean()),
    subcategory_list: optional(z.array(z.unknown())),
  }),
)

function readCategories(file: string): Map<string, Category> {
  const read = readWhole(file)
  const parsed = 'text' in read ? safely(() => JSON.parse(read.text) as Record<string, unknown>) : undefined
  const list =
    (parsed?.category_list as { categories?: unknown } | undefined)?.categories ??
    parsed?.categories ??
    parsed
  const found = new Map<string, Category>()
  const collect = (values: unknown, parent?: string, depth = 0) => {
    for (const one of categoryList.safeParse(values).data ?? []) {
      const above =
        parent ?? (one.parent_category_id ? found.get(String(one.parent_category_id))?.name : undefined)
      const isRestricted = one.read_restricted === true
      found.set(String(one.id), {
        name: one.name,
        slug: one.slug,
        ...(above && { parent: above }),
        ...(isRestricted && { isRestricted }),
      })
      if (one.subcategory_list && depth < 4) collect(one.subcategory_list, above ?? one.name, depth + 1)
    }
  }
  collect(list)
  return found
}

function safely<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
