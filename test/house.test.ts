// The rules of the house that a program can check. Each names the file and what to do about it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { pages } from '../src/web/pages.ts'

/** The direction of the house: a folder imports from itself and from what stands left of it. */
const STAGES = [
  'lib',
  'db',
  'safety',
  'harvest',
  'articles',
  'search',
  'contradictions',
  'triage',
  'publish',
  'agent',
  'loop',
  'metrics',
  'web',
  'commands',
]
/** Files of src/ itself and the last stage they may use; config stands beside db because both only need lib. */
const TOP = { 'config.ts': 'lib', 'cli.ts': 'commands', 'main.ts': 'commands' } as Record<string, string>

const ROOT = resolve(import.meta.dirname, '..')
const files = (folder: string, ending: RegExp): string[] =>
  existsSync(join(ROOT, folder))
    ? readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .filter((name) => ending.test(name) && !name.includes('node_modules'))
        .sort()
    : []
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const sources = files('src', /\.ts$/)
const templates = files('views', /\.ejs$/)
const styles = files('views', /\.css$/)

test('every folder of src is a stage, and imports only from itself and from its left', () => {
  const wrong: string[] = []
  for (const file of sources) {
    const stage = stageOf(file)
    if (stage === undefined) {
      wrong.push(`${file}: its folder is not in the list of stages`)
      continue
    }
    for (const target of importsOf(file)) {
      const other = stageOf(target)
      if (other === undefined) wrong.push(`${file} imports ${target}, which is in no stage`)
      else if (target === 'src/config.ts') {
        if (STAGES.indexOf(stage) < STAGES.indexOf('web') && !(file in TOP_FILES))
          wrong.push(`${file} reads the config`)
      } else if (STAGES.indexOf(other) > STAGES.indexOf(stage))
        wrong.push(`${file} imports ${target}, to its right`)
    }
  }
  expect(wrong).toEqual([])
})

test('no circle of imports at run time', () => {
  const graph = new Map(sources.map((file) => [file, importsOf(file, { typesToo: false })]))
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, way: string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (done.has(file) || way.includes(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...way, file])
    done.add(file)
  }
  for (const file of sources) walk(file, [])
  expect(circles).toEqual([])
})

test('raw output in a template is an include, the layout’s body, or a name that ends in Html', () => {
  const wrong = templates.flatMap((file) =>
    [...read(file).matchAll(/<%-\s*([\s\S]*?)\s*-?%>/g)]
      .map((match) => match[1]!)
      .filter((code) => !isSafeOutput(code, file))
      .map((code) => `${file}: <%- ${code.slice(0, 60)}`),
  )
  expect(wrong).toEqual([])
})

test('a name ending in Html is never made inside a template', () => {
  /** Its shapes are constants of the template itself. */
  const constants = ['views/site/icon.ejs']
  const wrong = templates
    .filter((file) => !constants.includes(file))
    .filter((file) => /\b\w+Html\s*=(?!=)/.test(read(file)))
  expect(wrong).toEqual([])
})

test('colours stand in tokens.css and nowhere else', () => {
  const colour =
    /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|:\s*(?:black|white|red|green|blue|gr[ae]y|orange|yellow|purple)\b/i
  const wrong = styles
    .filter((file) => !file.endsWith('/tokens.css'))
    .filter((file) =>
      colour.test(
        read(file)
          .replace(/\/\*[\s\S]*?\*\//g, '')
          .replace(/url\([^)]*\)/g, ''),
      ),
    )
  expect(wrong).toEqual([])
  for (const file of styles.filter((one) => !one.endsWith('/tokens.css'))) {
    expect(read(file), `${file} uses a raw value; use its meaning`).not.toContain('--lch-')
  }
})

test('every meaning that a style uses is defined', () => {
  const all = styles.map(read).join('\n')
  const defined = new Set([...all.matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1]))
  const used = [...new Set([...all.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]))]
  expect(used.filter((name) => !defined.has(name))).toEqual([])
})

test('every component has its style imported, and every imported style exists', () => {
  const own = files('views/assets/css/components', /\.css$/).map((file) => file.split('/').at(-1)!)
  const list = read('views/assets/css/components.css')
  const imported = [...list.matchAll(/components\/([\w-]+\.css)/g)].map((match) => match[1]!)
  expect([...imported].sort()).toEqual(own.sort())
})

