/** Pictures of 6 × 4 dots, half red, half blue, as a browser drew them. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAYAAACtBE5DAAAAIUlEQVR4AZSJsQkAAAyDJP//bKdClw4RBMEIricND/0YAAAA//9dJxHMAAAABklEQVQDABKAC/2Nv7iQAAAAAElFTkSuQmCC',
  'base64',
)
export const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAaEAEAAQUAAAAAAAAAAAAAAAAAAQMGNHOx/8QAFQEBAQAAAAAAAAAAAAAAAAAABAf/xAAZEQACAwEAAAAAAAAAAAAAAAAABAY1ctH/2gAMAwEAAhEDEQA/AIlc+fT1R2QFth9ItnoiVW7Gj//Z',
  'base64',
)
export const webp = Buffer.from(
  'UklGRlgAAABXRUJQVlA4IEwAAADwAgCdASoGAAQAAUAmJagCdLoBQAPwArQD+AAehzGgAAD++g5QtjMhN/5/9c5y6p/Bv/9Lg/85zl1T+Df/0uD/4loFWTWd4TChAcAA',
  'base64',
)
/** One dot, drawn by hand, with a comment that should not be there. */
export const gif = Buffer.concat([
  Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00', 'latin1'),
  Buffer.from([255, 0, 0, 0, 0, 255]),
  Buffer.from('!\xfe\x0cMaria Lopez!\x00', 'latin1'),
  Buffer.from(
    '!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;',
    'latin1',
  ),
])

/** The same JPEG as a camera writes it: turned (1 to 8), with its place and owner, and a preview after its end. */
export function fromCamera(turn = 1): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(turn, 18)
  const camera = segment(
    0xe1,
    Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('GPS 52.52 N Maria Lopez')]),
  )
  const owner = segment(0xed, Buffer.from('Photoshop 3.0\0 Maria Lopez'))
  const comment = segment(0xfe, Buffer.from('taken at home by Maria Lopez'))
  return Buffer.concat([
    jpeg.subarray(0, 2),
    camera,
    owner,
    comment,
    jpeg.subarray(2),
    Buffer.from('Maria Lopez again'),
  ])
}

/** The same PNG with words and a time in it. */
export function pngWithWords(): Buffer {
  const words = Buffer.from('Author\0Maria Lopez')
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from('tEXt'), words, Buffer.alloc(4)])
  chunk.writeUInt32BE(words.length, 0)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

/** The same WebP with camera data. */
export function webpFromCamera(): Buffer {
  const extended = Buffer.concat([
    Buffer.from('VP8X\x0a\0\0\0', 'latin1'),
    Buffer.from('0c000000050000030000', 'hex'),
  ])
  const camera = Buffer.concat([Buffer.from('EXIF\x0c\0\0\0', 'latin1'), Buffer.from('Maria Lopez!')])
  const whole = Buffer.concat([webp.subarray(0, 12), extended, webp.subarray(12), camera])
  whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}
