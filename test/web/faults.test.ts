import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { addCast } from '../support/cast.ts'
import { freshDb } from '../support/db.ts'
import * as make from '../support/make.ts'

const CUT =
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nAAA'

test('an upload that ends in the middle of its file is refused with a sentence, and the next request is served', async () => {
  const db = freshDb()
  addCast(db)
  const app = testApp(db)
  const { number } = make.article(db)
  const edith = await app.loggedIn('editor', { name: 'edith' })

  const cut = await edith
    .post(`/staff/articles/${number}/media`)
    .set('Accept', 'application/json')
    .set('Content-Type', 'multipart/form-data; boundary=x')
    .send(CUT)

  expect(cut.status).toBe(422)
  expect(cut.body.detail).toBe('The form arrived damaged. Send it again.')
  await edith.get(`/staff/articles/${number}`).expect(200)
  expect(app.bugs).toEqual([])
})

/** A server with one faulty stream and one faulty promise, in a process of its own, since it may die of them. */
const SERVER = `
import { Busboy } from '@fastify/busboy'
import express from 'express'
import { pino } from 'pino'
import { rememberAnswer, watchUncaught } from './src/web/uncaught.ts'
watchUncaught(pino({ level: 'error' }, { write: () => console.log('written down') }))
const app = express()
app.use(rememberAnswer)
app.post('/stream', (request) => {
  const reader = new Busboy({ headers: { 'content-type': 'multipart/form-data; boundary=x' } })
  reader.on('file', (_field, stream) => stream.on('data', () => {}))
  reader.on('error', () => {})
  request.pipe(reader)
})
app.get('/promise', () => void Promise.reject(new Error('Nobody waits for this.')))
app.get('/timer', () => setTimeout(() => { throw new Error('Later.') }))
app.get('/well', (_request, response) => response.send('well'))
const server = app.listen(0, '127.0.0.1', async () => {
  const at = 'http://127.0.0.1:' + server.address().port
  for (const [path, body] of [['/stream', ${JSON.stringify(CUT)}], ['/promise'], ['/timer'], ['/well']]) {
    const answer = await fetch(at + path, body === undefined ? {} : { method: 'POST', body })
    console.log(path, answer.status, (await answer.text()).slice(0, 21))
  }
  process.exit()
})
`

test('a fault that nothing caught is written down and answered, and the server goes on', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const run = promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', SERVER],
    {
      cwd: root,
      timeout: 50_000,
    },
  )

  const { stdout } = await run

  expect(stdout.trim().split('\n')).toEqual([
    'written down',
    '/stream 500 Something went wrong.',
    'written down',
    '/promise 500 Something went wrong.',
    'written down',
    '/timer 500 Something went wrong.',
    '/well 200 well',
  ])
})
