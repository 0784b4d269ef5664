/** What an import did not take, and how that is said wherever its counts are shown. */
import { join } from 'node:path'
import type { LeftOut } from '../db/words.ts'
import type { Importer } from './importer.ts'
import { namesUnder, takenOf } from './probe.ts'
import { fitting } from './recognition.ts'

/** Most files that are named, and most for which another format is looked for. */
const MOST_FILES = 50
const MOST_LOOKED_AT = 20
/** Read by Winnow itself, or for people only. */
const FOR_OTHERS = /(?:^|\/)(?:mapping\.json|readme[^/]*|licen[cs]e[^/]*)$/i

/** The files under these folders that the importer did not ask for, each with the format it looks like. */
export function filesAside(importer: Importer, paths: string[]): LeftOut['files'] {
  const taken = takenOf(paths)
  if (taken === undefined) return []
  const aside = paths.flatMap((path) =>
    taken.has(path)
      ? []
      : namesUnder(path, Number.POSITIVE_INFINITY)
          .filter((name) => !taken.has(join(path, name)) && !FOR_OTHERS.test(name))
          .filter((name) => importer.beside?.test(name) !== true)
          .map((name) => ({ name, file: join(path, name) })),
  )
  return aside.slice(0, MOST_FILES).map(({ name, file }, at) => ({
    name,
    looksLike: at < MOST_LOOKED_AT ? formatOf(file, importer) : null,
  }))
}

function formatOf(file: string, importer: Importer): string | null {
  const found = fitting([file])[0]
  return found?.isSure === true && found.name !== importer.name ? found.name : null
}

/** One sentence for each kind of thing that was left out; none when everything was taken. */
export function leftOutSentences({ ignored, removed, files }: LeftOut, format: string): string[] {
  const says: string[] = []
  const reasons = counted(ignored)
  if (reasons !== '') says.push(`Ignored on purpose, and not counted as records: ${reasons}.`)
  const pieces = counted(removed)
  if (pieces !== '') says.push(`Taken out as private before anything was stored: ${pieces}.`)
  if (files.length > 0) {
    const names = files.slice(0, SHOWN).map(({ name, looksLike }) => name + other(looksLike))
    const more = files.length > SHOWN ? ` and ${files.length - SHOWN} more` : ''
    says.push(`Left aside, because ${format} does not read such files: ${names.join(', ')}${more}.`)
  }
  return says
}

const SHOWN = 8

function counted(counts: Record<string, number>): string {
  const most = Object.entries(counts).sort(([, a], [, b]) => b - a)
  const named = most.slice(0, SHOWN).map(([what, n]) => `${n} × ${what}`)
  const rest = most.slice(SHOWN).reduce((sum, [, n]) => sum + n, 0)
  return [...named, ...(rest > 0 ? [`${rest} × something else`] : [])].join(', ')
}

function other(format: string | null): string {
  return format === null ? '' : ` (looks like ${format}: import it with --format ${format})`
}
