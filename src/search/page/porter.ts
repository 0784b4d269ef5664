/**
 * The stem of an English word, by the algorithm of M. F. Porter ("An algorithm for suffix stripping",
 * 1980) with its author's later amendments; the same stems as the porter tokenizer of SQLite FTS5,
 * so that staff and public search agree. Expects a folded word; anything but a–z comes back unchanged.
 */
export function porter(word: string): string {
  if (word.length < 3 || /[^a-z]/.test(word)) return word
  let w = word.replace(/^y/, 'Y')
  w = plurals(w)
  w = pastAndPresent(w)
  if (/y$/.test(w) && hasVowel(w.slice(0, -1))) w = `${w.slice(0, -1)}i`
  w = swap(w, step2, 1)
  w = swap(w, step3, 1)
  w = strip(w)
  w = tidy(w)
  return w.toLowerCase()
}

// A consonant is anything but a vowel, or a y that follows a vowel (or begins the word, written Y here).
const c = '(?:[^aeiouy]|(?<=[aeiou])y)'
const v = '(?:[aeiou]|(?<![aeiou])y)'
const vowel = new RegExp(v)
const measured = [0, 1, 2].map((m) => new RegExp(`^${c}*(?:${v}+${c}+){${m}}`))
const exactlyOne = new RegExp(`^${c}*${v}+${c}+${v}*$`)
const shortEnd = new RegExp(`${c}${v}(?![wxY])${c}$`)

const hasVowel = (stem: string) => vowel.test(stem)
const measureAtLeast = (stem: string, m: number) => measured[m]!.test(stem)
const endsShort = (stem: string) => shortEnd.test(stem) && !/[wxy]$/.test(stem)

const step2 = pairsOf(
  'ational ate tional tion enci ence anci ance izer ize bli ble alli al entli ent eli e ousli ous ization ize ation ate ator ate alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble logi log',
)
const step3 = pairsOf('icate ic ative - alize al iciti ic ical ic ful - ness -')
const step4 = /(?:ement|ance|ence|able|ible|ment|ant|ent|(?<=[st])ion|ism|ate|iti|ous|ive|ize|al|er|ic|ou)$/

function pairsOf(list: string): [string, string][] {
  const words = list.split(' ')
  return words.flatMap((from, i) =>
    i % 2 ? [] : [[from, words[i + 1]!.replace('-', '')] as [string, string]],
  )
}

function plurals(w: string): string {
  return w
    .replace(/sses$/, 'ss')
    .replace(/ies$/, 'i')
    .replace(/([^s])s$/, '$1')
}

function pastAndPresent(w: string): string {
  if (w.endsWith('eed')) return measureAtLeast(w.slice(0, -3), 1) ? w.slice(0, -1) : w
  const stem = w.replace(/(?:ed|ing)$/, '')
  if (stem === w || !hasVowel(stem)) return w
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`
  if (/([^aeioulsz])\1$/.test(stem) && !/[aeiou]y$/.test(stem)) return stem.slice(0, -1)
  return exactlyOne.test(stem) && endsShort(stem) ? `${stem}e` : stem
}

function swap(w: string, rules: [string, string][], m: number): string {
  const rule = longest(w, rules)
  if (!rule) return w
  const stem = w.slice(0, w.length - rule[0].length)
  return measureAtLeast(stem, m) ? stem + rule[1] : w
}

function longest(w: string, rules: [string, string][]): [string, string] | undefined {
  let best: [string, string] | undefined
  for (const rule of rules) {
    if (w.endsWith(rule[0]) && rule[0].length > (best?.[0].length ?? 0)) best = rule
  }
  return best
}

function strip(w: string): string {
  const stem = w.replace(step4, '')
  return stem !== w && measureAtLeast(stem, 2) ? stem : w
}

function tidy(w: string): string {
  let stem = w
  if (w.endsWith('e')) {
    const rest = w.slice(0, -1)
    if (measureAtLeast(rest, 2) || (measureAtLeast(rest, 1) && !endsShort(rest))) stem = rest
  }
  return stem.endsWith('ll') && measureAtLeast(stem, 2) ? stem.slice(0, -1) : stem
}
