import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import { words } from './words.ts'

export const VIEWS = fileURLToPath(new URL('../../views', import.meta.url))

/** What every template and component may use besides the data it is given. */
export type Globals = Record<string, unknown>

/** Renders one template (a name under views/, without its ending) with exactly the data given. */
export type Render = (name: string, data: object, globals?: Globals) => string

/**
 * The template engine. An `include(name, data)` inside a template hands over `data` and the globals and nothing
 * else, so a component never picks up a variable of the page around it by accident.
 */
export function createRenderer(options: { keepTemplates: boolean; views?: string }): Render {
  const kept = new Map<string, (data: Record<string, unknown>) => string>()
  const compile = (name: string) => {
    const known = kept.get(name)
    if (known !== undefined) return known
    if (!/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/.test(name)) throw new Error(`"${name}" is not a template's name`)
    const filename = join(options.views ?? VIEWS, `${name}.ejs`)
    const template = ejs.compile(readFileSync(filename, 'utf8'), {
      filename,
      compileDebug: true,
      // What all templates share is inherited, not copied into each of the hundreds of includes of a page.
      unsafePrototypeLocals: true,
    })
    if (options.keepTemplates) kept.set(name, template)
    return template
  }
  return (name, data, globals = {}) => {
    const shared: Globals = Object.assign(Object.create(null), words, globals)
    const fill = (inner: string, innerData: object = {}) =>
      compile(inner)(Object.assign(Object.create(shared), innerData, { include: fill }))
    return fill(name, data)
  }
}

/** A page inside its layout; the layout gets the page's data too, and the page itself as `body`. */
export function renderPage(
  render: Render,
  page: { name: string; layout: string; data: object },
  globals: Globals,
): string {
  const body = render(page.name, page.data, globals)
  return render(`layouts/${page.layout}`, { ...page.data, body }, globals)
}
