// The map of everything Winnow keeps, left to right as the data flows. Long because a map is read in one piece.
import { sql } from 'drizzle-orm'
import {
  type AnySQLiteColumn,
  blob,
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import * as words from './words.ts'

const id = () => integer('id').primaryKey()
const at = (name: string) => text(name).notNull()
const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>()
const oneOf = (column: AnySQLiteColumn, values: readonly string[]) =>
  sql`${sql.identifier(column.name)} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`

// ── people ────────────────────────────────────────────────────────────────────────────────────────────

/** People who work with Winnow; `role` is the widest they hold, assignments narrow or add to it per product. */
export const users = sqliteTable(
  'users',
  {
    id: id(),
    name: text('name').notNull().unique(),
    displayName: text('display_name').notNull(),
    passwordHash: text('password_hash').notNull(),
    mustChangePassword: integer('must_change_password', { mode: 'boolean' }).notNull().default(false),
    role: text('role', { enum: words.roles }).notNull(),
    /** Null = all products; otherwise only those the user is assigned to as a member or owner. */
    isLimited: integer('is_limited', { mode: 'boolean' }).notNull().default(false),
    disabledAt: text('disabled_at'),
    createdAt: at('created_at'),
  },
  (t) => [check('users_role', oneOf(t.role, words.roles))],
)

/** Where somebody wants to be told what waits, and how often. Without a row nobody is told anything by mail. */
export const mailWishes = sqliteTable(
  'mail_wishes',
  {
    userId: integer('user_id')
      .primaryKey()
      .references(() => users.id),
    address: text('address').notNull(),
    choice: text('choice', { enum: words.mailChoices }).notNull(),
    changedAt: at('changed_at'),
  },
  (t) => [check('mail_wishes_choice', oneOf(t.choice, words.mailChoices))],
)

/** A mail to one person; it has no text: that is written when it is sent, from what still waits. Open while `endedAt` is null. */
export const mails = sqliteTable(
  'mails',
  {
    id: id(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    at: at('at'),
    tries: integer('tries').notNull().default(0),
    nextAt: at('next_at'),
    /** Set before the server is asked: after a crash nobody can say whether it has the mail, so it is not sent again. */
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
    outcome: text('outcome', { enum: words.mailOutcomes }),
    /** Why it could not be sent the last time. */
    problem: text('problem'),
  },
  (t) => [
    index('mails_open').on(t.endedAt, t.nextAt),
    index('mails_user').on(t.userId),
    check('mails_outcome', oneOf(t.outcome, words.mailOutcomes)),
  ],
)

/** What a mail tells somebody about: each thing once. */
export const mailItems = sqliteTable(
  'mail_items',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    key: text('key').notNull(),
    mailId: integer('mail_id')
      .notNull()
      .references(() => mails.id),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index('mail_items_mail').on(t.mailId)],
)

/** Who is member, owner or coach for which product. */
export const assignments = sqliteTable(
  'assignments',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    productId: integer('product_id')
      .notNull()
      .references(() => products.id),
    kind: text('kind', { enum: words.assignmentKinds }).notNull(),
    createdAt: at('created_at'),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.productId, t.kind] }),
    check('assignments_kind', oneOf(t.kind, words.assignmentKinds)),
  ],
)

/** Signed-in browsers; the cookie's value is kept only as a hash. */
export const sessions = sqliteTable(
  'sessions',
  {
    idHash: text('id_hash').primaryKey(),
    userId: integer('user_id').references(() => users.id),
    data: json<Record<string, unknown>>('data').notNull(),
    expiresAt: at('expires_at'),
  },
  (t) => [index('sessions_expires_at').on(t.expiresAt)],
)

/** Failed logins by address and by name, so that limits survive a restart. */
export const loginFailures = sqliteTable(
  'login_failures',
  { id: id(), key: text('key').notNull(), at: at('at') },
  (t) => [index('login_failures_key').on(t.key, t.at)],
)

// ── catalogue ─────────────────────────────────────────────────────────────────────────────────────────

