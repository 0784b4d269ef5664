import { randomInt } from 'node:crypto'
import { hash, hashSync, verify } from '@node-rs/argon2'
import type { Issue } from '../lib/errors.ts'

/** argon2id with OWASP's first choice of cost: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 200

/** A password as it is kept: a PHC string that carries its own salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST)
}

/** The same at once, for start-up and the command line. */
export function hashPasswordNow(password: string): string {
  return hashSync(normal(password), COST)
}

/** Whether it is the password; without a hash (no such person) it takes just as long and says no. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashSync('nobody of this name', COST)
  const isRight = await verify(passwordHash ?? nobody, normal(password)).catch(() => false)
  return isRight && passwordHash !== undefined
}

/** What speaks against a new password: too short, too long, too easy to guess. Length counts, not mixture. */
export function passwordIssues(password: string, person: { name: string; displayName: string }): Issue[] {
  const issue = (message: string): Issue[] => [{ field: 'password', code: 'weak-password', message }]
  const length = [...password].length
  if (length < MIN_PASSWORD)
    return issue(`Use at least ${MIN_PASSWORD} characters. A few unrelated words work well.`)
  if (length > MAX_PASSWORD) return issue(`Use at most ${MAX_PASSWORD} characters.`)
  const plain = password.toLowerCase().replace(/[^\p{L}\d]/gu, '')
  const own = [person.name, ...person.displayName.split(/\s+/), 'winnow'].map((word) => word.toLowerCase())
  const rest = own.filter((word) => word.length > 2).reduce((text, word) => text.replaceAll(word, ''), plain)
  if (rest.length < MIN_PASSWORD / 2)
    return issue('Do not build the password from your name or from "Winnow".')
  if (new Set(plain).size < 5) return issue('Use more different characters.')
  if (isRun(plain) || COMMON.some((word) => rest.replaceAll(word, '').length < 5)) {
    return issue('This is one of the first passwords anybody would try. Choose another one.')
  }
  return []
}

/** Five short groups without look-alike characters, about 99 bits: to be read out once and changed at the first login. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return Array.from({ length: 5 }, group).join('-')
}

const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** What everybody's password is compared with when there is nobody of that name; made once, at the same cost. */
let nobody: string | undefined

const COMMON =
  'password passwort qwerty qwertz azerty letmein welcome iloveyou admin login monkey dragon football baseball sunshine princess superman trustno1 changeme default secret 1q2w3e4r zaq1xsw2 abc123 test'.split(
    ' ',
  )
const RUNS = ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm']

/** One straight run of the keyboard or alphabet, forwards or backwards. */
function isRun(text: string): boolean {
  const back = [...text].reverse().join('')
  return RUNS.some((run) => run.includes(text) || run.includes(back))
}

/** The same letters typed on different keyboards are the same password. */
function normal(password: string): string {
  return password.normalize('NFKC')
}
