import { z } from 'zod'
import { record } from '../../db/events.ts'
import { inTransaction } from '../../db/open.ts'
import { renderedHtml } from '../../db/renderings.ts'
import { threadPage } from '../../harvest/queries.ts'
import { NotFound } from '../../lib/errors.ts'
import { sha256 } from '../../lib/hash.ts'
import type { SafeHtml } from '../../lib/markdown.ts'
import { passPicture } from '../../safety/findings.ts'
import { closeOverride, openOverrides, requestOverride } from '../../safety/overrides.ts'
import { redactAlike, undoRedaction } from '../../safety/redaction.ts'
import { relatedTo } from '../../safety/related.ts'
import { openCases, overrideContexts } from '../../safety/safety-queries.ts'
import { aboutEach, aboutThread } from '../about.ts'
import type { Notice } from '../answers.ts'
import { page, redirect } from '../answers.ts'
import { readForm, words } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'
import { bodyHtml } from './articles/body.ts'

export type SafetyPage = PageBase & {
  wishes: (ReturnType<typeof overrideContexts>[number] & { mayAgree: boolean })[]
  cases: ReturnType<typeof openCases>
}
export type OriginalPage = PageBase & {
  threadId: number
  posts: { id: number; authorName: string | null; createdAt: string; textHtml: SafeHtml }[]
}

/** A reason for something that may be public all the same. */
export const Wish = z.object({ reason: words('why this may be public', 500) })

/** What may be private in threads, what waits for a second person, and the original for those who may see it. */
export function safetyRoutes(routes: Routes): void {
  routes.get('/staff/safety', 'see.staff', (ask) => {
    const wishes = overrideContexts(ask.db, openOverrides(ask.db))
    return page('safety/index', {
      title: 'Safety',
      wishes: wishes
        .filter((one) => ask.may('see', { productId: one.productId }))
        .map((one) => ({
          ...one,
          mayAgree: one.requestedById !== ask.by && ask.may('override.safety', { productId: one.productId }),
        })),
      cases: openCases(ask.db, ask.productIds),
    })
  })

  for (const [act, outcome, says] of [
    ['approval', 'approved', 'Agreed: it may be public.'],
    ['refusal', 'refused', 'Refused: it stays open until it is redacted.'],
  ] as const) {
    routes.post(`/staff/overrides/:id/${act}`, 'override.safety', aboutEach, (ask) => {
      const overrideId = Number(ask.params.id)
      const wish = overrideContexts(ask.db, openOverrides(ask.db)).find(
        (one) => one.overrideId === overrideId,
      )
      if (wish === undefined) throw new NotFound('Nobody asks for this any more.')
      ask.must('override.safety', { productId: wish.productId })
      closeOverride(ask.db, { overrideId, outcome, by: ask.by })
      return redirect('/staff/safety', says)
    })
  }

  const at = '/staff/threads/:id/findings/:finding'
  const to = (ask: Ask) => `/staff/threads/${ask.params.id}`
  const anchorOf = (ask: Ask) => ({ threadId: Number(ask.params.id) })
  const idOf = (ask: Ask) => findingId(ask, relatedTo(ask.db, anchorOf(ask)).texts)

  routes.post(`${at}/redaction`, 'redact', aboutThread, (ask) => {
    const id = idOf(ask)
    const done = redactAlike(ask.db, { findingId: id, anchor: anchorOf(ask), by: ask.by })
    return redirect(`${to(ask)}#safety`, redactedAs(done, `${to(ask)}/findings/${id}`))
  })

  routes.post(`${at}/redaction/removal`, 'redact', aboutThread, (ask) => {
    undoRedaction(ask.db, { findingId: idOf(ask), anchor: anchorOf(ask), by: ask.by })
    return redirect(`${to(ask)}#safety`, 'It is shown again, and open.')
  })

  routes.post(`${at}/override`, 'redact', aboutThread, (ask) => {
    requestOverride(ask.db, { findingId: idOf(ask), ...readForm(Wish, ask.body), by: ask.by })
    return redirect(`${to(ask)}#safety`, 'Noted. It may be public once a second person agrees.')
  })

  routes.post(`${at}/look`, 'redact', aboutThread, (ask) => {
    passPicture(ask.db, { findingId: idOf(ask), by: ask.by })
    return redirect(`${to(ask)}#safety`, 'Noted that you looked at it.')
  })

  // By POST, because a look at the original is written down.
  routes.post('/staff/threads/:id/original', 'see.original', aboutThread, async (ask) => {
    const { thread, posts } = threadPage(ask.db, { threadId: Number(ask.params.id) })
    inTransaction(ask.db, (tx) =>
      record(tx, { verb: 'saw the original', subject: 'thread', subjectId: thread.id, by: ask.by }),
    )
    const html = await renderedHtml(
      ask.db,
      posts.map((post) => post.body),
    )
    return page('threads/original', {
      title: thread.title,
      threadId: thread.id,
      posts: posts.map(({ id, authorName, createdAt, body }) => ({
        id,
        authorName,
        createdAt,
        textHtml: bodyHtml(ask.db, html.get(sha256(body))),
      })),
    })
  })
}

/** The finding in the address, if it is in one of these texts. */
export function findingId(ask: Ask, texts: ReadonlyMap<string, string>): number {
  const id = /^[1-9]\d{0,14}$/.test(ask.params.finding ?? '') ? Number(ask.params.finding) : 0
  const hash = ask.db.$client.prepare('SELECT text_hash FROM safety_findings WHERE id = ?').pluck().get(id)
  if (hash === undefined || !texts.has(hash as string))
    throw new NotFound('That finding is not in this text.')
  return id
}

/** What a redaction says for itself, with the way back. */
export function redactedAs(done: { placeholder: string; places: number }, at: string): Notice {
  const where = done.places === 1 ? 'in one place' : `in ${done.places} places`
  return {
    text: `It now reads ${done.placeholder}, ${where}, in the thread and in every article made from it.`,
    undo: { action: `${at}/redaction/removal` },
  }
}
