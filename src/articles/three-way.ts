import { type Content, type Field, fields } from '../db/words.ts'
import { type DiffPart, wordDiff } from '../lib/diff.ts'
import { mergeLists, mergeTexts } from '../lib/merge-texts.ts'

const SCOPES = ['versions', 'plans', 'platforms', 'regions'] as const
type Scope = (typeof SCOPES)[number]

/** One field that differs between two texts written at the same time. */
export type ThreeWay = {
  name: 'title' | Field | Scope
  /** Who changed it, against the text both started from. */
  changedBy: 'them' | 'you' | 'both'
  theirs: DiffPart[]
  yours: DiffPart[]
  /** Both changes put together, where they do not touch the same lines. */
  merged: string | null
}

/** What may become of a field: theirs, yours, both changes together, or one text after the other. */
export const choices = ['theirs', 'yours', 'merged', 'both'] as const
export type Choice = (typeof choices)[number]

type Texts = { base: Content; theirs: Content; yours: Content }

/** The fields in which two texts differ. Without a common base everything that differs was changed by both. */
export function threeWay(both: { base: Content | null; theirs: Content; yours: Content }): ThreeWay[] {
  const texts: Texts = { ...both, base: both.base ?? both.theirs }
  return names.flatMap((name) => {
    const base = fieldText(texts.base, name)
    const theirs = fieldText(texts.theirs, name)
    const yours = fieldText(texts.yours, name)
    if (theirs === yours) return []
    const changedBy = theirs === base ? 'you' : yours === base ? 'them' : 'both'
    const merged = mergedValue(texts, name)
    return [
      {
        name,
        changedBy: both.base === null ? 'both' : changedBy,
        theirs: wordDiff(base, theirs),
        yours: wordDiff(base, yours),
        merged: merged ?? null,
      },
    ]
  })
}

/** What is taken when nobody says otherwise: nothing of either text is lost. */
export function safeChoice(field: ThreeWay): Choice {
  if (field.changedBy !== 'both') return field.changedBy === 'you' ? 'yours' : 'theirs'
  if (field.merged !== null) return 'merged'
  return field.name === 'title' ? 'yours' : 'both'
}

/** The text that the choices make; fields nobody chose for follow `safeChoice`. */
export function composed(
  both: { base: Content | null; theirs: Content; yours: Content },
  chosen: Partial<Record<ThreeWay['name'], Choice>>,
): Content {
  const texts: Texts = { ...both, base: both.base ?? both.theirs }
  const result: Content = { ...both.theirs, appliesTo: { ...both.theirs.appliesTo } }
  for (const field of threeWay(both)) {
    const choice = chosen[field.name] ?? safeChoice(field)
    const value = chosenValue(texts, field, choice)
    if (isScope(field.name)) result.appliesTo[field.name] = listIn(value)
    else result[field.name] = value
  }
  for (const scope of SCOPES) if ((result.appliesTo[scope] ?? []).length === 0) delete result.appliesTo[scope]
  return result
}

const names: ThreeWay['name'][] = ['title', ...fields, ...SCOPES]

function chosenValue(texts: Texts, field: ThreeWay, choice: Choice): string {
  const theirs = fieldText(texts.theirs, field.name)
  const yours = fieldText(texts.yours, field.name)
  if (choice === 'theirs') return theirs
  if (choice === 'merged' && field.merged !== null) return field.merged
  if (choice === 'both' && field.name !== 'title')
    return isScope(field.name) ? `${theirs}, ${yours}` : `${theirs}\n\n${yours}`.trim()
  return yours
}

function mergedValue(texts: Texts, name: ThreeWay['name']): string | undefined {
  if (isScope(name)) {
    const list = (content: Content) => content.appliesTo[name] ?? []
    return mergeLists(list(texts.base), list(texts.theirs), list(texts.yours)).join(', ')
  }
  return mergeTexts(fieldText(texts.base, name), fieldText(texts.theirs, name), fieldText(texts.yours, name))
}

function fieldText(content: Content, name: ThreeWay['name']): string {
  return isScope(name) ? (content.appliesTo[name] ?? []).join(', ') : content[name]
}

function listIn(text: string): string[] {
  return [...new Set(text.split(',').map((word) => word.trim()))].filter((word) => word !== '')
}

function isScope(name: ThreeWay['name']): name is Scope {
  return (SCOPES as readonly string[]).includes(name)
}
