import type { Stripped } from './importer.ts'

/** Collects what is taken out of one raw item. */
export type Removal = { removed: Record<string, number>; pieces: Record<string, unknown[]> }

/** A removal with nothing in it yet. */
export function newRemoval(): Removal {
  return { removed: {}, pieces: {} }
}

/** Counts one private piece and gives the placeholder that stands in its place. Empty values stay as they are. */
export function takeOut(removal: Removal, kind: string, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value
  removal.removed[kind] = (removal.removed[kind] ?? 0) + 1
  if (removal.pieces[kind] === undefined) removal.pieces[kind] = []
  removal.pieces[kind].push(value)
  return `[${kind}]`
}

/** The list without the items that are private as a whole; the rest is mapped. */
export function takeOutOf<T>(
  removal: Removal,
  list: readonly T[],
  kindOf: (item: T) => string | undefined,
): T[] {
  return list.filter((item) => {
    const kind = kindOf(item)
    if (kind !== undefined) takeOut(removal, kind, item)
    return kind === undefined
  })
}

/** The raw item with the private keys (by name, at any depth) replaced; e-mail addresses in other texts stay. */
export function withoutKeys(raw: object, kinds: Readonly<Record<string, string>>, removal: Removal): object {
  const visit = (value: unknown, depth: number): unknown => {
    if (depth > 60) return null
    if (Array.isArray(value)) return value.map((inner) => visit(inner, depth + 1))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        Object.hasOwn(kinds, key)
          ? [key, takeOut(removal, kinds[key]!, inner)]
          : [key, visit(inner, depth + 1)],
      ),
    )
  }
  return visit(raw, 0) as object
}

/** What the contract wants back. */
export function stripped(raw: object, removal: Removal): Stripped {
  const isTouched = Object.keys(removal.removed).length > 0
  return { raw, removed: removal.removed, ...(isTouched && { sealed: removal.pieces }) }
}

/** Names under which exports keep addresses, places and numbers of people. */
export const PERSONAL_KEYS: Readonly<Record<string, string>> = {
  ip_address: 'ip-address',
  ipAddress: 'ip-address',
  registration_ip_address: 'ip-address',
  email: 'e-mail',
  emailAddress: 'e-mail',
  email_address: 'e-mail',
  user_email: 'e-mail',
  phone: 'phone',
  phone_number: 'phone',
  mobile: 'phone',
  location: 'location',
  latitude: 'location',
  longitude: 'location',
  address: 'address',
}

/** A record that cannot be used, as it is listed: less what is personal, and nothing of what lies too deep. */
export function shown(value: unknown): string {
  try {
    return JSON.stringify(withoutKeys({ value }, PERSONAL_KEYS, newRemoval())).slice(9, -1)
  } catch {
    return ''
  }
}
