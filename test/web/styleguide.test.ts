import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createRenderer, VIEWS } from '../../src/web/render.ts'
import { listComponents } from '../../src/web/routes/styleguide.ts'
import { testApp } from '../support/app.ts'
import { freshDb } from '../support/db.ts'

const render = createRenderer({ keepTemplates: true })
const globals = { icons: '/icons.svg', person: null }
const names = readdirSync(join(VIEWS, 'components'))
  .filter((file) => file.endsWith('.ejs'))
  .map((file) => file.slice(0, -'.ejs'.length))
let components: ReturnType<typeof listComponents>
beforeEach(() => {
  components = listComponents()
})

test('every component says what it is for, its parameters, and has examples', () => {
  expect(components.map((one) => one.name).sort()).toEqual([...names].sort())
  for (const one of components) {
    expect(one.about, one.name).toMatch(/\.$/)
    expect(one.examples.length, one.name).toBeGreaterThan(0)
  }
})

test('every example renders, and says what it was given', () => {
  for (const one of components) {
    for (const example of one.examples) {
      const html = render(`components/${one.name}`, example.data, globals)
      expect(html.trim(), `${one.name}: ${example.title}`).not.toBe('')
      expect(html, `${one.name}: ${example.title}`).not.toMatch(/undefined|\[object Object\]|NaN/)
    }
  }
})

test('no component lets markup through, wherever it is put', () => {
  const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onclick='`
  const poison = (value: unknown): unknown => {
    if (typeof value === 'string') return `${value}${HOSTILE}`
    if (Array.isArray(value)) return value.map(poison)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, isOurs(key) ? inner : poison(inner)]),
    )
  }
  /** What our own code chooses, never a person's text. */
  const isOurs = (key: string) =>
    ['textHtml', 'kind', 'icon', 'type', 'mode', 'size', 'tone', 'side'].includes(key)

  for (const one of components) {
    for (const example of one.examples) {
      const html = render(`components/${one.name}`, poison(example.data) as object, globals)
      expect(html, one.name).not.toMatch(/<script|<img src=x|' onclick='/)
    }
  }
})

test('a component gets what it is given and nothing of the page around it', () => {
  const views = mkdtempSync(join(tmpdir(), 'winnow-views-'))
  try {
    writeFileSync(join(views, 'page.ejs'), `<%= label %>:<%- include('part', { text: 'b' }) %>`)
    writeFileSync(join(views, 'part.ejs'), `<%= text %>,<%= typeof label %>,<%= typeof person %>`)
    const own = createRenderer({ keepTemplates: true, views })

    expect(own('page', { label: 'a' }, { person: null })).toBe('a:b,undefined,object')
    for (const name of ['../secret', '/etc/passwd', 'components/../../package', 'a b', ''])
      expect(() => own(name, {}), name).toThrow('is not a template')
  } finally {
    rmSync(views, { recursive: true })
  }
})

test('every icon that a template, a route or an example names is in the sprite', () => {
  const sprite = readFileSync(join(VIEWS, 'assets/icons.svg'), 'utf8')
  const known = new Set([...sprite.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1]))
  const files = ['views', 'src/web'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ejs|json|ts)$/.test(name))
      .map((name) => join(folder, name)),
  )
  for (const file of files) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/\bicon["']?: ["']([a-z][a-z0-9-]*)["']/g)) {
      expect(known.has(name), `${name} in ${file}`).toBe(true)
    }
  }
})

test('the styleguide shows all of them, light and dark', async () => {
  const page = await (await testApp(freshDb()).loggedIn('agent')).get('/staff/styleguide').expect(200)

  for (const name of names) expect(page.text).toContain(`<h2>${name}</h2>`)
  expect(page.text.match(/data-theme="dark"/g)).toHaveLength(names.length)
})
