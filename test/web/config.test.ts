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

test('mail is off until a server is named, and its password never shows in what is wrong', () => {
  expect(readConfig({ WINNOW_DATA: folder }).mail).toBeNull()
  const named = (WINNOW_MAIL: string, more: Record<string, string> = {}) =>
    readConfig({ WINNOW_DATA: folder, WINNOW_MAIL, WINNOW_MAIL_FROM: 'winnow@example.com', ...more })
  expect(named('smtps://winnow:a%40b%2Fc@mail.example.com').mail).toEqual({
    ...{ host: 'mail.example.com', port: 465, isSecure: true, from: 'Winnow <winnow@example.com>' },
    login: { user: 'winnow', pass: 'a@b/c' },
  })
  expect(named('smtp://[::1]:2525').mail).toMatchObject({ host: '::1', port: 2525, login: null })
  expect(named('smtp://relay').mail).toMatchObject({ port: 587, isSecure: false })
  expect(named('smtp://relay', { WINNOW_STAFF_URL: 'https://w.example.com/' }).staffUrl).toBe(
    'https://w.example.com',
  )
  expect(named('smtp://relay', { PORT: '4000' }).staffUrl).toBe('http://localhost:4000')

  for (const wrong of ['mail.example.com', 'https://x:hunter2@mail', 'smtp://', 'smtp://x:hunter2%@mail']) {
    const attempt = () => named(wrong)
    expect(attempt, wrong).toThrow(/WINNOW_MAIL must/)
    expect(attempt, wrong).not.toThrow(/hunter2/)
  }
  expect(() => readConfig({ WINNOW_DATA: folder, WINNOW_MAIL: 'smtp://relay' })).toThrow(
    /WINNOW_MAIL_FROM must say/,
  )
  for (const from of ['nobody', 'a@b\r\nBcc: c@d', 'x <a@b'])
    expect(() => named('smtp://relay', { WINNOW_MAIL_FROM: from }), from).toThrow(/WINNOW_MAIL_FROM must/)
})
