/**
 * An adaptive binary range coder (G. N. N. Martin, 1979, in the carry form used by LZMA), reading half.
 * Every bit has a *place*, which remembers how likely a zero is there, so that a file packs itself while
 * it is written and needs no compression on the server. The writing half is in ../encoder.ts.
 */
export interface BitCoder {
  /** Reads a bit, or writes the one given, and learns from it. */
  bit(place: number, bit?: number): number
  /** The same for a bit about which nothing can be learned. */
  raw(bit?: number): number
}

/** The places of one file: `chance` of a zero in 4,096ths, never certain, and `learn`. */
export function places() {
  const chance = new Uint16Array(2048).fill(32768)
  const used = new Uint8Array(2048)
  return {
    chance: (place: number) => Math.min(4065, Math.max(31, chance[place]! >>> 4)),
    learn(place: number, bit: number) {
      chance[place]! += Math.trunc(((bit ? 0 : 65535) - chance[place]!) / (used[place]! + 1.6))
      if (used[place]! < 40) used[place]!++
    },
  }
}

/** Reads what an encoder wrote; past the end it reads zeros, which the encoder leaves out. */
export function decoder(bytes: Uint8Array): BitCoder {
  const { chance, learn } = places()
  let at = 0
  let range = 0xffffffff
  let code = 0
  const next = () => {
    code = ((code << 8) | (bytes[at++] ?? 0)) >>> 0
  }
  const take = (zeros: number) => {
    const bit = code < zeros ? 0 : 1
    if (bit) code -= zeros
    return bit
  }
  const refill = () => {
    for (; range < 0x1000000; range = (range << 8) >>> 0) next()
  }
  for (let i = 0; i < 4; i++) next()
  return {
    bit(place) {
      const zeros = (range >>> 12) * chance(place)
      const bit = take(zeros)
      range = bit ? range - zeros : zeros
      learn(place, bit)
      refill()
      return bit
    },
    raw() {
      range >>>= 1
      const bit = take(range)
      refill()
      return bit
    },
  }
}
