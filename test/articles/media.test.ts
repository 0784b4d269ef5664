import { beforeEach, expect, test, vi } from 'vitest'
import { saveVersion } from '../../src/articles/articles.ts'
import { getArticle, getVersion } from '../../src/articles/find.ts'
import { dropUnusedMedia, keepMedium, markdownFor, mediumNamed, usesOf } from '../../src/articles/media.ts'
import { publishArticle } from '../../src/articles/publication.ts'
import { validate } from '../../src/articles/review.ts'
import { keepWorkingCopy } from '../../src/articles/working-copies.ts'
import type { Db } from '../../src/db/open.ts'
import { settings } from '../../src/db/schema.ts'
import { Invalid, Refused } from '../../src/lib/errors.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'
import { fromCamera, gif, png } from '../support/pictures.ts'

let db: Db
let cast: Cast
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-01T09:00:00Z') })
  db = freshDb()
  cast = addCast(db)
  return () => vi.useRealTimers()
})

const keep = (bytes: Uint8Array, fileName = 'shot.png', alt = '') =>
  keepMedium(db, { bytes, fileName, alt, by: cast.edith })

test('the same picture is kept once, whatever it is called, and holds nothing of its maker', () => {
  const first = keep(fromCamera(), '../../etc/IMG_1.jpg', 'The dialog')
  const second = keep(fromCamera(), 'other.jpg')

  expect(second.id).toBe(first.id)
  expect(first).toMatchObject({ fileName: 'IMG_1.jpg', width: 6, height: 4, alt: 'The dialog' })
  expect(mediumNamed(db, first.name).bytes.toString('latin1')).not.toContain('Maria')
  expect(markdownFor(first)).toBe(`![The dialog](/media/${first.name})`)
  expect(markdownFor(first, 'a ](x) b')).not.toContain('](x)')
})

test.each([
  ['nothing', Buffer.alloc(0), /empty/],
  ['a drawing with a script', Buffer.from('<svg onload="x()"></svg>'), /Save it as a PNG/],
  ['a program', Buffer.from('MZ\x90\0', 'latin1'), /Only pictures/],
  ['half a picture', png.subarray(0, 40), /damaged/],
  ['a file of 9 MB', Buffer.alloc(9_000_000, 97), /more than 8 MB/],
])('%s is refused with a sentence', (_what, bytes, says) => {
  expect(() => keep(bytes)).toThrow(Invalid)
  expect(() => keep(bytes)).toThrow(says)
})

test('a picture that claims to be vast is refused before anything shows it', () => {
  const vast = Buffer.from(png)
  vast.writeUInt32BE(60_000, 16)
  vast.writeUInt32BE(60_000, 20)

  expect(() => keep(vast)).toThrow(/60000 × 60000 dots/)
})

test('a version knows its pictures; one without words for the blind holds the article', () => {
  const { name, id } = keep(png)
  const saved = make.article(db, { resolution: `Press it.\n\n![](/media/${name})` })
  validate(db, { articleId: saved.articleId, by: cast.edith })

  expect(usesOf(db, id)).toMatchObject([{ number: saved.number, version: 1 }])
  const publish = () => publishArticle(db, { articleId: saved.articleId, by: cast.pia })
  expect(publish).toThrow(Refused)
  expect(publish).toThrow(/no words for those who cannot see it/)

  const version = getVersion(db, saved.versionId)
  saveVersion(db, {
    articleId: saved.articleId,
    basedOnId: saved.versionId,
    content: { ...version, resolution: `Press it.\n\n![The red button](/media/${name})` },
    reason: 'Said what the picture shows',
    significance: 'minor',
    by: cast.edith,
  })
  validate(db, { articleId: saved.articleId, by: cast.pia })
  publish()
  expect(getArticle(db, saved.articleId).liveVersionId).not.toBeNull()
})

test('what nobody used for two weeks goes; what any version or unsaved text uses stays', () => {
  const used = keep(png)
  const written = keep(fromCamera(3))
  const unused = keep(Buffer.from('a log of nothing'), 'log.txt')
  const article = make.article(db, { resolution: `![x](/media/${used.name})` })
  const content = { ...getVersion(db, article.versionId), notes: `/media/${written.name}` }
  keepWorkingCopy(db, { articleId: article.articleId, userId: cast.clara, basedOnId: null, content })

  const logo = keep(gif, 'logo.gif')
  db.insert(settings)
    .values({ key: 'site', value: { logo: logo.name }, changedAt: '2026-03-01' })
    .run()

  expect(dropUnusedMedia(db, { by: null }).dropped).toBe(0)
  vi.setSystemTime(new Date('2026-03-20T09:00:00Z'))
  expect(dropUnusedMedia(db, { by: null })).toEqual({ dropped: 1, bytes: unused.size })
  expect(() => mediumNamed(db, unused.name)).toThrow(/There is no image/)
  expect(mediumNamed(db, used.name).id).toBe(used.id)
  expect(mediumNamed(db, logo.name).id).toBe(logo.id)
})
