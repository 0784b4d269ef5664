let lastText = ''
let lastLower = ''

/**
 * True if the text holds one of the (lower-case) words anywhere: a search for plain words is a hundred times as fast as
 * an expression, so a detector asks this first. The lower case of the latest text is kept for the next detector.
 */
export function mentions(text: string, words: readonly string[]): boolean {
  if (text !== lastText) {
    lastLower = text.toLowerCase()
    lastText = text
  }
  return words.some((word) => lastLower.includes(word))
}
