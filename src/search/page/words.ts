/** A word as it stands in a text: where it is, and how it is written once folded. */
export interface Word {
  start: number
  end: number
  folded: string
}

/** Longer words are cut, so that pasted data neither swells the index nor slows the page. */
const longestWord = 40

// Scripts that are written without spaces are searched by pairs of neighbouring letters.
const unspaced =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const wordPattern = new RegExp(
  `(?<u>(?:(?=[\\p{L}\\p{M}\\p{N}])[${unspaced}]|(?<=\\p{L})ー)+)|\\p{N}+(?:\\.\\p{N}+)+|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+(?:['’](?![${unspaced}])\\p{L}+)*(?:\\+\\+|#(?![\\p{L}\\p{N}]))?`,
  'gu',
)
// The breve of й stays: it is a letter of its own, and endings hang on it.
const foldable = /[\u0300-\u0305\u0307-\u036f\u064b-\u0652\u0640]|(?<![иИ])\u0306/g
const single: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ى: 'ي',
}

/** Lower case, without accents, and without an English or French apostrophe ending. */
export function fold(word: string): string {
  let folded = word.toLowerCase()
  if (/[^a-z0-9]/.test(folded)) {
    folded = folded
      .replace(/['’]s$/, '')
      .replace(/['’]/g, '')
      .normalize('NFKD')
      .replace(foldable, '')
      .normalize('NFC')
      .replace(/[ßæœøđðþłıأإآى]/g, (letter) => single[letter]!)
  }
  return folded.length > longestWord ? folded.slice(0, longestWord) : folded
}

/** The words of a text in order. Text without spaces gives overlapping pairs of letters. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(wordPattern)) {
    const start = match.index
    if (match.groups!.u) pairs(match[0], start, words)
    else words.push({ start, end: start + match[0].length, folded: fold(match[0]) })
  }
  return words
}

function pairs(run: string, start: number, into: Word[]): void {
  const letters = [...run]
  let at = start
  for (let i = 0; i < Math.max(1, letters.length - 1); i++) {
    const pair = letters[i]! + (letters[i + 1] ?? '')
    into.push({ start: at, end: at + pair.length, folded: fold(pair) })
    at += letters[i]!.length
  }
}
