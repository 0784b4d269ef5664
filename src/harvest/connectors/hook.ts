import { createHmac, timingSafeEqual } from 'node:crypto'

/** A message a site sends by itself: header names in lower case, the body exactly as it came. */
export type Message = { headers: Readonly<Record<string, string | undefined>>; body: Buffer }

/** How one kind of site signs its messages and says what they are about. */
export type Hook = {
  /** Whether the message is signed with the secret, and fresh where the site says when it wrote it (`now` in ms). */
  isSigned(message: Message, secret: string, now: number): boolean
  /** What makes two deliveries the same one. */
  keyOf(message: Message): string
  /** The id of the thread it is about; undefined when it is about none. */
  itemIn(message: Message, json: Readonly<Record<string, unknown>>): string | undefined
}

/** HMAC-SHA256 of some parts in a row. */
export function signatureOf(secret: string, parts: (string | Buffer)[], as: 'hex' | 'base64'): string {
  const hmac = createHmac('sha256', secret)
  for (const part of parts) hmac.update(part)
  return hmac.digest(as)
}

/** Compares in a time that says nothing of where they differ. */
export function isSame(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
