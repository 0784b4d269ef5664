import { DUE_WORDS, type Due, type DueReason, dueArticles } from '../articles/due.ts'
import { openRequests } from '../articles/requests.ts'
import type { Db } from '../db/open.ts'
import { visibleText } from '../safety/visible.ts'
import type { Person } from './actor.ts'

/** Something that waits for a person: what, where, why, since when. */
export type Waiting = { title: string; to: string; why: string; at: string }
/** Things that wait for the same reason: how many in all, and the first of them. */
export type WaitingGroup = { name: string; label: string; icon: string; count: number; first: Waiting[] }

/** Shown of each group; the number says how many there are. */
const FIRST = 5

type Read = { name: string; label: string; icon: string; sql: string }

/** One query for each reason; `@user`, `@products` (null = all) and `@first` are given. The first waits longest for an answer. */
const READS: Read[] = [
  {
    ...{ name: 'review', label: 'Review', icon: 'eye' },
    sql: `SELECT v.title, '/staff/articles/' || a.number AS "to", 'asked by ' || coalesce(u.display_name, 'Winnow') AS why,
        r.asked_at AS at, a.product_id AS productId
      FROM reviews r JOIN articles a ON a.id = r.article_id JOIN article_versions v ON v.id = r.version_id
      LEFT JOIN users u ON u.id = r.asked_by WHERE r.closed_at IS NULL AND r.assignee_id = @user`,
  },
  {
    ...{ name: 'back', label: 'Sent back', icon: 'undo-2' },
    sql: `SELECT v.title, '/staff/articles/' || a.number AS "to", coalesce(r.comment, '') AS why, r.closed_at AS at, a.product_id AS productId
      FROM reviews r JOIN articles a ON a.id = r.article_id AND a.draft_version_id = r.version_id
      JOIN article_versions v ON v.id = r.version_id
      WHERE r.outcome = 'sent-back' AND r.asked_by = @user
        AND NOT EXISTS (SELECT 1 FROM reviews x WHERE x.article_id = a.id AND x.id > r.id)`,
  },
  {
    ...{ name: 'mentioned', label: 'Mentioned', icon: 'message-square' },
    sql: `SELECT v.title, '/staff/articles/' || a.number || '#comment-' || c.id AS "to",
        coalesce(u.display_name, 'Winnow') || ': ' || c.body AS why, c.at, a.product_id AS productId
      FROM comments c JOIN articles a ON a.id = c.article_id
      JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
      LEFT JOIN users u ON u.id = c."by"
      WHERE c.resolved_at IS NULL AND EXISTS (SELECT 1 FROM json_each(c.mentions) WHERE value = @user)`,
  },
  {
    ...{ name: 'unplanned', label: 'Could not be done as planned', icon: 'calendar' },
    sql: `SELECT v.title, '/staff/articles/' || a.number AS "to", z.problem AS why, z.ended_at AS at, a.product_id AS productId
      FROM schedules z JOIN articles a ON a.id = z.article_id
      JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id)
      WHERE z."by" = @user AND z.problem IS NOT NULL AND z.cancelled_at IS NULL
        AND z.id = (SELECT max(id) FROM schedules x WHERE x.article_id = z.article_id AND x.act = z.act)
        AND NOT EXISTS (SELECT 1 FROM publications p WHERE z.act = 'publish' AND p.article_id = a.id AND p.at >= z.ended_at)
        AND NOT EXISTS (SELECT 1 FROM archivals r WHERE r.article_id = a.id AND r.at >= z.ended_at)`,
  },
  {
    ...{ name: 'assigned', label: 'Assigned from the queue', icon: 'inbox' },
    sql: `SELECT t.title, '/staff/candidates/' || c.id AS "to", 'need ' || round(c.score) AS why, c.nominated_at AS at, c.product_id AS productId
      FROM candidates c JOIN threads t ON t.id = c.thread_id WHERE c.assignee_id = @user AND c.state = 'open'`,
  },
  {
    ...{ name: 'writing', label: 'Not saved yet', icon: 'pencil' },
    sql: `SELECT v.title, '/staff/articles/' || a.number || '/edit' AS "to", 'you were writing' AS why, w.saved_at AS at, a.product_id AS productId
      FROM working_copies w JOIN articles a ON a.id = w.article_id
      JOIN article_versions v ON v.id = coalesce(a.draft_version_id, a.live_version_id) WHERE w.user_id = @user`,
  },
  {
    ...{ name: 'drafts', label: 'Your drafts', icon: 'file-text' },
    sql: `SELECT v.title, '/staff/articles/' || a.number AS "to", 'version ' || v.number AS why, v.created_at AS at, a.product_id AS productId
      FROM articles a JOIN article_versions v ON v.id = a.draft_version_id
      WHERE v."by" = @user AND a.live_version_id IS NOT a.draft_version_id
        AND NOT EXISTS (SELECT 1 FROM validations x WHERE x.version_id = v.id)
        AND NOT EXISTS (SELECT 1 FROM reviews x WHERE x.version_id = v.id)
        AND NOT EXISTS (SELECT 1 FROM working_copies x WHERE x.article_id = a.id AND x.user_id = @user)
        AND NOT EXISTS (SELECT 1 FROM archivals x WHERE x.article_id = a.id AND x.ended_at IS NULL)`,
  },
]

