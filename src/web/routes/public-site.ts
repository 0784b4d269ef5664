import { z } from 'zod'
import { expiries } from '../../articles/schedule.ts'
import { changeSetting } from '../../db/settings.ts'
import { SITE_KEY, siteSettings } from '../../publish/settings.ts'
import { wrongTokens } from '../../publish/theme.ts'
import { page, redirect } from '../answers.ts'
import type { FormPage } from '../forms.ts'
import { choice, optionalWords, words } from '../forms.ts'
import type { Ask, Routes } from '../routes.ts'

const Site = z.object({
  name: words('the name', 80),
  welcome: optionalWords('the welcome', 300),
  footer: optionalWords('the footer', 500),
  contactUrl: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, error: 'Type a whole address, such as https://example.com/contact.' }),
    ])
    .default('')
    .transform((url) => (url === '' ? null : url)),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'Use a language code such as en, de or pt-BR.' }),
  disputed: choice(['note', 'hold'], 'what happens to a disputed article'),
  ownerless: choice(['show', 'hold'], 'what happens to an article that nobody owns'),
  drifted: choice(['keep', 'hold'], 'what happens when a source changes'),
  expiry: choice(expiries, 'what becomes of an article that expires'),
  colour: z
    .string()
    .trim()
    .regex(/^(#[0-9a-f]{6})?$/i, { error: 'Use a colour such as #0b5cad.' })
    .default('')
    .transform((colour) => (colour === '' ? null : colour)),
  tokens: optionalWords('the tokens', 4_000).superRefine((tokens, context) => {
    const wrong = wrongTokens(tokens)[0]
    if (wrong !== undefined)
      context.addIssue({
        code: 'custom',
        message: `“${wrong.slice(0, 80)}” is no token. Write --radius: 10px, one a line.`,
      })
  }),
  logo: z
    .string()
    .default('')
    .transform((logo) => (logo === '' ? null : logo)),
  releasesKept: z.coerce
    .number()
    .int()
    .min(1, { error: 'Keep at least one.' })
    .max(100, { error: 'Keep at most 100.' }),
})

export type PublicSitePage = FormPage & { logos: { value: string; label: string }[] }

/** What the public site is called, how it looks and how it behaves. */
export function publicSiteRoutes(routes: Routes): void {
  routes.form('/staff/settings/site', 'admin.settings', {
    schema: Site,
    start: (ask) => {
      const site = siteSettings(ask.db)
      const { name, welcome, footer, language, disputed, ownerless, drifted, expiry, tokens } = site
      return {
        name,
        welcome,
        footer,
        language,
        disputed,
        ownerless,
        drifted,
        expiry,
        tokens,
        colour: site.colour ?? '',
        logo: site.logo ?? '',
        contactUrl: site.contactUrl ?? '',
        releasesKept: String(site.releasesKept),
      }
    },
    show: (ask, form) => page('settings/site', { title: 'Public site', form, logos: logosOf(ask) }),
    act: (ask, value) => {
      changeSetting(ask.db, { key: SITE_KEY, value: { ...siteSettings(ask.db), ...value }, by: ask.by })
      return redirect('/staff/settings/site', 'Saved. Readers see it at the next release.')
    },
  })
}

/** The newest pictures that are kept, for the choice of a logo. */
function logosOf(ask: Ask): PublicSitePage['logos'] {
  const rows = ask.db.$client
    .prepare(
      `SELECT name AS value, file_name || ' · ' || width || ' × ' || height AS label FROM media
       WHERE width IS NOT NULL ORDER BY id DESC LIMIT 200`,
    )
    .all() as PublicSitePage['logos']
  return [{ value: '', label: 'Ours' }, ...rows]
}
