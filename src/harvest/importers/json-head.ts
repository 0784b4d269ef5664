import type { Probe } from '../probe.ts'

/** Files looked into before a folder is called something else: of its own ones, and of those in folders inside. */
const LOOKED_INTO = 12

/** Whether the beginning of one of the JSON files satisfies the test; of many files a few all over the folder count. */
export function jsonHead(
  probe: Probe,
  test: (head: string) => boolean,
  ending = /\.(?:json|ndjson|jsonl)$/i,
): boolean {
  const names = probe.names.filter((name) => ending.test(name) && !/(?:^|\/)mapping\.json$/i.test(name))
  const own = names.filter((name) => !name.includes('/'))
  const inside = names.filter((name) => name.includes('/'))
  return [...spread(own), ...spread(inside)].some((name) => test(probe.head(name)))
}

function spread(names: string[]): string[] {
  const step = Math.max(1, Math.floor(names.length / LOOKED_INTO))
  return names.filter((_name, index) => index % step === 0)
}
