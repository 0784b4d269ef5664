import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import { sha256 } from '../lib/hash.ts'
import { byUnits, words } from './words.ts'

export const SITE_VIEWS = fileURLToPath(new URL('../../views/site', import.meta.url))

/** Renders one template of the site, by its name under `views/site` without its ending. */
export type Render = (name: string, data: object) => string

/** The templates of the site: all are read at once, so that one hash stands for them. */
export type Templates = { render: Render; hash: string }

/**
 * Compiles every template of `folder`; those of `overrides` (a company's own folder) stand before ours. An
 * `include(name, data)` hands over that data and the words, nothing else.
 */
export function readTemplates(folder = SITE_VIEWS, overrides?: string): Templates {
  const sources = new Map([...readFolder(folder), ...(overrides === undefined ? [] : readFolder(overrides))])
  const compiled = new Map<string, (data: Record<string, unknown>) => string>()
  const render: Render = (name, data) => {
    let template = compiled.get(name)
    if (template === undefined) {
      const source = sources.get(name)
      if (source === undefined) throw new Error(`There is no template "${name}" for the site.`)
      template = ejs.compile(source, { filename: `${name}.ejs`, compileDebug: true })
      compiled.set(name, template)
    }
    return template({ ...words, ...data, include: render })
  }
  const all = [...sources].sort(([a], [b]) => byUnits(a, b))
  return { render, hash: sha256(JSON.stringify(all)) }
}

function readFolder(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ejs'))
    .map((name) => [name.slice(0, -'.ejs'.length), readFileSync(join(folder, name), 'utf8')])
}
