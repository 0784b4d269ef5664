import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { sha256 } from '../lib/hash.ts'
import type { IndexFile } from './file-set.ts'

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
 * The files of a part once more as a script, for a site that is opened from disk, where a page may load scripts but
 * not read files. The page asks for them only then. `contentOf` gives the bytes of a file.
 */
export function asScript(
  name: string,
  files: readonly IndexFile[],
  contentOf = (file: IndexFile) => file.make(),
): IndexFile {
  return {
    path: `${name}.js`,
    input: sha256(files.map((file) => `${file.path} ${file.input}\n`).join('')),
    make: () => {
      const coded = files.map((file) => [file.path, Buffer.from(contentOf(file)).toString('base64')])
      const text = JSON.stringify(Object.fromEntries(coded))
      return new TextEncoder().encode(`self.winnowSearch=Object.assign(self.winnowSearch||{},${text})\n`)
    },
  }
}
