import fc from 'fast-check'
import { afterEach, beforeEach, expect } from 'vitest'

// A property that fails today fails tomorrow: the cases are many, but always the same.
fc.configureGlobal({ seed: 20_261_125 })

const said: string[] = []
const write = console.error

beforeEach(() => {
  said.length = 0
  console.error = (...words: unknown[]) => {
    said.push(words.map(String).join(' '))
  }
})

afterEach(() => {
  console.error = write
  expect(said, 'nothing may be written to console.error').toEqual([])
})
