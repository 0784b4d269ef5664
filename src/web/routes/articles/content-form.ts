import { z } from 'zod'
import { type AppliesTo, type Content, fields } from '../../../db/words.ts'
import { sha256, stableJson } from '../../../lib/hash.ts'
import type { FormState } from '../../forms.ts'

const SCOPES = ['versions', 'plans', 'platforms', 'regions'] as const

const long = z.string().max(1_000_000).default('')
const list = z.string().max(2000).default('')

/** The text of an article as a form sends it; lists are words between commas. */
export const ContentFields = {
  title: z.string().max(2000).default(''),
  issue: long,
  environment: long,
  cause: long,
  resolution: long,
  notes: long,
  versions: list,
  plans: list,
  platforms: list,
  regions: list,
}

const ContentForm = z.object(ContentFields)

/** What a form sent, as the text of an article. */
export function contentFrom(value: z.output<typeof ContentForm>): Content {
  const appliesTo: AppliesTo = {}
  for (const scope of SCOPES) {
    const values = [...new Set(value[scope].split(/[,\n]/).map((word) => word.trim()))].filter(Boolean)
    if (values.length > 0) appliesTo[scope] = values
  }
  const { title, issue, environment, cause, resolution, notes } = value
  return { title, issue, environment, cause, resolution, notes, appliesTo }
}

/** The text of an article as it stands in the fields of a form. */
export function valuesOf(content: Content): Record<string, string> {
  const values: Record<string, string> = { title: content.title }
  for (const field of fields) values[field] = content[field]
  for (const scope of SCOPES) values[scope] = (content.appliesTo[scope] ?? []).join(', ')
  return values
}

/** The text a form holds now, whatever else is wrong with it. */
export function contentInForm(form: FormState): Content {
  const parsed = ContentForm.safeParse(form.values)
  return contentFrom(parsed.success ? parsed.data : ContentForm.parse({}))
}

/** Whether two texts are the same to a reader; line ends and outer blanks do not count. */
export function isSameText(a: Content, b: Content): boolean {
  return fingerprint(a) === fingerprint(b)
}

function fingerprint(content: Content): string {
  const plain = Object.entries(valuesOf(content)).map(([name, text]) => [
    name,
    text.replace(/\r\n?/g, '\n').trimEnd(),
  ])
  return sha256(stableJson(Object.fromEntries(plain)))
}
