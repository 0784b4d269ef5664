import { PERSONAL_KEYS, type Removal, takeOut } from '../private.ts'

/** What help desks keep of people beyond their names. */
const DESK_KEYS: Readonly<Record<string, string>> = {
  ...PERSONAL_KEYS,
  client: 'device',
  user_agent: 'device',
  browser: 'device',
  timeZone: 'location',
  time_zone: 'location',
  country: 'location',
  city: 'location',
  photo: 'photo',
  photoUrl: 'photo',
  avatar: 'photo',
  avatarUrls: 'photo',
  twitter_id: 'handle',
  facebook_id: 'handle',
}

/**
 * The record without what belongs to people and not to the answer: known keys at any depth, every text that is nothing
 * but an e-mail address, and what makes the address of a file open to whoever has it.
 */
export function withoutPersonal(
  raw: object,
  removal: Removal,
  keys: Readonly<Record<string, string>> = {},
): object {
  const all = { ...DESK_KEYS, ...keys }
  const visit = (value: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH) return null
    if (typeof value === 'string') return withoutSecret(value, removal)
    if (Array.isArray(value)) return value.map((inner) => visit(inner, depth + 1))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        Object.hasOwn(all, key) && !isEmpty(inner)
          ? [key, takeOut(removal, all[key]!, inner)]
          : [key, isNumberAsName(key, inner) ? takeOut(removal, 'phone', inner) : visit(inner, depth + 1)],
      ),
    )
  }
  return visit(raw, 0) as object
}

/** Of a person only this is taken along; the address is counted at the door. */
export function personOf(id: string, name: unknown, role: unknown, email?: unknown): object {
  return { id, name, role, ...(email !== undefined && email !== null && { email }) }
}

const MAX_DEPTH = 60
const SIGNED = /^https?:\/\/\S+[?&](?:X-Amz-\w+|Signature|sig|token|Expires|key)=/i

/** Callers whom nobody named yet go by their telephone number. */
function isNumberAsName(key: string, value: unknown): boolean {
  return /^(?:display_?)?name$/i.test(key) && typeof value === 'string' && /^\+?[\d\s().-]{6,}$/.test(value)
}

function withoutSecret(text: string, removal: Removal): unknown {
  if (text.length > 4000) return text
  if (ADDRESS.test(text)) return takeOut(removal, 'e-mail', text)
  if (!SIGNED.test(text)) return text
  takeOut(removal, 'signed-link', text)
  return text.replace(/\?.*$/s, '')
}

const ADDRESS = /^\s*(?:[^<>@]{0,100}<)?[^\s<>@]{1,100}@[^\s<>@]{1,200}\.[^\s<>@.]{2,30}>?\s*$/

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
