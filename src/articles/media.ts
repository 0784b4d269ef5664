import { eq, getTableColumns } from 'drizzle-orm'
import { type By, now, record } from '../db/events.ts'
import { type Db, inTransaction } from '../db/open.ts'
import { media } from '../db/schema.ts'
import { type Content, fields } from '../db/words.ts'
import { Invalid, NotFound } from '../lib/errors.ts'
import { sha256 } from '../lib/hash.ts'
import { cleanImage } from '../lib/media/clean-image.ts'
import { DamagedImage } from '../lib/media/damaged.ts'
import { type MediaType, sniff } from '../lib/media/sniff.ts'
import { PUBLIC_FIELDS } from './content.ts'

/** What is known of an image or file, without its bytes. */
export type Medium = Omit<typeof media.$inferSelect, 'bytes'>

/** A file may have so many bytes, a picture so many dots. */
export const LARGEST_FILE = 8_000_000
const MOST_DOTS = 40_000_000
/** What nobody used for so long goes. */
const KEPT_UNUSED_DAYS = 14

const { bytes: _bytes, ...known } = getTableColumns(media)

/** Keeps an image or file, once however often it is given: its type is read from its content, camera data goes. */
export function keepMedium(
  db: Db,
  input: { bytes: Uint8Array; fileName: string; alt?: string; sourceUrl?: string; by: By },
): Medium {
  const type = acceptedType(input.bytes)
  const picture = type.isImage ? cleaned(type, input.bytes) : undefined
  const bytes = Buffer.from(picture?.bytes ?? input.bytes)
  const hash = sha256(bytes)
  return inTransaction(db, (tx) => {
    const same = tx.select(known).from(media).where(eq(media.hash, hash)).get()
    if (same !== undefined) return same
    const row = tx
      .insert(media)
      .values({
        hash,
        bytes,
        name: `${type.isImage ? 'image' : 'file'}-${hash.slice(0, 24)}.${type.ending}`,
        fileName: plainName(input.fileName),
        type: type.type,
        size: bytes.length,
        width: picture?.width ?? null,
        height: picture?.height ?? null,
        alt: (input.alt ?? '').replace(/\s+/g, ' ').trim().slice(0, 500),
        sourceUrl: input.sourceUrl ?? null,
        by: input.by,
        createdAt: now(),
      })
      .returning(known)
      .get()
    const detail = { name: row.name, size: row.size }
    record(tx, { verb: 'added', subject: 'medium', subjectId: row.id, by: input.by, detail })
    return row
  })
}

