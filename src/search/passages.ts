/** The longest passage shown, in UTF-16 units. */
const passageLength = 180

/** A sentence with its terms. */
export interface Sentence {
  text: string
  terms: ArrayLike<number>
}

/**
 * The passages a result may show: the beginning, where the answer stands, then those that say most of what
 * the ones before do not. `weightOf` tells how rare a term is.
 */
export function choosePassages(
  sentences: Sentence[],
  weightOf: (term: number) => number,
  most: number,
): string[] {
  const windows = joined(sentences)
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

interface Window {
  text: string
  terms: Set<number>
}

function joined(sentences: Sentence[]): Window[] {
  const windows: Window[] = []
  for (const { text, terms } of sentences) {
    let last = windows.at(-1)
    if (!last || last.text.length + text.length >= passageLength) {
      last = { text: '', terms: new Set() }
      windows.push(last)
    }
    last.text += last.text ? ` ${text}` : text
    for (let i = 0; i < terms.length; i++) last.terms.add(terms[i]!)
  }
  return windows
}

function heaviest(
  windows: Window[],
  said: ReadonlySet<number>,
  weightOf: (term: number) => number,
): Window | undefined {
  let best: Window | undefined
  let most = 0
  for (const window of windows) {
    let weight = 0
    for (const term of window.terms) if (!said.has(term)) weight += weightOf(term)
    if (weight > most) {
      most = weight
      best = window
    }
  }
  return best
}
