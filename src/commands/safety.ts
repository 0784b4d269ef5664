import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { scanFile } from '../safety/scan-file.ts'
import { type Common, counted, runPlain, type Terminal } from './command.ts'

type ScanOptions = Common & { in: string; out: string; words?: string }

/** safety scan */
export function addSafety(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('safety')
    .description('what may never be public')
    .command('scan')
    .description('look for private material in Winnow JSONL, without the database')
    .requiredOption('--in <file>', 'threads and documents, one per line')
    .requiredOption('--out <file>', 'a line per finding and per item')
    .option('--words <file>', 'the company’s own words that must not be seen, one per line')
    .option('--json')
    .action(async (options: ScanOptions) =>
      done(
        await runPlain(terminal, options, async () => {
          const words = options.words === undefined ? undefined : readFileSync(options.words, 'utf8')
          const result = await scanFile({
            in: options.in,
            out: options.out,
            ...(words === undefined ? {} : { words }),
          })
          const says = `Looked at ${counted(result.items, 'item')}: ${counted(result.findings, 'finding')}.`
          const [first] = result.failures
          const failed =
            first === undefined
              ? []
              : [
                  `${counted(result.failed, 'line')} could not be read; the first is line ${first.line}: ${first.message}.`,
                ]
          const notes = result.notes.map(
            ({ line, entry, note }) => `Word list, line ${line}, “${entry}”: ${note}`,
          )
          return { says: [says, ...failed, ...notes].join(' '), json: { ...result } }
        }),
      ),
    )
}
