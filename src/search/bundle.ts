import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { sha256 } from '../lib/hash.ts'
import type { IndexFile } from './file-set.ts'
import { scriptOf } from './page/files.ts'

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

/**
 * The index once more as scripts of some files each, for a site that is opened from disk, where a page may load
 * scripts but not read files. The page asks for them only then. `contentOf` gives the bytes of a file.
 */
export function indexAsScripts(
  files: readonly IndexFile[],
  contentOf = (file: IndexFile) => file.make(),
): IndexFile[] {
  const scripts = new Map<string, IndexFile[]>()
  for (const file of files) {
    const path = scriptOf(file.path)
    const parts = scripts.get(path)
    if (parts) parts.push(file)
    else scripts.set(path, [file])
  }
  return [...scripts].map(([path, parts]) => ({
    path,
    input: sha256(parts.map((part) => `${part.path} ${part.input}\n`).join('')),
    make: () => {
      const coded = parts.map((part) => [part.path, Buffer.from(contentOf(part)).toString('base64')])
      const text = JSON.stringify(Object.fromEntries(coded))
      return new TextEncoder().encode(`self.winnowSearch=Object.assign(self.winnowSearch||{},${text})\n`)
    },
  }))
}
