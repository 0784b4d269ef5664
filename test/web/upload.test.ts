// What a browser sends, streamed to disk: bounded, under safe names, with nothing left when it goes wrong.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { receiveUpload, safePath } from '../../src/web/upload.ts'
import { testConfig } from '../support/app.ts'

test('too much is refused too when nobody said how much it would be', async () => {
  const root = join(testConfig().dataDir, 'uploads')
  const request = streamed({ 'content-type': 'multipart/form-data; boundary=x' })
  const received = receiveUpload(request as never, { root, most: 1_000_000 })
  request.write('--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n')
  for (let part = 0; part < 30; part++) request.write(Buffer.alloc(50_000))
  request.end('\r\n--x--\r\n')

  await expect(received).rejects.toThrow('Send at most 1 MB at once')
  expect(readdirSync(root)).toEqual([])
})

test('a disk without room for what is announced is said before anything is written', async () => {
  const root = join(testConfig().dataDir, 'uploads')
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '900000000000000' }

  const received = receiveUpload(streamed(headers) as never, { root, most: 1e16 })

  await expect(received).rejects.toThrow('The disk of the server is full')
  expect(readdirSync(root)).toEqual([])
})

test('a browser that goes away in the middle leaves nothing behind', async () => {
  const root = join(testConfig().dataDir, 'uploads')
  const request = streamed({ 'content-type': 'multipart/form-data; boundary=x' })
  const received = receiveUpload(request as never, { root, most: 1_000_000 })
  request.write('--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nid,title')
  request.destroy()

  await expect(received).rejects.toThrow('broken off')
  expect(readdirSync(root)).toEqual([])
})

test('a file’s name never leads out of its folder', () => {
  const cases = {
    '../../etc/passwd': 'etc/passwd',
    '/etc/passwd': 'etc/passwd',
    'C:\\Users\\me\\posts.xml': 'C_/Users/me/posts.xml',
    '..': '',
    '....//x': 'x',
    '.hidden': 'hidden',
    'a\u0000b.csv': 'a_b.csv',
    'CON<>:"|?*.csv': 'CON_______.csv',
    ' spaced . ': 'spaced',
  }
  for (const [given, safe] of Object.entries(cases)) expect([given, safePath(given)]).toEqual([given, safe])
  expect(safePath(`${'a/'.repeat(40)}x`).split('/')).toHaveLength(12)
  expect(safePath(`${'n'.repeat(300)}.csv`)).toMatch(/^n{90}~n+\.csv$/)
})

/** A request as its body comes in bit by bit. */
function streamed(headers: Record<string, string>) {
  return Object.assign(new PassThrough(), { headers, complete: false })
}
