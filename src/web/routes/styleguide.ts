import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { page } from '../answers.ts'
import type { PageBase } from '../pages.ts'
import { VIEWS } from '../render.ts'
import type { Routes } from '../routes.ts'

/** A component with what it is for, its parameters, and the examples its styleguide entry renders. */
export type Component = {
  name: string
  about: string
  /** It is a row of a list, and cannot stand alone. */
  within?: 'list'
  params: Record<string, string>
  examples: { title: string; data: Record<string, unknown> }[]
}
export type StyleguidePage = PageBase & { components: Component[] }

/** Every component, by name, as the `<name>.json` beside its template says. */
export function listComponents(): Component[] {
  const folder = join(VIEWS, 'components')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Component, 'name'>),
    }))
}

/** The styleguide. */
export function styleguideRoutes(routes: Routes): void {
  routes.get('/staff/styleguide', 'see.staff', () =>
    page('styleguide/index', { title: 'Styleguide', components: listComponents() }),
  )
}
