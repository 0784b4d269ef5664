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
 * not read files. The page asks for them only then. `codedOf` gives the bytes of a file in base64.
 */
export function asScript(
  name: string,
  files: readonly IndexFile[],
  codedOf = (file: IndexFile) => Buffer.from(file.make()).toString('base64'),
): IndexFile {
  return {
    path: `${name}.js`,
    input: sha256(files.map((file) => `${file.path} ${file.input}\n`).join('')),
    make: () => {
      const text = JSON.stringify(Object.fromEntries(files.map((file) => [file.path, codedOf(file)])))
      return new TextEncoder().encode(BEFORE + text + AFTER)
    },
  }
}

const BEFORE = 'self.winnowSearch=Object.assign(self.winnowSearch||{},'
const AFTER = ')\n'

/** The files that such a script holds, by path in base64; none when it is no such script. */
export function readScript(script: string): Record<string, string> {
  try {
    return JSON.parse(script.slice(BEFORE.length, -AFTER.length)) as Record<string, string>
  } catch {
    return {}
  }
}
