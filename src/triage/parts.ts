/** A part is cut at the first end of a paragraph after so many UTF-16 units, about 200 words. */
const LONG = 1_200
/** What a part comes to in words; texts are no longer on average than this. */
export const PART_WORDS = 200

/**
 * The parts of a text, each a run of paragraphs. A question is answered in one place: a handbook that mentions its words
 * here and there, one in every chapter, does not answer it.
 */
export function partsOf(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (const end of text.matchAll(/\n[ \t]{0,40}\r?\n/g)) {
    if (end.index - from < LONG) continue
    parts.push(text.slice(from, end.index))
    from = end.index
  }
  const rest = text.slice(from)
  if (parts.length === 0 || rest.trim() !== '') parts.push(rest)
  return parts
}
