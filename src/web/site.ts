import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { SITE_POLICY } from './headers.ts'

/**
 * What a release says about addresses that are no page (`routes.json` in its folder): where they went, or that they
 * are gone. Addresses are clean and start at the release's root: "/old-question/".
 */
const ReleaseRoutes = z.object({
  redirects: z.record(z.string(), z.string()).default({}),
  gone: z.array(z.string()).default([]),
})
type ReleaseRoutes = z.output<typeof ReleaseRoutes>

/** A release as it is served: read once, when its first request comes. */
type Release = { root: string; routes: ReleaseRoutes; policy: string }

const YEAR = 31_536_000

/**
 * Serves the current release under "/". No cookie is read. The link to the release is resolved once per request, so
 * a release published meanwhile never mixes with the old one in one answer.
 */
export function siteFiles(config: Config, whenNoRelease: RequestHandler): RequestHandler {
  let known: Release | undefined
  const releaseAt = (root: string) => {
    if (known?.root !== root) known = { root, routes: readRoutes(root), policy: readPolicy(root) }
    return known
  }
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    if (request.path.startsWith('/staff')) return next()
    const root = currentRelease(config.siteDir)
    if (root === undefined) {
      if (request.path === '/') return whenNoRelease(request, response, next)
      return next()
    }
    const release = releaseAt(root)
    const path = cleanPath(request.path)
    if (path === undefined) return sendNotFound(response, release, 404)
    const query = request.originalUrl.slice(request.path.length)
    const { redirects, gone } = release.routes
    const key = path.endsWith('/') || extname(path) !== '' ? path : `${path}/`
    const target = redirects[key]
    if (target !== undefined && isOwnPath(target)) return sendOn(response, release, target + query)
    if (gone.includes(key)) return sendGone(response, release, key)
    const file = fileOf(root, path)
    if (file === undefined) return sendNotFound(response, release, 404)
    if (file === 'folder') return sendOn(response, release, `${path}/${query}`)
    sendFile(response, release, file)
  }
}

/** The folder the link points at now, or undefined before the first release. */
function currentRelease(siteDir: string): string | undefined {
  try {
    const root = realpathSync(siteDir)
    return existsSync(join(root, 'index.html')) ? root : undefined
  } catch {
    return undefined
  }
}

/** The decoded path, or undefined for one that no release can hold: hidden files, climbing, control characters, names too long for a disk. */
function cleanPath(path: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  if (/[\0-\x1f\\]|\/\/|(?:^|\/)\./.test(decoded) || decoded === '/routes.json') return undefined
  const isTooLong = decoded.length > 2000 || decoded.split('/').some((part) => Buffer.byteLength(part) > 255)
  return isTooLong ? undefined : decoded
}

/** The file an address names; `folder` when only its slash is missing. Links inside are relative, so the slash matters. */
function fileOf(root: string, path: string): string | undefined {
  if (path.endsWith('/')) return isFile(join(root, path, 'index.html')) ? `${path}index.html` : undefined
  if (isFile(join(root, path))) return path
  return isFile(join(root, path, 'index.html')) ? 'folder' : undefined
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function isOwnPath(target: string): boolean {
  return /^\/(?![/\\])/.test(target)
}

function sendFile(response: Response, { root, policy }: Release, file: string): void {
  const isHashed = /[.-][0-9a-f]{8,64}\.\w+$/.test(file)
  frame(response, policy, isHashed ? `public, max-age=${YEAR}, immutable` : 'no-cache')
  response.sendFile(file, { root, dotfiles: 'deny', cacheControl: false })
}

function sendNotFound(response: Response, { root, policy }: Release, status: number): void {
  frame(response, policy, 'no-cache')
  response.status(status)
  if (isFile(join(root, '404.html'))) {
    response.type('html').send(readFileSync(join(root, '404.html')))
    return
  }
  response.type('text/plain').send('There is no such page.')
}

/** Asked about again each time: a merge, a renaming and an archival can be taken back, and so must what browsers keep. */
function sendOn(response: Response, { policy }: Release, to: string): void {
  frame(response, policy, 'no-cache')
  response.redirect(301, to)
}

/** A gone page may say what to read instead; it is the file at its own address. */
function sendGone(response: Response, release: Release, path: string): void {
  const file = join(release.root, path, 'index.html')
  if (!isFile(file)) {
    sendNotFound(response, release, 410)
    return
  }
  frame(response, release.policy, 'no-cache')
  response.status(410).type('html').send(readFileSync(file))
}

function frame(response: Response, policy: string, cache: string): void {
  response.set('Content-Security-Policy', policy).set('Cache-Control', cache)
}

function readRoutes(root: string): ReleaseRoutes {
  const file = join(root, 'routes.json')
  if (!existsSync(file)) return { redirects: {}, gone: [] }
  const parsed = ReleaseRoutes.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  return parsed.success ? parsed.data : { redirects: {}, gone: [] }
}

/**
 * The policy the release's pages carry themselves (it names their script by its hash), and what only a header can
 * say: that nothing may frame them.
 */
function readPolicy(root: string): string {
  return policyOf(readFileSync(join(root, 'index.html'), 'utf8'))
}

/** The policy a page of the site carries, and that nothing may frame it. */
export function policyOf(html: string): string {
  const own = /<meta http-equiv="Content-Security-Policy" content="([^"<>]+)">/.exec(
    html.slice(0, 10_000),
  )?.[1]
  if (own === undefined) return SITE_POLICY
  return `${own.replaceAll('&#39;', "'").replaceAll('&amp;', '&')}; frame-ancestors 'none'`
}
