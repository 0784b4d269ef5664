import { createArticle, type SavedVersion, saveVersion } from '../articles/articles.ts'
import type { By } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import type { Content } from '../db/words.ts'
import { Refused } from '../lib/errors.ts'
import { decide, getCandidate } from './decisions.ts'
import { alsoAsking, prefillCandidate, prefillCluster } from './prefill-candidate.ts'

/**
 * Makes a candidate a draft article, with everybody who asks the same when `withCluster` says so: their threads become
 * sources of the article, whose answers the editor may add. `content` is what the editor made of the pre-filled text.
 */
export function promote(
  db: Db,
  input: { candidateId: number; withCluster?: boolean; content?: Content; by: By },
): SavedVersion {
  return inTransaction(db, (tx) => {
    const candidate = getCandidate(tx, input.candidateId)
    refuseIfSettled(candidate.state)
    if (candidate.safetyClass === 'case-only') {
      throw new Refused(
        `It has to stay a case: ${candidate.safetyReasons.join('; ')}. Overrule that first, with a reason.`,
      )
    }
    const others = input.withCluster === true ? alsoAsking(tx, candidate) : []
    const draft = others.length > 0 ? prefillCluster(tx, candidate.id) : prefillCandidate(tx, candidate.id)
    const from = draft.origin === 'case' ? 'case' : 'thread'
    const saved = createArticle(tx, {
      content: input.content ?? draft.content,
      sources: [...draft.sources, ...draft.additions.map(({ source }) => source)],
      productId: draft.productId,
      topicId: draft.topicId,
      language: draft.language,
      template: draft.template,
      origin: draft.origin,
      by: input.by,
      reason:
        others.length === 0
          ? `Promoted from a ${from}`
          : `Promoted from a ${from} and ${others.length} that ${others.length === 1 ? 'asks' : 'ask'} the same`,
    })
    for (const { id } of [candidate, ...others])
      decide(tx, { candidateId: id, decision: 'promoted', articleId: saved.articleId, by: input.by })
    return saved
  })
}

/** Takes a candidate up into an article that is there already: a new version with its posts as further sources. */
export function mergeCandidate(
  db: Db,
  input: { candidateId: number; articleId: number; basedOnId: number; content: Content; by: By },
): SavedVersion {
  return inTransaction(db, (tx) => {
    const candidate = getCandidate(tx, input.candidateId)
    refuseIfSettled(candidate.state)
    const draft = prefillCandidate(tx, candidate.id)
    const saved = saveVersion(tx, {
      articleId: input.articleId,
      basedOnId: input.basedOnId,
      content: input.content,
      reason: `Merged the thread “${draft.content.title}”`,
      significance: 'wording',
      sources: [...draft.sources, ...draft.additions.map(({ source }) => source)],
      by: input.by,
    })
    decide(tx, { candidateId: candidate.id, decision: 'merged', articleId: input.articleId, by: input.by })
    return saved
  })
}

function refuseIfSettled(state: string): void {
  if (state === 'promoted' || state === 'merged') throw new Refused('It is part of an article already.')
  if (state === 'gone') throw new Refused('The thread is no longer in its source, or no longer resolved.')
}
