import { z } from 'zod'
import { changeSetting } from '../../db/settings.ts'
import { SITE_KEY, siteSettings } from '../../publish/settings.ts'
import { page, redirect } from '../answers.ts'
import { choice, optionalWords, words } from '../forms.ts'
import type { Routes } from '../routes.ts'

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
  releasesKept: z.coerce
    .number()
    .int()
    .min(1, { error: 'Keep at least one.' })
    .max(100, { error: 'Keep at most 100.' }),
})

/** What the public site is called and how it behaves. */
export function publicSiteRoutes(routes: Routes): void {
  routes.form('/staff/settings/site', 'admin.settings', {
    schema: Site,
    start: (ask) => {
      const site = siteSettings(ask.db)
      const { name, welcome, footer, language, disputed } = site
      return {
        name,
        welcome,
        footer,
        language,
        disputed,
        contactUrl: site.contactUrl ?? '',
        releasesKept: String(site.releasesKept),
      }
    },
    show: (_ask, form) => page('settings/site', { title: 'Public site', form }),
    act: (ask, value) => {
      changeSetting(ask.db, { key: SITE_KEY, value: { ...siteSettings(ask.db), ...value }, by: ask.by })
      return redirect('/staff/settings/site', 'Saved. Readers see it at the next release.')
    },
  })
}