/** What the company sells or runs; queues, owners and pages are grouped by it. */
export const products = sqliteTable('products', {
  id: id(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull().unique(),
  createdAt: at('created_at'),
})

/** A subject within a product; pages list articles by it. */
export const topics = sqliteTable(
  'topics',
  {
    id: id(),
    productId: integer('product_id')
      .notNull()
      .references(() => products.id),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    /** A topic may stand under another of its product; deeper it does not go. */
    parentId: integer('parent_id').references((): AnySQLiteColumn => topics.id),
    /** Tags and categories of sources that mean this topic, in lower case. */
    tags: json<string[]>('tags').notNull().default([]),
  },
  (t) => [unique('topics_slug').on(t.productId, t.slug)],
)

/** What the vendor ships of a product, in order. */
export const productVersions = sqliteTable(
  'product_versions',
  {
    id: id(),
    productId: integer('product_id')
      .notNull()
      .references(() => products.id),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    addedAt: at('added_at'),
  },
  (t) => [unique('product_versions_name').on(t.productId, t.name)],
)

/** The old address or name of a product (`product`) or topic (`product/topic`) and what answers to it now. */
export const catalogueRedirects = sqliteTable('catalogue_redirects', {
  fromPath: text('from_path').primaryKey(),
  productId: integer('product_id')
    .notNull()
    .references(() => products.id),
  topicId: integer('topic_id').references(() => topics.id),
  at: at('at'),
})

/** A product or topic that became part of another; its row is gone, so its ids are plain numbers. */
export const catalogueMerges = sqliteTable(
  'catalogue_merges',
  {
    id: id(),
    kind: text('kind', { enum: words.catalogueKinds }).notNull(),
    name: text('name').notNull(),
    /** The product it happened in, and the topic when it was one. */
    intoProductId: integer('into_product_id').notNull(),
    intoTopicId: integer('into_topic_id'),
    moved: json<words.CatalogueMoved>('moved').notNull(),
    by: integer('by').references(() => users.id),
    at: at('at'),
    undoneAt: text('undone_at'),
  },
  (t) => [
    index('catalogue_merges_into').on(t.intoProductId),
    check('catalogue_merges_kind', oneOf(t.kind, words.catalogueKinds)),
  ],
)

/** Settings an administrator changes while Winnow runs: one JSON value per key. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: json<unknown>('value').notNull(),
  changedAt: at('changed_at'),
})

// ── harvest ───────────────────────────────────────────────────────────────────────────────────────────

/** A place records come from, with the authority of what it says. */
export const sources = sqliteTable(
  'sources',
  {
    id: id(),
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    authority: text('authority', { enum: words.authorities }).notNull(),
    format: text('format'),
    productId: integer('product_id').references(() => products.id),
    language: text('language').notNull().default('en'),
    /** Keeps private parts of raw records sealed instead of dropping them. */
    isInternal: integer('is_internal', { mode: 'boolean' }).notNull().default(false),
    /** An administrator said that everything here is already public at its address. */
    isPublic: integer('is_public', { mode: 'boolean' }).notNull().default(false),
    /** Which column means what, as it was last said by hand; the next import of a table starts from it. */
    mapping: json<unknown>('mapping'),
    /** The licence of records that name none. */
    licence: text('licence'),
    weight: real('weight').notNull().default(1),
    createdAt: at('created_at'),
  },
  (t) => [check('sources_authority', oneOf(t.authority, words.authorities))],
)

/** One import: what was read, what came of it, and where it stopped if the file was damaged. */
export const importRuns = sqliteTable(
  'import_runs',
  {
    id: id(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    format: text('format').notNull(),
    paths: json<string[]>('paths').notNull(),
    state: text('state', { enum: words.runStates }).notNull(),
    records: integer('records').notNull().default(0),
    created: integer('created').notNull().default(0),
    updated: integer('updated').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    ignored: integer('ignored').notNull().default(0),
    /** What was ignored and why, what private was taken out, and which files were not read. */
    leftOut: json<words.LeftOut>('left_out').notNull().default({ ignored: {}, removed: {}, files: [] }),
    damage: text('damage'),
    damageFile: text('damage_file'),
    damageOffset: integer('damage_offset'),
    /** What a person said beyond the files; reading the stored payloads again needs it. */
    context: json<{ product?: string; mapping?: unknown; licence?: string }>('context').notNull().default({}),
    /** The number of the process that reads, to tell a running import from one that was cut off. */
    process: integer('process'),
    startedAt: at('started_at'),
    finishedAt: text('finished_at'),
    by: integer('by').references(() => users.id),
  },
  (t) => [check('import_runs_state', oneOf(t.state, words.runStates))],
)

/** Files somebody gave in the browser, with what was said about them; the files go when the import has ended. */
export const uploads = sqliteTable('uploads', {
  id: id(),
  /** The name of its folder under uploads/ of the data folder. */
  folder: text('folder').notNull().unique(),
  files: json<{ name: string; bytes: number }[]>('files').notNull(),
  /** What the form said last, field by field. */
  choices: json<Record<string, string | string[]>>('choices').notNull().default({}),
  createdAt: at('created_at'),
  by: integer('by').references(() => users.id),
  startedAt: text('started_at'),
  /** Null until the first record was read. */
  runId: integer('run_id').references(() => importRuns.id),
  /** What it does now, for people who wait. */
  progress: text('progress'),
  /** Why it ended without an import. */
  problem: text('problem'),
  finishedAt: text('finished_at'),
})

/** How a source is kept up from the site it comes from; the token is in the environment only. */
export const connections = sqliteTable('connections', {
  sourceId: integer('source_id')
    .primaryKey()
    .references(() => sources.id),
  connector: text('connector').notNull(),
  settings: json<Record<string, string>>('settings').notNull(),
  /** How far it has come; what it means is the connector's own. */
  cursor: json<unknown>('cursor'),
  /** What the sync that runs now, or ran last, is doing or came to. */
  progress: text('progress'),
  problem: text('problem'),
  /** The process that syncs now; null = none. */
  process: integer('process'),
  syncedAt: text('synced_at'),
  /** The thread or document the site was last asked for whether it is still there; 0 = begin with the first. */
  askedId: integer('asked_id').notNull().default(0),
})

/** One item that a message from the site asks to be fetched again; gone when it was. */
export const syncWishes = sqliteTable(
  'sync_wishes',
  {
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    externalId: text('external_id').notNull(),
    askedAt: at('asked_at'),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.externalId] })],
)

/** Messages from sites that were taken, by the hash of their signature, so that none counts twice. */
export const hookDeliveries = sqliteTable('hook_deliveries', {
  digest: text('digest').primaryKey(),
  receivedAt: at('received_at'),
})

