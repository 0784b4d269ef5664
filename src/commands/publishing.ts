import type { Command } from 'commander'
import { type CarriedOut, carryOutPlans } from '../articles/schedule.ts'
import { publish, releaseDiff, rollback } from '../publish/publish.ts'
import { siteSettings } from '../publish/settings.ts'
import { deploy, targetNamed } from '../publish/targets/index.ts'
import type { Deployed, Target } from '../publish/targets/target.ts'
import { afterPublish } from '../web/after-publish.ts'
import {
  actorOf,
  asTyped,
  type Common,
  counted,
  runVerb,
  type Terminal,
  WrongUsage,
  wholeNumber,
} from './command.ts'

/** publish · release diff · release rollback */
export function addPublishing(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('publish')
    .description('build the static site and switch readers to it')
    .option('--out <dir>', 'another place: new, empty, or one that Winnow made')
    .option('--to <place>', 'bring the release there: a folder, ssh://…, s3://…, git+https://…#branch')
    .option('--precompress', 'with --to a folder: also write texts as .br and .gz')
    .option('--dry-run', 'with --to: only say which files would be brought')
    .option('--by <user>')
    .option('--json')
    .action(
      async (options: Common & { out?: string; to?: string; dryRun?: boolean; precompress?: boolean }) =>
        done(
          await runVerb(terminal, options, async (db, config) => {
            const place = { dataDir: config.dataDir, out: options.out }
            // Named before anything is built, so that a misspelt place costs nothing.
            const target =
              options.to === undefined
                ? undefined
                : asTyped(() => targetNamed(options.to!, config.environment))
            const bring = (to: Target) =>
              deploy(to, {
                ...place,
                isDryRun: options.dryRun === true,
                isPrecompressed: options.precompress === true,
                onProgress: terminal.progress,
              })
            if (options.dryRun) {
              if (target === undefined)
                throw new WrongUsage('--dry-run needs --to: it says what would be brought there.')
              const deployed = await bring(target)
              return {
                says: `Would bring ${deployedWords(deployed)} to ${target.shown}.`,
                json: { deployed },
              }
            }
            const planned = carryOutPlans(db, { expiry: siteSettings(db).expiry }).map(plannedWords)
            const isElsewhere = options.out !== undefined || target !== undefined
            const { path, ...result } = await publish(db, {
              ...place,
              siteUrl: config.siteUrl,
              // A site written elsewhere has no app beside it to send votes to, unless one is named.
              feedbackUrl: isElsewhere && config.feedbackUrl === '/feedback' ? null : config.feedbackUrl,
              by: actorOf(db, options),
            })
            afterPublish(db)
            const held = result.heldBack.map((one) => `Article ${one.articleNumber} held back: ${one.reason}`)
            const says = `Release ${result.release} at ${path}: ${counted(result.pages, 'page')}, ${result.added} added, ${result.changed} changed, ${result.removed} removed, ${result.unchanged} unchanged.`
            const deployed = target === undefined ? undefined : await bring(target)
            const brought =
              deployed === undefined ? [] : [`Brought ${deployedWords(deployed)} to ${target?.shown}.`]
            return {
              says: [...planned, says, ...held, ...brought].join('\n'),
              json: { ...result, path, ...(deployed === undefined ? {} : { deployed }) },
            }
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
            from: wholeNumber(from, 'a release'),
            to: wholeNumber(to, 'a release'),
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
          rollback(db, {
            dataDir: config.dataDir,
            release: wholeNumber(number, 'a release'),
            by: actorOf(db, options),
          })
          return {
            says: `Readers see release ${number} again.`,
            json: { release: wholeNumber(number, 'a release') },
          }
        }),
      ),
    )
}

function plannedWords({ articleNumber, act, problem }: CarriedOut): string {
  if (problem !== null) return `Article ${articleNumber} could not ${act} as planned: ${problem}`
  return act === 'publish'
    ? `Article ${articleNumber} went live as planned.`
    : `Article ${articleNumber} expired as planned.`
}

function deployedWords(deployed: Deployed): string {
  const { uploaded, bytes, removed, unchanged } = deployed
  return `${counted(uploaded, 'file')} (${counted(bytes, 'byte')}), ${removed} removed, ${unchanged} as they were`
}
