import type { Content, Field } from '../db/words.ts'
import { readingEase } from '../lib/reading-ease.ts'
import { sentencesOf } from '../lib/sentences.ts'
import { functionWords, stem } from '../lib/words.ts'
import { PUBLIC_FIELDS } from './content.ts'
import { coversVersion } from './version-ranges.ts'
import { FIELD_WORDS } from './words.ts'

/** One line of the content standard: coaching beside the editor, never a score and never in the way. */
export type Check = {
  code: 'unique' | 'complete' | 'clear' | 'title' | 'links' | 'metadata'
  label: string
  /** What to look at; empty = nothing noticed. */
  notes: string[]
}

/** What the list needs to know besides the text. */
export type CheckFacts = {
  language: string
  hasProduct: boolean
  hasTopic: boolean
  hasOwner: boolean
  /** Titles of articles that seem to ask the same. */
  sameQuestion: string[]
  /** The versions of its product, oldest first; none where nobody has said them. */
  versions: string[]
  /** Links inside the text that lead to no article here. */
  deadLinks: string[]
}

const MANY_WORDS = 1500
const LONG_SENTENCE = 25
const HARD = 40
const LONG_TITLE = 90

/** The content standard, held against a text. Pure. */
export function checklist(content: Content, facts: CheckFacts): Check[] {
  return [
    { code: 'unique', label: 'Nothing else says it', notes: uniqueNotes(facts) },
    { code: 'complete', label: 'It is complete', notes: completeNotes(content) },
    { code: 'clear', label: 'It is clear', notes: clearNotes(content, facts) },
    { code: 'title', label: 'The title says it', notes: titleNotes(content) },
    { code: 'links', label: 'Links and pictures work', notes: linkNotes(content, facts) },
    { code: 'metadata', label: 'It is filed', notes: metadataNotes(content, facts) },
  ]
}

function uniqueNotes(facts: CheckFacts): string[] {
  return facts.sameQuestion.map((title) => `“${title}” seems to ask the same. Merge, or say how they differ.`)
}

function completeNotes(content: Content): string[] {
  const notes: string[] = []
  if (content.resolution.trim() === '') notes.push('The resolution is missing.')
  if (content.issue.trim() === '') notes.push('The issue, in the asker’s words, is missing.')
  if (content.environment.trim() === '' && Object.keys(content.appliesTo).length === 0)
    notes.push('Nothing says where it applies: environment, versions, plans or platforms.')
  return notes
}

function clearNotes(content: Content, facts: CheckFacts): string[] {
  const notes: string[] = []
  const words = PUBLIC_FIELDS.reduce((sum, field) => sum + wordCount(content[field]), 0)
  if (words > MANY_WORDS)
    notes.push(
      `It has ${words.toLocaleString('en-GB')} words. Above ${MANY_WORDS.toLocaleString('en-GB')} people stop reading: split it.`,
    )
  for (const field of PUBLIC_FIELDS) notes.push(...headingNotes(field, content[field]))
  if (!/^en(?:-|$)/i.test(facts.language)) return notes
  const sentences = sentencesOf(content.resolution).filter(({ block }) => block !== 'heading')
  const ease = readingEase(sentences.map(({ text }) => text))
  if (ease !== undefined && ease.score < HARD)
    notes.push(`The resolution reads hard (reading ease ${ease.score}, plain English is above 60).`)
  const long = sentences.filter(({ text }) => wordCount(text) > LONG_SENTENCE)
  if (long[0] !== undefined)
    notes.push(
      `${long.length === 1 ? 'One sentence has' : `${long.length} sentences have`} more than ${LONG_SENTENCE} words, first “${short(long[0].text)}”.`,
    )
  return notes
}

/** Levels that jump, such as a third-level heading right under a first-level one. */
function headingNotes(field: Field, text: string): string[] {
  let previous = 0
  let isFenced = false
  for (const line of text.split('\n')) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) isFenced = !isFenced
    const marks = isFenced ? undefined : /^ {0,3}(#{1,6})\s+(.*)/.exec(line)
    if (marks == null) continue
    const level = marks[1]!.length
    if (previous > 0 && level > previous + 1)
      return [`${FIELD_WORDS[field]}: the heading “${short(marks[2]!)}” skips a level.`]
    previous = level
  }
  return []
}

function titleNotes(content: Content): string[] {
  const title = content.title.trim()
  if (title === '') return ['The title is missing.']
  const notes: string[] = []
  const words = contentWords(title)
  if (title.length > LONG_TITLE)
    notes.push(`The title has ${title.length} characters; ${LONG_TITLE} fit a result.`)
  if (words.size < 2 || /^(?:problem|question|help|error|issue|urgent)\W*$/i.test(title))
    notes.push('The title is too general to be found by. Use the words people search for.')
  if (/\b[A-Z]{2,}\b.*\b[A-Z]{3,}\b.*\b[A-Z]{3,}\b/.test(title))
    notes.push('The title shouts. Write it in sentence case.')
  const body = contentWords(`${content.issue} ${content.resolution}`)
  if (words.size >= 2 && body.size > 0 && ![...words].some((word) => body.has(word)))
    notes.push('No word of the title appears in the text below it.')
  return notes
}

function linkNotes(content: Content, facts: CheckFacts): string[] {
  const notes = facts.deadLinks.map((href) => `The link to ${short(href)} leads to no article.`)
  for (const field of PUBLIC_FIELDS) {
    const text = content[field]
    if (/!\[\s*\]\(/.test(text) || /<img\b(?![^>]*\balt="[^"]+)[^>]*>/i.test(text))
      notes.push(`${FIELD_WORDS[field]}: a picture has no text for those who cannot see it.`)
    if (/(?<!!)\[\s*\]\(/.test(text)) notes.push(`${FIELD_WORDS[field]}: a link has no words.`)
    if (/\]\(\s*\)/.test(text)) notes.push(`${FIELD_WORDS[field]}: a link has no address.`)
    if (/\[(?:click here|here|this|link)\]\(/i.test(text))
      notes.push(`${FIELD_WORDS[field]}: a link says “here”. Say where it leads.`)
    if (/\]\(\s*(?:javascript|data|file):/i.test(text))
      notes.push(`${FIELD_WORDS[field]}: a link has an address that readers cannot open.`)
  }
  return notes
}

function metadataNotes(content: Content, facts: CheckFacts): string[] {
  const notes: string[] = []
  if (!facts.hasProduct) notes.push('It belongs to no product.')
  if (facts.hasProduct && !facts.hasTopic) notes.push('It has no topic, so readers cannot browse to it.')
  if (!facts.hasOwner) notes.push('Nobody owns it.')
  if ((content.appliesTo.versions ?? []).length === 0)
    notes.push('It does not say for which versions it holds.')
  const isKnown = (said: string) => facts.versions.some((name) => coversVersion([said], name, facts.versions))
  const unknown =
    facts.versions.length === 0 ? [] : (content.appliesTo.versions ?? []).filter((one) => !isKnown(one))
  if (unknown.length > 0) notes.push(`Its product has no version ${unknown.join(', ')}.`)
  return notes
}

function contentWords(text: string): Set<string> {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(all.filter((word) => !functionWords.has(word)).map(stem))
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0
}

function short(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length <= 60 ? flat : `${flat.slice(0, 57).trimEnd()}…`
}
