import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-config-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('without any variable Winnow listens on this machine only, and keeps its data in the folder', () => {
  const config = readConfig({ WINNOW_DATA: folder })

  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    siteUrl: null,
    hasSecureCookies: false,
    proxyHops: 0,
    isDevelopment: false,
  })
  expect(config.databaseFile).toBe(join(folder, 'winnow.sqlite'))
})

test('the secret is made once, for its owner’s eyes only', () => {
  const first = readConfig({ WINNOW_DATA: folder }).secret
  const file = join(folder, 'secret')

  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readConfig({ WINNOW_DATA: folder }).secret).toBe(first)
  expect(readFileSync(file, 'utf8').trim()).toBe(first)
  writeFileSync(file, 'cut')
  expect(() => readConfig({ WINNOW_DATA: folder })).toThrow('is damaged')
})

test('an https address means secure cookies', () => {
  const config = readConfig({
    WINNOW_DATA: folder,
    WINNOW_SITE_URL: 'https://help.example.com/',
    WINNOW_BEHIND_PROXY: '2',
  })

  expect(config).toMatchObject({ siteUrl: 'https://help.example.com', hasSecureCookies: true, proxyHops: 2 })
})

test.each([
  ['PORT', '99999', 'PORT must be a port number from 0 to 65535. It is "99999".'],
  ['PORT', '80a', 'PORT must be a port number'],
  [
    'WINNOW_SITE_URL',
    'help.example.com',
    'WINNOW_SITE_URL must be an address such as https://help.example.com.',
  ],
  ['WINNOW_SITE_URL', 'javascript:alert(1)', 'WINNOW_SITE_URL must be an address'],
  ['WINNOW_SITE_URL', 'https://a.example/?x', 'without "?" or "#"'],
  ['WINNOW_BEHIND_PROXY', 'maybe', 'must be yes, no, or the number of proxies'],
  ['WINNOW_LOG', 'loud', 'must be one of fatal, error, warn, info, debug, silent.'],
  ['WINNOW_SECURE_COOKIES', 'perhaps', 'must be yes or no.'],
])('%s=%s is refused with a sentence', (name, value, sentence) => {
  expect(() => readConfig({ WINNOW_DATA: folder, [name]: value })).toThrow(sentence)
})

test('a secret that is too short is refused without being repeated', () => {
  const attempt = () => readConfig({ WINNOW_DATA: folder, WINNOW_SECRET: 'hunter2' })

  expect(attempt).toThrow('WINNOW_SECRET must have at least 32 characters.')
  expect(attempt).not.toThrow(/hunter2/)
})
