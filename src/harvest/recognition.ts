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
  return importers
    .filter((importer) => isMappedByHand(importer) && probes.every(isTable))
    .map((importer) => fitOf(importer, false))
}

/** Whether an importer reads tables of any kind, so that somebody has to say which column means what. */
export function isMappedByHand(importer: Importer): boolean {
  return MAPPED_BY_HAND.includes(importer.name)
}

const MAPPED_BY_HAND = ['csv']

function fitOf(importer: Importer, isSure: boolean): Fit {
  return { name: importer.name, isSure, needsMapping: isMappedByHand(importer) }
}

function isTable(one: Probe): boolean {
  const names = one.names.filter((name) => !/(?:^|\/)mapping\.json$/i.test(name))
  return names.length > 0 && names.every((name) => TABLE.test(name))
}

/** Names of files that hold a table; also packed. */
export const TABLE = /\.(?:csv|tsv|json|jsonl|ndjson)(?:\.gz)?$/i