/** How a text shows an image, or leads to a file. */
export function markdownFor(medium: Medium, alt = medium.alt): string {
  const words = alt.replace(/[[\]\\`<>]/g, ' ').trim()
  return isPicture(medium.type)
    ? `![${words}](/media/${medium.name})`
    : `[${words || medium.fileName.replace(/[[\]\\`<>]/g, ' ')}](/media/${medium.name})`
}

/** Whether something of this type is shown rather than led to. */
export function isPicture(type: string): boolean {
  return type.startsWith('image/')
}

/** A medium with its bytes, by the name texts use. */
export function mediumNamed(db: Db, name: string): Medium & { bytes: Buffer } {
  const row = db.select().from(media).where(eq(media.name, name)).get()
  if (row === undefined) throw new NotFound(`There is no image or file "${name}".`)
  return row
}

/** The names of the images and files that a text shows or leads to. */
export function mediaNames(text: string): string[] {
  return [...new Set([...text.matchAll(NAMES)].map((match) => match[1]!))]
}

/** The public fields in which a picture of ours stands without words for those who cannot see it. */
export function withoutAlt(content: Pick<Content, (typeof PUBLIC_FIELDS)[number]>): string[] {
  return PUBLIC_FIELDS.filter((field) => NO_ALT.test(content[field]))
}

/** Writes down which images and files a version uses; called as the version is made. */
export function keepUses(tx: Db, versionId: number, content: Content): void {
  const names = mediaNames(fields.map((field) => content[field]).join('\n'))
  if (names.length === 0) return
  const use = tx.$client.prepare(
    'INSERT OR IGNORE INTO media_uses (media_id, version_id) SELECT id, ? FROM media WHERE name = ?',
  )
  for (const name of names) use.run(versionId, name)
}

/** Where an image or file is used: articles, newest version first. */
export type MediumUse = { number: number; title: string; version: number; isLive: boolean }

/** One line of the list of images and files. */
export type MediumRow = Medium & { byName: string | null; uses: number }

/** Images and files, the newest first; those in no version come first when asked for. */
export function mediaList(db: Db, page: { limit: number; offset: number }): MediumRow[] {
  return db.$client
    .prepare(
      `SELECT m.id, m.hash, m.name, m.file_name AS fileName, m.type, m.size, m.width, m.height, m.alt,
         m.source_url AS sourceUrl, m."by", m.created_at AS createdAt, u.display_name AS byName,
         (SELECT count(DISTINCT v.article_id) FROM media_uses x JOIN article_versions v ON v.id = x.version_id
          WHERE x.media_id = m.id) AS uses
       FROM media m LEFT JOIN users u ON u.id = m."by" ORDER BY m.id DESC LIMIT ? OFFSET ?`,
    )
    .all(page.limit, page.offset) as MediumRow[]
}

/** The articles that use it, each with the newest version that does. */
export function usesOf(db: Db, mediaId: number): MediumUse[] {
  return db.$client
    .prepare(
      `SELECT a.number, v.title, max(v.number) AS version, max(v.id = a.live_version_id) AS isLive
       FROM media_uses x JOIN article_versions v ON v.id = x.version_id JOIN articles a ON a.id = v.article_id
       WHERE x.media_id = ? GROUP BY a.id ORDER BY a.number`,
    )
    .all(mediaId) as MediumUse[]
}

/** Takes away what no version, setting or unsaved text has used for two weeks; says how many, and their bytes. */
export function dropUnusedMedia(db: Db, input: { by: By }): { dropped: number; bytes: number } {
  return inTransaction(db, (tx) => {
    const before = new Date(Date.parse(now()) - KEPT_UNUSED_DAYS * 86_400_000).toISOString()
    const unused = tx.$client
      .prepare(
        `SELECT id, name, size FROM media m WHERE created_at < ?
           AND NOT EXISTS (SELECT 1 FROM media_uses x WHERE x.media_id = m.id)
           AND NOT EXISTS (SELECT 1 FROM settings s WHERE instr(s.value, m.name) > 0)
           AND NOT EXISTS (SELECT 1 FROM working_copies w WHERE instr(w.content || coalesce(w.set_aside, ''), m.name) > 0)`,
      )
      .all(before) as { id: number; name: string; size: number }[]
    for (const { id, name } of unused) {
      tx.delete(media).where(eq(media.id, id)).run()
      record(tx, { verb: 'dropped', subject: 'medium', subjectId: id, by: input.by, detail: { name } })
    }
    return { dropped: unused.length, bytes: unused.reduce((sum, one) => sum + one.size, 0) }
  })
}

const NAMES = /\/media\/((?:image|file)-[0-9a-f]{24}\.[a-z]{3,4})/g
const NO_ALT = /!\[\s*\]\(\s*<?\/media\/|<img\b(?=[^>]*\/media\/)(?![^>]*\balt=["'][^"'\s])[^>]*>/i

function acceptedType(bytes: Uint8Array): MediaType {
  const refuse = (code: string, message: string) => new Invalid([{ field: 'file', code, message }])
  if (bytes.length === 0) throw refuse('empty', 'The file is empty.')
  if (bytes.length > LARGEST_FILE)
    throw refuse('large', `The file has more than ${LARGEST_FILE / 1_000_000} MB. Make the picture smaller.`)
  const type = sniff(bytes)
  if (type === 'svg')
    throw refuse('svg', 'A drawing in SVG can carry scripts. Save it as a PNG and choose that.')
  if (type === undefined)
    throw refuse('type', 'Only pictures (PNG, JPEG, GIF, WebP), PDF, ZIP and plain text are kept.')
  return type
}

function cleaned(type: MediaType, bytes: Uint8Array) {
  const refuse = (message: string) => new Invalid([{ field: 'file', code: 'damaged', message }])
  try {
    const picture = cleanImage(type.type, bytes)
    if (picture.width * picture.height > MOST_DOTS)
      throw refuse(`The picture is ${picture.width} × ${picture.height} dots. Make it smaller.`)
    return picture
  } catch (error) {
    if (error instanceof DamagedImage) throw refuse(`The picture is damaged: ${error.message}`)
    throw error
  }
}

/** A file's own name without the folders and signs a sender may have put into it. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return (
    last
      .replace(/[\p{C}<>:"|?*]/gu, '')
      .trim()
      .slice(0, 120) || 'file'
  )
}
