import { setFlagsFromString } from 'node:v8'
import { Command, CommanderError } from 'commander'
import type { Terminal } from './commands/command.ts'

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

const groups = {
  harvesting: async () => (await import('./commands/harvesting.ts')).addHarvesting,
  editing: async () => (await import('./commands/editing.ts')).addEditing,
  contradictions: async () => (await import('./commands/contradictions.ts')).addContradictions,
  safety: async () => (await import('./commands/safety.ts')).addSafety,
  publishing: async () => (await import('./commands/publishing.ts')).addPublishing,
  upkeep: async () => (await import('./commands/upkeep.ts')).addUpkeep,
  uploads: async () => (await import('./commands/uploads.ts')).addUploads,
  syncing: async () => (await import('./commands/syncing.ts')).addSyncing,
  serving: async () => (await import('./commands/serving.ts')).addServing,
}
/**
 * What reads very much starts with its own files only, for all the others take as much memory as reading does; and its
 * heap is cleaned up when it has grown by so many percent, not to four times what is in use.
 */
const large = new Map([
  ['import', groups.harvesting],
  ['undo-import', groups.harvesting],
  ['renormalise', groups.harvesting],
  ['import-upload', groups.uploads],
  ['sync', groups.syncing],
])
const alone = large.get(process.argv[2] ?? '')
if (alone !== undefined) setFlagsFromString('--heap-growing-percent=40')
for (const group of alone === undefined ? Object.values(groups) : [alone]) {
  const add = await group()
  add(program, terminal, done)
}

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  const wasAsked = error.code === 'commander.helpDisplayed' || error.code === 'commander.version'
  process.exitCode = wasAsked ? 0 : 2
}
