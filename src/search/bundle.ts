import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

/** The script that a page with a search box loads: one file, no imports, the same bytes from the same sources. */
export function bundlePageSearch(): Uint8Array {
  const result = buildSync({
    entryPoints: [fileURLToPath(new URL('./page/main.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  })
  return result.outputFiles[0]!.contents
}

/** The name under which `indexAsScript` is looked for beside the root. */
export const scriptPath = 'all.js'

/**
 * The whole index as one script, for a site that is opened from disk, where a page may load scripts but not
 * read files. The page asks for it only then.
 */
export function indexAsScript(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const coded: Record<string, string> = {}
  for (const [path, bytes] of files) coded[path] = Buffer.from(bytes).toString('base64')
  return new TextEncoder().encode(`self.winnowSearch=${JSON.stringify(coded)}\n`)
}
