import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Terminal } from '../../src/commands/command.ts'
import { addContradictions } from '../../src/commands/contradictions.ts'
import { forEachLine, leftOut } from '../../src/commands/lines.ts'
import { Invalid } from '../../src/lib/errors.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-lines-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function heard(): Terminal & { out_: string[]; said: string[] } {
  const out_: string[] = []
  const said: string[] = []
  return { out_, said, out: (line) => out_.push(line), say: (line) => said.push(line), progress: () => {} }
}

const PAIR = {
  id: 'a',
  official: 'Attachments can be up to 25 MB.',
  community: 'Attachments can be up to 50 MB.',
}

test('judging goes on after broken lines, names each of them, keeps the order of the rest, and ends with 1', async () => {
  const [pairs, out] = [join(folder, 'pairs.jsonl'), join(folder, 'verdicts.jsonl')]
  const lines = [
    JSON.stringify(PAIR),
    '{"id": "b", "official": ',
    '',
    JSON.stringify({ id: 'c', official: 7, community: 'x' }),
    '[]',
    JSON.stringify({ ...PAIR, id: 'd', community: PAIR.official }),
  ]
  writeFileSync(pairs, lines.join('\r\n'))
  const terminal = heard()
  const program = new Command()
  let status: number | undefined
  addContradictions(program, terminal, (ended) => {
    status = ended
  })

  await program.parseAsync(['contradictions', 'judge', '--pairs', pairs, '--out', out, '--json'], {
    from: 'user',
  })

  expect(status).toBe(1)
  const verdicts = readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(verdicts.map(({ id, label }) => [id, label === 'contradiction'])).toEqual([
    ['a', true],
    ['d', false],
  ])
  expect(terminal.out_.map((line) => JSON.parse(line))).toEqual([{ pairs: 2, contradictions: 1, failed: 3 }])
  expect(terminal.said.slice(0, 3)).toEqual([
    `${pairs}, line 2 is not JSON.`,
    expect.stringContaining(`${pairs}, line 4 is not a pair`),
    expect.stringContaining(`${pairs}, line 5 is not a pair`),
  ])
  expect(terminal.said.at(-1)).toContain('3 lines could not be read and are left out.')
})

test('a file without broken lines says nothing of them; a fault that is ours is not taken for a broken line', async () => {
  const file = join(folder, 'good.jsonl')
  writeFileSync(file, 'one\n\ntwo\n')
  const terminal = heard()
  const seen: string[] = []

  expect(
    await forEachLine(terminal, file, (line, place) => void seen.push(`${line} ${place.slice(-6)}`)),
  ).toBe(0)
  expect(seen).toEqual(['one line 1', 'two line 3'])
  expect(leftOut(0)).toBe('')
  expect(leftOut(1)).toContain('1 line could not be read and is left out')

  const ours = () => {
    throw new TypeError('a bug')
  }
  await expect(forEachLine(terminal, file, ours)).rejects.toThrow('a bug')
  const theirs = (_: string, place: string) => {
    throw new Invalid(`${place} is wrong.`)
  }
  expect(await forEachLine(terminal, file, theirs)).toBe(2)
})
