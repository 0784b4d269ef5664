import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import { sha256 } from '../lib/hash.ts'
import { bundleCss } from '../lib/stylesheet.ts'
import { VIEWS } from './render.ts'

/** Where styles, scripts and icons are served, with a hash of the content in the address. */
export type Assets = { url: (name: string) => string; router: RequestHandler }

const FOLDER = join(VIEWS, 'assets')
const PREFIX = '/staff/assets'
const FOR_EVER = 'public, max-age=31536000, immutable'

/** Styles are joined from their component files; everything else is served as it lies in views/assets. */
export function createAssets(options: { keep: boolean }): Assets {
  const bundles = new Map<string, string>()
  const bundle = (name: string) => {
    const known = bundles.get(name)
    if (known !== undefined && options.keep) return known
    const css = bundleCss(join(FOLDER, 'css', name))
    bundles.set(name, css)
    return css
  }
  const hashes = new Map<string, string>()
  const hashOf = (name: string) => {
    const known = hashes.get(name)
    if (known !== undefined && options.keep) return known
    const content = isBundle(name) ? bundle(name.slice(4)) : readFileSync(join(FOLDER, name))
    const hash = sha256(content).slice(0, 12)
    hashes.set(name, hash)
    return hash
  }

  const router = Router()
  router.get(`${PREFIX}/:hash/css/:name`, (request, response, next) => {
    const { name, hash } = request.params
    if (!BUNDLES.includes(name)) return next()
    const isCurrent = hash === hashOf(`css/${name}`)
    response
      .set('Cache-Control', isCurrent ? FOR_EVER : 'no-cache')
      .type('css')
      .send(bundle(name))
  })
  router.use(
    `${PREFIX}/:hash`,
    express.static(FOLDER, {
      index: false,
      redirect: false,
      setHeaders: (response) => response.set('Cache-Control', options.keep ? FOR_EVER : 'no-cache'),
    }),
  )
  return { url: (name) => `${PREFIX}/${hashOf(name)}/${name}`, router }
}

/** The stylesheets a page can ask for: the files that join others. */
const BUNDLES: string[] = existsSync(join(FOLDER, 'css'))
  ? readdirSync(join(FOLDER, 'css')).filter((name) => name === 'app.css' || name === 'site.css')
  : []

function isBundle(name: string): boolean {
  return name.startsWith('css/') && BUNDLES.includes(name.slice(4))
}
