import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEditing } from '../../src/commands/editing.ts'
import { addHarvesting } from '../../src/commands/harvesting.ts'
import { addPublishing } from '../../src/commands/publishing.ts'
import { addServing } from '../../src/commands/serving.ts'
import { addSyncing } from '../../src/commands/syncing.ts'
import { addUpkeep } from '../../src/commands/upkeep.ts'
import { addUploads } from '../../src/commands/uploads.ts'

const before = process.env.WINNOW_DATA
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-usage-'))
  process.env.WINNOW_DATA = folder
})
afterAll(() => {
  if (before === undefined) delete process.env.WINNOW_DATA
  else process.env.WINNOW_DATA = before
  rmSync(folder, { recursive: true, force: true })
})

/** Types a command; what it said, and its exit status. */
async function typed(line: string) {
  const said: string[] = []
  let status: number | undefined
  const terminal = {
    out: (text: string) => said.push(text),
    say: (text: string) => said.push(text),
    progress: () => {},
  }
  const program = new Command().exitOverride()
  for (const add of [addHarvesting, addEditing, addPublishing, addUpkeep, addUploads, addSyncing, addServing])
    add(program, terminal, (came) => {
      status = came
    })
  await program.parseAsync(line.split(' '), { from: 'user' })
  return { status, said: said.join('\n') }
}

test.each([
  ['promote x', '"x" is not the number of a candidate'],
  ['undo-import 1.5', '"1.5" is not the number of an import'],
  ['import-upload one', '"one" is not the number of an upload'],
  ['release diff 1 last', '"last" is not the number of a release'],
  ['release rollback 0', '"0" is not the number of a release'],
  ['candidates --limit=-3', '"-3" is not a number of results'],
  ['search', 'Type the words'],
  ['search --public', 'Type the words'],
  ['search --batch queries.jsonl', 'A batch searches the published site'],
  ['adopt', 'Name the documents'],
  ['publish --dry-run', '--dry-run needs --to'],
  ['publish --to gopher://host/folder', 'is not a place to publish to'],
  ['user add ed --role king', 'There is no role "king". Known are: agent'],
  ['serve --port 70000', '"70000" is not a port'],
  ['connect forum --with telex', '"telex"'],
  ['connect forum --with discourse --set address', 'is not of the form name=value'],
  ['connect forum --with discourse --set address=ftp://host', 'https'],
  ['connect forum --with discourse --authority rumour', 'There is no authority "rumour"'],
  ['sync forum --by-id x', '"x" is not the number of a user'],
  ['import --format scroll --source forum x.json', 'There is no format "scroll"'],
  ['import --format auto --source Forum! x.json', 'cannot name a source'],
  ['import --format auto --source forum --authority rumour x.json', 'There is no authority "rumour"'],
])('%s is wrong usage: status 2, and a sentence', async (line, sentence) => {
  const { status, said } = await typed(line)

  expect(said).toContain(sentence)
  expect(status).toBe(2)
})

test.each(['undo-import 7', 'validate 7', 'sync forum', 'release rollback 7', 'promote 7 --by nobody'])(
  '%s is well typed and refused: status 1, and a sentence',
  async (line) => {
    const { status, said } = await typed(line)

    expect(said).toMatch(/\w.*\.$/)
    expect(status).toBe(1)
  },
)

test('wrong usage is said as JSON too', async () => {
  const { said } = await typed('undo-import x --json')

  expect(JSON.parse(said.split('\n').at(-1)!)).toEqual({ error: '"x" is not the number of an import.' })
})
