import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** A server that takes mail, and who it comes from. */
export type MailServer = {
  host: string
  port: number
  /** Encrypted from the first byte; otherwise as soon as the server offers it, and always before a password is sent. */
  isSecure: boolean
  login: { user: string; pass: string } | null
  from: string
}

/** One plain text to one person. `id` is its Message-ID, the same at every try; at `endAt` one can end such mails. */
export type Mail = { id: string; to: string; subject: string; text: string; endAt: string }

/**
 * What became of a mail: the server has it, it may be tried again, it never will be taken, or nobody knows because the
 * server had the whole text and then said nothing.
 */
export type Handed = { outcome: 'sent' } | { outcome: 'later' | 'refused' | 'unknown'; problem: string }

/** How long a silent server is waited for, in milliseconds; a talkative one three times as long. */
const PATIENCE = 20_000

/** Gives a mail to the server over one connection of its own; never throws for what a server does. */
export async function handOver(server: MailServer, mail: Mail, patience = PATIENCE): Promise<Handed> {
  const bytes = await bytesOf(server, mail)
  let isTaken = false
  // Read only after the server agreed to take the text.
  const text = new Readable({
    read() {
      isTaken = true
      this.push(bytes)
      this.push(null)
    },
  })
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.isSecure,
    requireTLS: !server.isSecure && server.login !== null && !isThisMachine(server.host),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    socketCloseTimeout: 0,
    logger: false,
  })
  try {
    await converse(connection, server, { to: mail.to, text, size: bytes.length, until: patience * 3 })
    return { outcome: 'sent' }
  } catch (error) {
    return judged(error as Trouble, isTaken)
  } finally {
    connection.close()
  }
}

function bytesOf(server: MailServer, mail: Mail): Promise<Buffer> {
  const headers = { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<${mail.endAt}>` }
  const { to, subject, text, id } = mail
  const whole = new MailComposer({ from: server.from, to, subject, text, headers, messageId: id })
  return whole.compile().build()
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function converse(
  connection: SMTPConnection,
  server: MailServer,
  mail: { to: string; text: Readable; size: number; until: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject({ code: 'ETIMEDOUT' }), mail.until)
    const end = (error?: unknown) => {
      clearTimeout(timer)
      if (error) reject(error)
      else resolve()
    }
    // What comes after the end has nobody left to tell.
    connection.on('error', end)
    const then = (step: () => void) => (error?: unknown) => (error ? end(error) : step())
    const { login } = server
    const envelope = { from: addressIn(server.from), to: mail.to, size: mail.size }
    const send = () => connection.send(envelope, mail.text, then(end))
    const enter = () => (login === null ? send() : connection.login({ credentials: login }, then(send)))
    connection.connect(then(enter))
  })
}

/** The address in "Name <address>". */
function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
}

/** What nodemailer says of a failure; its message may hold words of the server, so it is never shown or logged. */
type Trouble = { code?: string; command?: string; responseCode?: number }

function judged({ code = '', command = '', responseCode }: Trouble, isTaken: boolean): Handed {
  const said = responseCode === undefined ? '' : ` (${responseCode})`
  if (isTaken && responseCode === undefined)
    return {
      outcome: 'unknown',
      problem: 'The mail server took the text and did not say whether it keeps it.',
    }
  if (responseCode !== undefined && responseCode >= 500 && command === 'RCPT TO')
    return { outcome: 'refused', problem: `The mail server refuses this address${said}.` }
  if (responseCode !== undefined && responseCode >= 500 && isTaken)
    return { outcome: 'refused', problem: `The mail server refuses this mail${said}.` }
  return { outcome: 'later', problem: `${TROUBLES[code] ?? 'The mail server did not take it'}${said}.` }
}

const TROUBLES: Readonly<Record<string, string>> = {
  EAUTH: 'The mail server does not accept the name and password it is given',
  ETLS: 'There is no safe connection to the mail server',
  EDNS: 'The mail server’s name leads nowhere',
  ETIMEDOUT: 'The mail server does not answer',
  ESOCKET: 'The mail server cannot be reached',
  ECONNECTION: 'The mail server ended the connection',
  EPROTOCOL: 'What answers there does not speak as a mail server does',
}
