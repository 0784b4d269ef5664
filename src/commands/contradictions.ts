import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { z } from 'zod'
import { exportFlags } from '../contradictions/export.ts'
import { judgePair, type PairInput } from '../contradictions/judge.ts'
import { optionalJudges } from '../contradictions/judges/index.ts'
import { askForOpinions } from '../contradictions/opinions.ts'
import { scanInTurn } from '../contradictions/scans.ts'
import { Invalid } from '../lib/errors.ts'
import { wrongIn } from '../lib/shape.ts'
import {
  actorOf,
  type Common,
  counted,
  type Outcome,
  runPlain,
  runVerb,
  type Terminal,
  wholeNumber,
} from './command.ts'
import { forEachLine, leftOut } from './lines.ts'

/** contradictions scan · export · judge */
export function addContradictions(
  program: Command,
  terminal: Terminal,
  done: (status: number) => void,
): void {
  const group = program.command('contradictions').description('what the community says against what we say')

  group
    .command('scan')
    .description('compare everything that changed since the last scan')
    .option('--by <user>')
    .option('--by-id <number>')
    .option('--json')
    .action(async (options: Common & { byId?: string }) =>
      done(
        await runVerb(terminal, options, async (db, config) => {
          // Nothing is listened to here: told to stop, it ends at once, and the next scan goes on where it was.
          const by = options.byId === undefined ? actorOf(db, options) : wholeNumber(options.byId, 'a user')
          const result = scanInTurn(db, { by, onProgress: terminal.progress })
          const { judges, refused } = await optionalJudges(config.judges)
          const opinions = await askForOpinions(db, judges, { onProgress: terminal.progress })
          const found = `Compared ${counted(result.scanned, 'text')} (${counted(result.pairs, 'pair')} of sentences): ${counted(result.flags, 'new contradiction')}.`
          const foreign =
            result.foreign === 0
              ? []
              : [`${counted(result.foreign, 'text')} not in English: nothing is looked for in them.`]
          const second = judges.length === 0 ? [] : [`${counted(opinions, 'second opinion')}.`]
          return {
            says: [found, ...foreign, ...second, ...refused].join(' '),
            json: { ...result, ...(judges.length === 0 ? {} : { opinions }) },
          }
        }),
      ),
    )

  group
    .command('export')
    .description('write every flag with both quotes and their sources')
    .requiredOption('--out <file>', 'a line per flag')
    .option('--json')
    .action(async (options: Common & { out: string }) =>
      done(
        await runVerb(terminal, options, (db) => {
          const lines = [...exportFlags(db)]
          writeFileSync(options.out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
          return {
            says: `Wrote ${counted(lines.length, 'flag')} to ${options.out}.`,
            json: { flags: lines.length },
          }
        }),
      ),
    )

  group
    .command('judge')
    .description('judge given pairs of texts')
    .requiredOption('--pairs <file>', 'a pair per line: { id, official, community, context? }')
    .requiredOption('--out <file>', 'a verdict per line')
    .option('--json')
    .action(async (options: Common & { pairs: string; out: string }) =>
      done(await runPlain(terminal, options, () => judgeFile(terminal, options.pairs, options.out))),
    )
}

const words = z.string().optional()
const many = z.union([z.array(z.string()), z.string().transform((one) => [one])]).optional()
const Pair = z.object({
  id: z.union([z.string(), z.number()]),
  official: z.string(),
  community: z.string(),
  context: z
    .object({
      officialTitle: words,
      section: words,
      product: words,
      versions: many,
      plan: words,
      platform: words,
      region: words,
      questionTitle: words,
      tags: many,
      prev: words,
      next: words,
    })
    .optional(),
})

async function judgeFile(terminal: Terminal, pairs: string, out: string): Promise<Outcome> {
  const verdicts: string[] = []
  let contradictions = 0
  const broken = await forEachLine(terminal, pairs, (line, place) => {
    const pair = readPair(line, place)
    const verdict = judgePair(pair.input)
    if (verdict.label === 'contradiction') contradictions++
    const { label, tier = null, kind = null, confidence, rationale = null, spans = null } = verdict
    verdicts.push(JSON.stringify({ id: pair.id, label, tier, kind, confidence, reason: rationale, spans }))
  })
  writeFileSync(out, verdicts.map((line) => `${line}\n`).join(''))
  const says = `Judged ${counted(verdicts.length, 'pair')}: ${counted(contradictions, 'contradiction')}.${leftOut(broken)}`
  const json = { pairs: verdicts.length, contradictions, ...(broken > 0 ? { failed: broken } : {}) }
  return { says, json, isRefused: broken > 0 }
}

function readPair(line: string, place: string): { id: string | number; input: PairInput } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new Invalid(`${place} is not JSON.`)
  }
  const parsed = Pair.safeParse(value)
  if (!parsed.success) {
    throw new Invalid(`${place} is not a pair: ${wrongIn(parsed.error, 1)}.`)
  }
  const { id, official, community, context } = parsed.data
  const given = Object.fromEntries(Object.entries(context ?? {}).filter(([, part]) => part !== undefined))
  return { id, input: { official: { text: official }, community: { text: community }, context: given } }
}
