import { Invalid } from '../../lib/errors.ts'
import type { Json, Site } from './site.ts'

/** The address in a setting; `https://` may be left out. Throws `Invalid` naming the setting. */
export function addressIn(settings: Readonly<Record<string, string>>, name: string, unless?: string): URL {
  const text = (settings[name] ?? '').trim() || (unless ?? '')
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  if (text === '' || url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new Invalid([
      { field: name, code: 'address', message: 'Enter an address such as https://forum.example.com.' },
    ])
  }
  return new URL(url.origin + url.pathname)
}

/** The list of objects under a key; empty when it is none. */
export function listIn(json: Json | undefined, key: string): Json[] {
  const list = json?.[key]
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** The object under a key, or an empty one. */
export function objectIn(json: Json | undefined, key: string): Json {
  const inner = json?.[key]
  return isObject(inner) ? inner : {}
}

/** A text or number as text; empty when it is neither. */
export function textIn(json: Json | undefined, key: string): string {
  const value = json?.[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/**
 * Which records have nothing at their address any more, asked one by one; those without an address are left alone. `see`
 * is given what the others are now.
 */
export async function goneAmong(
  site: Site,
  ids: string[],
  pathOf: (id: string) => string | undefined,
  see: (id: string, found: Json) => Promise<void> = async () => {},
): Promise<string[]> {
  const gone: string[] = []
  for (const id of ids) {
    const path = pathOf(id)
    if (path === undefined) continue
    const found = await site.look(path)
    if (found === undefined || textIn(found, 'deleted_at') !== '') gone.push(id)
    else await see(id, found)
  }
  return gone
}

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
