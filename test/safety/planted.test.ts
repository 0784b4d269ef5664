import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scanThread } from '../../src/safety/scan-thread.ts'
import { readWords } from '../../src/safety/words.ts'

const words = readWords('Nightheron\nbluefin*\nBlue Osprey\nKX-99\nNightjar\nBlue Heron\nSandpiper\n')
const cases = readFileSync(join(import.meta.dirname, 'planted.txt'), 'utf8')
  .split(/^@case/m)
  .slice(1)

/** A case's messages without the marks, and where each planted identifier stands. */
function planted(raw: string) {
  const [head = '', ...lines] = raw.split('\n')
  const names = /participants=(.*)/.exec(head)?.[1]?.split(';') ?? []
  const identifiers: { message: number; kind: string; start: number; end: number; text: string }[] = []
  const messages = lines
    .join('\n')
    .split(/^---$/m)
    .map((marked, message) => {
      let text = ''
      let at = 0
      for (const match of marked.matchAll(/\{\{([a-z-]+):([\s\S]*?)\}\}/g)) {
        text += marked.slice(at, match.index)
        const value = match[2]!
        identifiers.push({
          message,
          kind: match[1]!,
          start: text.length,
          end: text.length + value.length,
          text: value,
        })
        text += value
        at = match.index + match[0].length
      }
      return text + marked.slice(at)
    })
  const participants = names.filter(Boolean).map((name) => ({ name: name.replace(/\(.*\)/, '') }))
  return { messages, identifiers, participants }
}

test('identifiers planted in cases from all over the world are found, whole', () => {
  const missed: string[] = []
  let count = 0
  for (const raw of cases) {
    const { messages, identifiers, participants } = planted(raw)
    const fields = scanThread(
      {
        title: 'A case',
        body: messages[0]!,
        bodyFormat: 'text',
        authority: 'case',
        participants,
        posts: messages.slice(1).map((body, place) => ({ id: String(place), body })),
      },
      { words },
    )
    for (const one of identifiers) {
      count++
      const found = fields.find((field) => field.text === messages[one.message])?.findings ?? []
      const isWhole = [...one.text].every((letter, place) => {
        const at = one.start + place
        return !/[\p{L}\p{N}]/u.test(letter) || found.some(({ start, end }) => start <= at && at < end)
      })
      if (!isWhole) missed.push(`${one.kind} ${one.text}`)
    }
  }

  expect(count).toBeGreaterThan(750)
  expect(missed.length / count, missed.join('; ')).toBeLessThan(0.02)
})
