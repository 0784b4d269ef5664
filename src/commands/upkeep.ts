import type { Command } from 'commander'
import { dropUnusedMedia } from '../articles/media.ts'
import { readConfig } from '../config.ts'
import { backup, restore } from '../db/backup.ts'
import { now } from '../db/events.ts'
import { roles } from '../db/words.ts'
import { hashPassword, oneTimePassword } from '../web/passwords.ts'
import { createUser } from '../web/users.ts'
import { checkDatabase } from './check.ts'
import { actorOf, type Common, counted, oneOf, runPlain, runVerb, type Terminal } from './command.ts'

/** backup · restore · check · upkeep · user add */
export function addUpkeep(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('backup <file>')
    .description('copy the database while it is in use')
    .option('--json')
    .action(async (file: string, options: Common) =>
      done(
        await runVerb(terminal, options, async (db) => {
          const { bytes } = await backup(db, file)
          return {
            says: `Backed up to ${file} (${counted(bytes, 'byte')}).`,
            json: { ok: true, file, bytes },
          }
        }),
      ),
    )

  program
    .command('restore <file>')
    .description('put a backup in place of the database')
    .option('--json')
    .action(async (file: string, options: Common) =>
      done(
        await runPlain(terminal, options, async () => {
          const path = readConfig().databaseFile
          const { kept } = await restore({ backup: file, path, now: now() })
          const before = kept === null ? '' : ` What was there is kept as ${kept}.`
          return { says: `Restored ${file}.${before}`, json: { ok: true, kept } }
        }),
      ),
    )

  program
    .command('check')
    .description('look for damage in the database')
    .option('--json')
    .action(async (options: Common) =>
      done(
        await runVerb(terminal, options, (db) => {
          const result = checkDatabase(db)
          const looked = `${counted(result.versions, 'version')}, ${counted(result.records, 'raw record')} and ${counted(result.texts, 'text')}`
          const says = result.ok
            ? `Everything is whole: ${looked}.`
            : `Looked at ${looked}. Damaged: ${result.faults.slice(0, 20).join('; ')}. Restore a backup.`
          return { says, json: { ...result }, isRefused: !result.ok }
        }),
      ),
    )

  program
    .command('upkeep')
    .description('take away what is no longer needed: pictures and files no article uses')
    .option('--by <user>')
    .option('--json')
    .action(async (options: Common) =>
      done(
        await runVerb(terminal, options, (db) => {
          const { dropped, bytes } = dropUnusedMedia(db, { by: actorOf(db, options) })
          const what = counted(dropped, 'picture or file', 'pictures and files')
          const says =
            dropped === 0
              ? 'Nothing to take away: every picture and file is used, or younger than two weeks.'
              : `Took away ${what} that no article used (${counted(bytes, 'byte')}).`
          return { says, json: { ok: true, dropped, bytes } }
        }),
      ),
    )

  program
    .command('user')
    .description('people who work with Winnow')
    .command('add <name>')
    .description('make an account and print its one-time password')
    .requiredOption('--role <role>', roles.join(', '))
    .option('--by <user>')
    .option('--json')
    .action(async (name: string, options: Common & { role: string }) =>
      done(
        await runVerb(terminal, options, async (db) => {
          const role = oneOf(roles, options.role, 'role')
          const password = oneTimePassword()
          const passwordHash = await hashPassword(password)
          const by = actorOf(db, options)
          const { userId } = createUser(db, { name, role, passwordHash, mustChangePassword: true, by })
          return {
            says: `Added ${name} (${role}). One-time password: ${password}`,
            json: { user: userId, name, role, password },
          }
        }),
      ),
    )
}
