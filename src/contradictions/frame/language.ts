import { functionWords } from '../../lib/words.ts'

/** Whether the words are English enough to be analysed. */
export function looksEnglish(lower: string): boolean {
  let words = 0
  let known = 0
  let foreign = 0
  let letters = 0
  let other = 0
  for (const match of lower.slice(0, 1200).matchAll(/\p{L}+/gu)) {
    words++
    const word = match[0]
    letters += word.length
    if (/[^\u0000-\u024f]/.test(word)) other += word.length
    if (functionWords.has(word)) known++
    if (foreignWords.has(word)) foreign++
  }
  if (words === 0 || other * 3 > letters) return false
  return !(words >= 4 && foreign > known && foreign >= 2)
}

const foreignWords = new Set(
  'der die das und ist nicht ein eine den dem mit von zu auf für sich werden kann sie ich wir wenn oder auch nach bei le la les des est une dans pour pas que qui sur vous nous avec sont peut el los las una en por con para del se puede como más y o não com uma os são você pode het een van niet voor zijn il di che per non è sono questo och att det som inte på är jest nie się na'.split(
    ' ',
  ),
)

export function lowerOf(text: string): string {
  return text.slice(0, 1200).toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').trim()
}

/** A menu label or title: nearly every word begins with a capital. */
export function isLabel(text: string): boolean {
  if (/[.!?>→]/.test(text)) return false
  const words = text.slice(0, 400).match(/\p{L}[\p{L}'’]*/gu) ?? []
  const capital = words.filter((word) => /^\p{Lu}/u.test(word)).length
  return words.length >= 3 && capital * 10 >= words.length * 7
}

/** Whether the text is code or output rather than prose. */
export function codeLike(text: string): boolean {
  const part = text.slice(0, 400)
  const signs = part.match(/[{};=()<>_\\]|::|->|&&/g)?.length ?? 0
  return signs >= 6 && signs * 14 > part.length
}
