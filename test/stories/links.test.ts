import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { adoptSource } from '../../src/articles/adopt.ts'
import { harvest } from '../../src/harvest/harvest.ts'
import { afterImport } from '../../src/web/after-import.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

const SOURCES = fileURLToPath(new URL('../../data/sources', import.meta.url))
/** Pages that differ only in numbers and values are of one kind; so many of each are opened. */
const OF_ONE_KIND = 4

test('no link of the staff pages leads nowhere', { timeout: 180_000 }, async () => {
  const db = freshDb()
  const take = async (slug: string, authority: 'official' | 'community', path: string) => {
    const source = { slug, authority, product: 'Caskwell' }
    const done = await harvest(db, { source, format: 'auto', paths: [join(SOURCES, path)], by: null })
    afterImport(db, { ...done, by: null })
  }
  await take('forum', 'community', 'forum')
  await take('docs', 'official', 'official/caskwell')
  adoptSource(db, { source: 'docs', by: null })
  const { loggedIn, bugs } = testApp(db)
  const ada = await loggedIn('admin')

  const dead: string[] = []
  const opened = new Set<string>()
  const kinds = new Map<string, number>()
  const waiting: [to: string, from: string][] = [['/staff', 'the start']]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [to, from] = next
    const kind = to.replace(/\d+/g, '1').replace(/=[^&]*/g, '=')
    const known = kinds.get(kind) ?? 0
    if (opened.has(to) || known >= OF_ONE_KIND) continue
    opened.add(to)
    kinds.set(kind, known + 1)
    const page = await ada.get(to)
    if (page.status >= 400) dead.push(`${page.status} ${to} (from ${from})`)
    // The styleguide's links are examples.
    if (page.status !== 200 || !page.type.includes('html') || to === '/staff/styleguide') continue
    for (const [, href] of page.text.matchAll(/href="(\/staff[^"#]*)/g))
      waiting.push([href!.replaceAll('&amp;', '&'), to])
  }

  expect(dead).toEqual([])
  expect(bugs).toEqual([])
  expect(kinds.size).toBeGreaterThan(30)
})