/** An item as received, less what is private; `hash` is of the item as received, `payloadHash` of what is kept. */
export const rawRecords = sqliteTable(
  'raw_records',
  {
    id: id(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    kind: text('kind', { enum: words.recordKinds }).notNull(),
    externalId: text('external_id').notNull(),
    hash: text('hash').notNull(),
    format: text('format').notNull(),
    payload: text('payload').notNull(),
    payloadHash: text('payload_hash').notNull(),
    /** Private parts of an internal source, for re-normalising and the audited admin page only. */
    sealed: text('sealed'),
    runId: integer('run_id')
      .notNull()
      .references(() => importRuns.id),
    receivedAt: at('received_at'),
  },
  (t) => [
    unique('raw_records_identity').on(t.sourceId, t.kind, t.externalId, t.hash),
    check('raw_records_kind', oneOf(t.kind, words.recordKinds)),
  ],
)

/** What a run did to each thread or document, so that the run can be undone. */
export const importChanges = sqliteTable(
  'import_changes',
  {
    runId: integer('run_id')
      .notNull()
      .references(() => importRuns.id),
    kind: text('kind', { enum: words.recordKinds }).notNull(),
    /** Id of the thread or document. */
    subjectId: integer('subject_id').notNull(),
    rawRecordId: integer('raw_record_id').notNull(),
    /** Null when the run brought it for the first time. */
    previousRawRecordId: integer('previous_raw_record_id'),
    previousRemovedAt: text('previous_removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.kind, t.subjectId] }),
    check('import_changes_kind', oneOf(t.kind, words.recordKinds)),
  ],
)

/** A record that could not be read, with the reason; somebody may retry it or ignore it for good. */
export const importFailures = sqliteTable(
  'import_failures',
  {
    id: id(),
    runId: integer('run_id')
      .notNull()
      .references(() => importRuns.id),
    sourceId: integer('source_id').references(() => sources.id),
    /** Null when the text could not even be parsed; such a record cannot be retried without its file. */
    kind: text('kind', { enum: words.recordKinds }),
    externalId: text('external_id'),
    /** Of the record as received, so that an ignored one stays ignored at the next import. */
    hash: text('hash'),
    file: text('file').notNull(),
    position: text('position').notNull(),
    reason: text('reason').notNull(),
    raw: text('raw').notNull(),
    ignoredAt: text('ignored_at'),
    retriedAt: text('retried_at'),
  },
  (t) => [index('import_failures_run').on(t.runId), index('import_failures_hash').on(t.hash)],
)

/** A question with its posts, as the current raw record says. */
export const threads = sqliteTable(
  'threads',
  {
    id: id(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    externalId: text('external_id').notNull(),
    rawRecordId: integer('raw_record_id')
      .notNull()
      .references(() => rawRecords.id),
    productId: integer('product_id').references(() => products.id),
    language: text('language').notNull(),
    title: text('title').notNull(),
    url: text('url'),
    authorName: text('author_name'),
    licence: text('licence'),
    views: integer('views').notNull().default(0),
    score: integer('score').notNull().default(0),
    replies: integer('replies').notNull().default(0),
    tags: json<string[]>('tags').notNull(),
    environment: json<Record<string, string>>('environment').notNull(),
    links: json<words.ThreadLink[]>('links').notNull(),
    participants: json<words.Participant[]>('participants').notNull(),
    resolution: text('resolution', { enum: words.resolutionKinds }).notNull(),
    resolvedBy: text('resolved_by', { enum: words.resolvers }),
    resolutionReason: text('resolution_reason'),
    resolvedAt: text('resolved_at'),
    createdAt: at('created_at'),
    updatedAt: text('updated_at'),
    /** Hash of everything a reader could see; changes exactly when the thread does. */
    contentHash: text('content_hash').notNull(),
    /** Set when the source no longer has it, or an import that brought it was undone. */
    removedAt: text('removed_at'),
  },
  (t) => [
    unique('threads_identity').on(t.sourceId, t.externalId),
    index('threads_product').on(t.productId),
    check('threads_resolution', oneOf(t.resolution, words.resolutionKinds)),
  ],
)

/** One message of a thread; position 0 is the question itself. Private messages are never stored here. */
export const posts = sqliteTable(
  'posts',
  {
    id: id(),
    threadId: integer('thread_id')
      .notNull()
      .references(() => threads.id),
    externalId: text('external_id').notNull(),
    position: integer('position').notNull(),
    role: text('role', { enum: words.postRoles }).notNull(),
    authorName: text('author_name'),
    body: text('body').notNull(),
    textHash: text('text_hash').notNull(),
    /** Whether it answers, or only thanks, asks back, points elsewhere … */
    nature: text('nature', { enum: words.postNatures }).notNull(),
    isAccepted: integer('is_accepted', { mode: 'boolean' }).notNull().default(false),
    score: integer('score').notNull().default(0),
    url: text('url'),
    licence: text('licence'),
    language: text('language'),
    createdAt: at('created_at'),
    editedAt: text('edited_at'),
    removedAt: text('removed_at'),
  },
  (t) => [
    index('posts_thread').on(t.threadId, t.position),
    index('posts_text_hash').on(t.textHash),
    check('posts_role', oneOf(t.role, words.postRoles)),
    check('posts_nature', oneOf(t.nature, words.postNatures)),
  ],
)

/** An official text kept at its own address. */
export const documents = sqliteTable(
  'documents',
  {
    id: id(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    externalId: text('external_id').notNull(),
    rawRecordId: integer('raw_record_id')
      .notNull()
      .references(() => rawRecords.id),
    productId: integer('product_id').references(() => products.id),
    language: text('language').notNull(),
    title: text('title').notNull(),
    section: text('section'),
    body: text('body').notNull(),
    textHash: text('text_hash').notNull(),
    appliesTo: json<words.AppliesTo>('applies_to').notNull(),
    url: text('url'),
    licence: text('licence'),
    visibility: text('visibility', { enum: words.visibilities }).notNull(),
    updatedAt: text('updated_at'),
    contentHash: text('content_hash').notNull(),
    removedAt: text('removed_at'),
  },
  (t) => [
    unique('documents_identity').on(t.sourceId, t.externalId),
    check('documents_visibility', oneOf(t.visibility, words.visibilities)),
  ],
)

// ── safety ────────────────────────────────────────────────────────────────────────────────────────────

/** Something private noticed in a text, by the text's hash, so that the row holds wherever the text stands. */
export const safetyFindings = sqliteTable(
  'safety_findings',
  {
    id: id(),
    textHash: text('text_hash').notNull(),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    kind: text('kind').notNull(),
    confidence: real('confidence').notNull(),
    foundAt: at('found_at'),
    /** Redacted, dismissed with a reason, or (null) open. */
    outcome: text('outcome', { enum: words.findingOutcomes }),
    outcomeReason: text('outcome_reason'),
    outcomeBy: integer('outcome_by').references(() => users.id),
    outcomeAt: text('outcome_at'),
  },
  (t) => [unique('safety_findings_place').on(t.textHash, t.start, t.end, t.kind)],
)

/** A range of a text that reads as its placeholder wherever the text is shown; the row under it never changes. */
export const redactions = sqliteTable(
  'redactions',
  {
    id: id(),
    textHash: text('text_hash').notNull(),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    kind: text('kind').notNull(),
    placeholder: text('placeholder').notNull(),
    by: integer('by').references(() => users.id),
    at: at('at'),
  },
  (t) => [unique('redactions_place').on(t.textHash, t.start, t.end)],
)

/**
 * Somebody asks that a finding may be public all the same; another person has to agree. Of a finding's rows the latest
 * that was not withdrawn holds.
 */
export const findingOverrides = sqliteTable(
  'finding_overrides',
  {
    id: id(),
    findingId: integer('finding_id')
      .notNull()
      .references(() => safetyFindings.id),
    reason: text('reason').notNull(),
    requestedBy: integer('requested_by').references(() => users.id),
    requestedAt: at('requested_at'),
    closedBy: integer('closed_by').references(() => users.id),
    closedAt: text('closed_at'),
    outcome: text('outcome', { enum: words.overrideOutcomes }),
  },
  (t) => [
    index('finding_overrides_finding').on(t.findingId),
    check('finding_overrides_outcome', oneOf(t.outcome, words.overrideOutcomes)),
  ],
)

/** A text that was overwritten for good on request, with its hashes before and after, who, why, and what still holds it. */
export const erasures = sqliteTable('erasures', {
  id: id(),
  kind: text('kind', { enum: words.erasedKinds }).notNull(),
  /** Id of the post, raw record, version or statement. */
  subjectId: integer('subject_id').notNull(),
  hashBefore: text('hash_before').notNull(),
  hashAfter: text('hash_after').notNull(),
  reason: text('reason').notNull(),
  by: integer('by').references(() => users.id),
  at: at('at'),
})

/** How somebody who wrote in a source wants to be named; the latest row not undone holds. */
export const contributorWishes = sqliteTable(
  'contributor_wishes',
  {
    id: id(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    name: text('name').notNull(),
    form: text('form', { enum: words.contributorForms }).notNull(),
    alias: text('alias').notNull().default(''),
    reason: text('reason').notNull().default(''),
    by: integer('by').references(() => users.id),
    at: at('at'),
    undoneAt: text('undone_at'),
  },
  (t) => [
    index('contributor_wishes_name').on(t.sourceId, t.name),
    check('contributor_wishes_form', oneOf(t.form, words.contributorForms)),
  ],
)

// ── articles ──────────────────────────────────────────────────────────────────────────────────────────

/** The lasting identity of an answer: number, address, and pointers to its draft and live versions. */
export const articles = sqliteTable(
  'articles',
  {
    id: id(),
    number: integer('number').notNull().unique(),
    slug: text('slug').notNull().unique(),
    productId: integer('product_id').references(() => products.id),
    topicId: integer('topic_id').references(() => topics.id),
    ownerId: integer('owner_id').references(() => users.id),
    language: text('language').notNull(),
    template: text('template', { enum: words.templates }).notNull(),
    origin: text('origin', { enum: words.origins }).notNull(),
    audience: text('audience', { enum: words.audiences }).notNull(),
    governance: text('governance', { enum: words.governances }).notNull(),
    draftVersionId: integer('draft_version_id').references((): AnySQLiteColumn => articleVersions.id),
    liveVersionId: integer('live_version_id').references((): AnySQLiteColumn => articleVersions.id),
    /** The official document it was adopted from, whose address it keeps. */
    documentId: integer('document_id').references(() => documents.id),
    createdAt: at('created_at'),
    /** The article this one says in another language. */
    translationOfId: integer('translation_of_id').references((): AnySQLiteColumn => articles.id),
    /** Who looks whether it still holds, every so many days, next at that time. */
    verifierId: integer('verifier_id').references(() => users.id),
    reviewDays: integer('review_days'),
    reviewAt: text('review_at'),
  },
  (t) => [
    uniqueIndex('articles_document').on(t.documentId),
    index('articles_product').on(t.productId, t.topicId),
    index('articles_translation').on(t.translationOfId),
    check('articles_template', oneOf(t.template, words.templates)),
    check('articles_origin', oneOf(t.origin, words.origins)),
    check('articles_audience', oneOf(t.audience, words.audiences)),
    check('articles_governance', oneOf(t.governance, words.governances)),
  ],
)

/** One immutable text of an article. `hash` covers every field a reader or editor could see. */
export const articleVersions = sqliteTable(
  'article_versions',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references((): AnySQLiteColumn => articles.id),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    issue: text('issue').notNull(),
    environment: text('environment').notNull(),
    cause: text('cause').notNull(),
    resolution: text('resolution').notNull(),
    notes: text('notes').notNull(),
    appliesTo: json<words.AppliesTo>('applies_to').notNull(),
    basedOnId: integer('based_on_id').references((): AnySQLiteColumn => articleVersions.id),
    reason: text('reason').notNull(),
    significance: text('significance', { enum: words.significances }).notNull(),
    by: integer('by').references(() => users.id),
    createdAt: at('created_at'),
    hash: text('hash').notNull(),
  },
  (t) => [
    unique('article_versions_number').on(t.articleId, t.number),
    check('article_versions_significance', oneOf(t.significance, words.significances)),
  ],
)

/** A paragraph or list item of a version, in reading order. */
export const versionStatements = sqliteTable(
  'version_statements',
  {
    id: id(),
    versionId: integer('version_id')
      .notNull()
      .references(() => articleVersions.id),
    field: text('field', { enum: words.fields }).notNull(),
    position: integer('position').notNull(),
    text: text('text').notNull(),
    textHash: text('text_hash').notNull(),
  },
  (t) => [unique('version_statements_place').on(t.versionId, t.field, t.position)],
)

/** Where a statement came from: a post or a document, with the hash of that text when it was taken. */
export const versionSources = sqliteTable(
  'version_sources',
  {
    id: id(),
    statementId: integer('statement_id')
      .notNull()
      .references(() => versionStatements.id),
    postId: integer('post_id').references(() => posts.id),
    documentId: integer('document_id').references(() => documents.id),
    sourceTextHash: text('source_text_hash').notNull(),
    /** Whether the post was the accepted answer when it was taken. */
    wasAccepted: integer('was_accepted', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    index('version_sources_statement').on(t.statementId),
    index('version_sources_post').on(t.postId),
    index('version_sources_document').on(t.documentId),
    check('version_sources_one', sql`(post_id is null) <> (document_id is null)`),
  ],
)

/** Text being written by one person, not yet a version; one per person and article. */
export const workingCopies = sqliteTable(
  'working_copies',
  {
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    basedOnId: integer('based_on_id').references(() => articleVersions.id),
    content: json<words.Content>('content').notNull(),
    /** After a conflict: this person's text as it was before, kept beside the one they went on with. */
    setAside: json<words.Content>('set_aside'),
    savedAt: at('saved_at'),
    /** Thrown away by its writer, who may change their mind until they write again. */
    thrownAt: text('thrown_at'),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.userId] })],
)

/** A request that somebody checks a version; open until closed with an outcome. */
export const reviews = sqliteTable(
  'reviews',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    versionId: integer('version_id')
      .notNull()
      .references(() => articleVersions.id),
    askedBy: integer('asked_by').references(() => users.id),
    askedAt: at('asked_at'),
    assigneeId: integer('assignee_id').references(() => users.id),
    closedBy: integer('closed_by').references(() => users.id),
    closedAt: text('closed_at'),
    outcome: text('outcome', { enum: words.reviewOutcomes }),
    comment: text('comment'),
  },
  (t) => [index('reviews_article').on(t.articleId)],
)

/** A person vouches for exactly this version. */
export const validations = sqliteTable(
  'validations',
  {
    id: id(),
    versionId: integer('version_id')
      .notNull()
      .references(() => articleVersions.id),
    by: integer('by').references(() => users.id),
    at: at('at'),
  },
  (t) => [index('validations_version').on(t.versionId)],
)

/** Each time a version was made live. */
export const publications = sqliteTable(
  'publications',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    versionId: integer('version_id')
      .notNull()
      .references(() => articleVersions.id),
    by: integer('by').references(() => users.id),
    at: at('at'),
  },
  (t) => [index('publications_at').on(t.at, t.articleId), index('publications_article').on(t.articleId)],
)

