import { type BitCoder, places } from './page/coder.ts'

/** The writing half of the range coder in page/coder.ts. */
export function encoder(): BitCoder & { finish(): Uint8Array } {
  const { chance, learn } = places()
  const bytes: number[] = []
  let low = 0
  let range = 0xffffffff
  let held = 0
  let heldCount = 0

  // Moves the top byte out, holding back a run of 255s that a later carry may still turn over.
  const moveOut = () => {
    const top = Math.floor(low / 0x1000000)
    if (top === 0xff) heldCount++
    else {
      const over = top >>> 8
      bytes.push((held + over) & 0xff)
      for (; heldCount > 0; heldCount--) bytes.push((0xff + over) & 0xff)
      held = top & 0xff
    }
    low = (low % 0x1000000) * 256
  }
  const refill = () => {
    for (; range < 0x1000000; range = (range << 8) >>> 0) moveOut()
  }

  return {
    bit(place, bit) {
      const zeros = (range >>> 12) * chance(place)
      if (bit) low += zeros
      range = bit ? range - zeros : zeros
      learn(place, bit!)
      refill()
      return bit!
    },
    raw(bit) {
      range >>>= 1
      if (bit) low += range
      refill()
      return bit!
    },
    /** Ends the file. Trailing zeros are left out, because the reader supplies them. */
    finish() {
      low = roundest(low, range)
      for (let i = 0; i < 5; i++) moveOut()
      let end = bytes.length
      while (end > 1 && bytes[end - 1] === 0) end--
      return Uint8Array.from(bytes.slice(1, end))
    },
  }
}

/** Any number within the last range ends the file; the one with most trailing zeros is the shortest. */
function roundest(low: number, range: number): number {
  for (let bits = 31; bits > 0; bits--) {
    const rounded = Math.ceil(low / 2 ** bits) * 2 ** bits
    if (rounded < low + range) return rounded
  }
  return low
}
