import { basename, posix } from 'node:path'
import { parse as parseYaml } from 'yaml'
import type { AppliesTo } from '../../db/words.ts'
import type { ImportContext, Importer, Item, NormalDocument, Normalised } from '../importer.ts'
import { newRemoval, stripped } from '../private.ts'
import { filesOf } from '../probe.ts'
import { readWhole } from '../reading/whole.ts'
import { cleanLine, cleanMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'
import { withoutJsx } from './mdx.ts'

/** Folders of Markdown or MDX files as official documents, one each; the id is the path inside the folder. */
export const markdown: Importer = {
  name: 'markdown',
  reads:
    'Folders of Markdown or MDX files as documents: title, section and "applies to" from front matter, first heading and folder.',
  isFallback: true,
  usesMapping: true,
  recognises: (probe) => probe.names.some(isMarkdown),
  items,
  withoutPrivate: (raw) => stripped(raw, newRemoval()),
  normalise: (item, context) => normalise(item.externalId, (item.raw as { text: string }).text, context),
}

/** Longest file, in bytes. */
const MAX_FILE = 4_000_000

function isMarkdown(name: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(name)
}

async function* items(paths: string[]): AsyncGenerator<Item> {
  for (const { file, name } of filesOf(paths, isMarkdown)) {
    const read = readWhole(file, MAX_FILE)
    if ('damage' in read) {
      yield {
        bad: `${read.damage} (byte ${read.offset})`,
        externalId: name,
        file,
        position: 'whole file',
        raw: '',
      }
    } else {
      yield {
        kind: 'document',
        externalId: name,
        raw: { path: name, text: read.text },
        file,
        position: 'whole file',
      }
    }
  }
}

type FrontMatter = Record<string, unknown>

function normalise(path: string, text: string, context: ImportContext): Normalised {
  const clean = cleanMarkdown(text)
  const { front, rest } = splitFrontMatter(clean)
  if (front.draft === true || front.published === false) return { kind: 'left-out', why: 'a draft' }
  const content = cleanMarkdown(/\.mdx$/i.test(path) ? withoutJsx(rest) : rest)
  const heading = /^#{1,2}[ \t]+(.{1,300}?)[ \t#]*$/m.exec(content.slice(0, 3000))
  const title = textOf(front.title) ?? (heading === null ? nameOf(path) : plainHeading(heading[1]!))
  const document: NormalDocument = {
    externalId: path,
    title,
    body: withoutTitle(content, title),
    section: textOf(front.section) ?? sectionOf(front, path),
    product: textOf(front.product),
    language: languageOf(front),
    appliesTo: appliesToOf(front),
    url: urlOf(front, path, context),
    licence: textOf(front.licence) ?? textOf(front.license),
    visibility: isRestricted(front) ? 'restricted' : 'public',
    updatedAt: timeOf(front),
  }
  return { kind: 'document', document }
}

function splitFrontMatter(text: string): { front: FrontMatter; rest: string } {
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text.slice(0, 50_000))
  if (match === null) return { front: {}, rest: text }
  return { front: readFrontMatter(match[1]!), rest: text.slice(match[0].length) }
}

/** YAML, or – because many front matters are only nearly YAML – its `key: value` lines. */
function readFrontMatter(text: string): FrontMatter {
  try {
    const value = parseYaml(text, { schema: 'core', maxAliasCount: 20 }) as unknown
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as FrontMatter
  } catch {
    // read by lines below
  }
  const lines = text.matchAll(/^([A-Za-z_][\w-]{0,60}):[ \t]*(.{0,2000})$/gm)
  return Object.fromEntries(
    [...lines].map((line) => [line[1]!, line[2]!.trim().replace(/^(["'])(.*)\1$/, '$2')]),
  )
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const line = cleanLine(String(value))
  return line === '' ? undefined : line
}

function nameOf(path: string): string {
  const name = basename(path).replace(/\.\w+$/, '')
  return humanised(name === 'index' && path.includes('/') ? posix.basename(posix.dirname(path)) : name)
}

function humanised(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function plainHeading(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .replace(/\s*\{#[\w-]+\}$/, '')
}

/** The page shows the title itself, so a first heading that repeats it goes. */
function withoutTitle(content: string, title: string): string {
  const match = /^#[ \t]+(.{1,300}?)[ \t#]*(?:\n|$)/.exec(content)
  if (match === null || plainHeading(match[1]!).toLowerCase() !== title.toLowerCase()) return content
  return cleanMarkdown(content.slice(match[0].length))
}

function sectionOf(front: FrontMatter, path: string): string | undefined {
  const named = textOf(front.category) ?? textOf(front.sidebar_category)
  const folder = posix.dirname(path)
  if (named !== undefined) return humanised(named)
  return folder === '.' ? undefined : humanised(posix.basename(folder))
}

function languageOf(front: FrontMatter): string | undefined {
  const stated = textOf(front.language) ?? textOf(front.lang) ?? textOf(front.locale)
  return stated !== undefined && /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/i.test(stated)
    ? stated.replace('_', '-')
    : undefined
}

function appliesToOf(front: FrontMatter): AppliesTo {
  const keys = ['versions', 'plans', 'platforms', 'regions'] as const
  const lists = keys.map((key) => [key, listOf(front[key] ?? front[key.slice(0, -1)])] as const)
  return Object.fromEntries(lists.filter(([, values]) => values.length > 0))
}

function listOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value]
  return values.map((one) => textOf(one)).filter((one) => one !== undefined)
}

function urlOf(front: FrontMatter, path: string, context: ImportContext): string | undefined {
  const stated = textOf(front.url) ?? textOf(front.canonical) ?? textOf(front.permalink)
  if (stated !== undefined && /^https?:\/\//.test(stated)) return stated
  const base = (context.mapping as { url?: unknown } | undefined)?.url
  if (typeof base !== 'string' || !URL.canParse(base)) return undefined
  const place = stated ?? path.replace(/\.\w+$/, '').replace(/\/index$/, '')
  return new URL(place.replace(/^\/+/, ''), base.endsWith('/') ? base : `${base}/`).href
}

function isRestricted(front: FrontMatter): boolean {
  const stated = [front.visibility, front.audience, front.access].map((value) => textOf(value)?.toLowerCase())
  return (
    front.internal === true ||
    stated.some((value) => value !== undefined && /^(?:restricted|internal|private|staff)$/.test(value))
  )
}

function timeOf(front: FrontMatter): string | undefined {
  const keys = [
    'updated',
    'updatedAt',
    'last_updated',
    'lastUpdated',
    'lastmod',
    'modified',
    'last_modified_at',
    'date',
  ]
  return keys.map((key) => isoTime(textOf(front[key]), 'ymd')).find((time) => time !== undefined)
}
