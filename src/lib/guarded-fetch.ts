/**
 * The one way out: asks another host over the network. Only hosts that were named, redirects too; every address a
 * name stands for must be public, and the connection goes to exactly the address that was checked; answers are
 * bounded in size and time. A host inside the network is asked only when it is allowed by name.
 */
import { lookup as systemLookup } from 'node:dns/promises'
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Refused } from './errors.ts'
import { isInnerAddress } from './inner-address.ts'

/** What may be asked, and how much may come back. */
export type Guard = {
  /** Hosts as an address writes them ("forum.example.com", "localhost:4000"); "any" = every public host. */
  hosts: readonly string[] | 'any'
  /** Hosts, written the same way, that may lie inside the network and be asked without encryption. */
  innerHosts?: readonly string[]
  /** Most bytes of an answer, unpacked. */
  maxBytes: number
  /** Longest time for everything, redirects too, in milliseconds. */
  timeoutMs: number
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
  signal?: AbortSignal
  /** Finds the addresses of a name; the system's own unless said. */
  lookup?: (name: string) => Promise<{ address: string; family: number }[]>
}

/** An answer, read whole. Header names are in lower case; `url` is where it came from in the end. */
export type Fetched = { status: number; headers: Readonly<Record<string, string>>; body: Buffer; url: string }

/** The host could not be reached, or its answer broke off; trying again may help. */
export class Unreachable extends Error {}

const MAX_REDIRECTS = 5

/** Fetches an address. Throws `Refused` for what is not allowed or too large, `Unreachable` for what failed on the way. */
export async function guardedFetch(address: string, guard: Guard): Promise<Fetched> {
  const time = AbortSignal.timeout(guard.timeoutMs)
  const signal = guard.signal === undefined ? time : AbortSignal.any([time, guard.signal])
  let url = parsed(address)
  let { headers } = guard
  for (let turn = 0; turn <= MAX_REDIRECTS; turn++) {
    const answer = await once(url, { ...guard, ...(headers !== undefined && { headers }), signal })
    const location = answer.headers.location
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer
    const next = parsed(new URL(location, url).href)
    if (guard.method === 'POST')
      throw new Refused(`${shown(url)} leads elsewhere, which a POST does not follow.`)
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw new Refused(`${shown(url)} leads to an address without encryption.`)
    if (next.host !== url.host) headers = withoutSecrets(headers)
    url = next
  }
  throw new Refused(`${shown(url)} leads from one address to the next without end.`)
}

/** An address for people and logs: without its query, in which tokens may stand. */
export function shown(url: URL): string {
  return `${url.origin}${url.pathname}`
}

function parsed(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Refused('Only addresses that begin with https:// are fetched.')
  return url
}

async function once(url: URL, guard: Guard & { signal: AbortSignal }): Promise<Fetched> {
  if (guard.hosts !== 'any' && !guard.hosts.includes(url.host))
    throw new Refused(
      `${url.host} is not the host that was agreed on (${guard.hosts.join(', ')}). Nothing was sent.`,
    )
  const isInnerAllowed = guard.innerHosts?.includes(url.host) ?? false
  if (url.protocol !== 'https:' && !isInnerAllowed)
    throw new Refused(`${shown(url)} is not encrypted. Use its https:// address.`)
  const place = await placeOf(url, guard, isInnerAllowed)
  const response = await sent(url, guard, place)
  const reached = response.socket.remoteAddress?.replace(/^::ffff:/, '')
  if (!isInnerAllowed && (reached === undefined || isInnerAddress(reached))) {
    response.destroy()
    throw new Refused(`${url.host} was reached inside the network.`)
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const body = await wholeBody(response, url, guard)
  return { status: response.statusCode ?? 0, headers, body, url: url.href }
}

type Place = { address: string; family: number }

/** The address to connect to: all addresses of the name are checked, because any of them could be used. */
async function placeOf(url: URL, guard: Guard, isInnerAllowed: boolean): Promise<Place> {
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(name)
  const places = family !== 0 ? [{ address: name, family }] : await found(name, guard)
  const first = places[0]
  if (first === undefined) throw new Unreachable(`${url.host} has no address.`)
  if (!isInnerAllowed && places.some((place) => isInnerAddress(place.address))) {
    throw new Refused(
      `${url.host} lies inside the network, where nothing is fetched from. An administrator can allow it with WINNOW_INNER_HOSTS.`,
    )
  }
  return first
}

async function found(name: string, guard: Guard): Promise<Place[]> {
  try {
    return await (guard.lookup?.(name) ?? systemLookup(name, { all: true }))
  } catch {
    throw new Unreachable(`${name} cannot be found.`)
  }
}

function sent(url: URL, guard: Guard & { signal: AbortSignal }, place: Place): Promise<IncomingMessage> {
  const lookup: LookupFunction = (_name, options, done) =>
    options.all ? done(null, [place]) : done(null, place.address, place.family)
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? secureRequest : plainRequest
    const request: ClientRequest = ask(url, {
      method: guard.method ?? 'GET',
      headers: { 'user-agent': 'Winnow', 'accept-encoding': 'gzip', ...guard.headers },
      ...{ lookup, agent: false, signal: guard.signal },
    })
    request.once('response', resolve)
    request.once('error', (error) => reject(failure(url, error, guard.signal)))
    request.end(guard.body)
  })
}

async function wholeBody(
  response: IncomingMessage,
  url: URL,
  guard: Guard & { signal: AbortSignal },
): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of unpacked(response) as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > guard.maxBytes)
        throw new Refused(`The answer of ${shown(url)} is larger than ${guard.maxBytes} bytes.`)
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  } catch (error) {
    throw error instanceof Refused ? error : failure(url, error, guard.signal)
  } finally {
    response.destroy()
  }
}

function unpacked(response: IncomingMessage): Readable {
  const packing = String(response.headers['content-encoding'] ?? '').toLowerCase()
  const make = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }[packing]
  if (make === undefined) return response
  const stream = make()
  response.once('error', (error) => stream.destroy(error))
  response.once('aborted', () => stream.destroy(new Error('aborted')))
  return response.pipe(stream)
}

function failure(url: URL, error: unknown, signal: AbortSignal): Error {
  if (signal.aborted && (signal.reason as Error | undefined)?.name === 'TimeoutError')
    return new Unreachable(`${shown(url)} took too long to answer.`)
  if (signal.aborted) return new Refused('The request was given up.')
  const code = (error as NodeJS.ErrnoException).code
  return new Unreachable(`${shown(url)} could not be read${code === undefined ? '' : ` (${code})`}.`)
}

function withoutSecrets(headers: Guard['headers']): Guard['headers'] {
  if (headers === undefined) return undefined
  const open = ['accept', 'accept-language', 'user-agent', 'content-type']
  return Object.fromEntries(Object.entries(headers).filter(([name]) => open.includes(name.toLowerCase())))
}
