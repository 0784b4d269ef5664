/** The closed vocabularies of the schema: used by drizzle's enums, the checks in the database, and zod. */

export const roles = ['agent', 'contributor', 'editor', 'publisher', 'admin'] as const
export type Role = (typeof roles)[number]

export const assignmentKinds = ['member', 'owner', 'coach'] as const

/** How somebody is told by mail what waits: not at all, within a minute, or once a day. */
export const mailChoices = ['off', 'at-once', 'daily'] as const
export type MailChoice = (typeof mailChoices)[number]
/** What became of a mail; of an `unknown` one the server took the whole text and never said whether it kept it. */
export const mailOutcomes = ['sent', 'refused', 'unknown', 'not-needed'] as const

export const authorities = ['official', 'community', 'case'] as const
export type Authority = (typeof authorities)[number]

export const runStates = ['running', 'complete', 'incomplete', 'undone'] as const
export const recordKinds = ['thread', 'document', 'article'] as const
export type RecordKind = (typeof recordKinds)[number]

export const resolutionKinds = ['marked', 'closed', 'unknown'] as const
export type ResolutionKind = (typeof resolutionKinds)[number]
export const resolvers = ['asker', 'staff', 'third-party', 'unknown'] as const
export type Resolver = (typeof resolvers)[number]

export const postRoles = ['asker', 'community', 'staff'] as const
export type PostRole = (typeof postRoles)[number]
export const postNatures = [
  'question',
  'answer',
  'thanks',
  'me-too',
  'asks-back',
  'link-only',
  'quote',
  'comment',
] as const
export type PostNature = (typeof postNatures)[number]

export const visibilities = ['public', 'restricted'] as const
export const findingOutcomes = ['redacted', 'dismissed'] as const
export const overrideOutcomes = ['approved', 'refused'] as const
export const erasedKinds = [
  'post',
  'raw-record',
  'thread',
  'version',
  'statement',
  'search',
  'event',
] as const
/** How a contributor is named: as they signed, under another name, as nobody, or not at all with what they wrote. */
export const contributorForms = ['named', 'aliased', 'anonymous', 'withdrawn'] as const
export type ContributorForm = (typeof contributorForms)[number]

export const templates = ['question', 'problem', 'how-to', 'known-issue'] as const
export type Template = (typeof templates)[number]
export const origins = ['official', 'community', 'case'] as const
export type Origin = (typeof origins)[number]
export const audiences = ['public', 'internal'] as const
export type Audience = (typeof audiences)[number]
export const governances = ['open', 'governed'] as const
export const significances = ['minor', 'wording', 'answer'] as const
export type Significance = (typeof significances)[number]
export const fields = ['issue', 'environment', 'cause', 'resolution', 'notes'] as const
export type Field = (typeof fields)[number]
export const reviewOutcomes = ['approved', 'sent-back', 'withdrawn'] as const
export const renderOutcomes = ['rendered', 'too-large', 'too-slow'] as const

/** Where a known issue stands, as readers see it. */
export const issueStatuses = ['investigating', 'workaround', 'in-test', 'fixed'] as const
export type IssueStatus = (typeof issueStatuses)[number]
export const noteKinds = ['comment', 'concern'] as const
/** What can be planned for an article. */
export const scheduledActs = ['publish', 'expire'] as const
export type ScheduledAct = (typeof scheduledActs)[number]
export const bulkKinds = ['replace', 'file', 'review-date'] as const

export const tiers = ['high', 'review'] as const
export type Tier = (typeof tiers)[number]
/** What a judge can say of two texts; `abstain` is no opinion. */
export const opinionLabels = ['contradiction', 'neutral', 'entailment', 'abstain'] as const
export const verdicts = [
  'official-right',
  'community-right',
  'both-right',
  'superseded',
  'not-a-contradiction',
] as const
export type SettlementVerdict = (typeof verdicts)[number]

