import { z } from 'zod'
import { findArticle, getVersion, visibleContent } from '../../articles/find.ts'
import { type Content, safetyClasses } from '../../db/words.ts'
import { Refused } from '../../lib/errors.ts'
import { candidateFacts } from '../../triage/candidate-page.ts'
import { type Prefilled, prefillCandidate } from '../../triage/prefill-candidate.ts'
import { mergeCandidate, promote } from '../../triage/promote.ts'
import { assign, dismiss, overruleSafety, snooze, undoDecision } from '../../triage/triage.ts'
import { aboutCandidate } from '../about.ts'
import { page, redirect } from '../answers.ts'
import { choice, id, optionalWords, readForm, words } from '../forms.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'
import { queueActRoutes } from './queue-acts.ts'
import { type Reading, readingOf } from './queue-reading.ts'

export type CandidatePage = PageBase & { reading: Reading }
export type CandidateMergePage = PageBase & {
  candidateId: number
  title: string
  targets: { number: number; title: string }[]
  target: { number: number; title: string; versionId: number } | null
  content: Content | null
  draft: Prefilled['content']
}

const Promotion = z.object({ with: optionalWords('with whom', 20) })
const Reason = z.object({ reason: words('the reason', 500) })
const Until = z.object({ until: z.iso.date({ error: 'Choose a day.' }) })
const Assignee = z.object({ assigneeId: id('a person') })
const Safety = z.object({ safetyClass: choice(safetyClasses, 'a class'), reason: words('the reason', 500) })
const long = z.string().max(500_000).default('')
const Merge = z.object({
  article: z.string().regex(/^\d{1,15}$/, { error: 'Choose an article.' }),
  basedOnId: id('the version you read'),
  title: words('the title', 300),
  issue: long,
  environment: long,
  cause: long,
  resolution: long,
})

/** What editors do with one candidate; the list and acts on many are in queue-acts.ts. */
export function queueRoutes(routes: Routes): void {
  queueActRoutes(routes)

  routes.get('/staff/candidates/:id', 'see', aboutCandidate, async (ask) => {
    const reading = await readingOf(ask, Number(ask.params.id))
    return page('queue/show', { title: reading.title, reading })
  })

  routes.post('/staff/candidates/:id/promotion', 'promote', aboutCandidate, (ask) => {
    const withCluster = readForm(Promotion, ask.body).with === 'cluster'
    const saved = promote(ask.db, { candidateId: Number(ask.params.id), withCluster, by: ask.by })
    const says = withCluster
      ? 'Promoted with everybody who asks the same. Their answers stand on the left: add what is missing.'
      : 'Promoted to a draft. Read it through; every sentence knows where it came from.'
    return redirect(`/staff/articles/${saved.number}/edit`, says)
  })

  routes.get('/staff/candidates/:id/merger', 'merge', aboutCandidate, (ask) =>
    page('queue/merge', mergePage(ask)),
  )

  routes.post('/staff/candidates/:id/merger', 'merge', aboutCandidate, (ask) => {
    const { article: ref, basedOnId, ...text } = readForm(Merge, ask.body)
    const article = findArticle(ask.db, ref)
    ask.must('merge', { productId: article.productId, isGoverned: article.governance === 'governed' })
    const { notes, appliesTo } = visibleContent(ask.db, getVersion(ask.db, basedOnId))
    const content = { ...text, notes, appliesTo }
    const saved = mergeCandidate(ask.db, {
      candidateId: Number(ask.params.id),
      articleId: article.id,
      basedOnId,
      content,
      by: ask.by,
    })
    return redirect(
      `/staff/articles/${saved.number}`,
      `Merged into article ${saved.number}, version ${saved.version}.`,
    )
  })

  routes.post('/staff/candidates/:id/dismissal', 'dismiss', aboutCandidate, (ask) => {
    const { reason } = readForm(Reason, ask.body)
    dismiss(ask.db, { candidateId: Number(ask.params.id), reason, by: ask.by })
    return after(ask, 'Dismissed. It comes back when the thread changes.')
  })

  routes.post('/staff/candidates/:id/snooze', 'dismiss', aboutCandidate, (ask) => {
    const { until } = readForm(Until, ask.body)
    snooze(ask.db, { candidateId: Number(ask.params.id), until: `${until}T06:00:00.000Z`, by: ask.by })
    return after(ask, `Put away until ${until}.`)
  })

  routes.post('/staff/candidates/:id/assignment', 'assign', aboutCandidate, (ask) => {
    const { assigneeId } = readForm(Assignee, ask.body)
    assign(ask.db, { candidateId: Number(ask.params.id), assigneeId, by: ask.by })
    return after(ask, 'Assigned.')
  })

  routes.post('/staff/candidates/:id/safety', 'override.safety', aboutCandidate, (ask) => {
    const value = readForm(Safety, ask.body)
    overruleSafety(ask.db, { ...value, candidateId: Number(ask.params.id), by: ask.by })
    return after(ask, 'Noted, with the reason.')
  })

  routes.post('/staff/candidates/:id/decision/removal', 'dismiss', aboutCandidate, (ask) => {
    undoDecision(ask.db, { candidateId: Number(ask.params.id), by: ask.by })
    return redirect(`/staff/candidates/${ask.params.id}`, 'Taken back.')
  })
}

function after(ask: Ask, text: string) {
  return redirect('/staff/queue', {
    text,
    undo: { action: `/staff/candidates/${ask.params.id}/decision/removal` },
  })
}

function mergePage(ask: Ask): CandidateMergePage {
  const candidateId = Number(ask.params.id)
  const facts = candidateFacts(ask.db, candidateId)
  if (facts.candidate.state === 'promoted' || facts.candidate.state === 'merged')
    throw new Refused('It is part of an article already.')
  const draft = prefillCandidate(ask.db, candidateId).content
  const articlesAlike = facts.alike.filter((thing) => thing.kind === 'article')
  const ref =
    ask.query.article ??
    (facts.covering?.kind === 'article' ? facts.covering.externalId : articlesAlike[0]?.externalId)
  const base = {
    title: 'Merge into an article',
    candidateId,
    draft,
    targets: targetsOf(ask, facts.thread.productId),
  }
  if (ref === undefined) return { ...base, target: null, content: null }
  const article = findArticle(ask.db, ref)
  if (article.draftVersionId === null) return { ...base, target: null, content: null }
  const content = visibleContent(ask.db, getVersion(ask.db, article.draftVersionId))
  const target = { number: article.number, title: content.title, versionId: article.draftVersionId }
  return { ...base, target, content }
}

function targetsOf(ask: Ask, productId: number | null): CandidateMergePage['targets'] {
  return ask.db.$client
    .prepare(
      `SELECT a.number, v.title FROM articles a JOIN article_versions v ON v.id = a.draft_version_id
       WHERE (? IS NULL OR a.product_id IS ?) AND NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)
       ORDER BY v.title LIMIT 500`,
    )
    .all(productId, productId) as CandidateMergePage['targets']
}
