import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync, transformSync } from 'esbuild'
import { sha256 } from '../lib/hash.ts'
import { bundleCss } from '../lib/stylesheet.ts'
import { bundlePageSearch } from '../search/bundle.ts'

/** Styles and scripts of the site: the same for every page, named by their content. */
export type Assets = {
  /** Files by path. */
  files: Map<string, Uint8Array>
  style: string
  mark: string
  searchScript: string
  /** The script that stands in every page, and its hash as a content policy names it. */
  inlineScript: string
  inlineHash: string
}

const FOLDER = fileURLToPath(new URL('../../views/assets', import.meta.url))

const kept = new Map<string, Assets>()

/** Read and bundled once per process and theme; the result depends on the sources only. */
export function readAssets(themeCss = ''): Assets {
  const known = kept.get(themeCss) ?? bundleAssets(themeCss)
  kept.set(themeCss, known)
  return known
}

function bundleAssets(themeCss: string): Assets {
  const css = bundleCss(join(FOLDER, 'css', 'site-public.css')) + themeCss
  const style = bytes(
    transformSync(css, { loader: 'css', minify: true, charset: 'utf8', logLevel: 'silent' }).code,
  )
  const mark = new Uint8Array(readFileSync(join(FOLDER, 'mark.svg')))
  const searchScript = bundlePageSearch()
  const inlineScript = pageScript()
  const names = {
    style: `assets/site-${shortHash(style)}.css`,
    mark: `assets/mark-${shortHash(mark)}.svg`,
    searchScript: `assets/search-${shortHash(searchScript)}.js`,
  }
  return {
    ...names,
    files: new Map([
      [names.style, style],
      [names.mark, mark],
      [names.searchScript, searchScript],
    ]),
    inlineScript,
    inlineHash: `'sha256-${createHash('sha256').update(inlineScript).digest('base64')}'`,
  }
}

function pageScript(): string {
  const result = buildSync({
    entryPoints: [fileURLToPath(new URL('./page/page.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  })
  const text = new TextDecoder().decode(result.outputFiles[0]!.contents).trim()
  if (/<\/script|<!--/i.test(text)) throw new Error('The page script would end its own element.')
  return text
}

function shortHash(content: Uint8Array): string {
  return sha256(content).slice(0, 12)
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
