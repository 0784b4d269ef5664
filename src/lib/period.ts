/** A span of time: from (inclusive) to (exclusive), ISO 8601 in UTC. */
export type Period = { from: string; to: string; label: string }

const DAY = 86_400_000

/** The last `days` days up to `now`. */
export function lastDays(now: string, days: number): Period {
  const to = new Date(now)
  return { from: new Date(to.getTime() - days * DAY).toISOString(), to: now, label: `the last ${days} days` }
}
