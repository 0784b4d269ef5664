import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { keepMedium } from '../../src/articles/media.ts'
import type { Db } from '../../src/db/open.ts'
import { changeSetting } from '../../src/db/settings.ts'
import { closeRenderPool } from '../../src/lib/render-pool.ts'
import { publish } from '../../src/publish/publish.ts'
import { themeCss, wrongTokens } from '../../src/publish/theme.ts'
import { testApp, testConfig } from '../support/app.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'
import { png } from '../support/pictures.ts'

let db: Db
let dataDir: string
beforeEach(() => {
  db = freshDb()
  dataDir = testConfig().dataDir
})
afterAll(closeRenderPool)

const go = () => publish(db, { dataDir, by: null })
const read = (path: string) => readFileSync(join(dataDir, 'site', path), 'utf8')
const styleOf = (page: string) => read(/href="([^"]+\.css)"/.exec(page)![1]!)

test('a company gives the site its colour, its tokens and its logo, and every page has them', async () => {
  const logo = keepMedium(db, { bytes: png, fileName: 'logo.png', by: null })
  changeSetting(db, {
    key: 'site',
    value: {
      name: 'Harbor help',
      colour: '#0b7a3b',
      tokens: '--radius: 12px',
      logo: logo.name,
      footer: 'Harbor <Ltd>',
    },
    by: null,
  })
  make.publishedArticle(db)

  await go()

  const home = read('index.html')
  expect(home).toContain(`<img class="site-logo" src="media/${logo.name}" alt="" width="6" height="4">`)
  expect(home).toContain('Harbor &lt;Ltd&gt;')
  expect(readFileSync(join(dataDir, 'site', 'media', logo.name))).toEqual(png)
  expect(styleOf(home)).toContain('--radius:12px')
  expect(styleOf(home)).toMatch(/--lch-accent:46% \.1\d+ 15\d/)
})

test('of a colour only hue and chroma are taken, so that every one can be read', () => {
  for (const colour of ['#ffff00', '#000000', '#ffffff', '#ff0000', '#00ffff']) {
    const css = themeCss({ colour, tokens: '' })
    expect(css).toMatch(/--lch-accent:46% 0\.\d{3} [\d.]+;/)
    expect(css).toMatch(/dark\)\{:root\{--lch-accent:77% 0\.\d{3} [\d.]+;/)
  }
  expect(themeCss({ colour: null, tokens: '' })).toBe('')
})

test.each([
  '--radius: 3px} body{display:none',
  '--font-text: url(https://evil.example/f.woff)',
  '--font-text: "open',
  '--unknown: 3px',
  'color: red',
  '--size-body: 1px; --radius: 2px',
  '--space-1: </style>',
  '--radius: 1px /* ',
  '--radius: \\75rl(x)',
])('a line that is no token is refused and never written: %s', (line) => {
  expect(wrongTokens(line)).toHaveLength(1)
  expect(themeCss({ colour: null, tokens: line })).toBe('')
})

test('one template of the company’s own stands before ours, and the others stay ours', async () => {
  mkdirSync(join(dataDir, 'templates'))
  writeFileSync(join(dataDir, 'templates', 'foot.ejs'), '<footer>Our own foot, <%= say.changes %></footer>\n')
  make.publishedArticle(db)

  await go()

  expect(read('index.html')).toContain('Our own foot, What changed')
  expect(read('index.html')).toContain('New and changed')
})

test('a template that is broken stops the release by its name, and the site stays as it was', async () => {
  make.publishedArticle(db)
  await go()
  const before = read('index.html')
  mkdirSync(join(dataDir, 'templates'))

  for (const broken of ['<%= nothing.here %>', '<% if (', '<footer><div></footer>']) {
    writeFileSync(join(dataDir, 'templates', 'foot.ejs'), broken)
    await expect(go()).rejects.toThrow(/The template "foot" of the site cannot be used|closes <div>/)
    expect(read('index.html')).toBe(before)
  }
})

test('an administrator sets the look in the settings, and a wrong token is said', async () => {
  const admin = await testApp(db).loggedIn('admin')
  const logo = keepMedium(db, { bytes: png, fileName: 'logo.png', by: null })
  const form = {
    name: 'Help',
    language: 'en',
    disputed: 'note',
    ownerless: 'show',
    drifted: 'keep',
    expiry: 'internal',
    releasesKept: '5',
    logo: logo.name,
  }
  const save = (more: object) =>
    admin
      .post('/staff/settings/site')
      .type('form')
      .send({ ...form, ...more })

  const wrong = await save({ tokens: 'body { color: red }', colour: 'red' }).expect(422)
  expect(wrong.text).toContain('is no token')
  expect(wrong.text).toContain('Use a colour such as')
  await save({ tokens: '--radius: 10px', colour: '#0B5CAD' }).expect(303)

  const page = await admin.get('/staff/settings/site').expect(200)
  expect(page.text).toContain('value="#0B5CAD"')
  expect(page.text).toContain(`<option value="${logo.name}" selected>logo.png · 6 × 4</option>`)
})
