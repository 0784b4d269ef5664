import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { expiries } from '../articles/schedule.ts'
import type { Db } from '../db/open.ts'
import { settings } from '../db/schema.ts'

/** Under this key the settings keep what the public site is called and how it behaves. */
export const SITE_KEY = 'site'

const Site = z.object({
  /** The name of the site, in its header and in every title. */
  name: z.string().trim().min(1).max(80).catch('Help'),
  /** One sentence under the name on the home page, in the site's own language; empty = ours. */
  welcome: z.string().max(300).catch(''),
  footer: z.string().max(500).catch(''),
  /** Where a reader finds a person: shown when a search finds nothing and below each answer. */
  contactUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .catch(null),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .catch('en'),
  /** What happens to a live article with an open contradiction: a neutral note on it, or it is held back. */
  disputed: z.enum(['note', 'hold']).catch('note'),
  /** Products by slug that are stricter or laxer than the rest. */
  disputedByProduct: z.record(z.string(), z.enum(['note', 'hold'])).catch({}),
  /** Whether a version that goes live while nobody owns the article, nor its product, is held back. */
  ownerless: z.enum(['show', 'hold']).catch('hold'),
  /** What happens to a live article when a source no longer says what was taken from it. */
  drifted: z.enum(['keep', 'hold']).catch('keep'),
  /** What becomes of an article that expires. */
  expiry: z.enum(expiries).catch('archive'),
  /** Whether the name of the person who checked an answer is shown beside the role. */
  showsNames: z.boolean().catch(false),
  /** The company's colour as "#rrggbb"; without one the site has ours. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable()
    .catch(null),
  /** Further tokens of the look, one "--name: value" a line. */
  tokens: z.string().max(4_000).catch(''),
  /** The name of a kept picture that stands before the site's name. */
  logo: z
    .string()
    .regex(/^image-[0-9a-f]{24}\.[a-z]{3,4}$/)
    .nullable()
    .catch(null),
  releasesKept: z.int().min(1).max(100).catch(5),
  /** A release whose HTML pages are larger than this is refused, in bytes. */
  pageBudget: z.int().min(1_000).catch(2_000_000),
})

export type SiteSettings = z.output<typeof Site>

/** What the company decided about its public site; what cannot be read counts as not said. */
export function siteSettings(db: Db): SiteSettings {
  const row = db.select().from(settings).where(eq(settings.key, SITE_KEY)).get()
  const value = row?.value
  return Site.parse(typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {})
}
