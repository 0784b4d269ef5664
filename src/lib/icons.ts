import { readFileSync } from 'node:fs'
import type { SafeHtml } from './markdown.ts'

const SPRITE = new URL('../../views/assets/icons.svg', import.meta.url)

/**
 * The named icons as hidden symbols, for pages that cannot fetch the sprite (opened from disk): put it first in the
 * body and refer to them as `#name`. An unknown name throws.
 */
export function inlineIcons(names: readonly string[]): SafeHtml {
  const sprite = readFileSync(SPRITE, 'utf8')
  const symbols = names.map((name) => {
    const found = new RegExp(`<symbol id="${name}"[^>]*>.*?</symbol>`, 's').exec(sprite)
    if (found === null) throw new Error(`there is no icon "${name}" in views/assets/icons.svg`)
    return found[0]
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" hidden>${symbols.join('')}</svg>` as SafeHtml
}
