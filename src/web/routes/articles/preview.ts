import { z } from 'zod'
import { findArticle } from '../../../articles/find.ts'
import type { Config } from '../../../config.ts'
import { record } from '../../../db/events.ts'
import type { Db } from '../../../db/open.ts'
import { NotFound, Refused } from '../../../lib/errors.ts'
import {
  endPreviews,
  type PreviewFile,
  type PreviewPass,
  previewFiles,
  previewSecret,
  previewToken,
  readPreviewToken,
} from '../../../publish/preview.ts'
import { aboutArticle } from '../../about.ts'
import { page, raw, redirect } from '../../answers.ts'
import { choice } from '../../forms.ts'
import type { Routes } from '../../routes.ts'
import { policyOf } from '../../site.ts'
import { type ArticleFormPage, formPage } from './acts.ts'
import { askedArticle } from './asked.ts'

export type PreviewPage = ArticleFormPage & { address: string | null; until: string | null }

const Time = z.object({ days: choice(['1', '7', '30'], 'how long it can be seen').transform(Number) })

const TYPES: Record<string, string> = { html: 'html', css: 'css', js: 'js', svg: 'svg' }

/** A draft as readers would see it, for people without an account: by an address that is secret and ends by itself. */
export function previewRoutes(routes: Routes): void {
  routes.form('/staff/articles/:number/share', 'save', aboutArticle, {
    schema: Time,
    start: () => ({ days: '7' }),
    show: (ask, form) =>
      page('articles/share', { ...formPage(ask, form, 'Preview'), address: null, until: null }),
    act: async (ask, { days }) => {
      const article = askedArticle(ask)
      const versionId = article.draftVersionId ?? article.liveVersionId
      if (versionId === null) throw new Refused('There is no version to show.')
      const until = Math.floor(Date.now() / 1000) + days * 86_400
      await previewFiles(ask.db, { article, versionId, until, dataDir: ask.config.dataDir })
      const secret = previewSecret(ask.db, article.number, ask.config.secret)
      const token = previewToken({ articleNumber: article.number, versionId, until }, secret)
      const detail = { days }
      record(ask.db, {
        verb: 'shared a preview',
        subject: 'article',
        subjectId: article.id,
        by: ask.by,
        detail,
      })
      const origin = ask.config.siteUrl ?? `${ask.request.protocol}://${ask.request.get('Host')}`
      return page('articles/share', {
        ...formPage(ask, { values: { days: String(days) }, lists: {}, errors: {}, summary: [] }, 'Preview'),
        address: `${new URL(origin).origin}/preview/${token}/`,
        until: new Date(until * 1000).toISOString(),
      })
    },
  })

  routes.post('/staff/articles/:number/share/end', 'save', aboutArticle, (ask) => {
    const { number } = askedArticle(ask)
    endPreviews(ask.db, { articleNumber: number, by: ask.by })
    return redirect(`/staff/articles/${number}/share`, 'Addresses made until now show nothing any more.')
  })

  // The page lies at its own path below the token, so that its links hold; what is not of the preview is the site's.
  routes.get('/preview/:token{/*path}', 'anyone', async (ask) => {
    const secretOf = (number: number) => previewSecret(ask.db, number, ask.config.secret)
    const pass = readPreviewToken(ask.params.token ?? '', secretOf, Date.now() / 1000)
    if (pass === undefined) throw new NotFound('This preview has ended, or its address is not whole.')
    const files = await filesOf(ask.db, ask.config, pass)
    const base = `/preview/${ask.params.token}/`
    const asked = ask.request.path.slice(base.length)
    const main = files[0]!.path.replace(/index\.html$/, '')
    if (asked === '') return redirect(base + main)
    const file = files.find(({ path }) => path === asked || path === `${asked}index.html`)
    if (file === undefined) return redirect(`/${asked.replace(/^\/+/, '')}`)
    return raw((response) => {
      const bytes = file.make()
      response.set('Cache-Control', 'private, no-store').set('X-Robots-Tag', 'noindex, nofollow')
      response.set('Referrer-Policy', 'no-referrer')
      if (file === files[0]) response.set('Content-Security-Policy', policyOf(Buffer.from(bytes).toString()))
      response.type(TYPES[file.path.split('.').at(-1)!] ?? file.path).send(Buffer.from(bytes))
    })
  })
}

/** A preview as it was made last for this token, for the few files that follow its page. */
let last: { key: string; files: PreviewFile[]; at: number } | undefined
const KEPT_MS = 10_000

async function filesOf(db: Db, config: Config, pass: PreviewPass): Promise<PreviewFile[]> {
  const key = `${config.databaseFile} ${JSON.stringify(pass)}`
  if (last?.key === key && Date.now() - last.at < KEPT_MS) return last.files
  const article = findArticle(db, String(pass.articleNumber))
  const files = await previewFiles(db, {
    ...{ article, versionId: pass.versionId, until: pass.until },
    dataDir: config.dataDir,
  })
  last = { key, files, at: Date.now() }
  return files
}
