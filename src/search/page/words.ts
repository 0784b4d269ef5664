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
  `((?:(?=[\\p{L}\\p{M}\\p{N}])[${unspaced}]|(?<=\\p{L})ー)+)|v?\\p{N}+(?:\\.\\p{N}+)+(?![\\p{L}\\p{N}])|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+(?:['’](?![${unspaced}])\\p{L}+)*(?:\\+\\+|#(?![\\p{L}\\p{N}]))?`,
  'gu',
)
// The same for text in ASCII, several times faster.
const plainPattern = /v?\d+(?:\.\d+)+(?![a-z\d])|[a-z\d]+(?:'[a-z]+)*(?:\+\+|#(?![a-z\d]))?/gi
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
  let folded = word.toLowerCase().replace(/^v(?=\d+\.)/, '')
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
  eachWord(text, (raw, start) => words.push({ start, end: start + raw.length, folded: fold(raw) }))
  return words
}

/** Calls `take` with each word as it is written, and where it starts. */
export function eachWord(text: string, take: (raw: string, start: number) => void): void {
  const pattern = /[^\0-\x7f]/.test(text) ? wordPattern : plainPattern
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[1]) pairs(match[0], match.index, take)
    else take(match[0], match.index)
  }
}

function pairs(run: string, start: number, take: (raw: string, start: number) => void): void {
  const letters = [...run]
  let at = start
  for (let i = 0; i < Math.max(1, letters.length - 1); i++) {
    take(letters[i]! + (letters[i + 1] ?? ''), at)
    at += letters[i]!.length
  }
}
