import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import { recordFeedback } from '../agent/feedback.ts'
import { linkArticle } from '../agent/links.ts'
import { adopt } from '../articles/adopt.ts'
import { setDetails } from '../articles/details.ts'
import { getArticle } from '../articles/find.ts'
import { publishArticle } from '../articles/publication.ts'
import { askForReview, validate } from '../articles/review.ts'
import type { Config } from '../config.ts'
import { scan } from '../contradictions/scan.ts'
import { now, setClockBack } from '../db/events.ts'
import type { Db } from '../db/open.ts'
import { articles, documents, settings, sources, topics } from '../db/schema.ts'
import { harvest } from '../harvest/harvest.ts'
import { isForPeople, Refused } from '../lib/errors.ts'
import { publish } from '../publish/publish.ts'
import { promote } from '../triage/promote.ts'
import { queue } from '../triage/queries.ts'
import { afterImport } from '../web/after-import.ts'
import { afterPublish } from '../web/after-publish.ts'
import { hashPassword } from '../web/passwords.ts'
import { createUser } from '../web/users.ts'
import type { Terminal } from './command.ts'

/** The password of everybody in the demo; the demo listens on this machine only. */
const PASSWORD = 'try-winnow-today'

const PEOPLE = [
  { name: 'ada', displayName: 'Ada Administrator', role: 'admin' },
  { name: 'pia', displayName: 'Pia Publisher', role: 'publisher' },
  { name: 'edith', displayName: 'Edith Editor', role: 'editor' },
  { name: 'aziz', displayName: 'Aziz Agent', role: 'agent' },
] as const

const SOURCES_DIR = fileURLToPath(new URL('../../data/sources', import.meta.url))

const SOURCES = [
  { slug: 'forum', name: 'Wrenmoor forum', authority: 'community', format: 'discourse', path: 'forum' },
  { slug: 'cases', name: 'Support cases', authority: 'case', format: 'csv', path: 'cases/cases.csv' },
  {
    slug: 'caskwell-docs',
    authority: 'official',
    format: 'markdown',
    path: 'official/caskwell',
    product: 'Caskwell',
  },
  {
    slug: 'ferrylight-docs',
    authority: 'official',
    format: 'markdown',
    path: 'official/ferrylight',
    product: 'Ferrylight',
  },
  {
    slug: 'lanternhall-docs',
    authority: 'official',
    format: 'markdown',
    path: 'official/lanternhall',
    product: 'Lanternhall',
  },
] as const

/** How many of the strongest candidates the demo's editor has dealt with before the visitor comes. */
const CURATED = 16

const DAY_MS = 24 * 60 * 60_000

/** The days before today on which the demo's people did what the visitor finds done. */
const DAYS = { import: 44, adopt: 40, firstRelease: 36, curate: 32, use: 6 }

/** Imports the demo sources, curates some of them and publishes, once; a second start only says where to look. */
export async function demo(db: Db, config: Config, terminal: Terminal): Promise<Record<string, unknown>> {
  const isReady = db.select().from(settings).where(eq(settings.key, 'demo')).get() !== undefined
  if (isReady) return { isReady: true }
  if (db.select().from(sources).limit(1).get() !== undefined) {
    throw new Refused(
      `${config.dataDir} holds real data. Start the demo elsewhere: WINNOW_DATA=/tmp/winnow-demo npm run demo`,
    )
  }
  terminal.say('Preparing the demo: importing the sources, curating, publishing.')
  try {
    return { isReady: true, ...(await tellStory(db, config)) }
  } finally {
    setClockBack(0)
  }
}

/** Six weeks of work, oldest first, so that every page shows what it shows in use. */
async function tellStory(db: Db, config: Config): Promise<Record<string, unknown>> {
  daysAgo(DAYS.import)
  const people = await addPeople(db)
  for (const source of SOURCES) await importSource(db, source)
  const adopted = adoptSome(db, people)
  const release = { dataDir: config.dataDir, feedbackUrl: config.feedbackUrl, by: people.pia }
  daysAgo(DAYS.firstRelease)
  await publish(db, release)
  const curated = curateSome(db, people)
  useSome(db, people)
  daysAgo(0)
  // Adopted documents and new articles say something official too.
  scan(db)
  const { release: number, pages } = await publish(db, release)
  afterPublish(db)
  db.insert(settings).values({ key: 'demo', value: true, changedAt: now() }).run()
  return { adopted, curated, release: number, pages }
}

function daysAgo(days: number): void {
  setClockBack(days * DAY_MS)
}

