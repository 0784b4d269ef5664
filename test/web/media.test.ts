import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, expect, test } from 'vitest'
import { workingCopyOf } from '../../src/articles/working-copies.ts'
import type { Db } from '../../src/db/open.ts'
import { sha256 } from '../../src/lib/hash.ts'
import { testApp, testConfig } from '../support/app.ts'
import { addCast, type Cast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'
import { fromCamera, png } from '../support/pictures.ts'

let db: Db
let cast: Cast
let app: ReturnType<typeof testApp>
beforeEach(() => {
  db = freshDb()
  cast = addCast(db)
  app = testApp(db)
})

test('a picture is added to the text, served to staff as it is, and shown in the preview with its size', async () => {
  const saved = make.article(db)
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const at = `/staff/articles/${saved.number}`

  const answer = await edith
    .post(`${at}/media`)
    .set('Accept', 'application/json')
    .field('alt', 'The dialog')
    .attach('file', fromCamera(), 'IMG 1.jpg')
    .expect(200)
  const name = /\/media\/([\w.-]+)/.exec(answer.body.markdown)![1]!
  expect(answer.body).toEqual({ markdown: `![The dialog](/media/${name})`, isPicture: true })

  const picture = await edith.get(`/staff/media/${name}`).expect(200).expect('Content-Type', 'image/jpeg')
  expect(picture.headers['content-security-policy']).toContain('sandbox')
  expect(Buffer.from(picture.body).toString('latin1')).not.toContain('Maria')
  const preview = await edith
    .post(`${at}/preview`)
    .type('form')
    .send({ title: 'A', resolution: answer.body.markdown })
    .expect(200)
  expect(preview.text).toContain(
    `<img src="/staff/media/${name}" alt="The dialog" width="6" height="4" loading="lazy"`,
  )
  const list = await edith.get('/staff/media').expect(200)
  expect(list.text).toContain('In no article')
  await app.browser().get(`/staff/media/${name}`).expect(303)
  await edith.get('/staff/media/..%2Fsecret').expect(404)
})

test('without scripts the picture goes to the end of the field, and what was typed is kept', async () => {
  const saved = make.article(db)
  const edith = await app.loggedIn('editor', { name: 'edith' })

  const send = edith.post(`/staff/articles/${saved.number}/media`)
  await send
    .field('title', 'A new title')
    .field('resolution', 'Half a sentence')
    .field('basedOnId', String(saved.versionId))
    .attach('file', png, 'shot.png')
    .expect(303)
    .expect('Location', `/staff/articles/${saved.number}/edit#resolution`)

  const kept = workingCopyOf(db, { articleId: saved.articleId, userId: cast.edith })!
  expect(kept.content.title).toBe('A new title')
  expect(kept.content.resolution).toMatch(/^Half a sentence\n\n!\[\]\(\/media\/image-/)
  const page = await edith.get(`/staff/articles/${saved.number}/edit`).expect(200)
  expect(page.text).toContain('Say between its brackets what the picture shows')
})

test('what is no picture, too large or no form is refused with a sentence, and only writers may add', async () => {
  const saved = make.article(db)
  const at = `/staff/articles/${saved.number}/media`
  const edith = await app.loggedIn('editor', { name: 'edith' })
  const ask = () => edith.post(at).set('Accept', 'application/json')

  const svg = await ask().attach('file', Buffer.from('<svg/>'), 'x.png').expect(422)
  expect(svg.body.issues[0].message).toContain('PNG')
  const large = await ask().attach('file', Buffer.alloc(8_500_000, 97), 'x.txt').expect(422)
  expect(large.body.issues[0].message).toContain('8 MB')
  await ask().field('alt', 'nothing').expect(422)
  await ask().type('form').send({ file: 'x' }).expect(422)
  const broken = ask().set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nContent')
  expect((await broken).status).toBe(422)
  const aziz = await app.loggedIn('agent', { name: 'aziz' })
  await aziz.post(at).attach('file', png, 'x.png').expect(403)
  expect(app.bugs).toEqual([])
})

test('a picture of a post is fetched only by the button, only from the article’s sources, never from inside the network', async () => {
  let asked = 0
  const host = createServer((_request, response) => {
    asked++
    response.end(png)
  })
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done))
  const port = (host.address() as AddressInfo).port
  const url = `http://127.0.0.1:${port}/shot.png`
  const other = 'http://127.0.0.1:1/admin'
  const text = `Look: ![The dialog](${url})\n\n![x](${other})`
  const { postIds } = make.resolvedThread(db, { posts: [{ body: text, isAccepted: true }] })
  const source = { postId: postIds[1]!, text, textHash: sha256(text) }
  const saved = make.article(db, { resolution: text, sources: [source] })
  const at = `/staff/articles/${saved.number}`
  const form = { title: 'A', resolution: text, basedOnId: saved.versionId }

  const closed = await app.loggedIn('editor', { name: 'edith' })
  const page = await closed.get(`${at}/edit`).expect(200)
  expect(page.text).toContain(`name="fetch" value="${url}"`)
  expect(page.text).not.toContain(`<img src="${url}"`)
  await closed
    .post(`${at}/media/fetch`)
    .type('form')
    .send({ ...form, fetch: url })
    .expect(422)
  expect(asked).toBe(0)

  const open = testApp(db, testConfig({ WINNOW_INNER_HOSTS: `127.0.0.1:${port}` }))
  const edith = await open.loggedIn('editor', { name: 'edith' })
  await edith
    .post(`${at}/media/fetch`)
    .type('form')
    .send({ ...form, fetch: `${url}?other` })
    .expect(422)
  await edith
    .post(`${at}/media/fetch`)
    .type('form')
    .send({ ...form, fetch: other })
    .expect(422)
  expect(asked).toBe(0)
  await edith
    .post(`${at}/media/fetch`)
    .type('form')
    .send({ ...form, fetch: url })
    .expect(303)
  const kept = workingCopyOf(db, { articleId: saved.articleId, userId: cast.edith })!
  expect(kept.content.resolution).toMatch(/^Look: !\[The dialog\]\(\/media\/image-[0-9a-f]{24}\.png\)/)
  expect(kept.content.resolution).toContain(other)
  host.close()
})
