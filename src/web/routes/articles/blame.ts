import { type BlamedStatement, blame } from '../../../articles/blame.ts'
import { versionList } from '../../../articles/queries.ts'
import { FIELD_WORDS } from '../../../articles/words.ts'
import { renderedHtml } from '../../../db/renderings.ts'
import { fields } from '../../../db/words.ts'
import { sha256 } from '../../../lib/hash.ts'
import type { SafeHtml } from '../../../lib/markdown.ts'
import { aboutArticle } from '../../about.ts'
import { page } from '../../answers.ts'
import type { PageBase } from '../../pages.ts'
import type { Ask, Routes } from '../../routes.ts'
import { type ArticleHead, askedArticle, headOf, versionNumbered } from './asked.ts'
import { bodyHtml } from './body.ts'

export type BlamePage = PageBase & {
  head: ArticleHead
  version: number
  newest: number
  fields: {
    label: string
    statements: { html: SafeHtml; since: BlamedStatement['since']; isFirstOfRun: boolean }[]
  }[]
}

/** Who wrote what. */
export function blameRoutes(routes: Routes): void {
  routes.get('/staff/articles/:number/blame', 'see', aboutArticle, async (ask) =>
    page('articles/blame', await blamePage(ask)),
  )
}

async function blamePage(ask: Ask): Promise<BlamePage> {
  const article = askedArticle(ask)
  const head = headOf(ask, article)
  const newest = versionList(ask.db, article)[0]!.number
  const version = versionNumbered(ask, article, ask.query.version ?? String(newest))
  const statements = blame(ask.db, version.id)
  const html = await renderedHtml(ask.db, [...new Set(statements.map(({ text }) => text))])
  return {
    title: `Who wrote what: ${head.title}`,
    head,
    version: version.number,
    newest,
    fields: fields
      .map((field) => {
        const own = statements.filter((statement) => statement.field === field)
        return {
          label: FIELD_WORDS[field],
          statements: own.map(({ text, since }, place) => ({
            html: bodyHtml(ask.db, html.get(sha256(text))),
            since,
            isFirstOfRun: own[place - 1]?.since.number !== since.number,
          })),
        }
      })
      .filter((field) => field.statements.length > 0),
  }
}
