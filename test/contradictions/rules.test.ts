import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judgePair } from '../../src/contradictions/judge.ts'
import { kinds } from '../../src/contradictions/rules/rule.ts'

interface Golden {
  kinds: string[]
  contradicts: { official: string; community: string }[]
  nearMisses: { official: string; community: string }[]
}

const folder = new URL('../golden/rules/', import.meta.url)
const names = readdirSync(folder).map((file) => file.replace('.json', ''))
const rules = readdirSync(new URL('../../src/contradictions/rules/', import.meta.url))
  .map((file) => file.replace('.ts', ''))
  .filter((name) => !['rule', 'index', 'polarity'].includes(name))

test('every rule has golden cases, with as many near misses as hits', () => {
  expect(names.sort()).toEqual(rules.sort())
  for (const name of names) {
    const golden = read(name)
    expect(golden.nearMisses.length, name).toBeGreaterThanOrEqual(golden.contradicts.length)
  }
})

describe.each(names)('%s', (name) => {
  const golden = read(name)

  test.each(golden.contradicts)('flags “$official” against “$community”', ({ official, community }) => {
    const verdict = judge(official, community)

    expect(verdict.label).toBe('contradiction')
    expect(golden.kinds).toContain(verdict.kind)
    expect(kinds).toContain(verdict.kind)
    expect(verdict.rationale).toMatch(/\.$/)
    expect(verdict.spans).toEqual([
      [0, official.length],
      [0, expect.any(Number)],
    ])
  })

  test.each(golden.nearMisses)('leaves “$official” and “$community” alone', ({ official, community }) => {
    expect(judge(official, community).label).not.toBe('contradiction')
  })
})

function judge(official: string, community: string) {
  return judgePair({ official: { text: official }, community: { text: community } })
}

function read(name: string): Golden {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Golden
}
