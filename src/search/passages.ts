import { eachWord } from './page/words.ts'

/** The longest passage shown, in UTF-16 units. */
const passageLength = 180

/**
 * The passages a result may show: the beginning, where the answer stands, then those that say most of what
 * the ones before do not. They hang on the text alone, so that an edit elsewhere changes none of them.
 */
export function choosePassages(text: string, stopWords: ReadonlySet<string>, most: number): string[] {
  const windows = windowsIn(text)
  const chosen = windows.slice(0, 1)
  const said = new Set(stopWords)
  while (chosen.length > 0 && chosen.length < Math.min(most, windows.length)) {
    for (const word of chosen.at(-1)!.words) said.add(word)
    const next = fullest(windows, said)
    if (!next) break
    chosen.push(next)
  }
  return chosen.map((window) => window.text)
}

interface Window {
  text: string
  words: Set<string>
}

/** Sentences that stand together, as many as fit. */
function windowsIn(text: string): Window[] {
  const texts: string[] = []
  for (const sentence of sentencesIn(text)) {
    const last = texts.length - 1
    if (last < 0 || texts[last]!.length + sentence.length >= passageLength) texts.push(sentence)
    else texts[last] += ` ${sentence}`
  }
  return texts.map((own) => {
    const words = new Set<string>()
    eachWord(own.toLowerCase(), (word) => words.add(word))
    return { text: own, words }
  })
}

/** Sentences of a text, none longer than a passage. */
function sentencesIn(text: string): string[] {
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

function fullest(windows: Window[], said: ReadonlySet<string>): Window | undefined {
  let best: Window | undefined
  let most = 0
  for (const window of windows) {
    // What cannot say more than the best so far need not be counted.
    if (window.words.size <= most) continue
    let fresh = 0
    for (const word of window.words) if (!said.has(word)) fresh++
    if (fresh > most) {
      most = fresh
      best = window
    }
  }
  return best
}
