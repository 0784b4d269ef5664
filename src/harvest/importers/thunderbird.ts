import type { ImportContext, Importer, NormalPost, NormalThread } from '../importer.ts'
import { newRemoval, PERSONAL_KEYS, stripped, takeOutOf, withoutKeys } from '../private.ts'
import { filesOf } from '../probe.ts'
import { csvHeader, csvObjects } from '../reading/csv-objects.ts'
import { gathered, type Sorted } from '../reading/gather.ts'
import { toMarkdown } from '../text.ts'
import { isoTime } from '../times.ts'

/** Questions of Mozilla's support forum for Thunderbird as its CSV exports give them; nothing says what solved them. */
export const thunderbird: Importer = {
  name: 'thunderbird',
  reads:
    'Thunderbird’s support forum as CSV: a file of questions and one of answers, joined by the question’s number. They do not say which are resolved.',
  recognises: (probe) => probe.names.some((name) => isCsv(name) && isQuestions(csvHeader(probe.head(name)))),
  items: (paths) =>
    gathered(rowsOf(paths), {
      sort,
      join: ({ value, file, position }, answers) => {
        const raw = { ...value, answerRows: answers }
        return { kind: 'thread', externalId: value.id!, raw, file, position }
      },
      orphan: (key) => `answers to question ${key}, which is not here`,
    }),
  withoutPrivate,
  normalise: (item, context) => ({ kind: 'thread', thread: threadOf(item.raw as RawThread, context) }),
}

type Row = Record<string, string>
type RawThread = Row & { answerRows: Row[] }

function isCsv(name: string): boolean {
  return /\.csv$/i.test(name)
}

function isQuestions(columns: readonly string[]): boolean {
  return ['id', 'title', 'content', 'answers', 'creator', 'locale', 'link'].every((name) =>
    columns.includes(name),
  )
}

async function* rowsOf(paths: string[]) {
  for (const { file } of filesOf(paths, isCsv)) {
    for await (const read of csvObjects(file))
      yield 'value' in read ? { ...read, value: read.value as Row } : read
  }
}

function sort(row: Row): Sorted {
  if (!row.id?.trim()) return { bad: 'The row has no "id".' }
  if (row.question_id !== undefined)
    return row.question_id.trim() === ''
      ? { bad: 'The answer has no "question_id".' }
      : { part: row.question_id, id: row.id }
  return row.title === undefined ? { ignored: 'a row that is no question or answer' } : { head: row.id }
}

function withoutPrivate(raw: object) {
  const removal = newRemoval()
  const { answerRows } = raw as RawThread
  const kept = takeOutOf(removal, answerRows, (row) =>
    /^true$/i.test(row.is_spam ?? '') ? 'spam' : undefined,
  )
  return stripped(withoutKeys({ ...raw, answerRows: kept }, PERSONAL_KEYS, removal), removal)
}

function threadOf(raw: RawThread, context: ImportContext): NormalThread {
  const createdAt = timeOf(raw)
  const posts = raw.answerRows.map((row) => postOf(row, raw))
  return {
    externalId: raw.id!,
    title: raw.title ?? '',
    body: toMarkdown(raw.content ?? '', 'html'),
    author: raw.creator,
    url: raw.link,
    product: context.product === undefined ? raw.product || undefined : undefined,
    language: raw.locale,
    createdAt,
    updatedAt: isoTime(raw.updated),
    licence: licenceOf(raw),
    tags: [...(raw.tags ?? '').split(';'), raw.topic ?? ''],
    views: 0,
    score: 0,
    environment: {},
    links: [],
    participants: [],
    resolution: { kind: 'unknown' },
    posts: posts.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0)),
  }
}

function postOf(row: Row, question: Row): NormalPost {
  const updated = isoTime(row.updated)
  const createdAt = timeOf(row)
  return {
    externalId: row.id!,
    role: row.creator !== '' && row.creator === question.creator ? 'asker' : 'community',
    author: row.creator,
    body: toMarkdown(row.content ?? '', 'html'),
    createdAt,
    editedAt: updated === createdAt ? undefined : updated,
    isAccepted: false,
    score: (Number(row.num_helpful) || 0) - (Number(row.num_unhelpful) || 0),
    url: row.link || question.link,
    licence: licenceOf(question),
  }
}

/** What contributors to that site agree to. */
function licenceOf(question: Row): string | undefined {
  return question.link?.startsWith('https://support.mozilla.org/') ? 'CC BY-SA 3.0' : undefined
}

function timeOf(row: Row): string {
  const at = isoTime(row.created)
  if (at === undefined) throw new Error(`The time "${row.created}" of ${row.id} is none.`)
  return at
}
