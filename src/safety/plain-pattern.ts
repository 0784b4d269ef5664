// Letters of the scripts people write support questions in, as ranges of UTF-16 units.
let lower = 'a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľłńņňőœŕřśŝşšťţũūŭůűųŵŷźżžșțơưά-ώа-џ'
let upper = 'A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŐŒŔŘŚŜŞŠŤŢŨŪŬŮŰŲŴŶŸŹŻŽȘȚƠƯΆ-ΫЀ-Я'
for (let unit = 0x1ea0; unit < 0x1efa; unit++) {
  if (unit % 2 === 0) upper += String.fromCharCode(unit)
  else lower += String.fromCharCode(unit)
}
const letter =
  'A-Za-zªµºÀ-ÖØ-öø-ʯͰ-ϿЀ-ԯ\\u0531-\\u0587\\u05d0-\\u05ea\\u0620-\\u064a\\u0904-\\u0939Ḁ-ỿぁ-ヿ㐀-䶿一-鿿가-힣'
const classes: Record<string, string> = {
  '\\p{L}': letter,
  '\\p{Lu}': upper,
  '\\p{Ll}': lower,
  '\\p{N}': '\\d',
  '\\p{M}': '\\u0300-\\u036f',
}

/**
 * The same expression with Unicode classes turned into plain ranges and without the flag u. It reads the same and runs
 * five to ten times as fast; letters outside the big scripts are not letters to it.
 */
export function plainPattern(pattern: RegExp): RegExp {
  let isInClass = false
  const source = pattern.source.replace(/\\p\{\w+\}|\\[^p]|[[\]]/g, (piece) => {
    const ranges = classes[piece]
    if (ranges !== undefined) return isInClass ? ranges : `[${ranges}]`
    if (piece === '[') isInClass = true
    if (piece === ']') isInClass = false
    return piece
  })
  return new RegExp(source, pattern.flags.replace('u', ''))
}