/** An article to be published or to expire at a time; open while neither ended nor cancelled. `problem` says why it could not. */
export const schedules = sqliteTable(
  'schedules',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    act: text('act', { enum: words.scheduledActs }).notNull(),
    dueAt: at('due_at'),
    /** Exactly the version that goes live then; nothing when the article expires. */
    versionId: integer('version_id').references(() => articleVersions.id),
    reason: text('reason').notNull().default(''),
    by: integer('by').references(() => users.id),
    at: at('at'),
    endedAt: text('ended_at'),
    problem: text('problem'),
    cancelledAt: text('cancelled_at'),
  },
  (t) => [
    index('schedules_article').on(t.articleId),
    index('schedules_open').on(t.endedAt, t.cancelledAt, t.dueAt),
    check('schedules_act', oneOf(t.act, words.scheduledActs)),
  ],
)

/** An article taken out of use, and what to read instead; open while `endedAt` is null. */
export const archivals = sqliteTable(
  'archivals',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    successorId: integer('successor_id').references(() => articles.id),
    reason: text('reason').notNull(),
    by: integer('by').references(() => users.id),
    at: at('at'),
    endedAt: text('ended_at'),
  },
  (t) => [index('archivals_article').on(t.articleId)],
)

/** An old address and the article that answers it now; without an article the page is gone. */
export const redirects = sqliteTable('redirects', {
  fromSlug: text('from_slug').primaryKey(),
  articleId: integer('article_id').references(() => articles.id),
  at: at('at'),
})

