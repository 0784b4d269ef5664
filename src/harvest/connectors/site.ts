import { Refused } from '../../lib/errors.ts'
import { type Fetched, type Guard, guardedFetch, Unreachable } from '../../lib/guarded-fetch.ts'

/** A site that is asked patiently: waits when it says so, tries again when it fails, gives up in the end. */
export type Site = {
  settings: Readonly<Record<string, string>>
  base: URL
  /** The token itself, for sites that want it in the address. */
  token: string | undefined
  /** The JSON at a path with its query; undefined when there is nothing (404, 410). */
  get(path: string, query?: Record<string, string | number>): Promise<Json | undefined>
  /** The JSON of one record; undefined when it is gone, or closed to those who could read it before (401, 403). */
  look(path: string): Promise<Json | undefined>
  post(path: string, body: unknown): Promise<Json>
  /** Waits as long as the site asked for, in milliseconds. */
  pause(ms: number, why: string): Promise<void>
}

export type Json = Record<string, unknown>

/** What a site is opened with. `wait` is replaced in tests. */
export type SiteSetup = {
  base: URL
  settings: Readonly<Record<string, string>>
  token: string | undefined
  /** The name of the variable the token is taken from, for sentences. */
  tokenName: string
  headers: Record<string, string>
  innerHosts: readonly string[]
  wait: (ms: number) => Promise<void>
  onWait?: (line: string) => void
  signal?: AbortSignal
  lookup?: Guard['lookup']
}

const MAX_BYTES = 60_000_000
const TIMEOUT_MS = 60_000
const TRIES = 5
const FIRST_WAIT_MS = 1000
/** A site that asks for more patience than this is asked again at the next sync. */
const LONGEST_WAIT_MS = 15 * 60_000

/** Opens a site; nothing is asked yet. */
export function openSite(setup: SiteSetup): Site {
  const pause = async (ms: number, why: string) => {
    if (ms > LONGEST_WAIT_MS)
      throw new Refused(
        `${setup.base.host} asks to wait ${Math.ceil(ms / 60_000)} minutes (${why}). Sync again after that; it goes on from here.`,
      )
    setup.onWait?.(`Waiting ${Math.ceil(ms / 1000)} seconds: ${why}`)
    await setup.wait(ms)
    if (setup.signal?.aborted) throw new Refused('The sync was interrupted.')
  }
  const ask = async (
    path: string,
    query: Record<string, string | number>,
    body?: unknown,
    isLook = false,
  ) => {
    const url = addressOf(setup.base, path, query)
    for (let turn = 1; ; turn++) {
      const answer = await tried(setup, url, body)
      const after = answer === undefined ? undefined : waitAsked(answer)
      const isFault =
        answer === undefined || answer.status >= 500 || (answer.status < 300 && answer.json === undefined)
      if (after === undefined && !isFault) {
        const isClosed = answer!.status === 401 || answer!.status === 403
        return isLook && isClosed ? undefined : judged(setup, answer!)
      }
      if (turn === TRIES)
        throw new Unreachable(
          `${setup.base.host} ${wrong(answer)} ${TRIES} times. The next sync goes on from here.`,
        )
      await pause(
        after ?? FIRST_WAIT_MS * 2 ** (turn - 1),
        after === undefined ? `it ${wrong(answer)}` : 'it asks for that',
      )
    }
  }
  return {
    ...{ settings: setup.settings, base: setup.base, token: setup.token, pause },
    get: (path, query = {}) => ask(path, query),
    look: (path) => ask(path, {}, undefined, true),
    post: async (path, body) => (await ask(path, {}, body)) ?? {},
  }
}

type Answer = { status: number; headers: Fetched['headers']; json: Json | undefined }

/** One try; undefined when the site could not be reached or its answer broke off. */
async function tried(setup: SiteSetup, url: URL, body: unknown): Promise<Answer | undefined> {
  if (setup.signal?.aborted) throw new Refused('The sync was interrupted.')
  try {
    const fetched = await guardedFetch(url.href, {
      hosts: [setup.base.host],
      innerHosts: setup.innerHosts,
      ...{ maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS },
      headers: {
        ...setup.headers,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { method: 'POST' as const, body: JSON.stringify(body) }),
      ...(setup.signal !== undefined && { signal: setup.signal }),
      ...(setup.lookup !== undefined && { lookup: setup.lookup }),
    })
    return { status: fetched.status, headers: fetched.headers, json: parsed(fetched.body) }
  } catch (error) {
    if (error instanceof Unreachable) return undefined
    throw error
  }
}

/** How long the site wants to be left alone, in milliseconds; its own clock counts, not ours. */
function waitAsked({ status, headers, json }: Answer): number | undefined {
  const isLimit =
    status === 429 ||
    (status === 503 && headers['retry-after'] !== undefined) ||
    (status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'))
  if (!isLimit) return undefined
  const siteNow = Date.parse(headers.date ?? '') || Date.now()
  const after = headers['retry-after']?.trim()
  if (after !== undefined && /^\d+$/.test(after)) return Number(after) * 1000
  if (after !== undefined && !Number.isNaN(Date.parse(after)))
    return Math.max(1000, Date.parse(after) - siteNow)
  const reset = Number(headers['x-ratelimit-reset'])
  if (reset > 1e9) return Math.max(1000, reset * 1000 - siteNow)
  const extras = json?.extras as { wait_seconds?: unknown } | undefined
  return typeof extras?.wait_seconds === 'number' ? extras.wait_seconds * 1000 : 60_000
}

function judged(setup: SiteSetup, { status, json }: Answer): Json | undefined {
  if (status === 404 || status === 410) return undefined
  if (status === 401 || status === 403) {
    throw new Refused(
      setup.token === undefined
        ? `${setup.base.host} wants a token. Put it into the variable ${setup.tokenName} and start Winnow again.`
        : `${setup.base.host} does not accept the token in ${setup.tokenName}.`,
    )
  }
  if (status >= 300) throw new Refused(`${setup.base.host} refused the request (status ${status}).`)
  return json
}

function wrong(answer: Answer | undefined): string {
  if (answer === undefined) return 'could not be reached'
  return answer.status >= 400 ? `answered with status ${answer.status}` : 'gave an answer that cannot be read'
}

/** An error page instead of JSON is only a fault where JSON was promised. */
function parsed(body: Buffer): Json | undefined {
  try {
    const json = JSON.parse(body.toString('utf8')) as unknown
    return json !== null && typeof json === 'object' ? (json as Json) : undefined
  } catch {
    return undefined
  }
}

function addressOf(base: URL, path: string, query: Record<string, string | number>): URL {
  const url = new URL(base.pathname.replace(/\/+$/, '') + path, base.origin)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url
}
