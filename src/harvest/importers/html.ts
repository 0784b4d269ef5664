import type { Importer, Item } from '../importer.ts'
import { newRemoval, stripped } from '../private.ts'
import { filesOf } from '../probe.ts'
import { readPage } from '../reading/html-page.ts'
import { normalisePage } from './html-document.ts'

/** Folders of HTML pages as official documents, one each; the id is the path inside the folder. */
export const html: Importer = {
  name: 'html',
  reads:
    'Folders of HTML pages as documents: the main part of each page; title, section, language and dates from its headings, meta tags and folder.',
  isFallback: true,
  usesMapping: true,
  recognises: (probe) =>
    probe.names.some(isPage) && !probe.names.some((name) => /\.(?:md|mdx|markdown)$/i.test(name)),
  items,
  withoutPrivate: (raw) => stripped(raw, newRemoval()),
  normalise: (item, context) => normalisePage(item.externalId, (item.raw as { text: string }).text, context),
}

function isPage(name: string): boolean {
  return /\.x?html?$/i.test(name)
}

function* pagesIn(paths: string[]): Generator<Item> {
  for (const { file, name } of filesOf(paths, isPage)) {
    const read = readPage(file)
    const place = { externalId: name, file, position: 'whole file' }
    if ('damage' in read) yield { bad: `${read.damage} (byte ${read.offset})`, ...place, raw: '' }
    else yield { kind: 'document', raw: { path: name, text: read.text }, ...place }
  }
}

async function* items(paths: string[]): AsyncGenerator<Item> {
  yield* pagesIn(paths)
}
