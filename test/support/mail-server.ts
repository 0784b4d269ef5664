// A mail server of our own that says just enough, and can be told to misbehave at any step.
import { createServer, type Server, type Socket } from 'node:net'

/** What a step answers instead: a line, nothing at all, or the end of the connection. */
export type Misdeed = string | 'silence' | 'hang up'
/** The steps of a conversation, and `text` for the dot that ends a mail. */
export type Step = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'text'

export type Taken = { from: string; to: string; text: string; login: string | null }

/** Starts it; `taken` are the mails it said it keeps, `misdeeds` holds until it is changed. */
export async function mailServer() {
  const taken: Taken[] = []
  const misdeeds: Partial<Record<Step, Misdeed>> = {}
  const said: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    const mail: Taken = { from: '', to: '', text: '', login: null }
    let isText = false
    let rest = ''
    const answer = (step: Step, line: string) => {
      const misdeed = misdeeds[step]
      if (misdeed === 'silence') return false
      if (misdeed === 'hang up') socket.destroy()
      else socket.write(`${misdeed ?? line}\r\n`)
      return misdeed === undefined
    }
    const hear = (line: string) => {
      if (isText) {
        if (line !== '.') mail.text += `${line.replace(/^\.\./, '.')}\n`
        else {
          isText = false
          if (answer('text', '250 kept')) taken.push({ ...mail })
        }
        return
      }
      said.push(line)
      const word = line.slice(0, 4).toUpperCase()
      if (word === 'EHLO') answer('EHLO', '250-here\r\n250 AUTH PLAIN')
      else if (word === 'HELO') answer('EHLO', '250 here')
      else if (word === 'AUTH') {
        mail.login = Buffer.from(line.split(' ')[2] ?? '', 'base64')
          .toString()
          .replaceAll('\0', ' ')
          .trim()
        answer('AUTH', '235 welcome')
      } else if (word === 'MAIL') {
        mail.from = line
        answer('MAIL', '250 ok')
      } else if (word === 'RCPT') {
        mail.to = /<(.*)>/.exec(line)?.[1] ?? ''
        answer('RCPT', '250 ok')
      } else if (word === 'DATA') isText = answer('DATA', '354 go on')
      else if (word === 'QUIT') socket.end('221 bye\r\n')
      else socket.write('502 what\r\n')
    }
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString()).split('\r\n')
      rest = lines.pop()!
      for (const line of lines) hear(line)
    })
    answer('greeting', '220 mail.test')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((done) => server.close(() => done()))
  }
  return { port, taken, misdeeds, said, stop }
}
