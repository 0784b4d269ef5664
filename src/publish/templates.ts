import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import { Refused } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import { dayIn, filled, type SiteWords } from './languages/index.ts'
import { byUnits, machineTime } from './words.ts'

export const SITE_VIEWS = fileURLToPath(new URL('../../views/site', import.meta.url))

/** Renders one template of the site, by its name under `views/site` without its ending. */
export type Render = (name: string, data: object) => string

/** The templates of the site with the words of a language: all are read at once, so that one hash stands for them. */
export type Templates = { speaking: (say: SiteWords) => Render; hash: string }

/**
 * Compiles every template of `folder`; those of `overrides` (a company's own folder) stand before ours. An
 * `include(name, data)` hands over that data, the language's words as `say`, and functions that depend on their input
 * only, never on clock, place or locale; nothing else. A template that fails is named.
 */
export function readTemplates(folder = SITE_VIEWS, overrides?: string): Templates {
  const sources = new Map([...readFolder(folder), ...(overrides === undefined ? [] : readFolder(overrides))])
  const compiled = new Map<string, (data: Record<string, unknown>) => string>()
  const templateNamed = (name: string) => {
    const known = compiled.get(name)
    if (known !== undefined) return known
    const source = sources.get(name)
    if (source === undefined) throw new Refused(`There is no template "${name}" for the site.`)
    const template = ejs.compile(source, { filename: `${name}.ejs`, compileDebug: true })
    compiled.set(name, template)
    return template
  }
  const speaking = (say: SiteWords): Render => {
    const words = { say, filled, machineTime, onDay: (at: string) => dayIn(say, at) }
    const render: Render = (name, data) => {
      try {
        return templateNamed(name)({ ...words, ...data, include: render })
      } catch (error) {
        if (error instanceof Refused || overrides === undefined) throw error
        throw new Refused(`The template "${name}" of the site cannot be used: ${(error as Error).message}`)
      }
    }
    return render
  }
  const all = [...sources].sort(([a], [b]) => byUnits(a, b))
  return { speaking, hash: sha256(JSON.stringify(all)) }
}

function readFolder(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ejs'))
    .map((name) => [name.slice(0, -'.ejs'.length), readFileSync(join(folder, name), 'utf8')])
}
