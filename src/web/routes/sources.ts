import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../../db/events.ts'
import { inTransaction } from '../../db/open.ts'
import { sources } from '../../db/schema.ts'
import { importers } from '../../harvest/importers/index.ts'
import { type RunRow, runList, type SourceCard, sourceCards } from '../../harvest/queries.ts'
import { NotFound } from '../../lib/errors.ts'
import { weighSource } from '../../triage/weights.ts'
import { aboutSource } from '../about.ts'
import { type Answer, page, redirect } from '../answers.ts'
import { blankForm, type FormPage, type FormState, formAgain, readForm, tick, weight } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'
import { type ConnectionCard, connectionCard } from './connections.ts'

export type SourcesPage = PageBase & {
  cards: SourceCard[]
  runs: RunRow[]
  formats: readonly { name: string; reads: string; unconfirmed?: string }[]
  mayImport: boolean
  mayConnect: boolean
}
export type SourcePage = FormPage & {
  card: SourceCard
  weight: number
  runs: RunRow[]
  mayChange: boolean
  mayImport: boolean
  connection: ConnectionCard | null
}

const Settings = z.object({ isPublic: tick })

/** Where everything comes from, and how each import went. */
export function sourceRoutes(routes: Routes): void {
  routes.get('/staff/sources', 'see.staff', (ask) =>
    page('sources/index', {
      title: 'Sources',
      cards: visible(ask, sourceCards(ask.db)),
      runs: runList(ask.db, { limit: 10 }),
      formats: importers,
      mayImport: ask.may('import'),
      mayConnect: ask.may('admin.sources'),
    }),
  )

  routes.get('/staff/sources/:slug', 'see', aboutSource, (ask) => shown(ask, blankForm()))

  routes.post('/staff/sources/:slug/weight', 'admin.sources', (ask) => {
    const { slug, sourceId } = cardOf(ask)
    try {
      weighSource(ask.db, { sourceId, ...readForm(weight, ask.body), by: ask.by })
      return redirect(`/staff/sources/${slug}`, 'Saved. It holds from the next time the queue is decided.')
    } catch (error) {
      return shown(ask, formAgain(ask.body, error), 422)
    }
  })

  routes.post('/staff/sources/:slug/publicity', 'admin.sources', (ask) => {
    const card = cardOf(ask)
    const { isPublic } = readForm(Settings, ask.body)
    inTransaction(ask.db, (tx) => {
      tx.update(sources).set({ isPublic }).where(eq(sources.id, card.sourceId)).run()
      const event = {
        verb: isPublic ? 'said to be public' : 'said not to be public',
        subjectId: card.sourceId,
      }
      record(tx, { ...event, subject: 'source', by: ask.by })
    })
    return redirect(`/staff/sources/${card.slug}`, 'Saved.')
  })
}

function shown(ask: Ask, form: FormState, status = 200): Answer {
  const card = cardOf(ask)
  const source = ask.db.select().from(sources).where(eq(sources.id, card.sourceId)).get()!
  const data: SourcePage = {
    title: card.name,
    form,
    card,
    weight: source.weight,
    runs: runList(ask.db, { limit: 50, sourceId: card.sourceId }),
    mayChange: ask.may('admin.sources'),
    mayImport: ask.may('import', aboutSource(ask)),
    connection: connectionCard(ask, card),
  }
  return page('sources/show', data, status)
}

function visible(ask: Ask, cards: SourceCard[]): SourceCard[] {
  const slugs = ask.db.select({ slug: sources.slug, productId: sources.productId }).from(sources).all()
  const isVisible = new Map(slugs.map((row) => [row.slug, ask.may('see', { productId: row.productId })]))
  return cards.filter((card) => isVisible.get(card.slug))
}

function cardOf(ask: Ask): SourceCard {
  const card = sourceCards(ask.db).find((one) => one.slug === ask.params.slug)
  if (card === undefined) throw new NotFound(`There is no source "${ask.params.slug}".`)
  return card
}
