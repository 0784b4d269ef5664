import type { Participant } from '../db/words.ts'
import type { NormalDocument, NormalThread } from './importer.ts'
import { cleanLine, cleanMarkdown } from './text.ts'

/** A thread exactly as its rows will say it: defaults filled in, texts clean, everybody who takes part named. */
export type StoredThread = NormalThread & { language: string }
/** A document exactly as its row will say it. */
export type StoredDocument = NormalDocument & { language: string }

type Defaults = { product?: string | undefined; language: string; licence?: string | undefined }

/** Fills in what the record leaves open and cleans every text; a thread without a title is refused. */
export function completeThread(thread: NormalThread, defaults: Defaults): StoredThread {
  const title = cleanLine(thread.title)
  if (title === '') throw new Error('The record has no title.')
  const { kind, by, at } = thread.resolution
  const posts = thread.posts.map((post) => ({
    ...post,
    body: cleanMarkdown(post.body),
    author: named(post.author),
    isAccepted: post.isAccepted && kind !== 'unknown',
    score: count(post.score),
    url: address(post.url),
    licence: named(post.licence ?? defaults.licence),
    language: languageOf(post.language),
  }))
  if (new Set(posts.map((post) => post.externalId)).size !== posts.length) {
    throw new Error('Two posts of the thread have the same id.')
  }
  return {
    ...thread,
    title,
    body: cleanMarkdown(thread.body),
    author: named(thread.author),
    url: address(thread.url),
    product: named(thread.product ?? defaults.product),
    language: languageOf(thread.language) ?? defaults.language,
    licence: named(thread.licence ?? defaults.licence),
    tags: [...new Set(thread.tags.map(cleanLine).filter((tag) => tag !== ''))],
    views: count(thread.views),
    score: count(thread.score),
    resolution: kind === 'unknown' ? { kind } : { kind, by, reason: named(thread.resolution.reason), at },
    participants: everybody(thread),
    posts,
  }
}

/** Fills in what the record leaves open; a document without a title is refused. */
export function completeDocument(document: NormalDocument, defaults: Defaults): StoredDocument {
  const title = cleanLine(document.title)
  if (title === '') throw new Error('The record has no title.')
  return {
    ...document,
    title,
    body: cleanMarkdown(document.body),
    section: named(document.section),
    product: named(document.product ?? defaults.product),
    language: languageOf(document.language) ?? defaults.language,
    url: address(document.url),
    licence: named(document.licence ?? defaults.licence),
  }
}

function everybody(thread: NormalThread): Participant[] {
  const people = new Map<string, Participant>()
  const add = (name: string | undefined, role: Participant['role']) => {
    const clean = cleanLine(name ?? '')
    if (clean !== '' && !people.has(clean)) people.set(clean, { name: clean, role })
  }
  for (const person of thread.participants) add(person.name, person.role)
  add(thread.author, 'asker')
  for (const post of thread.posts) add(post.author, post.role)
  return [...people.values()]
}

function named(name: string | undefined): string | undefined {
  const clean = cleanLine(name ?? '')
  return clean === '' ? undefined : clean
}

/** Only addresses a browser may open: anything else in that place is a mistake or an attack. */
function address(url: string | undefined): string | undefined {
  const clean = url?.trim()
  return clean !== undefined && clean.length <= 2000 && /^https?:\/\/[^\s<>"]+$/i.test(clean)
    ? clean
    : undefined
}

function languageOf(language: string | undefined): string | undefined {
  return language !== undefined && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(language)
    ? language
    : undefined
}

function count(value: number): number {
  return Number.isFinite(value) ? Math.max(-1e12, Math.min(1e12, Math.round(value))) + 0 : 0
}
