import { basename } from 'node:path'
import type { Importer, Item } from '../importer.ts'
import { newRemoval, stripped } from '../private.ts'
import { filesOf } from '../probe.ts'
import { readWhole } from '../reading/whole.ts'
import { doxygenToMarkdown, titlesIn } from './doxygen-text.ts'

/** Pages written for Doxygen as official documents, one each, known by the label of the page. */
export const doxygen: Importer = {
  name: 'doxygen',
  reads: 'Doxygen pages (.dox): every \\page and \\mainpage as a document, its sections as headings.',
  recognises: (probe) => probe.names.some((name) => isDox(name) && PAGE.test(probe.head(name, 400_000))),
  items,
  withoutPrivate: (raw) => stripped(raw, newRemoval()),
  normalise: (item) => {
    const { title, section, text, titles } = item.raw as RawPage
    const body = doxygenToMarkdown(text, titles)
    const { externalId } = item
    return {
      kind: 'document',
      document: { externalId, title, body, section, appliesTo: {}, visibility: 'public' },
    }
  },
}

/** A page's own text, with the titles of what it refers to. */
type RawPage = { path: string; title: string; section: string; text: string; titles: Record<string, string> }

const MAX_FILE = 16_000_000
const PAGE = /^[ \t*]*[\\@](?:mainpage|page)\b/m

function isDox(name: string): boolean {
  return /\.dox$/i.test(name)
}

async function* items(paths: string[]): AsyncGenerator<Item> {
  const files = filesOf(paths, isDox)
  const titles = new Map<string, string>()
  for (const { file } of files) {
    const read = readWhole(file, MAX_FILE)
    if ('text' in read) for (const [label, title] of titlesIn(read.text)) titles.set(label, title)
  }
  for (const { file, name } of files) {
    const read = readWhole(file, MAX_FILE)
    if ('damage' in read)
      yield {
        bad: `${read.damage} (byte ${read.offset})`,
        externalId: name,
        file,
        position: 'whole file',
        raw: '',
      }
    else yield* pagesIn(read.text, name, file, titles)
  }
}

function* pagesIn(
  text: string,
  path: string,
  file: string,
  titles: ReadonlyMap<string, string>,
): Generator<Item> {
  let open: { label: string; title: string; line: number; lines: string[] } | undefined
  let isEmpty = true
  const lines = commentLines(text)
  const done = function* (): Generator<Item> {
    if (open === undefined) return
    isEmpty = false
    const own = open.lines.join('\n')
    const named = [...own.matchAll(/[\\@](?:ref|subpage)\s+([\w:~-]{1,200})/g)].map((match) => match[1]!)
    const known = named.flatMap((label) => (titles.has(label) ? [[label, titles.get(label)!] as const] : []))
    const section = basename(path)
      .replace(/\.\w+$/, '')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
    const raw: RawPage = { path, title: open.title, section, text: own, titles: Object.fromEntries(known) }
    yield { kind: 'document', externalId: open.label, raw, file, position: `line ${open.line}` }
  }
  for (const [index, line] of lines.entries()) {
    const page = /^\s*[\\@](?:(mainpage)|page\s+([\w:.-]{1,200}))[ \t]*(.{0,500})$/.exec(line)
    if (page === null) open?.lines.push(line)
    else {
      yield* done()
      const label = page[2] ?? 'index'
      open = { label, title: page[3]!.trim() || label, line: index + 1, lines: [] }
    }
  }
  yield* done()
  if (isEmpty) yield { ignored: `${path}, which has no pages` }
}

/** The lines of a file that stand in comments for Doxygen, without what marks them; others are empty. */
function commentLines(text: string): string[] {
  let isOpen = false
  return text.split('\n').map((whole) => {
    let line = whole.replace(/\r$/, '')
    const single = /^\s*\/\/[/!]<?\s?(.*)$/.exec(line)
    if (!isOpen && single !== null) return single[1]!
    if (!isOpen) {
      const start = /^\s*\/\*[*!](?!\/)(.*)$/.exec(line)
      if (start === null) return ''
      isOpen = true
      line = start[1]!
    }
    const end = line.indexOf('*/')
    if (end !== -1) {
      isOpen = false
      line = line.slice(0, end)
    }
    return line.replace(/^\s*\*(?!\*|\w)[ \t]?/, '')
  })
}