/** An article taken up into another; `moved` lists everything that changed hands, so that it can be undone. */
export const merges = sqliteTable('merges', {
  id: id(),
  survivorId: integer('survivor_id')
    .notNull()
    .references(() => articles.id),
  absorbedId: integer('absorbed_id')
    .notNull()
    .references(() => articles.id),
  moved: json<words.Moved>('moved').notNull(),
  by: integer('by').references(() => users.id),
  at: at('at'),
  undoneAt: text('undone_at'),
})

/** An article made from a part of another; undone, the part is back and the new article is archived. */
export const splits = sqliteTable(
  'splits',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    newArticleId: integer('new_article_id')
      .notNull()
      .references(() => articles.id),
    /** The draft the part was taken from, and the version written without it; the same when nothing was taken out. */
    fromVersionId: integer('from_version_id')
      .notNull()
      .references(() => articleVersions.id),
    leftVersionId: integer('left_version_id')
      .notNull()
      .references(() => articleVersions.id),
    by: integer('by').references(() => users.id),
    at: at('at'),
    undoneAt: text('undone_at'),
  },
  (t) => [index('splits_article').on(t.articleId), index('splits_new_article').on(t.newArticleId)],
)

/** Where a known issue stands; the newest row of an article holds. */
export const issueStates = sqliteTable(
  'issue_states',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    status: text('status', { enum: words.issueStatuses }).notNull(),
    /** The product version that repairs it, or that a fix is tested in. */
    version: text('version').notNull().default(''),
    by: integer('by').references(() => users.id),
    at: at('at'),
  },
  (t) => [
    index('issue_states_article').on(t.articleId),
    check('issue_states_status', oneOf(t.status, words.issueStatuses)),
  ],
)

/** What people say about a sentence or an article: a comment among editors, or a concern that it no longer holds. */
export const comments = sqliteTable(
  'comments',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    versionId: integer('version_id')
      .notNull()
      .references(() => articleVersions.id),
    kind: text('kind', { enum: words.noteKinds }).notNull(),
    /** The statement it is about; empty = the article as a whole. */
    quote: text('quote').notNull().default(''),
    body: text('body').notNull(),
    mentions: json<number[]>('mentions').notNull().default([]),
    by: integer('by').references(() => users.id),
    at: at('at'),
    resolvedBy: integer('resolved_by').references(() => users.id),
    resolvedAt: text('resolved_at'),
  },
  (t) => [
    index('comments_article').on(t.articleId, t.resolvedAt),
    index('comments_open').on(t.resolvedAt, t.kind),
    check('comments_kind', oneOf(t.kind, words.noteKinds)),
  ],
)

/** What somebody looked for and missed, and who asked; open until an article answers it or nobody will. */
export const requests = sqliteTable(
  'requests',
  {
    id: id(),
    words: text('words').notNull(),
    detail: text('detail').notNull().default(''),
    productId: integer('product_id').references(() => products.id),
    caseRef: text('case_ref').notNull().default(''),
    by: integer('by').references(() => users.id),
    at: at('at'),
    articleId: integer('article_id').references(() => articles.id),
    closedBy: integer('closed_by').references(() => users.id),
    closedAt: text('closed_at'),
  },
  (t) => [index('requests_open').on(t.closedAt)],
)

/** One act on many articles; undone as a whole. */
export const bulkActs = sqliteTable(
  'bulk_acts',
  {
    id: id(),
    kind: text('kind', { enum: words.bulkKinds }).notNull(),
    says: text('says').notNull(),
    changes: json<words.BulkChange[]>('changes').notNull(),
    by: integer('by').references(() => users.id),
    at: at('at'),
    undoneAt: text('undone_at'),
  },
  (t) => [check('bulk_acts_kind', oneOf(t.kind, words.bulkKinds))],
)

