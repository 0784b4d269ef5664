import { z } from 'zod'
import type { Db } from '../db/open.ts'
import { settingOf } from '../db/settings.ts'
import { Invalid } from '../lib/errors.ts'
import { baseLexicon, type Lexicon, type LexiconEntry, mergeLexicon } from './lexicon.ts'

const list = z.array(z.string().max(100)).max(50)
const Entries = z.array(
  z.union([
    z.object({ kind: z.literal('same'), words: list }),
    z.object({ kind: z.literal('opposite'), words: z.tuple([z.string().max(100), z.string().max(100)]) }),
    z.object({ kind: z.literal('exclusive'), words: list }),
  ]),
)

/** The built-in lexicon with the lines the company's editors added; lines that cannot be used are left out. */
export function companyLexicon(db: Db): Lexicon {
  const entries = Entries.safeParse(settingOf(db, 'contradictions.lexicon'))
  return entries.success ? mergeLexicon(baseLexicon(), entries.data).lexicon : baseLexicon()
}

/** Reads an editor's lines: `same: remove, delete`, `opposite: on, off`, `exclusive: http, https, ftp`. */
export function lexiconEntries(text: string): LexiconEntry[] {
  return text.split(/\r?\n/).flatMap((line, place): LexiconEntry[] => {
    if (line.trim() === '') return []
    const match = /^\s*(same|opposite|exclusive)\s*:\s*(.+)$/i.exec(line)
    const words = (match?.[2] ?? '').split(',').flatMap((word) => word.trim() || [])
    const kind = match?.[1]?.toLowerCase()
    if (kind === 'same' || kind === 'exclusive') return [{ kind, words }]
    if (kind === 'opposite' && words.length === 2) return [{ kind, words: [words[0]!, words[1]!] }]
    const message = `Line ${place + 1} is not read. Write “same: remove, delete”, “opposite: on, off” or “exclusive: HTTP, FTP”.`
    throw new Invalid([{ field: 'lexicon', code: 'shape', message }])
  })
}

/** The same lines from what is kept. */
export function lexiconText(value: unknown): string {
  const entries = Entries.safeParse(value)
  return entries.success
    ? entries.data.map(({ kind, words }) => `${kind}: ${words.join(', ')}`).join('\n')
    : ''
}
