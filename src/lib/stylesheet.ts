import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const IMPORT = /^@import\s+(?:url\()?["']\.\/([\w./-]+)["']\)?(?:\s+layer\(([\w.-]+)\))?;[ \t]*$/gm

/**
 * One stylesheet out of a file and the files next to it that it imports; an import with a layer is wrapped in it.
 * The result depends on the files only.
 */
export function bundleCss(file: string): string {
  const css = readFileSync(file, 'utf8')
  return css.replace(IMPORT, (_line, name: string, layer: string | undefined) => {
    const inner = bundleCss(join(dirname(file), name)).trim()
    return layer === undefined ? inner : `@layer ${layer} {\n${inner}\n}`
  })
}
