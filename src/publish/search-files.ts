import { join } from 'node:path'
import { sha256 } from '../lib/hash.ts'
import { remember } from '../lib/memory-file.ts'
import { excerpt, PLAIN_TEXT_VERSION, plainText } from '../lib/plain-text.ts'
import { planIndex, type Work } from '../search/build.ts'
import { asScript, readScript } from '../search/bundle.ts'
import type { Searchable, SearchDocument } from '../search/documents.ts'
import type { IndexFile } from '../search/file-set.ts'
import { type SearchOptions, searchOptions } from '../search/options.ts'
import { type Reading, readingKind, recalledReading } from '../search/reading.ts'
import type { BuildMemory } from './build-memory.ts'
import type { Elsewhere, SiteArticle } from './content.ts'
import type { Site } from './frame.ts'
import type { Part } from './parts.ts'
import type { Entry } from './release-files.ts'

/** What the search of a language may take from the release before, and where it remembers what it has read. */
export type SearchBefore = {
  find(path: string): Entry | undefined
  /** The path of a file with this input. */
  pathOf(input: string): string | undefined
  read(path: string): Buffer
  memory: BuildMemory
}

/** The search of one language. Planning reads what is new; equal content gives equal files, whatever was before. */
export type SearchPart = (before?: SearchBefore) => Part[]

/** The public search of a language: answers of ours first, then official texts and public threads kept elsewhere. */
export function searchPart(site: Site): SearchPart {
  const folder = `${site.folder}search/`
  return (before) => {
    const { synonyms } = site.content
    const options = searchOptions(site.language, {
      ...{ synonyms, bestBets: betsIn(site), engine: site.assets.searchScript },
    })
    const known = before && recalled(before.memory, options)
    const files = before && {
      find: (path: string) => before.find(folder + path),
      pathOf: (input: string) => before.pathOf(input)?.slice(folder.length),
    }
    const { parts, reading, work, read } = planIndex(searchables(site), options, { ...known, files })
    const unwritten = (known?.unwritten ?? 0) + read
    if (before) keep(before.memory, options, { reading, work, unwritten, onFile: known?.onFile ?? 0 })
    const inFolder = (file: IndexFile) => ({
      ...file,
      path: folder + file.path,
      ...(file.from === undefined ? {} : { from: folder + file.from }),
    })
    return parts.map(({ name, key, files }) => ({
      name: folder + name,
      key,
      files() {
        const own = files()
        return [...own, asScript(name, own, before && codedBefore(before, folder, name))].map(inFolder)
      },
    }))
  }
}

/** The bytes of a file for a script: from the script before or the release before where they have it, else made. */
function codedBefore(before: SearchBefore, folder: string, name: string): (file: IndexFile) => string {
  const path = `${folder}${name}.js`
  let script: Record<string, string> | undefined
  return (file) => {
    const isThere = ({ from = file.path }) => before.find(folder + from)?.input === file.input
    script ??= before.find(path) === undefined ? {} : readScript(before.read(path).toString())
    const known = script[file.path]
    if (known !== undefined && isThere({})) return known
    const bytes = isThere(file) ? before.read(folder + (file.from ?? file.path)) : file.make()
    return Buffer.from(bytes).toString('base64')
  }
}

function recalled(memory: BuildMemory, options: SearchOptions) {
  const kind = readingKind(options)
  const held = memory.search.get(options.language)
  if (held?.kind === kind) return held
  const reading = recalledReading(fileIn(memory, options), options)
  return reading && { reading, unwritten: 0, onFile: reading.inputs.length }
}

/** Written down by the first build of a process, and later each time a hundredth of it is new. */
function keep(
  memory: BuildMemory,
  options: SearchOptions,
  own: { reading: Reading; work: Work; unwritten: number; onFile: number },
): void {
  const kind = readingKind(options)
  const { length } = own.reading.inputs
  const isSame = own.unwritten === 0 && own.onFile === length
  const isWritten = !isSame && (memory.isToBeWritten || own.unwritten > length / 100)
  if (isWritten) remember(fileIn(memory, options), kind, own.reading)
  memory.search.set(options.language, {
    ...own,
    kind,
    ...(isWritten ? { unwritten: 0, onFile: length } : {}),
  })
}

function fileIn(memory: BuildMemory, { language }: SearchOptions): string {
  return join(memory.folder, `search-${language}`)
}

/** What editors put first, of the articles that are here. */
function betsIn(site: Site): { words: string; documentId: string }[] {
  const here = new Set(site.articles.map(({ number }) => number))
  return site.content.bestBets
    .filter(({ articleNumber }) => here.has(articleNumber))
    .map(({ words, articleNumber }) => ({ words, documentId: `article/${articleNumber}` }))
}

/** Everything that can be found in a language, with what decides it; texts are read when they are needed. */
export function searchables(site: Site): Searchable[] {
  const foreign = site.content.elsewhere.filter((found) => found.language === site.language)
  return [...site.articles.map((article) => ourSearchable(site, article)), ...foreign.map(foreignSearchable)]
}

function foreignSearchable(found: Elsewhere): Searchable {
  const { id, kind, origin, product, versions } = found
  const own = others.get(found) ?? {
    ...{ id, kind, origin, product, versions, boost: 1 },
    input: sha256(JSON.stringify(found)),
    read: () => foreignDocument(found),
  }
  others.set(found, own)
  return own
}

/** The longest passage of a thread that search may show, in characters. */
const PASSAGE = 400

const ORIGINS = { official: 'official', community: 'community', case: 'support' } as const

const ours = new WeakMap<SiteArticle, Searchable & { url: string }>()
const others = new WeakMap<Elsewhere, Searchable>()

function ourSearchable(site: Site, article: SiteArticle): Searchable {
  const url = site.pathOf(article)
  const product = site.productNames.get(article.product ?? '') ?? ''
  const known = ours.get(article)
  if (known?.url === url && known.product === product) return known
  const card = {
    id: `article/${article.number}`,
    kind: 'article' as const,
    product,
    versions: article.appliesTo.versions ?? [],
    origin: ORIGINS[article.origin],
    boost: 1,
  }
  const rest = {
    url,
    keywords: article.keywords,
    language: article.language,
    isDisputed: article.isDisputed,
  }
  const input = sha256(JSON.stringify([card, rest, article.textKey, PLAIN_TEXT_VERSION]))
  const own = { ...card, url, input, read: () => ({ ...card, ...rest, ...textsOf(article) }) }
  ours.set(article, own)
  return own
}

function textsOf(article: SiteArticle): Pick<SearchDocument, 'title' | 'headings' | 'body'> {
  const { resolution, issue, environment, cause } = article.texts()
  return {
    title: article.title,
    headings: headingsOf(resolution),
    body: [resolution, issue, environment, cause].map(plainText).filter(Boolean).join('\n'),
  }
}

function foreignDocument(found: Elsewhere): SearchDocument {
  const { text, ...shared } = found
  const body = found.kind === 'thread' ? excerpt(plainText(text), PASSAGE) : plainText(text)
  return { ...shared, headings: [], body, keywords: [], isDisputed: false, boost: 1 }
}

function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^ {0,3}#{1,6}\s+(.{1,200})$/gm)].map((match) => plainText(match[1]!))
}
