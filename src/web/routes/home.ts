import type { Db } from '../../db/open.ts'
import { visibleText } from '../../safety/visible.ts'
import { page } from '../answers.ts'
import { type Happened, happened } from '../happened.ts'
import type { PageBase } from '../pages.ts'
import type { Ask, Routes } from '../routes.ts'
import { type WaitingGroup, waitingFor } from '../waiting.ts'

type ReleaseState = { number: number; at: string; pages: number } | null

/** What happened, the newest first, and where to read on. */
export type HappenedPage = PageBase & { rows: Happened[]; older: string }
export type HomePage = PageBase & {
  waiting: WaitingGroup[]
  queue: { title: string; to: string; score: number; queueClass: string }[]
  open: { queue: number; contradictions: number; reviews: number; privateCases: number }
  happened: Happened[]
  release: ReleaseState
  changes: number
  mayPublish: boolean
  mayRedact: boolean
}

/** What waits for me, what happened, and the release. */
export function homeRoutes(routes: Routes): void {
  routes.get('/staff', 'see.staff', (ask) => page('home/index', homePage(ask)))

  routes.get('/staff/happened', 'see.staff', (ask) => {
    const before = /^[1-9]\d{0,14}$/.test(ask.query.before ?? '') ? Number(ask.query.before) : undefined
    const { rows, oldest } = happened(ask.db, { productIds: ask.productIds, limit: 60, before })
    const older = oldest === null ? '' : `/staff/happened?before=${oldest}`
    return page('home/happened', { title: 'What happened', rows, older })
  })
}

function homePage(ask: Ask): HomePage {
  const ids = ask.productIds === null ? null : JSON.stringify(ask.productIds)
  const release = lastRelease(ask.db)
  return {
    title: `Good ${partOfDay()}, ${ask.person.displayName.split(' ')[0]}`,
    waiting: waitingFor(ask.db, ask.person, ask.productIds),
    queue: strongest(ask.db, ids),
    open: openCounts(ask.db, ids),
    happened: happened(ask.db, { productIds: ask.productIds, limit: 12 }).rows,
    release,
    changes: changesSince(ask.db, release?.at ?? null),
    mayPublish: ask.may('publish.site'),
    mayRedact: ask.may('redact'),
  }
}

function partOfDay(): string {
  const hour = new Date().getHours()
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
}

function strongest(db: Db, productIds: string | null): HomePage['queue'] {
  const rows = db.$client
    .prepare(
      `SELECT t.title, c.id, c.score, c.queueClass FROM
        (SELECT id, score, queue_class AS queueClass, thread_id FROM candidates c
       WHERE c.state = 'open' AND c.is_lead = 1 AND c.queue_class IN ('new', 'not-captured') AND c.safety_class = 'public-ok'
         AND (@products IS NULL OR c.product_id IN (SELECT value FROM json_each(@products)))
       ORDER BY c.score DESC, c.id LIMIT 5) c JOIN threads t ON t.id = c.thread_id ORDER BY c.score DESC, c.id`,
    )
    .all({ products: productIds }) as { title: string; id: number; score: number; queueClass: string }[]
  return rows.map(({ id, title, ...row }) => ({
    ...row,
    title: visibleText(db, title),
    to: `/staff/candidates/${id}`,
  }))
}

/** What is open; long queues, and cases with something private, are counted up to a thousand. */
function openCounts(db: Db, productIds: string | null): HomePage['open'] {
  return db.$client
    .prepare(
      `SELECT
         (SELECT count(*) FROM (SELECT 1 FROM candidates c WHERE c.state = 'open' AND c.is_lead = 1
            AND (@products IS NULL OR c.product_id IN (SELECT value FROM json_each(@products))) LIMIT 1000)) AS queue,
         (SELECT count(*) FROM flags f WHERE f.outdated_at IS NULL
            AND (@products IS NULL OR f.product_id IN (SELECT value FROM json_each(@products)))
            AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.flag_id = f.id AND s.undone_at IS NULL)) AS contradictions,
         (SELECT count(*) FROM reviews r JOIN articles a ON a.id = r.article_id WHERE r.closed_at IS NULL
            AND (@products IS NULL OR a.product_id IN (SELECT value FROM json_each(@products)))) AS reviews,
         (SELECT count(*) FROM (SELECT DISTINCT t.id FROM safety_findings f
            CROSS JOIN posts p ON p.text_hash = f.text_hash AND p.removed_at IS NULL
            CROSS JOIN threads t ON t.id = p.thread_id AND t.removed_at IS NULL
            WHERE f.outcome IS NULL
              AND (@products IS NULL OR t.product_id IN (SELECT value FROM json_each(@products)))
            LIMIT 1000)) AS privateCases`,
    )
    .get({ products: productIds }) as HomePage['open']
}

function lastRelease(db: Db): ReleaseState {
  const row = db.$client.prepare('SELECT number, at, pages FROM releases ORDER BY id DESC LIMIT 1').get()
  return (row as ReleaseState | undefined) ?? null
}

/** Articles whose public face changed after a time: published, archived or brought back, renamed or filed anew. */
function changesSince(db: Db, at: string | null): number {
  if (at === null) {
    const isLive = 'SELECT count(*) FROM articles WHERE live_version_id IS NOT NULL'
    return db.$client.prepare(isLive).pluck().get() as number
  }
  return db.$client
    .prepare(
      `SELECT count(DISTINCT articleId) FROM (
         SELECT article_id AS articleId FROM publications WHERE at > @at
         UNION ALL SELECT article_id FROM archivals WHERE at > @at OR ended_at > @at
         UNION ALL SELECT article_id FROM redirects WHERE at > @at)`,
    )
    .pluck()
    .get({ at }) as number
}
