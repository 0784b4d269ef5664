import { DUE_WORDS, type Due, type DueReason, dueArticles } from '../articles/due.ts'
import { openRequests } from '../articles/requests.ts'
import type { Db } from '../db/open.ts'
import { visibleText } from '../safety/visible.ts'
import type { Person } from './actor.ts'

/**
 * Something that waits for a person: what, where, why, since when; who wants it, if anybody does. Its keys change when it
 * waits anew. It is about an article or, from the queue, a thread.
 */
export type Waiting = {
  keys: string[]
  title: string
  to: string
  why: string
  at: string
  by: string | null
  articleId: number | null
  threadId: number | null
}
/** Things that wait for the same reason: how many in all, and the first of them. */
export type WaitingGroup = { name: string; label: string; icon: string; count: number; first: Waiting[] }

/** Shown of each group; the number says how many there are. */
const FIRST = 5

/** What every read of an article says beside its own. */
const OF_ARTICLE = 'a.id AS articleId, NULL AS threadId, a.product_id AS productId'

type Read = { name: string; label: string; icon: string; sql: string }

/** One query for each reason; `@user`, `@products` (null = all) and `@first` are given. The first waits longest for an answer. */
const READS: Read[] = [
  {
    ...{ name: 'review', label: 'Review', icon: 'eye' },
    sql: `SELECT r.id, v.title, '/staff/articles/' || a.number AS "to", 'asked by ' || coalesce(u.display_name, 'Winnow') AS why,
        r.asked_at AS at, u.display_name AS "by", ${OF_ARTICLE}
      FROM reviews r JOIN articles a ON a.id = r.article_id JOIN article_versions v ON v.id = r.version_id
      LEFT JOIN users u ON u.id = r.asked_by WHERE r.closed_at IS NULL AND r.assignee_id = @user`,
  },
  {
    ...{ name: 'back', label: 'Sent back', icon: 'undo-2' },
    sql: `SELECT r.id, v.title, '/staff/articles/' || a.number AS "to", coalesce(r.comment, '') AS why, r.closed_at AS at,
        u.display_name AS "by", ${OF_ARTICLE}
      FROM reviews r JOIN articles a ON a.id = r.article_id AND a.draft_version_id = r.version_id
      JOIN article_versions v ON v.id = r.version_id LEFT JOIN users u ON u.id = r.closed_by
      WHERE r.outcome = 'sent-back' AND r.asked_by = @user
        AND NOT EXISTS (SELECT 1 FROM reviews x WHERE x.article_id = a.id AND x.id > r.id)`,
  },
  {
    ...{ name: 'mentioned', label: 'Mentioned', icon: 'message-square' },
    sql: `SELECT c.id, v.title, '/staff/articles/' || a.number || '#comment-' || c.id AS "to",
        coalesce(u.display_name, 'Winnow') || ': ' || c.body AS why, c.at, u.display_name AS "by", ${OF_ARTICLE}
      FROM comments c JOIN articles a ON a.id = c.article_id
      JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
      LEFT JOIN users u ON u.id = c."by"
      WHERE c.resolved_at IS NULL AND c.mentions <> '[]' AND EXISTS (SELECT 1 FROM json_each(c.mentions) WHERE value = @user)`,
  },
  {
    ...{ name: 'unplanned', label: 'Could not be done as planned', icon: 'calendar' },
    sql: `SELECT z.id, v.title, '/staff/articles/' || a.number AS "to", z.problem AS why, z.ended_at AS at, NULL AS "by", ${OF_ARTICLE}
      FROM schedules z JOIN articles a ON a.id = z.article_id
      JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
      WHERE z."by" = @user AND z.problem IS NOT NULL AND z.cancelled_at IS NULL
        AND z.id = (SELECT max(id) FROM schedules x WHERE x.article_id = z.article_id AND x.act = z.act)
        AND NOT EXISTS (SELECT 1 FROM publications p WHERE z.act = 'publish' AND p.article_id = a.id AND p.at >= z.ended_at)
        AND NOT EXISTS (SELECT 1 FROM archivals r WHERE r.article_id = a.id AND r.at >= z.ended_at)`,
  },
  {
    ...{ name: 'assigned', label: 'Assigned from the queue', icon: 'inbox' },
    sql: `SELECT c.id, t.title, '/staff/candidates/' || c.id AS "to", 'need ' || round(c.score) AS why, c.nominated_at AS at,
        (SELECT u.display_name FROM candidate_decisions d JOIN users u ON u.id = d."by"
         WHERE d.candidate_id = c.id AND d.decision = 'assigned' ORDER BY d.id DESC LIMIT 1) AS "by",
        NULL AS articleId, t.id AS threadId, c.product_id AS productId
      FROM candidates c JOIN threads t ON t.id = c.thread_id WHERE c.assignee_id = @user AND c.state = 'open'`,
  },
  {
    ...{ name: 'writing', label: 'Not saved yet', icon: 'pencil' },
    sql: `SELECT a.id, v.title, '/staff/articles/' || a.number || '/edit' AS "to", 'you were writing' AS why, w.saved_at AS at,
        NULL AS "by", ${OF_ARTICLE}
      FROM working_copies w JOIN articles a ON a.id = w.article_id
      JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
      WHERE w.user_id = @user AND w.thrown_at IS NULL`,
  },
  {
    ...{ name: 'drafts', label: 'Your drafts', icon: 'file-text' },
    sql: `SELECT a.id, v.title, '/staff/articles/' || a.number AS "to", 'version ' || v.number AS why, v.created_at AS at,
        NULL AS "by", ${OF_ARTICLE}
      FROM articles a JOIN article_versions v ON v.id = a.draft_version_id
      WHERE v."by" = @user AND a.live_version_id IS NOT a.draft_version_id
        AND NOT EXISTS (SELECT 1 FROM validations x WHERE x.version_id = v.id)
        AND NOT EXISTS (SELECT 1 FROM reviews x WHERE x.version_id = v.id)
        AND NOT EXISTS (SELECT 1 FROM working_copies x WHERE x.article_id = a.id AND x.user_id = @user
          AND x.thrown_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)`,
  },
]

