import { afterEach, beforeEach, expect, test } from 'vitest'
import { handOver, type MailServer } from '../../src/lib/smtp.ts'
import { type Misdeed, mailServer, type Step } from '../support/mail-server.ts'

let server: Awaited<ReturnType<typeof mailServer>>
beforeEach(async () => {
  server = await mailServer()
})
afterEach(() => server.stop())

const MAIL = {
  id: '<winnow-1@example.com>',
  to: 'edith@example.com',
  subject: 'Eine Prüfung wartet',
  text: 'Grüße\n.\nEnde',
  endAt: 'https://winnow.example.com/staff/account#mail',
}
const to = (more: Partial<MailServer> = {}): MailServer => ({
  host: '127.0.0.1',
  port: server.port,
  isSecure: false,
  login: null,
  from: 'Winnow <winnow@example.com>',
  ...more,
})
/** Short enough for a test, and long enough for a loaded machine to answer. */
const PATIENCE = 700

test('a mail arrives whole: who, for whom, in one plain text that cannot be cut by a dot', async () => {
  expect(await handOver(to(), MAIL)).toEqual({ outcome: 'sent' })

  const [mail] = server.taken
  expect(mail).toMatchObject({ to: 'edith@example.com', login: null })
  expect(mail!.from).toContain('<winnow@example.com>')
  expect(mail!.text).toMatch(/^From: Winnow <winnow@example.com>$/m)
  expect(mail!.text).toContain('Message-ID: <winnow-1@example.com>')
  expect(mail!.text).toContain('List-Unsubscribe: <https://winnow.example.com/staff/account#mail>')
  expect(mail!.text).toContain('Auto-Submitted: auto-generated')
  expect(mail!.text).toMatch(/Content-Type: text\/plain; charset=utf-8/)
  expect(mail!.text).toMatch(/Ende|RW5kZQ/)
})

test('the name and password are given where the server asks for them', async () => {
  const login = { user: 'winnow', pass: 'barley sieve' }
  expect(await handOver(to({ login }), MAIL)).toEqual({ outcome: 'sent' })
  expect(server.taken[0]!.login).toBe('winnow barley sieve')
})

test.each<[string, Step, Misdeed, string, RegExp]>([
  ['it is full', 'MAIL', '452 4.3.1 no room', 'later', /452/],
  ['it is going down', 'greeting', '421 4.3.2 going down', 'later', /\(421\)/],
  ['it does not greet', 'greeting', 'silence', 'later', /does not answer/],
  ['it hangs up at once', 'greeting', 'hang up', 'later', /ended the connection/],
  ['it is no mail server', 'greeting', 'HTTP/1.1 400 Bad Request', 'later', /does not speak/],
  ['it asks to come back later', 'RCPT', '451 4.7.1 grey list', 'later', /451/],
  [
    'it does not know the address',
    'RCPT',
    '550 5.1.1 no such user',
    'refused',
    /refuses this address \(550\)/,
  ],
  ['it hangs up before the text', 'DATA', 'hang up', 'later', /ended the connection/],
  ['it says nothing before the text', 'DATA', 'silence', 'later', /does not answer/],
  ['it takes the text back with a later', 'text', '451 4.3.0 try again', 'later', /451/],
  ['it takes the text for rubbish', 'text', '554 5.7.1 spam', 'refused', /refuses this mail \(554\)/],
  ['it hangs up after the text', 'text', 'hang up', 'unknown', /did not say/],
  ['it says nothing after the text', 'text', 'silence', 'unknown', /did not say/],
])('%s: said in our words', async (_name, step, misdeed, outcome, problem) => {
  server.misdeeds[step] = misdeed
  const handed = await handOver(to(), MAIL, PATIENCE)
  expect(handed).toMatchObject({ outcome, problem: expect.stringMatching(problem) })
  expect(server.taken).toEqual([])
})

test('a server that repeats the password in its refusal does not bring it to any page or log', async () => {
  server.misdeeds.AUTH = '535 5.7.8 you said winnow hunter2'
  const handed = await handOver(to({ login: { user: 'winnow', pass: 'hunter2' } }), MAIL, PATIENCE)
  expect(handed).toMatchObject({ outcome: 'later', problem: expect.stringMatching(/name and password/) })
  expect(JSON.stringify(handed)).not.toContain('hunter2')
})

test('a server that never stops talking is left', async () => {
  server.misdeeds.EHLO = Array(2000).fill('250-and more').join('\r\n')
  expect(await handOver(to(), MAIL, 200)).toMatchObject({ outcome: 'later' })
})

test('nobody there, or a name that leads nowhere: later', async () => {
  const { port } = server
  await server.stop()
  expect(await handOver(to({ port }), MAIL, PATIENCE)).toMatchObject({
    outcome: 'later',
    problem: expect.stringMatching(/cannot be reached|ended the connection/),
  })
  server = await mailServer()
})

test('a password is not sent over a line anybody can read, unless it stays on this machine', async () => {
  const login = { user: 'winnow', pass: 'hunter2' }
  // 0.0.0.0 reaches the same server, and is not this machine's own name.
  const handed = await handOver(to({ host: '0.0.0.0', login }), MAIL, PATIENCE)
  expect(handed).toMatchObject({ outcome: 'later' })
  expect(server.said.some((line) => line.startsWith('AUTH'))).toBe(false)
})

test('a title with line breaks in it cannot add a header or another reader', async () => {
  const subject = 'One\r\nBcc: all@example.com\r\n\r\nBody'
  await handOver(to(), { ...MAIL, subject })
  expect(server.taken[0]!.text).not.toMatch(/^Bcc:/m)
  expect(server.said.filter((line) => line.startsWith('RCPT'))).toHaveLength(1)
})
