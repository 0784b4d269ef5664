import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach } from 'vitest'

/** What a site gives for one request: JSON, or something that goes wrong. */
export type Given =
  | { json: unknown; headers?: Record<string, string>; isPacked?: boolean }
  | { status: number; headers?: Record<string, string>; json?: unknown }
  | { cut: string }

type Asked = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: string
}

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

/** A site on this machine that speaks as `give` says; what it was asked stands in `asked`. */
export async function siteServer(give: (asked: Asked, count: number) => Given | undefined) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const url = new URL(request.url ?? '/', 'http://site')
    const one = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    }
    asked.push(one)
    answer(response, give(one, asked.length) ?? { status: 404, json: { errors: ['nothing'] } })
  })
  servers.push(server)
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
  })
  const host = `127.0.0.1:${port}`
  return { host, address: `http://${host}`, asked, paths: () => asked.map((one) => one.path) }
}

function answer(response: ServerResponse, given: Given): void {
  if ('cut' in given) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' })
    response.write(given.cut, () => response.destroy())
    return
  }
  const text = 'json' in given ? JSON.stringify(given.json) : ''
  const isPacked = 'isPacked' in given && given.isPacked === true
  const packed: Record<string, string> = isPacked ? { 'content-encoding': 'gzip' } : {}
  response.writeHead('status' in given ? given.status : 200, {
    'content-type': 'application/json',
    ...packed,
    ...given.headers,
  })
  response.end(isPacked ? gzipSync(text) : text)
}
