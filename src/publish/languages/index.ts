import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'

/** Everything the site says by itself in one language. */
export type SiteWords = typeof en

/** The languages the site speaks; an article may be in any other, and stands among English words then. */
export const languages: Readonly<Record<string, SiteWords>> = { en, de, fr, es, ar, ja }

/** The site's words in a language; English ones where nobody translated them. */
export function wordsIn(language: string): SiteWords {
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en
}

/** What a language calls itself; its code where nobody said. */
export function languageName(language: string): string {
  const known = languages[language] ?? languages[language.split('-')[0] ?? '']
  return known?.name ?? language
}

/** A sentence with its places filled by plain words. */
export function filled(sentence: string, words: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(words[name] ?? place))
}

/** "25 November 2026" as the language writes it, in UTC. */
export function dayIn(words: SiteWords, at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  return words.day(time.getUTCDate(), time.getUTCMonth(), time.getUTCFullYear())
}

/** "a, b and c". */
export function listed(words: SiteWords, items: string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${words.and} ${items.at(-1)}`
}
