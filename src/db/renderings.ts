import { sha256 } from '../lib/hash.ts'
import { RENDERER_VERSION, type SafeHtml } from '../lib/markdown.ts'
import { type Rendering, renderAllApart } from '../lib/render-pool.ts'
import { type Db, inTransaction } from './open.ts'

/** A text with the hash it is kept under. */
export type HashedText = { text: string; textHash: string }

/** How many fresh renderings share one write: each write waits for the disk. */
const AT_ONCE = 200

/**
 * The HTML of each text by the text's hash. What is not kept yet is rendered apart and kept: call it before a
 * transaction, never inside one.
 */
export async function renderedHtml(db: Db, texts: string[]): Promise<Map<string, SafeHtml>> {
  const hashed = texts.map((text) => ({ text, textHash: sha256(text) }))
  await keepRenderings(db, hashed)
  const find = keptHtml(db)
  return new Map(
    hashed.flatMap(({ textHash }) => {
      const html = find(textHash)
      return html === undefined ? [] : [[textHash, html]]
    }),
  )
}

/** Renders and keeps what is missing among these texts, and says how many were; no HTML is held for long. */
export async function keepRenderings(db: Db, texts: Iterable<HashedText>): Promise<number> {
  const isKept = db.$client
    .prepare('SELECT 1 FROM renderings WHERE text_hash = ? AND renderer_version = ?')
    .pluck()
  let made = 0
  let fresh = new Map<string, string>()
  const keepFresh = async () => {
    const renderings = await renderAllApart([...fresh.values()])
    keep(db, new Map([...fresh.keys()].map((textHash, i) => [textHash, renderings[i]!])))
    made += fresh.size
    fresh = new Map()
  }
  for (const { text, textHash } of texts) {
    if (fresh.has(textHash) || isKept.get(textHash, RENDERER_VERSION) !== undefined) continue
    fresh.set(textHash, text)
    if (fresh.size >= AT_ONCE) await keepFresh()
  }
  await keepFresh()
  return made
}

/** Looks kept HTML up by the hash of its text; undefined for what this version of the renderer has not made yet. */
export function keptHtml(db: Db): (textHash: string) => SafeHtml | undefined {
  const find = db.$client
    .prepare('SELECT html FROM renderings WHERE text_hash = ? AND renderer_version = ?')
    .pluck()
  return (textHash) => find.get(textHash, RENDERER_VERSION) as SafeHtml | undefined
}

function keep(db: Db, fresh: ReadonlyMap<string, Rendering>): void {
  if (fresh.size === 0) return
  inTransaction(db, (tx) => {
    const insert = tx.$client.prepare(
      `INSERT INTO renderings (text_hash, renderer_version, html, outcome) VALUES (?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    )
    for (const [textHash, { html, outcome }] of fresh) insert.run(textHash, RENDERER_VERSION, html, outcome)
  })
}
