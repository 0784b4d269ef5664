import { maskCharacter } from './detector.ts'
import { matches, matchesAround } from './matches.ts'
import { placesOf } from './mentions.ts'

/** A value that follows a label word, as in `Customer no.: **4711-A**`. */
export type Labelled = { label: string; value: string; start: number; end: number; before: string }

// Between label and value: words about the value ("for the portal", "we use"), closing quotes or emphasis, at most one separator or verb, opening quotes, a line or cell break.
const connector =
  /(?:,[ \t][^,.:;\n\x1a]{1,50},)?(?:[ \t]\([^()\d\n\x1a]{1,40}\))?(?:[ \t](?:(?:that[ \t])?(?:we|i|you|he|she|they)(?:[ \t][a-z]{1,12}){1,3}?|(?:for|of|to|on|from|in|für|von|pour|voor|para)(?:[ \t][\w.-]{1,20}){1,4}?)(?=[ \t]?(?:is\b|was\b|ist\b|lautet\b|:|=)))?["'`*_\])]{0,3}[ \t]{0,8}(?:(?:is(?:[ \t]the|[ \t]het)?|was|are|ist(?:[ \t]die)?|lautet|war|est(?:[ \t]l[ea])?|es(?:[ \t]el)?|é(?:[ \t]o)?|è(?:[ \t]il)?|era|は|が|이|가|:=|=>|->|[:=#>\uFF1A-]|(?<!\|)\|(?!\|))[ \t]{0,8}){0,2}(?:\r?\n[ \t]{0,8}){0,2}["'`*_[(<]{0,3}[ \t]{0,2}/y
// An explicit separator is needed where the label is an everyday word.
const separator =
  /(?:[ \t](?:(?:that[ \t])?(?:we|i|you|he|she|they)(?:[ \t][a-z]{1,12}){1,3}?|(?:for|of|to|on|from|in|für|von|pour|voor|para)(?:[ \t][\w.-]{1,20}){1,4}?)(?=[ \t]?(?:is\b|was\b|ist\b|lautet\b|:|=)))?["'`*_\])]{0,3}[ \t]{0,8}(?:is|was|ist|lautet|est|es|é|:=|=>|->|[:=#>\uFF1A]|\|(?!\|))/y

/**
 * Every place where a label is followed by a value. `label` needs the flags g (and usually i and u);
 * `value` the flag y; one of `stems` (lower-case) is in every label, so that only their surroundings are read, or all without them. With
 * `explicit` a separator such as ":" or "is" must stand between. A label begins at a word or at a hump
 * (`userPassword`); with `insideWord` anywhere (`PGPASSWORD`).
 */
export function* labelled(
  text: string,
  stems: readonly string[] | undefined,
  label: RegExp,
  value: RegExp,
  options: { explicit?: boolean; insideWord?: boolean } = {},
): Generator<Labelled> {
  const labels =
    stems === undefined
      ? matches(text, label)
      : matchesAround(text, placesOf(text, stems, !options.insideWord), { before: 40, after: 60 }, label)
  for (const match of labels) {
    if (!options.insideWord && !beginsWord(text, match.index)) continue
    const after = match.index + match[0].length
    if (options.explicit && !matchesAt(separator, text, after)) continue
    const from = after + (matchesAt(connector, text, after)?.[0].length ?? 0)
    const found = matchesAt(value, text, from)
    if (!found || found[0] === '' || found[0].includes(maskCharacter)) continue
    yield {
      label: match[0],
      value: found[0],
      start: from,
      end: from + found[0].length,
      before: text.slice(Math.max(0, match.index - 24), match.index),
    }
  }
}

/** The match of a sticky expression at one place, or null. */
export function matchesAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Checked here and not in the expression: a look behind at every unit would be most of the work. */
function beginsWord(text: string, at: number): boolean {
  const before = text[at - 1]
  if (before === undefined || !/[\p{L}\p{N}]/u.test(before)) return true
  return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(text[at]!)
}
