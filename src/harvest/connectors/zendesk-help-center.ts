import type { Connector, Fetch } from './connector.ts'
import { addressIn, goneAmong, listIn, objectIn, textIn } from './reading.ts'
import type { Json, Site } from './site.ts'
import { zendeskHeaders } from './zendesk.ts'

/** The site's time up to which its articles are known, in seconds since 1970. */
type Cursor = { until: number }

const MAX_PAGES = 200

/** Articles of a Zendesk Help Center by the time of their last change. */
export const zendeskHelpCenter: Connector = {
  name: 'zendesk-help-center',
  reads: 'Articles of a Zendesk Help Center that changed, with the names of their sections and categories.',
  format: 'zendesk-help-center',
  authority: 'official',
  settings: [{ name: 'address', label: 'Address', hint: 'Such as https://company.zendesk.com.' }],
  token: 'an API token as name/token:key (agent@example.com/token:…), or an OAuth token',
  base: (settings) => addressIn(settings, 'address'),
  headers: zendeskHeaders,
  changes,
  gone: { kind: 'document', among: (site, ids) => goneAmong(site, ids, pathOf) },
}

/** A translation carries its language behind its number. */
function pathOf(id: string): string | undefined {
  const [, number, locale] = /^(\d+)(?:-([a-z0-9-]+))?$/i.exec(id) ?? []
  if (number === undefined) return undefined
  return `/api/v2/help_center/${locale === undefined ? '' : `${locale}/`}articles/${number}.json`
}

async function* changes(site: Site, cursor: unknown): AsyncGenerator<Fetch> {
  let until = (cursor as Cursor | null)?.until ?? 0
  let beside: Fetch['files'] | undefined
  for (;;) {
    const page = await site.get('/api/v2/help_center/incremental/articles.json', { start_time: until })
    const articles = listIn(page, 'articles')
    const end = Number(page?.end_time)
    const next = Number.isFinite(end) && end > until ? end : until
    if (articles.length > 0) {
      beside ??= [await all(site, 'sections'), await all(site, 'categories')]
      yield {
        files: [...beside, { name: `articles-${until}.json`, text: JSON.stringify({ articles }) }],
        cursor: { until: next },
      }
    }
    // Pages share what changed in the second at their border; one that ends where it began is the last.
    if (next === until || textIn(page, 'next_page') === '') return
    until = next
  }
}

async function all(site: Site, key: 'sections' | 'categories') {
  const list: Json[] = []
  let after = ''
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { 'page[size]': 100, ...(after !== '' && { 'page[after]': after }) }
    const json = await site.get(`/api/v2/help_center/${key}.json`, query)
    list.push(...listIn(json, key))
    const meta = objectIn(json, 'meta')
    const next = textIn(meta, 'after_cursor')
    if (meta.has_more !== true || next === '' || next === after) break
    after = next
  }
  return { name: `${key}.json`, text: JSON.stringify({ [key]: list }) }
}