/** What the demo prints: where to look, as whom, and what to try. */
export function demoWords(address: string): string {
  return `
  The published FAQ    ${address}/
  The editors' side    ${address}/staff/   log in as edith, pia, ada or aziz, password ${PASSWORD}

  Try: search the FAQ for "upload too slow"; as edith, open the Queue and promote the first candidate (p);
  settle a contradiction; as pia, validate, publish, and press Publish on Home; as aziz, copy an answer at the Agents' desk.
  Stop with Ctrl+C. Everything lies in the data folder; delete it to start over.`
}

type People = Record<(typeof PEOPLE)[number]['name'], number>

async function addPeople(db: Db): Promise<People> {
  const passwordHash = await hashPassword(PASSWORD)
  const ids = PEOPLE.map((person) => [
    person.name,
    createUser(db, { ...person, passwordHash, by: null }).userId,
  ])
  return Object.fromEntries(ids) as People
}

async function importSource(db: Db, source: (typeof SOURCES)[number]): Promise<void> {
  const { path, format, ...kept } = source
  const result = await harvest(db, { source: kept, format, paths: [join(SOURCES_DIR, path)], by: null })
  if (result.failed > 0 || result.damage !== null)
    throw new Refused(`The demo source ${path} cannot be read.`)
  afterImport(db, { ...result, by: null })
}

/** Half of the official documents move in as articles of their own; the rest stay where they are. */
function adoptSome(db: Db, people: People): number {
  let adopted = 0
  for (const { id } of db.select().from(documents).orderBy(documents.externalId, documents.id).all()) {
    if (id % 2 === 0) continue
    daysAgo(DAYS.adopt - adopted / 8)
    const saved = adopt(db, { documentId: id, by: people.edith })
    if (saved === undefined) continue
    adopted++
    live(db, saved.articleId, people)
  }
  return adopted
}

function curateSome(db: Db, people: People): number {
  const { rows } = queue(db, { state: 'open', limit: 200 })
  const worthIt = rows.filter(
    (row) =>
      row.safetyClass === 'public-ok' && (row.queueClass === 'not-captured' || row.queueClass === 'new'),
  )
  let curated = 0
  const seen = new Set<number>()
  for (const row of worthIt) {
    if (curated === CURATED) break
    if (row.clusterId !== null && seen.has(row.clusterId)) continue
    if (row.clusterId !== null) seen.add(row.clusterId)
    // From the first day of curation to the first on which agents use what came of it.
    const day = DAYS.curate - (curated / CURATED) * (DAYS.curate - DAYS.use)
    daysAgo(day)
    const saved = promote(db, { candidateId: row.candidateId, by: people.edith })
    curated++
    fileUnderTopic(db, saved.articleId, row.tags, people)
    // The last few are left for the visitor: one in review, the others drafts.
    if (curated > CURATED - 4) {
      if (curated === CURATED)
        askForReview(db, { articleId: saved.articleId, assigneeId: people.pia, by: people.edith })
      continue
    }
    // Some are read over at once, some wait until the next day.
    daysAgo(day - ((curated * 7) % 5) / 4)
    live(db, saved.articleId, people)
  }
  return curated
}

/** Validates and publishes as the publisher would; what is flagged or unsafe stays a draft for the visitor. */
function live(db: Db, articleId: number, people: People): void {
  try {
    validate(db, { articleId, by: people.pia })
    publishArticle(db, { articleId, by: people.pia })
  } catch (error) {
    if (!isForPeople(error)) throw error
  }
}

function fileUnderTopic(db: Db, articleId: number, tags: string[], people: People): void {
  const article = getArticle(db, articleId)
  const known = db
    .select()
    .from(topics)
    .all()
    .filter((topic) => topic.productId === article.productId)
  const topic = known.find((one) => tags.some((tag) => one.slug.includes(tag) || tag.includes(one.slug)))
  setDetails(db, {
    articleId,
    productId: article.productId,
    topic: topic?.name ?? '',
    ownerId: people.edith,
    language: article.language,
    template: article.template,
    audience: article.audience,
    governance: article.governance,
    by: people.edith,
  })
}

/** A few agents' links and readers' votes, so that the pages that count them have something to count. */
function useSome(db: Db, people: People): void {
  const published = db.select().from(articles).orderBy(articles.number).all()
  published.forEach((article, place) => {
    if (article.liveVersionId === null || place % 3 === 2) return
    daysAgo(DAYS.use * (1 - (place + 1) / (published.length + 1)))
    const ref = `WM-${30_100 + place * 7}`
    const used = { article: String(article.number), versionId: article.liveVersionId, by: people.aziz }
    linkArticle(db, { ...used, caseRef: ref, kind: place % 2 === 0 ? 'resolution' : 'reference' })
    for (let reader = 0; reader < (place * 5) % 9; reader++) {
      const vote = { isHelpful: (reader + place) % 4 !== 0, reader: `demo reader ${reader}` }
      recordFeedback(db, { article: String(article.number), version: 1, ...vote })
    }
  })
}