/** An image or file, kept once by its content, without what a camera or program wrote about its maker. */
export const media = sqliteTable('media', {
  id: id(),
  hash: text('hash').notNull().unique(),
  /** What texts call it: the start of the hash and the ending of its type. */
  name: text('name').notNull().unique(),
  fileName: text('file_name').notNull(),
  type: text('type').notNull(),
  size: integer('size').notNull(),
  width: integer('width'),
  height: integer('height'),
  alt: text('alt').notNull().default(''),
  /** Where it was fetched from, if it was. */
  sourceUrl: text('source_url'),
  by: integer('by').references(() => users.id),
  createdAt: at('created_at'),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
})

/** Which versions show which image or file. */
export const mediaUses = sqliteTable(
  'media_uses',
  {
    mediaId: integer('media_id')
      .notNull()
      .references(() => media.id),
    versionId: integer('version_id')
      .notNull()
      .references(() => articleVersions.id),
  },
  (t) => [primaryKey({ columns: [t.mediaId, t.versionId] }), index('media_uses_version').on(t.versionId)],
)

/** HTML of a text by its hash, made once by one version of the renderer. */
export const renderings = sqliteTable(
  'renderings',
  {
    textHash: text('text_hash').notNull(),
    rendererVersion: integer('renderer_version').notNull(),
    html: text('html').notNull(),
    outcome: text('outcome', { enum: words.renderOutcomes }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.textHash, t.rendererVersion] })],
)

// ── contradictions ────────────────────────────────────────────────────────────────────────────────────

/**
 * A claim set against evidence, put before a person. Exactly one owner on each side. `fingerprint` covers both
 * sentences and what they belong to: the same pair is never raised twice while neither text changes.
 */
export const flags = sqliteTable(
  'flags',
  {
    id: id(),
    fingerprint: text('fingerprint').notNull().unique(),
    kind: text('kind').notNull(),
    tier: text('tier', { enum: words.tiers }).notNull(),
    confidence: real('confidence').notNull(),
    reason: text('reason').notNull(),
    compared: text('compared').notNull(),
    productId: integer('product_id').references(() => products.id),
    claimPostId: integer('claim_post_id').references(() => posts.id),
    claimVersionId: integer('claim_version_id').references(() => articleVersions.id),
    claimDocumentId: integer('claim_document_id').references(() => documents.id),
    claimField: text('claim_field'),
    claimQuote: text('claim_quote').notNull(),
    claimStart: integer('claim_start').notNull(),
    claimEnd: integer('claim_end').notNull(),
    claimTextHash: text('claim_text_hash').notNull(),
    evidenceDocumentId: integer('evidence_document_id').references(() => documents.id),
    evidenceVersionId: integer('evidence_version_id').references(() => articleVersions.id),
    evidenceField: text('evidence_field'),
    evidenceQuote: text('evidence_quote').notNull(),
    evidenceStart: integer('evidence_start').notNull(),
    evidenceEnd: integer('evidence_end').notNull(),
    evidenceTextHash: text('evidence_text_hash').notNull(),
    judge: text('judge').notNull(),
    raisedBy: integer('raised_by').references(() => users.id),
    createdAt: at('created_at'),
    /** Set when one of the texts changed, so that the quotes no longer stand there. */
    outdatedAt: text('outdated_at'),
  },
  (t) => [
    index('flags_claim_post').on(t.claimPostId),
    index('flags_claim_version').on(t.claimVersionId),
    index('flags_claim_document').on(t.claimDocumentId),
    index('flags_evidence_document').on(t.evidenceDocumentId),
    index('flags_evidence_version').on(t.evidenceVersionId),
    check('flags_tier', oneOf(t.tier, words.tiers)),
    check(
      'flags_claim_one',
      sql`(claim_post_id is not null) + (claim_version_id is not null) + (claim_document_id is not null) = 1`,
    ),
    check('flags_evidence_one', sql`(evidence_document_id is null) <> (evidence_version_id is null)`),
  ],
)

/** How a flag was decided, by whom and why; a later row replaces an earlier one that was undone. */
export const settlements = sqliteTable(
  'settlements',
  {
    id: id(),
    flagId: integer('flag_id')
      .notNull()
      .references(() => flags.id),
    verdict: text('verdict', { enum: words.verdicts }).notNull(),
    reason: text('reason').notNull(),
    scope: text('scope').notNull().default(''),
    /** The version that was written because of it, when the side that gave way is an article of ours. */
    versionId: integer('version_id').references(() => articleVersions.id),
    by: integer('by').references(() => users.id),
    at: at('at'),
    undoneAt: text('undone_at'),
  },
  (t) => [
    index('settlements_flag').on(t.flagId),
    check('settlements_verdict', oneOf(t.verdict, words.verdicts)),
  ],
)

/** What a model said of two sentences, kept so that it is asked once; it never decides anything by itself. */
export const opinions = sqliteTable(
  'opinions',
  {
    claimHash: text('claim_hash').notNull(),
    evidenceHash: text('evidence_hash').notNull(),
    judge: text('judge').notNull(),
    label: text('label', { enum: words.opinionLabels }).notNull(),
    confidence: real('confidence').notNull(),
    rationale: text('rationale').notNull().default(''),
    at: at('at'),
  },
  (t) => [
    primaryKey({ columns: [t.claimHash, t.evidenceHash, t.judge] }),
    check('opinions_label', oneOf(t.label, words.opinionLabels)),
  ],
)

/**
 * Which texts were compared by which judge, so that a scan re-checks only what changed; an empty judge waits to be
 * compared. `claims` holds the words of a text's claims as numbers: which changed statements it could disagree with.
 */
export const scanMarks = sqliteTable(
  'scan_marks',
  {
    subject: text('subject').primaryKey(),
    textHash: text('text_hash').notNull(),
    judge: text('judge').notNull(),
    postId: integer('post_id'),
    documentId: integer('document_id'),
    articleId: integer('article_id'),
    claims: blob('claims', { mode: 'buffer' }),
  },
  (t) => [
    index('scan_marks_post').on(t.postId),
    index('scan_marks_document').on(t.documentId),
    index('scan_marks_article').on(t.articleId),
    index('scan_marks_waiting').on(t.postId, t.documentId, t.articleId).where(sql`judge = ''`),
  ],
)

