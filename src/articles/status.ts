/** The facts a status is derived from; no column holds a status. */
export type StatusFacts = {
  isArchived: boolean
  draftVersionId: number | null
  liveVersionId: number | null
  isDraftValidated: boolean
  hasOpenReview: boolean
  wasEverReviewed: boolean
}

export type State = 'archived' | 'published' | 'validated' | 'draft'

/** KCS confidence: how far the content can be trusted, apart from where it is shown. */
export type Confidence = 'work in progress' | 'not validated' | 'validated' | 'archived'

export type Status = { state: State; hasNewerDraft: boolean; isInReview: boolean; confidence: Confidence }

/** Status from facts alone: archived before published before validated before draft. */
export function statusOf(facts: StatusFacts): Status {
  const isLive = facts.liveVersionId !== null
  const hasNewerDraft = isLive && facts.draftVersionId !== facts.liveVersionId
  return {
    state: facts.isArchived
      ? 'archived'
      : isLive
        ? 'published'
        : facts.isDraftValidated
          ? 'validated'
          : 'draft',
    hasNewerDraft,
    isInReview: facts.hasOpenReview,
    confidence: confidenceOf(facts),
  }
}

function confidenceOf(facts: StatusFacts): Confidence {
  if (facts.isArchived) return 'archived'
  if (facts.isDraftValidated) return 'validated'
  return facts.hasOpenReview || facts.wasEverReviewed ? 'not validated' : 'work in progress'
}
