import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Invalid } from './lib/errors.ts'
import type { MailServer } from './lib/smtp.ts'

/** Everything the environment decides, parsed once. */
export type Config = {
  /** Where everything Winnow keeps lies: the database, the built site, backups, the secret. */
  dataDir: string
  databaseFile: string
  /** The current release: a symbolic link that a release replaces; may not exist yet. */
  siteDir: string
  /** Where files that came through the browser wait for their import. */
  uploadsDir: string
  /** Most bytes of one upload. */
  uploadBytes: number
  host: string
  port: number
  /** The address readers use, without a trailing slash; null = as the request says. */
  siteUrl: string | null
  /** The address people who work here use, without a trailing slash: links in mails lead there. */
  staffUrl: string
  /** What takes the mails to people who work here; null = none are sent. */
  mail: MailServer | null
  /** Where pages of the published site send "was this helpful"; null = they do not ask. */
  feedbackUrl: string | null
  /** Signs session cookies and keys the hashes of names and addresses in the login limits. */
  secret: string
  hasSecureCookies: boolean
  /** How many proxies stand in front; 0 = none, and forwarded headers are not believed. */
  proxyHops: number
  /** Optional judges of contradictions; none by default. */
  judges: {
    nliFolder: string | null
    chat: { url: string; model: string; key: string | null; most: number } | null
  }
  /** Templates, styles and scripts are read anew for each request. */
  isDevelopment: boolean
  logLevel: LogLevel
  /** Hosts that may lie inside the network and are fetched from all the same. */
  innerHosts: string[]
  /** What a process that this one starts is given: the environment as it was read. */
  environment: Readonly<Record<string, string>>
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/** Variables whose value is never shown, not even a wrong one. */
const SECRETS = ['WINNOW_SECRET', 'WINNOW_CHAT_KEY', 'WINNOW_MAIL']

/** Reads the environment; the secret is made and kept in the data folder when none is given. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new Invalid(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0])
        const shown = SECRETS.includes(name) ? '' : ` It is "${given[name]}".`
        return { field: name, code: 'environment', message: `${name} ${issue.message}${shown}` }
      }),
    )
  }
  const values = parsed.data
  const dataDir = resolve(values.WINNOW_DATA)
  const siteUrl = values.WINNOW_SITE_URL?.replace(/\/+$/, '') ?? null
  return {
    dataDir,
    databaseFile: join(dataDir, 'winnow.sqlite'),
    siteDir: join(dataDir, 'site'),
    uploadsDir: join(dataDir, 'uploads'),
    uploadBytes: values.WINNOW_MAX_UPLOAD * 1_000_000,
    host: values.WINNOW_HOST,
    port: values.PORT,
    siteUrl,
    staffUrl: values.WINNOW_STAFF_URL?.replace(/\/+$/, '') ?? siteUrl ?? `http://localhost:${values.PORT}`,
    mail: values.WINNOW_MAIL === undefined ? null : mailServer(values.WINNOW_MAIL, values.WINNOW_MAIL_FROM),
    feedbackUrl: values.WINNOW_FEEDBACK_URL === 'no' ? null : values.WINNOW_FEEDBACK_URL,
    secret: values.WINNOW_SECRET ?? keptSecret(dataDir),
    hasSecureCookies: values.WINNOW_SECURE_COOKIES ?? values.WINNOW_SITE_URL?.startsWith('https:') ?? false,
    proxyHops: values.WINNOW_BEHIND_PROXY,
    judges: {
      nliFolder: values.WINNOW_NLI_MODEL ?? null,
      chat:
        values.WINNOW_CHAT_URL === undefined
          ? null
          : {
              url: values.WINNOW_CHAT_URL,
              model: values.WINNOW_CHAT_MODEL,
              key: values.WINNOW_CHAT_KEY ?? null,
              most: values.WINNOW_CHAT_MOST,
            },
    },
    isDevelopment: values.NODE_ENV === 'development',
    logLevel: values.WINNOW_LOG,
    innerHosts: values.WINNOW_INNER_HOSTS.split(/[\s,]+/).filter((host) => host !== ''),
    environment: { ...(given as Record<string, string>), WINNOW_DATA: dataDir },
  }
}

/** The variable that holds the token a source is fetched with, and its value; tokens stand nowhere else. */
export function tokenOf(config: Config, slug: string): { name: string; value: string | undefined } {
  return variable(config, `WINNOW_TOKEN_${variablePart(slug)}`)
}

/** The variable that holds the secret with which a source signs its messages. */
export function hookSecretOf(config: Config, slug: string): { name: string; value: string | undefined } {
  return variable(config, `WINNOW_HOOK_SECRET_${variablePart(slug)}`)
}

/** "smtp://name:password@host:587" as its parts. */
function mailServer(address: string, from: string | undefined): MailServer {
  const url = new URL(address)
  if (from === undefined) {
    const message = 'WINNOW_MAIL_FROM must say who mails come from, such as winnow@example.com.'
    throw new Invalid([{ field: 'WINNOW_MAIL_FROM', code: 'environment', message }])
  }
  const isSecure = url.protocol === 'smtps:'
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    login: user === '' ? null : { user, pass },
    from: from.includes('<') ? from : `Winnow <${from}>`,
  }
}

