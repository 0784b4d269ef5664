import { Invalid } from '../../lib/errors.ts'
import type { Connector, Fetch } from './connector.ts'
import { addressIn, listIn, textIn } from './reading.ts'
import type { Json, Site } from './site.ts'
import { postsXml, usersXml } from './stackexchange-dump.ts'

/** The site's time of the last activity that was imported, in seconds, and the questions of that very second. */
type Cursor = { at: number; ids: string[] }

const PAGE = 100
const MAX_PAGES = 25

/** Questions of a Stack Exchange site with their answers, by the time of their last activity. */
export const stackexchange: Connector = {
  name: 'stackexchange',
  reads:
    'A site of Stack Exchange: every question with new activity, with its answers; in the form of the data dump.',
  format: 'stackexchange',
  authority: 'community',
  settings: [
    { name: 'site', label: 'Site', hint: 'As its address says: superuser.com.' },
    {
      name: 'tagged',
      label: 'Tags',
      hint: 'Only questions with all of these, with ; between.',
      isOptional: true,
    },
    {
      name: 'address',
      label: 'Address of the interface',
      hint: 'Only for Stack Overflow for Teams.',
      isOptional: true,
    },
  ],
  token: 'an application key, which raises the daily number of requests',
  base: (settings) => {
    siteIn(settings)
    return addressIn(settings, 'address', 'https://api.stackexchange.com')
  },
  headers: () => ({}),
  changes,
  one: async (site, externalId) => {
    if (!/^\d+$/.test(externalId)) return []
    const page = await ask(site, `/2.3/questions/${externalId}`, {})
    return listIn(page, 'items').length === 0 ? [] : filesOf(site, listIn(page, 'items'))
  },
  gone: { kind: 'thread', among: goneAmong },
}

/** As many ids as one request may name are asked for at once. */
async function goneAmong(site: Site, externalIds: string[]): Promise<string[]> {
  const gone: string[] = []
  const ids = externalIds.filter((id) => /^\d+$/.test(id))
  for (let at = 0; at < ids.length; at += PAGE) {
    const asked = ids.slice(at, at + PAGE)
    const answer = await ask(site, `/2.3/questions/${asked.join(';')}`, { pagesize: PAGE })
    const found = new Set(listIn(answer, 'items').map((one) => textIn(one, 'question_id')))
    if (Array.isArray(answer?.items)) gone.push(...asked.filter((id) => !found.has(id)))
  }
  return gone
}

/** Oldest activity first, beginning anew at the last time seen: what moves while one reads only moves to the end. */
async function* changes(site: Site, cursor: unknown): AsyncGenerator<Fetch> {
  let at = (cursor as Cursor | null) ?? { at: 0, ids: [] }
  const { tagged } = site.settings
  for (let page = 1; page <= MAX_PAGES; ) {
    const query = {
      order: 'asc',
      sort: 'activity',
      min: at.at,
      page,
      pagesize: PAGE,
      ...(tagged?.trim() && { tagged: tagged.trim() }),
    }
    const answer = await ask(site, '/2.3/questions', query)
    const all = listIn(answer, 'items')
    const fresh = all.filter((one) => timeOf(one) > at.at || !at.ids.includes(textIn(one, 'question_id')))
    if (fresh.length > 0) {
      const last = Math.max(...fresh.map(timeOf), at.at)
      const ids = fresh.filter((one) => timeOf(one) === last).map((one) => textIn(one, 'question_id'))
      // A second so full that it does not fit on one page is read on by page.
      page = last > at.at ? 1 : page + 1
      at = { at: last, ids: last === at.at ? [...at.ids, ...ids] : ids }
      yield { files: await filesOf(site, fresh), cursor: at }
    } else page++
    if (answer?.has_more !== true) return
  }
}

async function filesOf(site: Site, questions: Json[]): Promise<Fetch['files']> {
  const answers = await answersTo(
    site,
    questions.map((one) => textIn(one, 'question_id')).filter((id) => /^\d+$/.test(id)),
  )
  const name = `${siteIn(site.settings)}`
  return [
    { name: `${name}/Posts.xml`, text: postsXml(questions, answers) },
    { name: `${name}/Users.xml`, text: usersXml([...questions, ...answers]) },
  ]
}

async function answersTo(site: Site, ids: string[]): Promise<Json[]> {
  const found: Json[] = []
  if (ids.length === 0) return found
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `/2.3/questions/${ids.join(';')}/answers`
    const answer = await ask(site, path, { order: 'asc', sort: 'creation', page, pagesize: PAGE })
    found.push(...listIn(answer, 'items'))
    if (answer?.has_more !== true) break
  }
  return found
}

/** One question to the interface, which may ask for a pause before the next one of its kind. */
async function ask(
  site: Site,
  path: string,
  query: Record<string, string | number>,
): Promise<Json | undefined> {
  const key: Record<string, string> = site.token === undefined ? {} : { key: site.token }
  const answer = await site.get(path, { ...query, filter: 'withbody', site: siteIn(site.settings), ...key })
  const backoff = Number(answer?.backoff)
  if (backoff > 0) await site.pause(backoff * 1000, 'it asks for that')
  if (answer?.quota_remaining === 0 && answer.has_more === true)
    await site.pause(24 * 60 * 60_000, 'its daily number of requests is reached')
  return answer
}

function timeOf(question: Json): number {
  const at = Number(question.last_activity_date)
  return Number.isFinite(at) ? at : 0
}

function siteIn(settings: Readonly<Record<string, string>>): string {
  const site = (settings.site ?? '').trim().toLowerCase()
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(site)) return site
  throw new Invalid([
    { field: 'site', code: 'shape', message: 'Enter the site as its address says, such as superuser.com.' },
  ])
}
