import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type DeskResult, deskResults } from '../../agent/desk.ts'
import { recordFeedback } from '../../agent/feedback.ts'
import { linkArticle, removeLink } from '../../agent/links.ts'
import { type LinkRow, linksOfCase, recentLinks } from '../../agent/queries.ts'
import { articleLinks } from '../../db/schema.ts'
import { linkKinds } from '../../db/words.ts'
import { NotFound } from '../../lib/errors.ts'
import { rememberSearch } from '../../search/remembered.ts'
import { aboutEach } from '../about.ts'
import { type Answer, json, page, redirect } from '../answers.ts'
import { wantsJson } from '../errors.ts'
import { choice, id, optionalWords, readForm, words } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, OpenAsk, Routes } from '../routes.ts'
import { partsOf } from './reading.ts'

export type DeskPage = PageBase & {
  words: string
  /** The same without what may be private, and short. */
  kept: string
  caseRef: string
  results: (DeskResult & { parts: { text: string; isMarked: boolean }[] })[]
  links: LinkRow[]
  isCaseShown: boolean
  publicUrl: string
}

const Message = z.object({ q: z.string().optional(), case: z.string().optional() })

const Link = z.object({
  caseRef: words('the case', 80),
  article: z.string().regex(/^\d{1,15}$/),
  versionId: id('a version'),
  kind: choice(linkKinds, 'what the article did'),
  step: z
    .string()
    .regex(/^step-\d{1,4}$/)
    .optional()
    .or(z.literal('').transform(() => undefined)),
})

const Vote = z.object({
  article: z.string().regex(/^\d{1,15}$/, { error: 'Say which article this is about.' }),
  version: id('a version'),
  helpful: choice(['yes', 'no'], 'yes or no'),
  comment: optionalWords('the comment'),
})

/** The agents' desk, their links, and the readers' votes. */
export function deskRoutes(routes: Routes): void {
  routes.get('/staff/desk', 'see.staff', (ask) => page('desk/index', deskPage(ask, ask.query)))

  // A customer's message belongs neither into an address nor into a browser's history.
  routes.post('/staff/desk', 'see.staff', (ask) =>
    page('desk/index', deskPage(ask, readForm(Message, ask.body))),
  )

  routes.post('/staff/links', 'link', aboutEach, (ask) => {
    const { step, ...value } = readForm(Link, ask.body)
    ask.must('link', { productId: productOf(ask, Number(value.article)) })
    const { linkId, isNew } = linkArticle(ask.db, {
      ...value,
      ...(step === undefined ? {} : { step }),
      by: ask.by,
    })
    const says = isNew ? `Recorded for ${value.caseRef}.` : `Already recorded for ${value.caseRef}.`
    if (wantsJson(ask.request)) return json({ linkId, says })
    return redirect(`/staff/desk?case=${encodeURIComponent(value.caseRef)}`, {
      text: says,
      ...(isNew ? { undo: { action: `/staff/links/${linkId}/removal` } } : {}),
    })
  })

  routes.post('/staff/links/:id/removal', 'link', aboutEach, (ask) => {
    const link = ask.db
      .select()
      .from(articleLinks)
      .where(eq(articleLinks.id, Number(ask.params.id)))
      .get()
    if (link === undefined) throw new NotFound('There is no such link.')
    removeLink(ask.db, { linkId: link.id, by: ask.by })
    return redirect(`/staff/desk?case=${encodeURIComponent(link.caseRef)}`, 'The link is gone.')
  })

  routes.post('/feedback', 'anyone', (ask) => vote(ask))
}

function deskPage(ask: Ask, { q = '', case: of = '' }: z.output<typeof Message>): DeskPage {
  const typed = q.slice(0, 2000)
  const caseRef = of.slice(0, 80)
  const publicUrl =
    ask.config.siteUrl ?? `${ask.request.protocol}://${ask.request.get('host') ?? 'localhost'}`
  const input = { words: typed, siteUrl: publicUrl, limit: 8 }
  const results =
    typed.trim() === ''
      ? []
      : deskResults(ask.db, ask.product === null ? input : { ...input, productId: ask.product.id })
  const kept = rememberSearch(ask.db, { words: typed, results: results.length, place: 'desk' })
  return {
    title: 'Agents’ desk',
    words: typed,
    kept,
    caseRef,
    results: results.map((result) => ({ ...result, parts: partsOf(result.passage) })),
    links: caseRef === '' ? recentLinks(ask.db, 10) : linksOfCase(ask.db, caseRef),
    isCaseShown: caseRef !== '',
    publicUrl,
  }
}

function productOf(ask: Ask, number: number): number | null {
  const row = ask.db.$client
    .prepare('SELECT product_id AS productId FROM articles WHERE number = ?')
    .get(number)
  if (row === undefined) throw new NotFound(`There is no article ${number}.`)
  return (row as { productId: number | null }).productId
}

/** A reader's vote. Where it came from is hashed with the secret and the day, never kept. */
function vote(ask: OpenAsk): Answer {
  const value = readForm(Vote, ask.body)
  recordFeedback(ask.db, {
    article: value.article,
    version: value.version,
    isHelpful: value.helpful === 'yes',
    comment: value.comment,
    reader: `${ask.config.secret} ${ask.request.ip} ${ask.request.get('user-agent') ?? ''}`,
  })
  if (wantsJson(ask.request))
    return json({ says: 'Thank you. This goes to the people who look after this answer.' })
  return page('desk/thanks', { title: 'Thank you' })
}
