import type { Detector } from '../detector.ts'
import { accountId } from './account-id.ts'
import { address } from './address.ts'
import { birthDate } from './birth-date.ts'
import { card } from './card.ts'
import { codeName } from './code-name.ts'
import { customerId } from './customer-id.ts'
import { email } from './email.ts'
import { host } from './host.ts'
import { iban } from './iban.ts'
import { ip } from './ip.ts'
import { key } from './key.ts'
import { licenceKey } from './licence-key.ts'
import { location } from './location.ts'
import { nationalId } from './national-id.ts'
import { orderId } from './order-id.ts'
import { password } from './password.ts'
import { person } from './person.ts'
import { phone } from './phone.ts'
import { token } from './token.ts'
import { url } from './url.ts'

/** The open list: every detector that `scanText` runs. A new one is a file here, a line here, and its golden cases. */
export const detectors: readonly Detector[] = [
  email,
  phone,
  address,
  ip,
  host,
  url,
  person,
  customerId,
  accountId,
  licenceKey,
  orderId,
  card,
  iban,
  key,
  token,
  password,
  codeName,
  birthDate,
  nationalId,
  location,
]
