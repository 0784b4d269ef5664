import { z } from 'zod'
import { lexiconEntries, lexiconText } from '../../contradictions/company-lexicon.ts'
import { baseLexicon, mergeLexicon } from '../../contradictions/lexicon.ts'
import { changeSetting, settingOf } from '../../db/settings.ts'
import { Invalid } from '../../lib/errors.ts'
import { readWords } from '../../safety/words.ts'
import { SYNONYMS_KEY, synonymsOf } from '../../search/synonyms.ts'
import { page, redirect } from '../answers.ts'
import type { FormPage } from '../forms.ts'
import type { Ask, Routes } from '../routes.ts'

export type CompanyWordsPage = FormPage & { notes: string[] }

const lines = z.string().max(200_000).default('')
const Words = z.object({ secret: lines, synonyms: lines, lexicon: lines })

/** The company's own words: what must never be seen, what means the same in a search, what excludes each other. */
export function companyWordRoutes(routes: Routes): void {
  routes.form('/staff/settings/words', 'admin.settings', {
    schema: Words,
    start: (ask) => ({
      secret: secretWords(ask),
      synonyms: synonymsOf(ask.db)
        .map((group) => group.join(', '))
        .join('\n'),
      lexicon: lexiconText(settingOf(ask.db, 'contradictions.lexicon')),
    }),
    show: (ask, form) =>
      page('settings/words', {
        title: 'Company words',
        form,
        notes: readWords(secretWords(ask)).notes.map(
          ({ line, entry, note }) => `Line ${line}, “${entry}”: ${note}`,
        ),
      }),
    act: (ask, value) => {
      const entries = lexiconEntries(value.lexicon)
      const { rejected } = mergeLexicon(baseLexicon(), entries)
      if (rejected.length > 0) {
        const message = rejected
          .map(({ entry, message: why }) => `“${entry.words.join(', ')}”: ${why}`)
          .join(' ')
        throw new Invalid([{ field: 'lexicon', code: 'refused', message }])
      }
      const synonyms = value.synonyms
        .split(/\r?\n/)
        .map((line) => line.split(',').flatMap((word) => word.trim() || []))
        .filter((group) => group.length > 1)
      changeSetting(ask.db, { key: 'safety.words', value: value.secret, by: ask.by })
      changeSetting(ask.db, { key: SYNONYMS_KEY, value: synonyms, by: ask.by })
      changeSetting(ask.db, { key: 'contradictions.lexicon', value: entries, by: ask.by })
      return redirect('/staff/settings/words', 'Saved. The next scan, search and release use these words.')
    },
  })
}

function secretWords(ask: Ask): string {
  const value = settingOf(ask.db, 'safety.words')
  return typeof value === 'string' ? value : ''
}
