import type { Db } from '../db/open.ts'

type Row = {
  absorbedId: number
  survivorId: number
  versionId: number
  liveVersionId: number | null
  isPublic: number
  isSurvivorArchived: number
}

/**
 * Articles that were taken up into others of which readers do not have the merged text yet. They stay on the site until
 * then: an answer never goes before its replacement is there. A survivor that was archived or made internal by itself is
 * no reason to wait.
 */
export function awaitedMerges(db: Db): ReadonlySet<number> {
  const rows = db.$client
    .prepare(
      `SELECT m.absorbed_id AS absorbedId, m.survivor_id AS survivorId,
         json_extract(m.moved, '$.versionId') AS versionId, s.live_version_id AS liveVersionId,
         s.audience = 'public' AS isPublic,
         EXISTS (SELECT 1 FROM archivals WHERE article_id = s.id AND ended_at IS NULL) AS isSurvivorArchived
       FROM merges m
       JOIN archivals r ON r.article_id = m.absorbed_id AND r.successor_id = m.survivor_id AND r.ended_at IS NULL
       JOIN articles s ON s.id = m.survivor_id
       WHERE m.undone_at IS NULL ORDER BY m.id`,
    )
    .all() as Row[]
  const byAbsorbed = new Map(rows.map((row) => [row.absorbedId, row]))
  const waits = ({ survivorId, versionId, liveVersionId, isPublic, isSurvivorArchived }: Row): boolean => {
    // Versions are numbered as they are written: a later one was written on top of the merged one.
    if (isPublic === 0 || (liveVersionId !== null && liveVersionId >= versionId)) return false
    const next = byAbsorbed.get(survivorId)
    return isSurvivorArchived === 0 || (next !== undefined && waits(next))
  }
  return new Set(rows.filter(waits).map(({ absorbedId }) => absorbedId))
}
