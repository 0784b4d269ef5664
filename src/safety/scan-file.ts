import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { z } from 'zod'
import { Invalid } from '../lib/errors.ts'
import { wrongIn } from '../lib/shape.ts'
import { safetyClass } from './class.ts'
import type { ScanContext } from './detector.ts'
import { scanThread, type ThreadToScan } from './scan-thread.ts'
import { readWords } from './words.ts'

const format = z.enum(['html', 'markdown', 'text']).optional()
const id = z.union([z.string(), z.number()]).transform(String)
const authority = z.enum(['community', 'case', 'official']).optional()
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
/** A name as it is, or within what is told of a person. */
const name = z
  .union([z.string(), z.object({ name: z.string() }).transform((person) => person.name)])
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined)

/** A line of Winnow JSONL, as far as safety reads it; unknown keys are ignored. */
const record = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('thread'),
    id,
    authority,
    title: text,
    body: text,
    bodyFormat: format,
    author: name,
    views: z.number().optional(),
    environment: z.record(z.string(), z.unknown()).optional(),
    resolution: z.object({ kind: z.string() }).optional().catch(undefined),
    participants: z
      .array(z.object({ name: z.string(), email: z.string().optional(), role: z.string().optional() }))
      .optional(),
    posts: z
      .array(
        z.object({ id, body: text, bodyFormat: format, author: name, isPrivate: z.boolean().optional() }),
      )
      .default([]),
  }),
  z.object({
    type: z.literal('document'),
    id,
    title: text,
    body: text,
    bodyFormat: format,
    visibility: z.enum(['public', 'restricted']).optional(),
  }),
])

/** What a scan of a file did: items and findings written, and lines that could not be read, with their reason. */
export type ScanSummary = {
  items: number
  findings: number
  caseOnly: number
  failed: number
  failures: { line: number; message: string }[]
  notes: readonly { line: number; entry: string; note: string }[]
}

/**
 * Scans Winnow JSONL line by line without a database. `words` is the content of the company's list. Writes a line a
 * finding and a line an item, first beside `out` and then renamed, so that a reader never sees half a file. A line
 * that cannot be read fails alone. Throws Invalid if both names are one file.
 */
export async function scanFile(input: { in: string; out: string; words?: string }): Promise<ScanSummary> {
  if (resolve(input.in) === resolve(input.out)) {
    const message = 'The findings cannot be written over the file that is read. Name another --out.'
    throw new Invalid([{ field: 'out', code: 'same-file', message }])
  }
  const list = input.words === undefined ? undefined : readWords(input.words)
  const summary: ScanSummary = {
    items: 0,
    findings: 0,
    caseOnly: 0,
    failed: 0,
    failures: [],
    notes: list?.notes ?? [],
  }
  const source = createReadStream(input.in, 'utf8')
  await once(source, 'open')
  const part = `${input.out}.part`
  const out = createWriteStream(part)
  await once(out, 'open')
  try {
    let line = 0
    for await (const content of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++
      if (content.trim() !== '') await scanLine(content, line, { words: list }, summary, out)
    }
    out.end()
    await finished(out)
    await rename(part, input.out)
  } catch (error) {
    out.destroy()
    await rm(part, { force: true })
    throw error
  }
  return summary
}

async function scanLine(
  content: string,
  line: number,
  context: ScanContext,
  summary: ScanSummary,
  out: WriteStream,
) {
  const parsed = parse(line === 1 ? content.replace(/^\uFEFF/, '') : content)
  if (typeof parsed === 'string') {
    summary.failed++
    if (summary.failures.length < 100) summary.failures.push({ line, message: parsed })
    return
  }
  const { item, thread, isRestricted } = parsed
  const fields = scanThread(thread, context)
  const lines = fields.flatMap(({ post, field, findings }) =>
    findings.map(({ start, end, text: found, kind, confidence }) =>
      JSON.stringify({ item, post, field, start, end, text: found, kind, confidence }),
    ),
  )
  const decided = safetyClass(thread, fields)
  const reasons = isRestricted
    ? ['internals: the document is restricted', ...decided.reasons]
    : decided.reasons
  const itemClass = reasons.length > 0 ? 'case-only' : 'public-ok'
  lines.push(JSON.stringify({ item, class: itemClass, reasons }))
  summary.items++
  summary.findings += lines.length - 1
  if (itemClass === 'case-only') summary.caseOnly++
  if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain')
}

function parse(content: string): { item: string; thread: ThreadToScan; isRestricted: boolean } | string {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch (error) {
    return `It is not JSON: ${(error as Error).message}`
  }
  const read = record.safeParse(value)
  if (!read.success) {
    return `It is no Winnow thread or document: ${wrongIn(read.error, 1)}.`
  }
  const { data } = read
  if (data.type === 'thread') {
    return {
      item: data.id,
      thread: { ...data, authority: data.authority ?? likelyAuthority(data) },
      isRestricted: false,
    }
  }
  const { title, body, bodyFormat } = data
  const thread: ThreadToScan = { title, body, bodyFormat, authority: 'official', posts: [] }
  return { item: data.id, thread, isRestricted: data.visibility === 'restricted' }
}

/** Without an authority a thread counts as a case, unless it has what only a public forum has: views or a marked answer. */
function likelyAuthority(thread: { views?: number | undefined; resolution?: { kind: string } | undefined }) {
  return thread.views !== undefined || thread.resolution?.kind === 'marked' ? 'community' : 'case'
}
