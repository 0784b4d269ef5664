import type { Probe } from '../probe.ts'

/** Files looked into before a folder is called something else. */
const LOOKED_INTO = 12

/** Whether the beginning of one of the JSON files satisfies the test; files spread over the folder are looked at. */
export function jsonHead(
  probe: Probe,
  test: (head: string) => boolean,
  ending = /\.(?:json|ndjson|jsonl)$/i,
): boolean {
  const names = probe.names.filter((name) => ending.test(name) && !/(?:^|\/)mapping\.json$/i.test(name))
  const step = Math.max(1, Math.floor(names.length / LOOKED_INTO))
  return names.filter((_name, index) => index % step === 0).some((name) => test(probe.head(name)))
}
