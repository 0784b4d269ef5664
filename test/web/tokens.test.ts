import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { VIEWS } from '../../src/web/render.ts'

const css = readFileSync(join(VIEWS, 'assets/css/tokens.css'), 'utf8')
const blocks = [...css.matchAll(/^\s*([^{}/*]+?)\s*\{([^{}]*--lch-[^{}]*)\}/gm)].map((match) =>
  valuesOf(match[2]!),
)
const [light, systemDark, askedDark] = blocks.filter((block) => block.size > 10) as Map<string, string>[]

const AA = 4.5
const AAA = 7
const EDGE = 3

test('dark mode is the same, whether the system or a part of the page asks for it', () => {
  expect(systemDark).toEqual(askedDark)
  expect([...systemDark!.keys()]).toEqual([...light!.keys()])
})

test.each([
  ['light', () => light!],
  ['dark', () => systemDark!],
])('in %s mode every text can be read on every surface it stands on', (_name, theme) => {
  const tone = (name: string) => theme().get(name)!
  const pairs: [string, string, number][] = [
    ...['canvas', 'surface', 'sunken'].flatMap((ground): [string, string, number][] => [
      ['ink', ground, AAA],
      ['ink-quiet', ground, AA],
      ['ink-faint', ground, AA],
      ['accent', ground, AA],
      ['edge', ground, EDGE],
      ...['settled', 'waiting', 'disputed', 'info'].map((name): [string, string, number] => [
        name,
        ground,
        AA,
      ]),
    ]),
    ...['settled', 'waiting', 'disputed', 'info'].flatMap((name): [string, string, number][] => [
      [name, `${name}-surface`, AA],
      ['ink', `${name}-surface`, AAA],
      [`${name}-solid`, 'surface', name === 'waiting' ? 1.8 : EDGE],
    ]),
    ['on-accent', 'accent', AA],
    ['on-accent', 'accent-strong', AA],
    ['accent-strong', 'accent-surface', AA],
    ['ink', 'accent-surface', AAA],
    ['ink-quiet', 'accent-surface', AA],
    ['ink', 'mark', AAA],
    ['ink', 'hover', AAA],
    ['ink-quiet', 'hover', AA],
  ]
  const failed = pairs
    .map(([text, ground, least]) => ({ text, ground, least, is: contrast(tone(text), tone(ground)) }))
    .filter((pair) => pair.is < pair.least)
    .map((pair) => `${pair.text} on ${pair.ground}: ${pair.is.toFixed(2)}, not ${pair.least}`)

  expect(failed).toEqual([])
})

function valuesOf(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--lch-([\w-]+): ([^;]+);/g)].map((match) => [match[1]!, match[2]!]))
}

/** WCAG 2 contrast of two OKLCH colours. */
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number]
  return (x + 0.05) / (y + 0.05)
}

/** OKLCH → linear sRGB (clipped to what a screen shows) → relative luminance; matrices of the OKLab definition. */
function luminance(value: string): number {
  const [lightness, chroma, hue] = value
    .replace('%', '')
    .split(/[\s/]+/)
    .map(Number) as [number, number, number]
  const angle = (hue * Math.PI) / 180
  const [L, A, B] = [lightness / 100, chroma * Math.cos(angle), chroma * Math.sin(angle)]
  const l = (L + 0.3963377774 * A + 0.2158037573 * B) ** 3
  const m = (L - 0.1055613458 * A - 0.0638541728 * B) ** 3
  const s = (L - 0.0894841775 * A - 1.291485548 * B) ** 3
  const clip = (channel: number) => Math.min(1, Math.max(0, channel))
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