/** Which of the reasons to look at an article puts it where; an article stands in the first that fits. */
const DUE_GROUPS: { name: string; label: string; icon: string; reasons: DueReason[] }[] = [
  { name: 'disputed', label: 'Disputed', icon: 'scale', reasons: ['contradiction'] },
  { name: 'drifted', label: 'Source changed', icon: 'git-compare', reasons: ['drift'] },
  { name: 'due', label: 'To look at', icon: 'calendar', reasons: ['date', 'version', 'concern'] },
]

/** Everything that waits for a person, by reason; reasons nothing waits for are left out. */
export function waitingFor(db: Db, person: Person, productIds: number[] | null): WaitingGroup[] {
  const products = productIds === null ? null : JSON.stringify(productIds)
  const values = { user: person.id, products }
  const asked = READS.map(({ sql, ...group }): WaitingGroup => {
    const seen = `FROM (${sql}) WHERE @products IS NULL OR productId IS NULL OR productId IN (SELECT value FROM json_each(@products))`
    const count = db.$client.prepare(`SELECT count(*) ${seen}`).pluck().get(values) as number
    const first =
      count === 0 ? [] : db.$client.prepare(`SELECT * ${seen} ORDER BY at DESC LIMIT ${FIRST}`).all(values)
    return { ...group, count, first: (first as Waiting[]).map((row) => shown(db, row)) }
  })
  const [calls, own] = [asked.slice(0, 3), asked.slice(3)]
  return [...calls, ...dueFor(db, person, products), requestedOf(db, person), ...own].filter(
    (group) => group.count > 0,
  )
}

function shown(db: Db, { title, to, why, at }: Waiting): Waiting {
  return { title: visibleText(db, title), to, why: why.length > 160 ? `${why.slice(0, 157)}…` : why, at }
}

/** What is asked for in the products this person owns. */
function requestedOf(db: Db, person: Person): WaitingGroup {
  const owned = person.assignments.filter((one) => one.kind === 'owner').map((one) => one.productId)
  const groups = owned.length === 0 ? [] : openRequests(db, { productIds: owned })
  const first = groups.slice(0, FIRST).map(({ words, asks }) => {
    const why = asks.length === 1 ? `${asks[0]!.by ?? 'somebody'} asks for it` : `${asks.length} ask for it`
    return { title: words, to: '/staff/requests', why, at: asks[0]!.at }
  })
  return { name: 'requested', label: 'Asked for', icon: 'inbox', count: groups.length, first }
}

/** Articles to look at that are this person's: to verify, owned, or of a product the person owns. */
function dueFor(db: Db, person: Person, products: string | null): WaitingGroup[] {
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
    const first = all.sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, FIRST)
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
  return { title: visibleText(db, title), to: `/staff/articles/${number}`, why, at: due.at }
}
