import { eq } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { settings } from '../db/schema.ts'
import { baseLexicon, type Lexicon, mergeLexicon } from './lexicon.ts'

/** The built-in lexicon with the lines the company's editors added; lines that cannot be used are left out. */
export function companyLexicon(db: Db): Lexicon {
  const row = db.select().from(settings).where(eq(settings.key, 'contradictions.lexicon')).get()
  const base = baseLexicon()
  return Array.isArray(row?.value) ? mergeLexicon(base, row.value).lexicon : base
}
