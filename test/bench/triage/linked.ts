import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDb } from '../../../src/db/open.ts'
import { harvest } from '../../../src/harvest/harvest.ts'
import { refreshIndex } from '../../../src/search/staff.ts'
import { placeAll } from '../../../src/triage/place.ts'

const FOLDER = join(
  process.env.WINNOW_SHARED ?? '../shared',
  'data/stackexchange/bicycles.meta.stackexchange.com-2023-09',
)

type Pair = { a: number; b: number }

/** Real questions whose source links duplicates: how many of these the words alone bring together, and among how many. */
export async function linked(): Promise<void> {
  if (!existsSync(FOLDER)) {
    console.log(`Not measured: ${FOLDER} is not there. Say where with WINNOW_SHARED.`)
    return
  }
  const db = openDb(':memory:')
  const source = { slug: 'bikes', authority: 'community' as const }
  const { created } = await harvest(db, { source, format: 'stackexchange', paths: [FOLDER], by: null })
  const links = db.$client.prepare(
    `SELECT min(t.id, o.id) AS a, max(t.id, o.id) AS b, max(json_extract(j.value, '$.kind') = 'duplicate') AS isDuplicate
     FROM threads t, json_each(t.links) j JOIN threads o ON o.external_id = json_extract(j.value, '$.id')
     GROUP BY 1, 2`,
  )
  const known = links.all() as (Pair & { isDuplicate: number })[]
  // Otherwise the links themselves would bring them together.
  db.$client.exec(`UPDATE threads SET links = '[]'`)
  refreshIndex(db)
  placeAll(db)
  const together = db.$client
    .prepare(
      `SELECT x.thread_id AS a, y.thread_id AS b FROM placements x JOIN placements y
       ON y.cluster_id = x.cluster_id AND y.thread_id > x.thread_id`,
    )
    .all() as Pair[]
  const keys = new Set(together.map(keyOf))
  const found = (all: Pair[]) => all.filter((pair) => keys.has(keyOf(pair))).length
  const duplicates = known.filter((pair) => pair.isDuplicate === 1)
  console.log(
    `bicycles.meta: ${created} questions, ${together.length} pairs brought together by their words; of ${duplicates.length} pairs linked as duplicates ${found(duplicates)}, of all ${known.length} linked ${found(known)}`,
  )
  db.$client.close()
}

function keyOf({ a, b }: Pair): string {
  return `${a} ${b}`
}
