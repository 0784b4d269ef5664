/** What a company says about the looks of its site: a colour of its own, and tokens line by line. */
export type Theme = { colour: string | null; tokens: string }

/** Tokens that may be set, without their leading dashes: meanings of `tokens.css`, never a rule of its own. */
const TOKEN =
  /^--((?:lch|font|size|leading|space)-[a-z0-9-]{1,30}|measure|radius)\s*:\s*([^;{}<>\\@]{1,200});?$/

/**
 * A company's stylesheet, after ours. Of its colour only hue and chroma are taken: lightness stays what our contrasts
 * were measured with, in light and in dark.
 */
export function themeCss({ colour, tokens }: Theme): string {
  const own = colour === null ? '' : coloured(oklch(colour))
  const lines = tokenLines(tokens).filter((line) => !line.isWrong)
  const set =
    lines.length === 0 ? '' : `:root{${lines.map(({ name, value }) => `${name}:${value}`).join(';')}}\n`
  return own + set
}

/** Lines that cannot be used, as they were typed. */
export function wrongTokens(tokens: string): string[] {
  return tokenLines(tokens).flatMap((line) => (line.isWrong ? [line.text] : []))
}

type Line = { text: string; name: string; value: string; isWrong: boolean }

function tokenLines(tokens: string): Line[] {
  const lines = tokens.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).map((text) => {
    const found = TOKEN.exec(text)
    const value = found?.[2]?.trim() ?? ''
    // Nothing may be fetched from elsewhere, nor a quote stay open.
    const isWrong =
      found === null ||
      /url|image|expression|\/\*/i.test(value) ||
      (value.match(/["']/g)?.length ?? 0) % 2 === 1
    return { text, name: `--${found?.[1] ?? ''}`, value, isWrong }
  })
}

function coloured({ chroma, hue }: { chroma: number; hue: number }): string {
  const shade = (lightness: number, most: number) =>
    `${lightness}% ${Math.min(chroma, most).toFixed(3)} ${hue.toFixed(1)}`
  const light = `--lch-accent:${shade(46, 0.16)};--lch-accent-strong:${shade(39, 0.16)};--lch-accent-surface:${shade(95.5, 0.02)}`
  const dark = `--lch-accent:${shade(77, 0.11)};--lch-accent-strong:${shade(84, 0.08)};--lch-accent-surface:${shade(28, 0.05)}`
  return `:root{${light}}\n@media (prefers-color-scheme: dark){:root{${dark}}}\n`
}

/** Chroma and hue (degrees) of "#rrggbb" in OKLCH, by Björn Ottosson's formulas of 2020. */
function oklch(hex: string): { chroma: number; hue: number } {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  const hue = (Math.atan2(bb, a) * 180) / Math.PI
  return { chroma: Math.hypot(a, bb), hue: hue < 0 ? hue + 360 : hue }
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
