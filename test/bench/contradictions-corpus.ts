// Thousands of official documents and answers about the same things, the same every time, straight into the tables.
import type { Db } from '../../src/db/open.ts'
import { sha256 } from '../../src/lib/hash.ts'

const TIME = '2026-03-01T09:00:00.000Z'
const PRODUCTS = 10
const SENTENCES = 10

/** Fills an empty database with documents in ten products, and threads with one answer each. */
export function fillCorpus(db: Db, articles: number, answers: number): void {
  const run = (sql: string) => {
    const statement = db.$client.prepare(sql)
    return (...values: unknown[]) => statement.run(...values)
  }
  db.$client.transaction(() => {
    const product = run('INSERT INTO products (slug, name, created_at) VALUES (?, ?, ?)')
    for (let at = 1; at <= PRODUCTS; at++) product(`product-${at}`, `Product ${at}`, TIME)
    const source = run('INSERT INTO sources (slug, name, authority, created_at) VALUES (?, ?, ?, ?)')
    source('docs', 'Docs', 'official', TIME)
    source('forum', 'Forum', 'community', TIME)
    const importRun = run(
      `INSERT INTO import_runs (source_id, format, paths, state, started_at) VALUES (?, 'winnow', '[]', 'complete', ?)`,
    )
    importRun(1, TIME)
    importRun(2, TIME)
    const record = run(
      `INSERT INTO raw_records (source_id, kind, external_id, hash, format, payload, payload_hash, run_id, received_at)
       VALUES (?, ?, ?, ?, 'winnow', '{}', '', ?, ?)`,
    )
    const document = run(
      `INSERT INTO documents (source_id, external_id, raw_record_id, product_id, language, title, body, text_hash, applies_to,
         url, visibility, content_hash) VALUES (1, ?, ?, ?, 'en', ?, ?, ?, '{}', '', 'public', ?)`,
    )
    for (let at = 0; at < articles; at++) {
      const body = articleText(at)
      record(1, 'document', `d${at}`, `d${at}`, 1, TIME)
      document(`d${at}`, at + 1, (at % PRODUCTS) + 1, titleOf(at), body, sha256(body), `d${at}`)
    }
    const thread = run(
      `INSERT INTO threads (source_id, external_id, raw_record_id, product_id, language, title, url, views, replies, tags,
         environment, links, participants, resolution, created_at, content_hash)
       VALUES (2, ?, ?, ?, 'en', ?, '', 1, 1, '[]', '{}', '[]', '[]', 'marked', ?, ?)`,
    )
    const post = run(
      `INSERT INTO posts (thread_id, external_id, position, role, body, text_hash, nature, is_accepted, score, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
    )
    for (let at = 0; at < answers; at++) {
      const about = topicOf(at, articles)
      record(2, 'thread', `t${at}`, `t${at}`, 2, TIME)
      thread(
        `t${at}`,
        articles + at + 1,
        (about % PRODUCTS) + 1,
        `Question about the ${nameOf(about)}`,
        TIME,
        `t${at}`,
      )
      post(at + 1, `q${at}`, 0, 'asker', 'How does this work?', 'q', 'question', 0, TIME)
      const body = answerText(at, articles)
      post(at + 1, `a${at}`, 1, 'community', body, sha256(body), 'answer', 1, TIME)
    }
  })()
}

/** An official text about one thing; its first `from` sentences are others when it is edited. */
export function articleText(at: number, edited = { from: 0, by: 0 }): string {
  return Array.from({ length: SENTENCES }, (_, line) =>
    sentence(at, line < edited.from ? (edited.by + 1) * 977 + line : at * SENTENCES + line),
  ).join(' ')
}

/** An answer: a greeting, an anecdote, claims about the thing asked and about others. */
export function answerText(at: number, articles: number): string {
  const about = topicOf(at, articles)
  const lines = [
    'Hi, I had the same problem last week and lost an evening over it.',
    sentence(about, at * 3 + 5),
    `Did you look at the ${nameOf(at)} already?`,
    sentence(about, at * 11 + 2),
    sentence(at + 13, at * 7 + 1),
    'Hope it helps.',
  ]
  return lines.join(at % 3 === 0 ? '\n\n' : ' ')
}

function topicOf(at: number, articles: number): number {
  return scrambled(at) % articles
}

function titleOf(at: number): string {
  return `${nameOf(at)[0]!.toUpperCase()}${nameOf(at).slice(1)}: what it does and how to set it up`
}

/** What an article is about: one of some hundred qualities of one of some hundred things. */
function nameOf(at: number): string {
  return `${common(at * 2)} ${common(at * 2 + 1)}`
}

/**
 * One of many ways of stating something of a thing, with a value and other things. More statements stand beside a claim
 * than in real text (2 of 1,000 of its product; real text: 2.4 of 5,700), and more of them disagree.
 */
function sentence(about: number, seed: number): string {
  const [name, other, third] = [nameOf(about), common(seed * 5 + 3), rare(seed * 7 + 1)]
  const [deed, place] = [DEEDS[scrambled(seed + 3) % DEEDS.length]!, rare(seed * 13 + 5)]
  const count = (scrambled(seed + 7) % 40) + 2
  const unit = UNITS[scrambled(seed + 1) % UNITS.length]!
  return [
    `The ${name} keeps each ${other} of the ${place} for ${count} ${unit} before the ${third} is cleared.`,
    `${deed[0]!.toUpperCase()}${deed.slice(1)} the ${third} before you connect the ${name} to a ${other} ${place}.`,
    `Guests cannot ${deed} the ${place} of the ${name} into the ${third} ${other}.`,
    `The ${third} ${place} is enabled by default for every ${other} ${name}.`,
    `You can ${deed} up to ${count} ${third}s to one ${place} of the ${name}.`,
    `To ${deed} the ${third}, go to Settings > ${other} > ${name} and choose the ${place}.`,
    `Only owners may ${deed} a ${other} of the ${name} with the ${third} ${place}.`,
    `The ${name} supports the ${third} of a ${place} since version ${(count % 9) + 1}.${count % 7}.`,
    `Restart the ${other} ${place} after you ${deed} the ${third} of the ${name}.`,
    `A ${third} of the ${name} that was lost in the ${place} can be restored by an administrator.`,
    `The ${name} sends a ${other} to the ${third} of your ${place} every ${count} minutes.`,
    `If the ${other} does not answer, the ${name} will ${deed} the ${third} of the ${place} again.`,
  ][scrambled(seed) % 12]!
}

const DEEDS =
  'attach copy move rename archive approve assign merge split print scan sign mark sort filter export import upload download publish hide pin lock unlock refresh sync reset measure pair charge label pack ship return refund book cancel confirm schedule invite mute follow tag'.split(
    ' ',
  )
const UNITS = ['days', 'hours', 'weeks', 'minutes', 'months']
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru'.split(' ')

/** A made-up word; few of them are common and most are rare, as in real text. */
function common(seed: number): string {
  return wordOf(Math.floor(2_000 ** (scrambled(seed) / 2 ** 32)))
}

function rare(seed: number): string {
  return wordOf(2_000 + Math.floor(30_000 ** (scrambled(seed) / 2 ** 32)))
}

function wordOf(rank: number): string {
  let word = ''
  for (let rest = rank + 25; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length]!
  return word
}

function scrambled(seed: number): number {
  let state = (seed + 1) | 0
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}
