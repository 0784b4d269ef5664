import type { Detector } from '../detector.ts'
import { card } from './card.ts'
import { codeName } from './code-name.ts'
import { email } from './email.ts'
import { host } from './host.ts'
import { iban } from './iban.ts'
import { ip } from './ip.ts'
import { key } from './key.ts'
import { password } from './password.ts'
import { person } from './person.ts'
import { phone } from './phone.ts'
import { token } from './token.ts'

/** The open list: every detector that `scanText` runs. */
export const detectors: readonly Detector[] = [
  email,
  phone,
  ip,
  host,
  key,
  token,
  password,
  card,
  iban,
  person,
  codeName,
]