function variable(config: Config, name: string) {
  return { name, value: config.environment[name]?.trim() }
}

/** "my-forum.en" as "MY_FORUM_EN". */
function variablePart(slug: string): string {
  return slug.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}

const yesOrNo = z
  .enum(['yes', 'no', 'true', 'false', '1', '0'], { error: 'must be yes or no.' })
  .transform((word) => ['yes', 'true', '1'].includes(word))

const hops = z.union(
  [
    z.enum(['no', 'false']).transform(() => 0),
    z.enum(['yes', 'true']).transform(() => 1),
    z.string().regex(/^\d$/).transform(Number),
  ],
  { error: 'must be yes, no, or the number of proxies in front (0 to 9).' },
)

const Environment = z.object({
  WINNOW_DATA: z.string().default('data/var'),
  WINNOW_HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .default('3000')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
      error: 'must be a port number from 0 to 65535.',
    })
    .transform(Number),
  WINNOW_FEEDBACK_URL: z
    .union([z.literal('no'), z.literal('/feedback'), z.url({ protocol: /^https?$/ })], {
      error: 'must be no, /feedback, or an address such as https://winnow.example.com/feedback.',
    })
    .default('/feedback'),
  WINNOW_SITE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://help.example.com.' })
    .refine((url) => !/[?#]/.test(url), { error: 'must be an address without "?" or "#".' })
    .optional(),
  WINNOW_STAFF_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://winnow.example.com.' })
    .optional(),
  WINNOW_MAIL: z
    .url({
      protocol: /^smtps?$/,
      error: 'must be an address such as smtps://name:password@mail.example.com.',
    })
    .refine(isWhole, {
      error: 'must name a host, and what is special in its name and password as %20 and the like.',
    })
    .optional(),
  WINNOW_MAIL_FROM: z
    .string()
    .regex(/^(?:[^\s<>@]{1,64}@[^\s<>@]{1,190}|[^<>\r\n]{1,100}<[^\s<>@]{1,64}@[^\s<>@]{1,190}>)$/, {
      error: 'must be an address such as winnow@example.com, or Help desk <winnow@example.com>.',
    })
    .optional(),
  WINNOW_SECRET: z.string().min(32, { error: 'must have at least 32 characters.' }).optional(),
  WINNOW_SECURE_COOKIES: yesOrNo.optional(),
  WINNOW_BEHIND_PROXY: hops.default(0),
  WINNOW_INNER_HOSTS: z.string().default(''),
  WINNOW_MAX_UPLOAD: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, { error: 'must be a number of megabytes.' })
    .default('2000')
    .transform(Number),
  WINNOW_NLI_MODEL: z.string().optional(),
  WINNOW_CHAT_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://models.example.com/v1.' })
    .optional(),
  WINNOW_CHAT_MODEL: z.string().default('default'),
  WINNOW_CHAT_KEY: z.string().optional(),
  WINNOW_CHAT_MOST: z
    .string()
    .regex(/^\d{1,6}$/, { error: 'must be a number of requests.' })
    .default('500')
    .transform(Number),
  WINNOW_LOG: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}.` }).default('info'),
  NODE_ENV: z.string().optional(),
})

function isWhole(address: string): boolean {
  try {
    const url = new URL(address)
    return url.hostname !== '' && decodeURIComponent(url.username + url.password).length < 1000
  } catch {
    return false
  }
}

/** The secret of this installation: made at the first start, readable by its owner only. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  if (existsSync(file)) {
    const secret = readFileSync(file, 'utf8').trim()
    if (secret.length < 32) {
      throw new Invalid(`${file} is damaged. Delete it, and everybody will have to log in again.`)
    }
    chmodSync(file, 0o600)
    return secret
  }
  mkdirSync(dataDir, { recursive: true })
  const secret = randomBytes(32).toString('hex')
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return secret
}
