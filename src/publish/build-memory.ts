import { join } from 'node:path'
import type { Work } from '../search/build.ts'
import type { Reading } from '../search/reading.ts'
import type { HeldContent } from './content.ts'
import type { HeldSecrets } from './leaks.ts'
import type { Planned } from './parts.ts'
import type { Place } from './place.ts'
import type { HeldRelated } from './related.ts'
import type { Known } from './text-facts.ts'

/**
 * What builds of a place remember: in a folder for the next process, and in memory for as long as this one runs, so
 * that a server which publishes again and again looks only at what changed. All of it may go at any time.
 */
export type BuildMemory = {
  folder: string
  /** What was taken back of texts when the files were written: once there is more, they are written anew at once. */
  takenBack: string
  isToBeWritten: boolean
  /** What was found out about texts, by version, and of which versions the file says it too. */
  texts?: { known: Map<number, Known>; onFile: Set<number> }
  /** What was public at the build before. */
  content?: HeldContent
  related?: HeldRelated
  secrets?: HeldSecrets
  /** By part, what the release with this hash was planned from. */
  planned?: { hash: string; parts: Planned['parts'] }
  /** What the search of each language has read, how many documents since that was written down, and how many are. */
  search: Map<string, { kind: string; reading: Reading; work: Work; unwritten: number; onFile: number }>
}

/** What a build knows besides the database. */
export type BuildAround = {
  memory?: BuildMemory
  /** The site's address without a slash at its end: links that say it are links of ours. */
  siteUrl?: string | null
}

/** One place at a time: whoever publishes to several has room for the last one only. */
let kept: BuildMemory | undefined

/** The memory of a place: what this process knows of it already, or nothing but the folder. */
export function memoryOf(place: Place): BuildMemory {
  const folder = join(place.releases, '.memory')
  if (kept?.folder !== folder) kept = { folder, takenBack: '', isToBeWritten: false, search: new Map() }
  return kept
}

/** Forgets what is held in memory; what lies in folders stays. */
export function forgetBuilds(): void {
  kept = undefined
}
