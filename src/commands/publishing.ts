import type { Command } from 'commander'
import { Invalid } from '../lib/errors.ts'
import { publish, releaseDiff, rollback } from '../publish/publish.ts'
import { actorOf, type Common, counted, runVerb, type Terminal } from './command.ts'

/** publish · release diff · release rollback */
export function addPublishing(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('publish')
    .description('build the static site and switch readers to it')
    .option('--out <dir>', 'another place: new, empty, or one that Winnow made')
    .option('--by <user>')
    .option('--json')
    .action(async (options: Common & { out?: string }) =>
      done(
        await runVerb(terminal, options, async (db, config) => {
          const { path, ...result } = await publish(db, {
            dataDir: config.dataDir,
            out: options.out,
            siteUrl: config.siteUrl,
            // A site written elsewhere has no app beside it to send votes to, unless one is named.
            feedbackUrl:
              options.out !== undefined && config.feedbackUrl === '/feedback' ? null : config.feedbackUrl,
            by: actorOf(db, options),
          })
          const held = result.heldBack.map((one) => `Article ${one.articleNumber} held back: ${one.reason}`)
          const says = `Release ${result.release} at ${path}: ${counted(result.pages, 'page')}, ${result.added} added, ${result.changed} changed, ${result.removed} removed, ${result.unchanged} unchanged.`
          return { says: [says, ...held].join('\n'), json: { ...result, path } }
        }),
      ),
    )

  const release = program.command('release').description('releases that are kept')

  release
    .command('diff <from> <to>')
    .description('what changed between two releases')
    .option('--json')
    .action(async (from: string, to: string, options: Common) =>
      done(
        await runVerb(terminal, options, (_db, config) => {
          const diff = releaseDiff({
            dataDir: config.dataDir,
            from: releaseNumber(from),
            to: releaseNumber(to),
          })
          const lines = [
            ...diff.added.map((path) => `+ ${path}`),
            ...diff.changed.map((path) => `~ ${path}`),
            ...diff.removed.map((path) => `- ${path}`),
          ]
          return { says: lines.join('\n') || 'Nothing differs.', json: { ...diff } }
        }),
      ),
    )

  release
    .command('rollback <release>')
    .description('lead readers back to an earlier release')
    .option('--by <user>')
    .option('--json')
    .action(async (number: string, options: Common) =>
      done(
        await runVerb(terminal, options, (db, config) => {
          rollback(db, { dataDir: config.dataDir, release: releaseNumber(number), by: actorOf(db, options) })
          return { says: `Readers see release ${number} again.`, json: { release: releaseNumber(number) } }
        }),
      ),
    )
}

function releaseNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Invalid(`"${text}" is not the number of a release.`)
  return Number(text)
}
