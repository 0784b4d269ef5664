/**
 * The reading half of an adaptive binary range coder (G. N. N. Martin, 1979, in the carry form used by
 * LZMA). Every bit has a context, a place that remembers how likely a one is there, so that files pack
 * themselves while they are read and need no compression on the server.
 */

/** Contexts per file; the places below must fit. */
const contextCount = 2048

/** The memory of a coder: chance of a zero in 65,536ths, and how often each place was used. */
export class Contexts {
  readonly chance = new Uint16Array(contextCount).fill(32768)
  readonly used = new Uint8Array(contextCount)

  /** The chance of a zero in 4,096ths, never certain. */
  of(place: number): number {
    const chance = this.chance[place]! >>> 4
    return chance < 31 ? 31 : chance > 4065 ? 4065 : chance
  }

  learn(place: number, bit: number): void {
    const chance = this.chance[place]!
    const used = this.used[place]!
    this.chance[place] = chance + Math.trunc(((bit ? 0 : 65535) - chance) / (used + 1.6))
    if (used < 40) this.used[place] = used + 1
  }
}

/** What a model needs of a coder; the writer takes the bit, the reader gives it back. */
export interface BitCoder {
  bit(place: number, bit?: number): number
  raw(bit?: number): number
}

export class Decoder implements BitCoder {
  readonly contexts = new Contexts()
  private readonly bytes: Uint8Array
  private at: number
  private range = 0xffffffff
  private code = 0

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
    for (let i = 0; i < 4; i++) this.code = ((this.code << 8) | this.next()) >>> 0
  }

  bit(place: number): number {
    const bound = (this.range >>> 12) * this.contexts.of(place)
    const bit = this.code < bound ? 0 : 1
    if (bit) {
      this.code -= bound
      this.range -= bound
    } else this.range = bound
    this.contexts.learn(place, bit)
    this.refill()
    return bit
  }

  raw(): number {
    this.range >>>= 1
    const bit = this.code < this.range ? 0 : 1
    if (bit) this.code -= this.range
    this.refill()
    return bit
  }

  private refill(): void {
    while (this.range < 0x1000000) {
      this.range = (this.range << 8) >>> 0
      this.code = ((this.code << 8) | this.next()) >>> 0
    }
  }

  private next(): number {
    return this.at < this.bytes.length ? this.bytes[this.at++]! : 0
  }
}
