import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runPlain } from '../../src/commands/command.ts'
import { scanFile } from '../../src/safety/scan-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-command-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(verb: () => Promise<never> | never) {
  const said: string[] = []
  const out: string[] = []
  const terminal = {
    say: (line: string) => said.push(line),
    out: (line: string) => out.push(line),
    progress: () => {},
  }
  const status = await runPlain(terminal, { json: true }, verb)
  return { status, said, json: JSON.parse(out.at(-1) ?? 'null') }
}

test('what the operating system refuses is a sentence with the file, also as JSON; a bug is still a bug', async () => {
  const missing = join(folder, 'missing.jsonl')
  const gone = await run(() => readFileSync(missing) as never)
  expect(gone).toMatchObject({
    status: 1,
    json: { error: `${missing} does not exist, or its folder does not.` },
  })
  expect(gone.said).toEqual([gone.json.error])
  expect((await run(() => readFileSync(folder) as never)).json.error).toContain('is a folder')
  await expect(run(() => (undefined as never as { x: never }).x)).rejects.toThrow(TypeError)
})

test('findings that cannot be written where they should go are said, and nothing is left behind', async () => {
  const input = join(folder, 'in.jsonl')
  writeFileSync(input, '{"type":"document","id":"d","title":"T","body":"Call +49 30 901820."}\n')
  const scanned = await run(
    () => scanFile({ in: input, out: join(folder, 'no', 'out.jsonl') }) as Promise<never>,
  )
  expect(scanned).toMatchObject({ status: 1 })
  expect(scanned.json.error).toContain('does not exist, or its folder does not')
})