test('every page of the map has its template, and every template is a page or a part of one', () => {
  const names = templates.map((file) => file.slice('views/'.length, -'.ejs'.length))
  expect(Object.keys(pages).filter((name) => !names.includes(name))).toEqual([])

  const included = new Set(includes().map((one) => one.name))
  const areaPages = names.filter((name) => /^(?!layouts\/|components\/|site\/)[\w-]+\//.test(name))
  expect(areaPages.filter((name) => !(name in pages) && !included.has(name))).toEqual([])
})

test('every include names a template that exists', () => {
  const known = new Set(templates.map((file) => file.slice('views/'.length, -'.ejs'.length)))
  expect(includes().filter(({ name }) => !known.has(name))).toEqual([])
})

test('decision notes have numbers of their own and a title', () => {
  const notes = files('src/decisions', /\.md$/).map((file) => file.split('/').at(-1)!)
  const numbers = notes.map((name) => name.slice(0, 4))
  expect(notes.filter((name) => !/^\d{4}-[a-z0-9-]+\.md$/.test(name))).toEqual([])
  expect(new Set(numbers).size, numbers.join(' ')).toBe(numbers.length)
  for (const name of notes) {
    expect(read(`src/decisions/${name}`), name).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`))
  }
})

test('a file longer than 300 lines says at its top why it is long', () => {
  const wrong = [...sources, ...files('test', /\.ts$/), ...files('views', /\.(?:ejs|css|js)$/)]
    .map((file) => ({ file, lines: read(file).split('\n') }))
    .filter(({ lines }) => lines.length > 301)
    .filter(({ lines }) => !/\blong because\b/i.test(lines.slice(0, 14).join('\n')))
    .map(({ file, lines }) => `${file}: ${lines.length - 1} lines`)
  expect(wrong).toEqual([])
})

test('nothing is written to the console outside cli and main', () => {
  const wrong = sources
    .filter((file) => !/^src\/(?:cli|main)\.ts$/.test(file))
    .filter((file) => /\bconsole\s*\.\s*\w+\(/.test(withoutComments(read(file))))
  expect(wrong).toEqual([])
})

test('only config.ts reads the environment', () => {
  const wrong = sources
    .filter((file) => file !== 'src/config.ts')
    .filter((file) => /\bprocess\s*\.\s*env\b/.test(withoutComments(read(file))))
  expect(wrong).toEqual([])
})

test('every importer, contradiction rule, safety detector and metric has its words in the README', async () => {
  const readme = read('README.md')
  const lists = [
    'src/harvest/importers',
    'src/contradictions/rules',
    'src/safety/detectors',
    'src/metrics/list',
  ]
  const missing: string[] = []
  for (const folder of lists) {
    for (const name of await namesIn(folder)) {
      if (!new RegExp(`\\b${name.replaceAll('-', '[- ]')}\\b`, 'i').test(readme))
        missing.push(`${folder}: ${name}`)
    }
  }
  expect(missing).toEqual([])
})

test('every variable of the environment has its words in the README', () => {
  const names = [...new Set(read('src/config.ts').match(/\bWINNOW_[A-Z_]+\b/g) ?? [])]
  expect(names.filter((name) => !read('README.md').includes(name))).toEqual([])
})

test('imports name the file with its ending, and types are imported as types', () => {
  const wrong = sources.filter((file) => /from '\.[^']*(?<!\.ts|\.json)'/.test(read(file)))
  expect(wrong).toEqual([])
})

const TOP_FILES: Record<string, true> = { 'src/cli.ts': true, 'src/main.ts': true, 'src/config.ts': true }

function stageOf(file: string): string | undefined {
  const [, folder = ''] = file.split('/')
  if (file.split('/').length === 2) return TOP[folder]
  return STAGES.includes(folder) ? folder : undefined
}

/** What the templates of the app include by name; the public site's templates have a root of their own. */
function includes(): { file: string; name: string }[] {
  return templates
    .filter((file) => !file.startsWith('views/site/'))
    .flatMap((file) =>
      [...read(file).matchAll(/include\(\s*['"]([^'"$]+)['"]/g)].map((match) => ({ file, name: match[1]! })),
    )
}

/** The files of src a file imports, by path from the root. */
function importsOf(file: string, options: { typesToo: boolean } = { typesToo: true }): string[] {
  const text = read(file)
  const from = [...text.matchAll(/^\s*(?:import|export)\s([^'"]*?)\sfrom\s+['"](\.[^'"]+)['"]/gms)]
    .filter(([, what]) => options.typesToo || !isTypesOnly(what!))
    .map((match) => match[2]!)
  const bare = [...text.matchAll(/(?:^\s*import|\bimport\()\s*['"](\.[^'"]+)['"]/gm)].map(
    (match) => match[1]!,
  )
  return [...from, ...bare]
    .map((target) => relative(ROOT, resolve(ROOT, dirname(file), target)).replaceAll('\\', '/'))
    .filter((target) => target.startsWith('src/'))
}

function isTypesOnly(what: string): boolean {
  if (/^type\s/.test(what)) return true
  const names = /^\{([\s\S]*)\}$/.exec(what.trim())?.[1]
  return names?.split(',').every((name) => name.trim() === '' || /^type\s/.test(name.trim())) ?? false
}

function isSafeOutput(code: string, file: string): boolean {
  if (code.startsWith('include(')) return true
  if (file.startsWith('views/layouts/') || file.startsWith('views/site/')) {
    if (code === 'body') return true
  }
  return /^(?:\w+\.)*\w+Html$/.test(code)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

/** The names in an open list: every exported array of things with a name, a slug or a kind. An absent list is empty. */
async function namesIn(folder: string): Promise<string[]> {
  const index = join(ROOT, folder, 'index.ts')
  if (!existsSync(index)) return []
  const exported = Object.values((await import(index)) as Record<string, unknown>)
  const items = exported.filter((value) => Array.isArray(value)).flat() as Record<string, unknown>[]
  return items.map((item) => item.name ?? item.slug ?? item.kind).filter((name) => typeof name === 'string')
}
