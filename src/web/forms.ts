import { z } from 'zod'
import { Conflict, Invalid, type Issue, Refused } from '../lib/errors.ts'
import type { PageBase } from './pages.ts'

/** What a form shows: what was typed, and what is wrong with it, field by field and as a whole. */
export type FormState = {
  values: Record<string, string>
  /** Several values of one name, as checkboxes and multiple selects send them. */
  lists: Record<string, string[]>
  errors: Record<string, string>
  /** Everything wrong, in the order of the form; empty = nothing. */
  summary: Issue[]
}

/** A page that is mostly a form. */
export type FormPage = PageBase & { form: FormState }

/** A form before anything was typed. */
export function blankForm(values: Record<string, string> = {}): FormState {
  return { values, lists: {}, errors: {}, summary: [] }
}

/**
 * The one door for what people type: the value exactly as the schema makes it, or `Invalid` with a message per field.
 * Never trust `request.body` anywhere else.
 */
export function readForm<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  throw new Invalid(
    parsed.error.issues.map((issue) => ({
      ...(issue.path.length > 0 ? { field: issue.path.join('.') } : {}),
      code: issue.code ?? 'invalid',
      message: sentence(issue),
    })),
  )
}

/** The same form again, with what was typed and what an error says about it; anything but issues is thrown on. */
export function formAgain(body: unknown, error: unknown): FormState {
  if (!(error instanceof Invalid || error instanceof Refused || error instanceof Conflict)) throw error
  const issues = error instanceof Conflict ? [{ code: 'conflict', message: error.message }] : error.issues
  const form = kept(body)
  for (const issue of issues) {
    if (issue.field !== undefined) form.errors[issue.field] ??= issue.message
  }
  return { ...form, summary: issues }
}

/** Text of at least one visible character; surrounding space goes. */
export function words(label: string, max = 200) {
  return z
    .string({ error: `Enter ${label}.` })
    .trim()
    .min(1, { error: `Enter ${label}.` })
    .max(max, { error: `Use at most ${max} characters for ${label}.` })
}

/** Text that may be left empty. */
export function optionalWords(label: string, max = 2000) {
  return z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters for ${label}.` })
    .default('')
}

/** How much something weighs; the service says which numbers may be. */
export const weight = z.object({
  weight: z.coerce.number({ error: 'Type the weight as a number, for example 1.5.' }),
})

/** One of a closed list. */
export function choice<const T extends readonly [string, ...string[]]>(values: T, label: string) {
  return z.enum(values, { error: `Choose ${label}.` })
}

/** A ticked or empty checkbox. */
export const tick = z
  .string()
  .optional()
  .transform((value) => value !== undefined)

/** The number of a row. */
export function id(label: string) {
  return z
    .string({ error: `Choose ${label}.` })
    .regex(/^[1-9]\d{0,14}$/, { error: `Choose ${label}.` })
    .transform(Number)
}

/** One or several values of one name, as an array. */
export function several<S extends z.ZodType>(item: S) {
  return z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  )
}

function kept(body: unknown): FormState {
  const form = blankForm({})
  if (body === null || typeof body !== 'object') return form
  for (const [name, value] of Object.entries(body)) {
    if (/password|secret|token/i.test(name)) continue
    if (typeof value === 'string') form.values[name] = value
    if (Array.isArray(value)) form.lists[name] = value.filter((item) => typeof item === 'string')
  }
  return form
}

/** Our own sentences stay; zod's wording for what no honest form sends is replaced. */
function sentence(issue: z.core.$ZodIssue): string {
  return /^Invalid|^Too |^Unrecognized|^Expected/.test(issue.message)
    ? 'This cannot be read. Check it and send it again.'
    : issue.message
}
