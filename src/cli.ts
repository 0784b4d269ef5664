import { Command, CommanderError } from 'commander'
import type { Terminal } from './commands/command.ts'
import { addContradictions } from './commands/contradictions.ts'
import { addEditing } from './commands/editing.ts'
import { addHarvesting } from './commands/harvesting.ts'
import { addPublishing } from './commands/publishing.ts'
import { addSafety } from './commands/safety.ts'
import { addServing } from './commands/serving.ts'
import { addSyncing } from './commands/syncing.ts'
import { addUpkeep } from './commands/upkeep.ts'
import { addUploads } from './commands/uploads.ts'

// People read stderr; stdout carries only the JSON object of --json. Status: 0 done, 1 refused, 2 wrong usage.
const isWatched = process.stderr.isTTY === true
let drawn = ''

const terminal: Terminal = {
  out: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  progress: (line) => {
    if (!isWatched || line === drawn) return
    process.stderr.write(`\r${line.padEnd(drawn.length)}${line === '' ? '\r' : ''}`)
    drawn = line
  },
}

const program = new Command('winnow')
  .description('Forum threads and closed cases become reviewed articles and a searchable FAQ.')
  .showHelpAfterError('Run "npm run -s winnow -- --help" for the verbs.')
  .exitOverride()

const done = (status: number) => {
  process.exitCode = status
}
for (const add of [
  addHarvesting,
  addEditing,
  addContradictions,
  addSafety,
  addPublishing,
  addUpkeep,
  addUploads,
  addSyncing,
  addServing,
]) {
  add(program, terminal, done)
}

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  const wasAsked = error.code === 'commander.helpDisplayed' || error.code === 'commander.version'
  process.exitCode = wasAsked ? 0 : 2
}
