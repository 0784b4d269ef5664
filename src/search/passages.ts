/** The longest passage shown, in UTF-16 units. */
export const passageLength = 180

/**
 * The passages a result may show: the beginning, where the answer stands, then those that say most of what
 * the beginning does not. `weightOf` tells how much each term says about this document.
 */
export function choosePassages(
  pieces: { text: string; terms: readonly string[] }[],
  weightOf: (term: string) => number,
  most: number,
): string[] {
  const windows = joinPieces(pieces)
  const chosen = windows.slice(0, 1)
  const said = new Set(chosen[0]?.terms)
  while (chosen.length < most) {
    const next = heaviest(windows, said, weightOf)
    if (!next) break
    chosen.push(next)
    for (const term of next.terms) said.add(term)
  }
  return chosen.map((window) => window.text)
}

/** Sentences of a text, none longer than a passage. */
export function sentencesIn(text: string): string[] {
  const sentences: string[] = []
  for (const part of text.split(/(?<=[.!?…])\s+|(?<=[。！？])|[\r\n\f\u2028\u2029]+/u)) {
    let rest = part.replace(/\s+/g, ' ').trim()
    while (rest.length > passageLength) {
      const cut = cutAt(rest)
      sentences.push(rest.slice(0, cut).trim())
      rest = rest.slice(cut).trim()
    }
    if (rest) sentences.push(rest)
  }
  return sentences
}

// At the last space that fits; never inside a surrogate pair.
function cutAt(text: string): number {
  const space = text.lastIndexOf(' ', passageLength)
  if (space > passageLength / 2) return space
  const isPair = /[\ud800-\udbff]/.test(text[passageLength - 1]!)
  return isPair ? passageLength - 1 : passageLength
}

function joinPieces(pieces: { text: string; terms: readonly string[] }[]) {
  const windows: { text: string; terms: string[] }[] = []
  for (const { text, terms } of pieces) {
    const last = windows.at(-1)
    if (last && last.text.length + text.length < passageLength) {
      last.text += ` ${text}`
      last.terms.push(...terms)
    } else windows.push({ text, terms: [...terms] })
  }
  return windows
}

function heaviest(
  windows: { text: string; terms: string[] }[],
  said: ReadonlySet<string>,
  weightOf: (term: string) => number,
) {
  let best: (typeof windows)[number] | undefined
  let most = 0
  for (const window of windows) {
    let weight = 0
    for (const term of new Set(window.terms)) if (!said.has(term)) weight += weightOf(term)
    if (weight > most) {
      most = weight
      best = window
    }
  }
  return best
}