/** A look through everything that somebody asked for: how far it is, what it found. One that was cut off has no end. */
export const scans = sqliteTable('scans', {
  id: id(),
  by: integer('by').references(() => users.id),
  /** The number of the process that compares, to tell a running scan from one that was cut off. */
  process: integer('process').notNull(),
  progress: text('progress').notNull().default(''),
  scanned: integer('scanned').notNull().default(0),
  flags: integer('flags').notNull().default(0),
  startedAt: at('started_at'),
  finishedAt: text('finished_at'),
})

/** An official sentence as the rules read it, so that it is read once. `frame` is emptied when its text is erased. */
export const officialStatements = sqliteTable(
  'official_statements',
  {
    id: id(),
    subject: text('subject').notNull(),
    documentId: integer('document_id'),
    versionId: integer('version_id'),
    articleId: integer('article_id'),
    productId: integer('product_id'),
    field: text('field', { enum: words.fields }),
    /** The words it is found by, as numbers with their weights. */
    concepts: blob('concepts', { mode: 'buffer' }).notNull(),
    frame: text('frame').notNull(),
  },
  (t) => [
    index('official_statements_subject').on(t.subject),
    index('official_statements_document').on(t.documentId),
    index('official_statements_article').on(t.articleId),
  ],
)

/** Which official statements name a word (by its number), and which mention it without being found by it. */
export const officialConcepts = sqliteTable('official_concepts', {
  concept: integer('concept').primaryKey(),
  /** In how many statements it stands: what everybody says tells little. */
  sentences: integer('sentences').notNull(),
  statements: blob('statements', { mode: 'buffer' }).notNull(),
  mentions: blob('mentions', { mode: 'buffer' }).notNull(),
})

// ── triage ────────────────────────────────────────────────────────────────────────────────────────────

/** Threads that ask the same thing, with the title and the answer that serve best and why. */
export const clusters = sqliteTable('clusters', {
  id: id(),
  title: text('title').notNull(),
  bestThreadId: integer('best_thread_id').references(() => threads.id),
  bestPostId: integer('best_post_id').references(() => posts.id),
  bestReason: text('best_reason').notNull().default(''),
  size: integer('size').notNull().default(1),
  createdAt: at('created_at'),
})

/** Two threads an editor called the same or not the same; it holds while both texts stay as they were. */
export const clusterDecisions = sqliteTable(
  'cluster_decisions',
  {
    id: id(),
    threadA: integer('thread_a')
      .notNull()
      .references(() => threads.id),
    threadB: integer('thread_b')
      .notNull()
      .references(() => threads.id),
    hashA: text('hash_a').notNull(),
    hashB: text('hash_b').notNull(),
    decision: text('decision', { enum: words.clusterDecisions }).notNull(),
    by: integer('by').references(() => users.id),
    at: at('at'),
    undoneAt: text('undone_at'),
  },
  (t) => [
    index('cluster_decisions_a').on(t.threadA),
    index('cluster_decisions_b').on(t.threadB),
    check('cluster_decisions_decision', oneOf(t.decision, words.clusterDecisions)),
  ],
)

/** Where a thread stands, resolved or not: its cluster, and what already answers it. Derived, made anew at will. */
export const placements = sqliteTable(
  'placements',
  {
    threadId: integer('thread_id')
      .primaryKey()
      .references(() => threads.id),
    /** Null when no other thread asks the same. */
    clusterId: integer('cluster_id').references(() => clusters.id),
    queueClass: text('queue_class', { enum: words.queueClasses }).notNull(),
    coveredByArticleId: integer('covered_by_article_id').references(() => articles.id),
    coveredByDocumentId: integer('covered_by_document_id').references(() => documents.id),
    /** How like the nearest article or document is, 0 to 1, also below the threshold. */
    coverage: real('coverage').notNull(),
    /** How long the question is as a vector of weighted words; 0 when that was not worked out yet. */
    length: real('length').notNull().default(0),
    /** The words that decided the class. */
    reasons: json<string[]>('reasons').notNull(),
    contentHash: text('content_hash').notNull(),
  },
  (t) => [
    index('placements_cluster').on(t.clusterId),
    index('placements_article').on(t.coveredByArticleId),
    index('placements_document').on(t.coveredByDocumentId),
    index('placements_coverage').on(t.coverage),
    check('placements_queue_class', oneOf(t.queueClass, words.queueClasses)),
  ],
)

/** A thread nominated for an article: how much it is needed, what Winnow already says, whether it may be public. */
export const candidates = sqliteTable(
  'candidates',
  {
    id: id(),
    threadId: integer('thread_id')
      .notNull()
      .unique()
      .references(() => threads.id),
    clusterId: integer('cluster_id').references(() => clusters.id),
    queueClass: text('queue_class', { enum: words.queueClasses }).notNull(),
    safetyClass: text('safety_class', { enum: words.safetyClasses }).notNull(),
    score: real('score').notNull(),
    reasons: json<string[]>('reasons').notNull(),
    coveredByArticleId: integer('covered_by_article_id').references(() => articles.id),
    coveredByDocumentId: integer('covered_by_document_id').references(() => documents.id),
    /** The words that decided the queue class, and those that decided the safety class. */
    classReasons: json<string[]>('class_reasons').notNull(),
    safetyReasons: json<string[]>('safety_reasons').notNull(),
    /** How many people are estimated to ask this; what the 80 % line adds up. */
    asks: real('asks').notNull(),
    /** The first of its cluster; the others ask the same. */
    isLead: integer('is_lead', { mode: 'boolean' }).notNull().default(true),
    productId: integer('product_id').references(() => products.id),
    sourceId: integer('source_id')
      .notNull()
      .references(() => sources.id),
    askedAt: at('asked_at'),
    /** What its decisions come to, kept by the one function that derives it, so that a long queue stays quick. */
    state: text('state', { enum: words.candidateStates }).notNull().default('open'),
    snoozedUntil: text('snoozed_until'),
    assigneeId: integer('assignee_id').references(() => users.id),
    /** The thread's content hash when this was decided. */
    contentHash: text('content_hash').notNull(),
    nominatedAt: at('nominated_at'),
    changedAt: text('changed_at'),
  },
  (t) => [
    // The queue is read from these alone: the page from the one in its order, counts and line from the one by class.
    index('candidates_by_need').on(
      ...[t.state, t.score, t.isLead, t.queueClass, t.safetyClass, t.productId, t.sourceId, t.askedAt],
      ...[t.assigneeId, t.asks],
    ),
    index('candidates_by_age').on(
      ...[t.state, t.askedAt, t.isLead, t.queueClass, t.safetyClass, t.productId, t.sourceId, t.assigneeId],
    ),
    index('candidates_by_class').on(
      ...[t.state, t.isLead, t.queueClass, t.score, t.safetyClass, t.productId, t.sourceId, t.askedAt],
      ...[t.assigneeId, t.asks],
    ),
    index('candidates_assignee').on(t.assigneeId),
    check('candidates_state', oneOf(t.state, words.candidateStates)),
    index('candidates_cluster').on(t.clusterId),
    check('candidates_queue_class', oneOf(t.queueClass, words.queueClasses)),
    check('candidates_safety_class', oneOf(t.safetyClass, words.safetyClasses)),
  ],
)

