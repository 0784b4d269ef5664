import slugify from '@sindresorhus/slugify'
import { sha256 } from './hash.ts'

const MAX_LENGTH = 80

/** A readable address part of at most 80 characters; a text without Latin letters gets a short stable code instead. */
export function slugOf(text: string): string {
  const slug = cutAtWord(slugify(text.replace(/C\+\+/g, 'C plus plus').replace(/C#/g, 'C sharp')))
  return slug === '' ? `q-${sha256(text).slice(0, 8)}` : slug
}

/** Whether nothing of a text can stand in an address, so that it would be a code. */
export function isCode(text: string): boolean {
  return text.trim() !== '' && slugify(text) === '' && !/C#|C\+\+/.test(text)
}

/** Letters and digits of a text that an address leaves out, because they are not Latin; each word once. */
export function leftOut(text: string): string[] {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words.filter((word) => slugify(word) === ''))]
}

/** The slug of `text`, with -2, -3 … appended until `isTaken` says no. */
export function freeSlug(text: string, isTaken: (slug: string) => boolean): string {
  const slug = slugOf(text)
  if (!isTaken(slug)) return slug
  let n = 2
  while (isTaken(`${slug}-${n}`)) n++
  return `${slug}-${n}`
}

function cutAtWord(slug: string): string {
  if (slug.length <= MAX_LENGTH) return slug
  const cut = slug.slice(0, MAX_LENGTH)
  const lastDash = cut.lastIndexOf('-')
  return lastDash > 20 ? cut.slice(0, lastDash) : cut
}
