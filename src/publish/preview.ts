import { createHmac, timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Article, getArticle, isValidated, refuseIfArchived } from '../articles/find.ts'
import { type By, now } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { keepRenderings } from '../db/renderings.ts'
import { articles, publications, validations } from '../db/schema.ts'
import { changeSetting, settingOf } from '../db/settings.ts'
import { Refused } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import { articleFiles } from './article-page.ts'
import { readAssets } from './assets.ts'
import { type SiteContent, siteContent } from './content.ts'
import { en } from './languages/en.ts'
import { dayIn } from './languages/index.ts'
import { siteOptions } from './publish.ts'
import { languageSites } from './site.ts'

/** What a preview's address says: this version of this article, until then (seconds since 1970). */
export type PreviewPass = { articleNumber: number; versionId: number; until: number }

/** The secret part of a preview's address: readable for us, forgeable for nobody without the server's secret. */
export function previewToken(pass: PreviewPass, secret: string): string {
  const plain = [pass.articleNumber, pass.versionId, pass.until].map((part) => part.toString(36)).join('-')
  return `${plain}-${signatureOf(plain, secret)}`
}

/** What a token says, if it is ours and its time is not over; `now` in seconds since 1970. */
export function readPreviewToken(
  token: string,
  secretOf: (articleNumber: number) => string,
  now: number,
): PreviewPass | undefined {
  const found = /^(([0-9a-z]{1,9})-([0-9a-z]{1,9})-([0-9a-z]{1,9}))-([\w-]{43})$/.exec(token)
  if (found === null) return undefined
  const [, plain = '', article = '', version = '', until = '', signature = ''] = found
  const secret = secretOf(Number.parseInt(article, 36))
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(plain, secret)))) return undefined
  const pass = {
    articleNumber: Number.parseInt(article, 36),
    versionId: Number.parseInt(version, 36),
    until: Number.parseInt(until, 36),
  }
  return pass.until > now ? pass : undefined
}

/** Under this key the settings keep how often the previews of each article were ended. */
const ENDED_KEY = 'previews.ended'

const Ended = z.record(z.string(), z.int()).catch({})

/** What the previews of an article are signed with: something else once those made until then were ended. */
export function previewSecret(db: Db, articleNumber: number, secret: string): string {
  const times = Ended.parse(settingOf(db, ENDED_KEY) ?? {})[articleNumber] ?? 0
  return times === 0 ? secret : `${secret}\n${times}`
}

/** Ends every preview of an article that was made until now; the addresses lead nowhere from then on. */
export function endPreviews(db: Db, input: { articleNumber: number; by: By }): void {
  inTransaction(db, (tx) => {
    const ended = Ended.parse(settingOf(tx, ENDED_KEY) ?? {})
    const value = { ...ended, [input.articleNumber]: (ended[input.articleNumber] ?? 0) + 1 }
    changeSetting(tx, { key: ENDED_KEY, value, by: input.by })
  })
}

/** A file of a preview: the page itself, or what it shows. */
export type PreviewFile = { path: string; make: () => Uint8Array }

/**
 * The page of a version as readers would get it, at its own path, with the files it needs; links to everything else
 * lead out of it. Refused for what would be held back at a release, so that nothing private leaves by this way.
 */
export async function previewFiles(
  db: Db,
  input: { article: Article; versionId: number; until: number; dataDir: string },
): Promise<PreviewFile[]> {
  const { article, versionId } = input
  const content = asIfLive(db, article.id, versionId)
  const shown = content.articles.find((one) => one.number === article.number)
  if (shown?.versionId !== versionId) {
    const reason = content.heldBack.find((held) => held.articleNumber === article.number)?.reason
    throw new Refused(reason ?? 'This version cannot be shown as readers would see it.')
  }
  // Nobody vouched for a draft, whatever the transaction had to say to bring it here.
  const unchecked = isValidated(db, versionId) ? {} : { checkedAt: null, checkedBy: null }
  const isInternal = article.audience === 'internal'
  const note = `Preview of version ${shown.version}, until ${dayIn(en, new Date(input.until * 1000).toISOString())}. ${isInternal ? 'This article is for internal use only: do not pass its address on.' : article.liveVersionId === versionId ? 'It is what is live.' : 'It is not published yet.'}`
  const options = { ...siteOptions(db, { dataDir: input.dataDir }), previewNote: note }
  const site = languageSites(content, options).find((one) => one.language === shown.language)!
  const page = articleFiles(site, { ...shown, ...unchecked })[0]!
  const texts = page.texts?.() ?? []
  await keepRenderings(
    db,
    texts.map((text) => ({ text, textHash: sha256(text) })),
  )
  const named = new Set([...texts.join('\n').matchAll(MEDIUM)].map((match) => match[0]))
  return [
    page,
    ...[...readAssets(options.themeCss).files].map(([path, bytes]) => ({ path, make: () => bytes })),
    ...[...named].map((path) => ({ path, make: () => options.mediumBytes!(path.slice('media/'.length)) })),
  ]
}

const MEDIUM = /media\/(?:image|file)-[0-9a-f]{24}\.[a-z0-9]{1,5}/g

/** What would be public if this version were live: read inside a transaction that is taken back at once. */
function asIfLive(db: Db, articleId: number, versionId: number): SiteContent {
  const takenBack = new Error('taken back')
  let content: SiteContent | undefined
  try {
    db.$client
      .transaction(() => {
        refuseIfArchived(db, getArticle(db, articleId))
        const at = now()
        if (!isValidated(db, versionId)) db.insert(validations).values({ versionId, by: null, at }).run()
        db.insert(publications).values({ articleId, versionId, by: null, at }).run()
        const live = { liveVersionId: versionId, audience: 'public' as const }
        db.update(articles).set(live).where(eq(articles.id, articleId)).run()
        content = siteContent(db)
        throw takenBack
      })
      .immediate()
  } catch (error) {
    if (error !== takenBack) throw error
  }
  return content!
}

function signatureOf(plain: string, secret: string): string {
  return createHmac('sha256', secret).update(`preview\n${plain}`).digest('base64url')
}
