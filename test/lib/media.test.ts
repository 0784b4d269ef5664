import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanImage } from '../../src/lib/media/clean-image.ts'
import { DamagedImage } from '../../src/lib/media/damaged.ts'
import { sniff } from '../../src/lib/media/sniff.ts'
import { fromCamera, gif, jpeg, png, pngWithWords, webp, webpFromCamera } from '../support/pictures.ts'

const typeOf = (bytes: Uint8Array) => {
  const is = sniff(bytes)
  return typeof is === 'object' ? is.type : is
}

test('a file is what its content says', () => {
  expect([png, jpeg, gif, webp].map(typeOf)).toEqual(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
  expect(typeOf(Buffer.from('%PDF-1.7 …'))).toBe('application/pdf')
  expect(typeOf(Buffer.from('PK\x03\x04…'))).toBe('application/zip')
  expect(typeOf(Buffer.from('error at line 3\n'))).toBe('text/plain; charset=utf-8')
  expect(typeOf(Buffer.from('<?xml version="1.0"?><svg onload="x()"/>'))).toBe('svg')
  for (const bad of ['', '<!doctype html><p>', 'MZ\x90\0\x03', '<script>x()</script>', 'a\0b'])
    expect(typeOf(Buffer.from(bad, 'latin1')), bad).toBeUndefined()
  expect(typeOf(Buffer.from([0xff, 0xfe, 0x41, 0]))).toBeUndefined()
})

test('what a camera or program wrote beside the picture goes; the picture stays as it was', () => {
  for (const [type, given] of [
    ['image/jpeg', fromCamera()],
    ['image/png', pngWithWords()],
    ['image/webp', webpFromCamera()],
    ['image/gif', gif],
  ] as const) {
    const clean = cleanImage(type, given)
    expect(Buffer.from(clean.bytes).toString('latin1'), type).not.toMatch(/Maria|GPS|Exif|EXIF/)
    expect(typeOf(clean.bytes)).toBe(type)
    expect(cleanImage(type, clean.bytes)).toEqual(clean)
  }
  expect(Buffer.from(cleanImage('image/png', pngWithWords()).bytes)).toEqual(png)
  expect(cleanImage('image/webp', webpFromCamera())).toMatchObject({ width: 6, height: 4 })
  expect(cleanImage('image/webp', webp)).toMatchObject({ width: 6, height: 4 })
  expect(cleanImage('image/gif', gif)).toMatchObject({ width: 1, height: 1 })
})

test('a photo taken upright stays upright, though nothing else of the camera is kept', () => {
  const clean = cleanImage('image/jpeg', fromCamera(6))

  expect(clean).toMatchObject({ width: 4, height: 6 })
  const text = Buffer.from(clean.bytes).toString('latin1')
  expect(text).toContain('Exif')
  expect(text).not.toContain('Maria')
  expect(cleanImage('image/jpeg', clean.bytes)).toEqual(clean)
})

test('a picture cut off anywhere, or with any byte changed, is cleaned or refused, never a crash or a hang', () => {
  for (const [type, whole] of [
    ['image/jpeg', fromCamera(3)],
    ['image/png', pngWithWords()],
    ['image/webp', webpFromCamera()],
    ['image/gif', gif],
  ] as const) {
    const attempt = (bytes: Uint8Array) => {
      try {
        cleanImage(type, bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedImage)
      }
    }
    for (let length = 0; length < whole.length; length++) attempt(whole.subarray(0, length))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(whole)
        changed[at] = value
        attempt(changed)
      }),
      { numRuns: 500, seed: 7 },
    )
  }
})