/** Which of the reasons to look at an article puts it where; an article stands in the first that fits. */
const DUE_GROUPS: { name: string; label: string; icon: string; reasons: DueReason[] }[] = [
  { name: 'disputed', label: 'Disputed', icon: 'scale', reasons: ['contradiction'] },
  { name: 'drifted', label: 'Source changed', icon: 'git-compare', reasons: ['drift'] },
  { name: 'due', label: 'To look at', icon: 'calendar', reasons: ['date', 'version', 'concern'] },
]

/** Everything that waits for a person, by reason, the first `most` of each; reasons nothing waits for are left out. */
export function waitingFor(
  db: Db,
  person: Person,
  productIds: number[] | null,
  most = FIRST,
): WaitingGroup[] {
  const products = productIds === null ? null : JSON.stringify(productIds)
  const values = { user: person.id, products }
  const asked = READS.map(({ sql, ...group }): WaitingGroup => {
    const seen =
      '@products IS NULL OR productId IS NULL OR productId IN (SELECT value FROM json_each(@products))'
    const rows = db.$client
      .prepare(
        `SELECT *, count(*) OVER () AS count FROM (${sql}) WHERE ${seen} ORDER BY at DESC LIMIT ${most}`,
      )
      .all(values) as Row[]
    return { ...group, count: rows[0]?.count ?? 0, first: rows.map((row) => shown(db, group.name, row)) }
  })
  const [calls, own] = [asked.slice(0, 3), asked.slice(3)]
  return [...calls, ...dueFor(db, person, products, most), requestedOf(db, person), ...own].filter(
    (group) => group.count > 0,
  )
}

type Row = Omit<Waiting, 'keys'> & { id: number; productId: number | null; count: number }

function shown(db: Db, name: string, { id, productId: _, count: __, ...row }: Row): Waiting {
  const why = row.why.length > 160 ? `${row.why.slice(0, 157)}…` : row.why
  return { ...row, keys: [`${name} ${id}`], title: visibleText(db, row.title), why }
}

/** What is asked for in the products this person owns. */
function requestedOf(db: Db, person: Person): WaitingGroup {
  const owned = person.assignments.filter((one) => one.kind === 'owner').map((one) => one.productId)
  const groups = owned.length === 0 ? [] : openRequests(db, { productIds: owned })
  const first = groups.slice(0, FIRST).map(({ words, asks }) => {
    const why = asks.length === 1 ? `${asks[0]!.by ?? 'somebody'} asks for it` : `${asks.length} ask for it`
    const { by, at } = asks[0]!
    return { keys: [], title: words, to: '/staff/requests', why, at, by, articleId: null, threadId: null }
  })
  return { name: 'requested', label: 'Asked for', icon: 'inbox', count: groups.length, first }
}

/** Articles to look at that are this person's: to verify, owned, or of a product the person owns. */
function dueFor(db: Db, person: Person, products: string | null, most: number): WaitingGroup[] {
  const due = dueArticles(db)
  if (due.size === 0) return []
  const owned = person.assignments.filter((one) => one.kind === 'owner').map((one) => one.productId)
  const mine = db.$client
    .prepare(
      `SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(@due))
         AND (coalesce(verifier_id, owner_id) = @user OR product_id IN (SELECT value FROM json_each(@owned)))
         AND (@products IS NULL OR product_id IN (SELECT value FROM json_each(@products)))`,
    )
    .pluck()
    .all({
      due: JSON.stringify([...due.keys()]),
      user: person.id,
      owned: JSON.stringify(owned),
      products,
    }) as number[]
  const groups = DUE_GROUPS.map(({ reasons, ...group }) => ({ ...group, reasons, all: [] as Due[] }))
  for (const id of mine) {
    const one = due.get(id)!
    groups.find(({ reasons }) => reasons.some((reason) => one.reasons.includes(reason)))?.all.push(one)
  }
  return groups.map(({ reasons: _reasons, all, ...group }) => {
    const first = all.sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, most)
    return { ...group, count: all.length, first: first.map((one) => dueRow(db, one)) }
  })
}

function dueRow(db: Db, due: Due): Waiting {
  const { number, title } = db.$client
    .prepare(
      'SELECT a.number, v.title FROM articles a JOIN article_versions v ON v.id = a.live_version_id WHERE a.id = ?',
    )
    .get(due.articleId) as { number: number; title: string }
  const why = due.reasons.map((reason) => DUE_WORDS[reason]).join('; ')
  const keys = due.reasons.map((reason) => `${reason} ${due.articleId} ${due.since[reason]}`)
  const { articleId, at } = due
  const to = `/staff/articles/${number}`
  return { keys, title: visibleText(db, title), to, why, at, by: null, articleId, threadId: null }
}
