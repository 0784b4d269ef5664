import type { Importer } from './importer.ts'
import { importers } from './importers/index.ts'
import { type Probe, probe } from './probe.ts'

/** A format that files could be in; `isSure` when their content says so and no other importer claims them. */
export type Fit = { name: string; isSure: boolean; needsMapping: boolean }

/** Every format that all the paths could be in, the best first. Empty when none is known. */
export function fitting(paths: string[]): Fit[] {
  const probes = paths.map(probe)
  const claims = importers.filter((importer) => probes.every((one) => importer.recognises(one)))
  const strong = claims.filter((importer) => !importer.isFallback)
  const found = strong.length > 0 ? strong : claims
  if (found.length > 0) return found.map((importer) => fitOf(importer, strong.length === 1))
  const byName = Object.keys(BY_HAND).find((name) => probes.every((one) => isTable(one, BY_HAND[name]!)))
  return importers.filter(({ name }) => name === byName).map((importer) => fitOf(importer, false))
}

/** Whether an importer reads tables of any kind, so that somebody has to say which column means what. */
export function isMappedByHand(importer: Importer): boolean {
  return importer.name in BY_HAND
}

/** These are recognised only beside a mapping; here somebody can still say what the columns mean. */
const BY_HAND: Record<string, RegExp> = { csv: /\.(?:csv|tsv)$/i, json: /\.(?:json|jsonl|ndjson)$/i }

function fitOf(importer: Importer, isSure: boolean): Fit {
  return { name: importer.name, isSure, needsMapping: isMappedByHand(importer) }
}

function isTable(one: Probe, ending: RegExp): boolean {
  const names = one.names.filter((name) => !/(?:^|\/)mapping\.json$/i.test(name))
  return names.length > 0 && names.every((name) => ending.test(name))
}

/** Names of files that hold a table. */
export const TABLE = /\.(?:csv|tsv|json|jsonl|ndjson)$/i
