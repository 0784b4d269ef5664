/** How easily an English text reads. */
export type ReadingEase = { score: number; words: number; wordsPerSentence: number }

/**
 * Flesch reading ease, 206.835 − 1.015 × words per sentence − 84.6 × syllables per word (R. Flesch, 1948): above 60
 * plain English, below 30 very hard. Nothing for fewer than 40 words, where it only measures noise.
 */
export function readingEase(sentences: string[]): ReadingEase | undefined {
  let words = 0
  let syllables = 0
  let counted = 0
  for (const sentence of sentences) {
    const found = sentence.match(/[A-Za-z][A-Za-z'’]*/g) ?? []
    if (found.length === 0) continue
    counted++
    words += found.length
    for (const word of found) syllables += syllablesIn(word.toLowerCase())
  }
  if (words < 40) return undefined
  const wordsPerSentence = words / counted
  const score = 206.835 - 1.015 * wordsPerSentence - 84.6 * (syllables / words)
  return { score: Math.round(score), words, wordsPerSentence: Math.round(wordsPerSentence * 10) / 10 }
}

/** Groups of vowels, without the silent e at the end; at least one. */
function syllablesIn(word: string): number {
  const letters = word.replace(/[^a-z]/g, '').replace(/(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$/, '')
  return Math.max(1, letters.match(/[aeiouy]{1,2}/g)?.length ?? 0)
}
