import { createServer, type RequestListener, type Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { Refused } from '../../src/lib/errors.ts'
import { type Guard, guardedFetch, Unreachable } from '../../src/lib/guarded-fetch.ts'
import { isInnerAddress } from '../../src/lib/inner-address.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

/** A server on this machine; what it was asked stands in `asked`. */
async function serving(listener: RequestListener) {
  const asked: { url: string; headers: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    listener(request, response)
  })
  servers.push(server)
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
  })
  return { host: `127.0.0.1:${port}`, port, asked }
}

const guard = (host: string, more: Partial<Guard> = {}): Guard => ({
  ...{ hosts: [host], innerHosts: [host], maxBytes: 10_000, timeoutMs: 5000 },
  ...more,
})

test('addresses inside a network are told from public ones, however they are written', () => {
  const inside = [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '0.0.0.0'],
    ...['100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1', '203.0.113.9'],
    ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::a00:1', '2002:7f00:1::', '2001:db8::1', '2001:0:1::', 'fe80::1%eth0', 'localhost', ''],
  ]
  const outside = [
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '192.0.1.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ]

  expect(inside.filter((address) => !isInnerAddress(address))).toEqual([])
  expect(outside.filter(isInnerAddress)).toEqual([])
})

test('a host inside the network is refused before anything is sent, whatever its address looks like', async () => {
  const { port, asked } = await serving((_request, response) => response.end('secret'))
  const any: Guard = { hosts: 'any', maxBytes: 100, timeoutMs: 5000 }
  const forms = [
    '127.0.0.1',
    'localhost',
    '0x7f.1',
    '2130706433',
    '127.1',
    '[::ffff:127.0.0.1]',
    '[::1]',
    '0',
  ]
  for (const form of forms) {
    await expect(guardedFetch(`https://${form}:${port}/`, any), form).rejects.toThrow('inside the network')
  }
  const lookup = async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.5', family: 4 },
  ]
  const mixed = guardedFetch('https://rebinding.example/', { ...any, lookup })
  await expect(mixed).rejects.toThrow('inside the network')
  await expect(mixed).rejects.toBeInstanceOf(Refused)
  for (const url of ['ftp://x.example/', 'file:///etc/passwd', 'https://me:pw@x.example/', 'gopher://x', 'x'])
    await expect(guardedFetch(url, any), url).rejects.toThrow('Only addresses that begin with https://')
  await expect(guardedFetch('http://x.example/', any)).rejects.toThrow('not encrypted')
  expect(asked).toEqual([])
})

test('the connection goes to the address that was checked, not to what the name says a moment later', async () => {
  const { port } = await serving((_request, response) => response.end('here'))
  const host = `changing.example:${port}`
  let asked = 0
  const lookup = async () => {
    asked++
    return [{ address: '127.0.0.1', family: 4 }]
  }

  const answer = await guardedFetch(`http://${host}/`, guard(host, { lookup }))

  expect(answer.body.toString()).toBe('here')
  expect(asked).toBe(1)
})

test('only the agreed host is asked, redirects too, and a redirect elsewhere carries no token', async () => {
  const other = await serving((_request, response) => response.end('other'))
  const { host, asked } = await serving((request, response) => {
    const to = { '/away': `http://${other.host}/`, '/near': '/there', '/round': '/round' }[request.url ?? '']
    if (to === undefined) response.end('there')
    else response.writeHead(302, { location: to }).end()
  })
  const headers = { Authorization: 'Bearer secret-token' }

  expect((await guardedFetch(`http://${host}/near`, guard(host, { headers }))).body.toString()).toBe('there')
  await expect(guardedFetch(`http://${host}/away`, guard(host, { headers }))).rejects.toThrow(
    'is not the host',
  )
  await expect(guardedFetch(`http://${host}/round`, guard(host))).rejects.toThrow('without end')
  await expect(guardedFetch(`http://${host}/near`, guard(host, { method: 'POST' }))).rejects.toThrow('POST')
  await expect(guardedFetch('http://elsewhere.example/', guard(host))).rejects.toThrow('is not the host')
  expect(other.asked).toEqual([])

  const both = { hosts: [host, other.host], innerHosts: [host, other.host], headers }
  await guardedFetch(`http://${host}/away`, guard(host, both))
  expect(asked.at(-1)!.headers.authorization).toBe('Bearer secret-token')
  expect(other.asked.map((one) => one.headers.authorization)).toEqual([undefined])
})

test('an answer that is too large is given up, packed or not', async () => {
  const { host } = await serving((request, response) => {
    const body = Buffer.alloc(2_000_000)
    if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body))
    else response.end(body)
  })
  for (const path of ['/plain', '/packed'])
    await expect(guardedFetch(`http://${host}${path}`, guard(host))).rejects.toThrow(
      'larger than 10000 bytes',
    )
})

test('what fails on the way may be tried again: a cut answer, a packed one too, silence, nobody there', async () => {
  const { host } = await serving((request, response) => {
    if (request.url === '/silent') return
    const isPacked = request.url === '/packed'
    response.writeHead(200, { 'content-length': '1000', ...(isPacked && { 'content-encoding': 'gzip' }) })
    response.write(isPacked ? gzipSync(Buffer.alloc(500, 'x')).subarray(0, 15) : 'half', () =>
      response.destroy(),
    )
  })
  const cut = guardedFetch(`http://${host}/cut?token=secret`, guard(host))
  await expect(cut).rejects.toBeInstanceOf(Unreachable)
  await expect(cut).rejects.not.toThrow('secret')
  await expect(guardedFetch(`http://${host}/packed`, guard(host))).rejects.toBeInstanceOf(Unreachable)
  await expect(guardedFetch(`http://${host}/silent`, guard(host, { timeoutMs: 50 }))).rejects.toThrow(
    'too long',
  )
  await expect(guardedFetch('http://127.0.0.1:1/', guard('127.0.0.1:1'))).rejects.toBeInstanceOf(Unreachable)
  const nowhere = { lookup: async () => Promise.reject(new Error('no such name')), hosts: 'any' as const }
  await expect(guardedFetch('https://x.invalid/', guard('', nowhere))).rejects.toThrow('cannot be found')
})