export const queueClasses = ['known-agrees', 'known-disagrees', 'not-captured', 'new'] as const
export type QueueClass = (typeof queueClasses)[number]
export const safetyClasses = ['public-ok', 'case-only'] as const
export type SafetyClass = (typeof safetyClasses)[number]
export const candidateDecisions = [
  'promoted',
  'merged',
  'dismissed',
  'snoozed',
  'assigned',
  'called-public',
  'called-case',
] as const
export type CandidateDecision = (typeof candidateDecisions)[number]
export const candidateStates = ['open', 'promoted', 'merged', 'dismissed', 'snoozed', 'gone'] as const
export type CandidateState = (typeof candidateStates)[number]
export const clusterDecisions = ['same', 'not-same'] as const

export const linkKinds = ['resolution', 'reference', 'did-not-help'] as const
export type LinkKind = (typeof linkKinds)[number]
export const searchPlaces = ['staff', 'desk', 'site'] as const

/** Where a statement holds; an empty list means everywhere. */
export type AppliesTo = { versions?: string[]; plans?: string[]; platforms?: string[]; regions?: string[] }

export type ThreadLink = { kind: 'duplicate' | 'related'; id: string }
/** A person named in a thread, kept so that redaction finds the name; addresses are never kept. */
export type Participant = { name: string; role: PostRole }

/** The text of an article version, as an editor writes it. */
export type Content = {
  title: string
  issue: string
  environment: string
  cause: string
  resolution: string
  notes: string
  appliesTo: AppliesTo
}

/** What an act on many articles did to each, so that it can be taken back. */
export type BulkChange = {
  articleId: number
  /** The draft before and after, where the text changed. */
  fromVersionId?: number
  toVersionId?: number
  /** What was filed before, by column. */
  before?: Record<string, string | number | null>
  after?: Record<string, string | number | null>
}

/** What changed hands in a merge, so that un-merge can hand it back. */
export type Moved = {
  links: number[]
  feedback: number[]
  /** Comments and concerns that were open. */
  comments?: number[]
  /** Articles taken up in one act share its number, and are given back together. */
  act?: number
  /** The version of the survivor that the merge wrote. */
  versionId: number
  survivorDraftVersionId: number
  survivorLiveVersionId: number | null
}

export const catalogueKinds = ['product', 'topic'] as const

/** Ids as the first and last of each run, because whole imports change hands. */
export type Runs = [number, number][]

/** What changed hands when a product or topic became part of another, so that it can be taken back. */
export type CatalogueMoved = {
  /** The product that went; null when only a topic did. */
  product: { id: number; slug: string; name: string; createdAt: string } | null
  /** Topics that moved as they were. */
  topics: number[]
  /** Topics that became part of one that was there. */
  takenUp: TopicTakenUp[]
  /** Rows of each table that belonged to the product. */
  rows: Record<string, Runs>
  /** The last thread and document there was, to tell what came since. */
  last: { threads: number; documents: number }
  assignments: { userId: number; kind: (typeof assignmentKinds)[number]; createdAt: string; isNew: boolean }[]
  versions: { name: string; position: number; addedAt: string; isNew: boolean }[]
  /** Addresses that lead elsewhere since, and what they led to before. */
  addresses: { path: string; before: (CatalogueAddress & { at: string }) | null; after: CatalogueAddress }[]
}
export type CatalogueAddress = { productId: number; topicId: number | null }
/** A topic as it was, the one it became part of as that was, and what went from one to the other. */
export type TopicTakenUp = {
  topic: { id: number; slug: string; name: string; parentId: number | null; tags: string[] }
  into: { id: number; parentId: number | null; tags: string[] }
  articles: Runs
  under: number[]
}

/**
 * What an import did not take: how many things were ignored for which reason (numbers in it read "…"), how many private
 * pieces of which kind were taken out, and which files its format does not read, each with the format it looks like.
 */
export type LeftOut = {
  ignored: Record<string, number>
  removed: Record<string, number>
  files: { name: string; looksLike: string | null }[]
}
