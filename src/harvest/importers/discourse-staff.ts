import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readWhole } from '../reading/whole.ts'

/** The forum's staff by name, from the `about.json` in the file's folder or the one above, if there is one. */
export function staffNear(file: string, known: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const folder = dirname(file)
  const found = known.get(folder)
  if (found !== undefined) return found
  const place = [folder, dirname(folder)].map((at) => join(at, 'about.json')).find((path) => existsSync(path))
  const staff = place === undefined ? new Set<string>() : readStaff(place)
  known.set(folder, staff)
  return staff
}

function readStaff(file: string): ReadonlySet<string> {
  const read = readWhole(file, 10_000_000)
  if (!('text' in read)) return new Set()
  try {
    const { about } = JSON.parse(read.text) as { about?: { admins?: unknown; moderators?: unknown } }
    const people = [about?.admins, about?.moderators].flat() as ({ username?: unknown } | null | undefined)[]
    return new Set(people.map((one) => one?.username).filter((name) => typeof name === 'string'))
  } catch {
    return new Set()
  }
}