/** The tags of a candidate's thread, one row each, to filter a long queue by. */
export const candidateTags = sqliteTable(
  'candidate_tags',
  {
    tag: text('tag').notNull(),
    candidateId: integer('candidate_id')
      .notNull()
      .references(() => candidates.id),
  },
  (t) => [
    primaryKey({ columns: [t.tag, t.candidateId] }),
    index('candidate_tags_candidate').on(t.candidateId),
  ],
)

/** What a person did with a candidate; the latest row not undone holds. */
export const candidateDecisions = sqliteTable(
  'candidate_decisions',
  {
    id: id(),
    candidateId: integer('candidate_id')
      .notNull()
      .references(() => candidates.id),
    decision: text('decision', { enum: words.candidateDecisions }).notNull(),
    reason: text('reason').notNull().default(''),
    articleId: integer('article_id').references(() => articles.id),
    assigneeId: integer('assignee_id').references(() => users.id),
    until: text('until'),
    /** The thread's content hash at that time: a dismissal holds until the thread changes. */
    /** How likely a text answered the thread just then, 0 to 1: what a threshold is held against later. */
    coverage: real('coverage'),
    contentHash: text('content_hash').notNull(),
    by: integer('by').references(() => users.id),
    at: at('at'),
    undoneAt: text('undone_at'),
  },
  (t) => [
    index('candidate_decisions_candidate').on(t.candidateId),
    index('candidate_decisions_article').on(t.articleId),
    check('candidate_decisions_decision', oneOf(t.decision, words.candidateDecisions)),
  ],
)

/** Filters of the queue kept under a name, for one person or for all. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: id(),
    name: text('name').notNull(),
    /** The address's query, as the queue reads it. */
    query: text('query').notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    isShared: integer('is_shared', { mode: 'boolean' }).notNull().default(false),
    createdAt: at('created_at'),
  },
  (t) => [unique('saved_views_name').on(t.userId, t.name)],
)

// ── publish ───────────────────────────────────────────────────────────────────────────────────────────

/** One build of the whole static site. */
export const releases = sqliteTable('releases', {
  id: id(),
  number: integer('number').notNull().unique(),
  hash: text('hash').notNull(),
  pages: integer('pages').notNull(),
  bytes: integer('bytes').notNull(),
  added: integer('added').notNull(),
  changed: integer('changed').notNull(),
  removed: integer('removed').notNull(),
  unchanged: integer('unchanged').notNull(),
  /** Articles kept at their last clean version or left out, with the reason. */
  heldBack: json<{ articleNumber: number; reason: string }[]>('held_back').notNull(),
  by: integer('by').references(() => users.id),
  at: at('at'),
})

// ── agents and readers ────────────────────────────────────────────────────────────────────────────────

/** This case used exactly this version; `kind` says whether it solved it. */
export const articleLinks = sqliteTable(
  'article_links',
  {
    id: id(),
    caseRef: text('case_ref').notNull(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    versionId: integer('version_id')
      .notNull()
      .references(() => articleVersions.id),
    kind: text('kind', { enum: words.linkKinds }).notNull(),
    step: text('step'),
    by: integer('by').references(() => users.id),
    at: at('at'),
    removedAt: text('removed_at'),
  },
  (t) => [
    index('article_links_article').on(t.articleId),
    index('article_links_case').on(t.caseRef),
    check('article_links_kind', oneOf(t.kind, words.linkKinds)),
  ],
)

/** A reader's answer to "was this helpful", for exactly the version read. */
export const feedback = sqliteTable(
  'feedback',
  {
    id: id(),
    articleId: integer('article_id')
      .notNull()
      .references(() => articles.id),
    versionId: integer('version_id')
      .notNull()
      .references(() => articleVersions.id),
    isHelpful: integer('is_helpful', { mode: 'boolean' }).notNull(),
    comment: text('comment').notNull().default(''),
    /** Hash of a reader's daily address, to count each once; never an address. */
    readerHash: text('reader_hash'),
    at: at('at'),
  },
  (t) => [
    index('feedback_article').on(t.articleId),
    uniqueIndex('feedback_once').on(t.versionId, t.readerHash),
  ],
)

/** Words somebody searched for and how many results they saw. */
export const searches = sqliteTable('searches', {
  id: id(),
  words: text('words').notNull(),
  results: integer('results').notNull(),
  place: text('place', { enum: words.searchPlaces }).notNull(),
  at: at('at'),
})

// ── everything ────────────────────────────────────────────────────────────────────────────────────────

/** What happened, one row per verb; pages show it, no code reads state from it. */
export const events = sqliteTable(
  'events',
  {
    id: id(),
    verb: text('verb').notNull(),
    subject: text('subject').notNull(),
    subjectId: integer('subject_id').notNull(),
    by: integer('by').references(() => users.id),
    at: at('at'),
    detail: json<Record<string, unknown>>('detail').notNull(),
  },
  (t) => [index('events_subject').on(t.subject, t.subjectId), index('events_at').on(t.at)],
)
