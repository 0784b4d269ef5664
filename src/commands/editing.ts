import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { findArticle } from '../articles/find.ts'
import { publishArticle } from '../articles/publication.ts'
import { validate } from '../articles/review.ts'
import { compareArticle, scan } from '../contradictions/scan.ts'
import type { Db } from '../db/open.ts'
import { Invalid, Refused } from '../lib/errors.ts'
import { openIndexFromDirectory } from '../search/directory.ts'
import { searchStaff } from '../search/staff.ts'
import { triageExport } from '../triage/export.ts'
import { promote } from '../triage/promote.ts'
import { queue } from '../triage/queries.ts'
import {
  actorOf,
  type Common,
  counted,
  type Outcome,
  runVerb,
  type Terminal,
  WrongUsage,
  wholeNumber,
} from './command.ts'
import { forEachLine, leftOut } from './lines.ts'

type SearchOptions = Common & { public?: boolean; limit?: string; batch?: string; out?: string }

/** candidates · promote · validate · publish-article · search · triage export */
export function addEditing(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('candidates')
    .description('the queue, best first')
    .option('--limit <n>', 'how many', '20')
    .option('--json')
    .action(async (options: Common & { limit: string }) =>
      done(await runVerb(terminal, options, (db) => listCandidates(db, limitOf(options.limit)))),
    )

  const verbs = [
    { name: 'promote <candidate>', description: 'make a candidate a draft article', act: promoteCandidate },
    { name: 'validate <article>', description: 'vouch for the draft of an article', act: validateArticle },
    { name: 'publish-article <article>', description: 'make a validated draft live', act: publishOne },
  ]
  for (const { name, description, act } of verbs) {
    program
      .command(name)
      .description(description)
      .option('--by <user>')
      .option('--json')
      .action(async (ref: string, options: Common) =>
        done(await runVerb(terminal, options, (db) => act(db, ref, options))),
      )
  }

  program
    .command('search [words...]')
    .description('search as staff do, or the published site with --public')
    .option('--public', 'the current release, with the code its page runs')
    .option('--limit <n>', 'how many', '10')
    .option('--batch <file>', 'a query per line: { id, query }; with --public')
    .option('--out <file>', 'where the results of a batch go')
    .option('--json')
    .action(async (words: string[], options: SearchOptions) => {
      if (options.batch !== undefined)
        return done(
          await runVerb(terminal, options, (db, config) =>
            searchBatch(db, config.siteDir, options, terminal),
          ),
        )
      if (options.public)
        return done(
          await runVerb(terminal, options, (db, config) =>
            searchPublic(db, config.siteDir, words.join(' '), options),
          ),
        )
      done(await runVerb(terminal, options, (db) => searchAsStaff(db, words.join(' '), options)))
    })

  program
    .command('triage')
    .description('what triage says of every thread')
    .command('export')
    .requiredOption('--out <file>', 'a line per thread')
    .option('--json')
    .action(async (options: Common & { out: string }) =>
      done(
        await runVerb(terminal, options, (db) => {
          const lines = [...triageExport(db)]
          writeFileSync(options.out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
          return {
            says: `Wrote ${counted(lines.length, 'thread')} to ${options.out}.`,
            json: { threads: lines.length },
          }
        }),
      ),
    )
}

function listCandidates(db: Db, limit: number): Outcome {
  const { rows } = queue(db, { state: 'open', limit })
  const candidates = rows.map((row) => ({
    id: row.candidateId,
    threadId: row.threadId,
    source: row.source,
    externalId: row.externalId,
    title: row.title,
    class: row.queueClass,
    safety: row.safetyClass,
    score: row.score,
    cluster: row.clusterId,
    reasons: [...row.classReasons, ...row.reasons],
    demand: { score: row.score, asks: row.asks, repeats: row.clusterSize, reasons: row.reasons },
    safetyReasons: row.safetyReasons,
  }))
  const lines = candidates.map((row) => `${row.id}  ${row.score.toFixed(1)}  ${row.class}  ${row.title}`)
  return { says: lines.join('\n') || 'The queue is empty.', json: { candidates } }
}

function promoteCandidate(db: Db, ref: string, options: Common): Outcome {
  const candidateId = wholeNumber(ref, 'a candidate')
  const saved = promote(db, { candidateId, by: actorOf(db, options) })
  const says = `Candidate ${ref} is now article ${saved.number} (${saved.slug}), a draft.`
  return { says, json: { article: saved.number, slug: saved.slug, version: saved.version } }
}

function validateArticle(db: Db, ref: string, options: Common): Outcome {
  const article = findArticle(db, ref)
  const { version } = validate(db, { articleId: article.id, by: actorOf(db, options) })
  const says = `Version ${version} of article ${article.number} is validated.`
  return { says, json: { article: article.number, slug: article.slug, version } }
}

function publishOne(db: Db, ref: string, options: Common): Outcome {
  const articleId = findArticle(db, ref).id
  compareArticle(db, articleId)
  const { number, slug, version } = publishArticle(db, { articleId, by: actorOf(db, options) })
  scan(db, { only: { articleIds: [articleId] } })
  const says = `Version ${version} of article ${number} is live; readers see it after the next "publish".`
  return { says, json: { article: number, slug, version } }
}

function searchAsStaff(db: Db, words: string, options: SearchOptions): Outcome {
  if (words.trim() === '') throw new WrongUsage('Type the words to search for.')
  const found = searchStaff(db, { words, limit: limitOf(options.limit) })
  const results = found.map(({ kind, id, source, externalId, slug, url, title, score }) => {
    const named = { kind, id, source, externalId, ...(slug === null ? {} : { slug }) }
    return { ...named, url: url ?? (slug === null ? null : `/${slug}`), title, score }
  })
  return { says: listed(results), json: { results } }
}

async function searchPublic(
  db: Db,
  siteDir: string,
  words: string,
  options: SearchOptions,
): Promise<Outcome> {
  if (words.trim() === '') throw new WrongUsage('Type the words to search for.')
  const index = await currentIndex(siteDir)
  const results = await publicResults(db, index, words, limitOf(options.limit))
  return { says: listed(results), json: { results } }
}

async function searchBatch(
  db: Db,
  siteDir: string,
  options: SearchOptions,
  terminal: Terminal,
): Promise<Outcome> {
  const { batch, out } = options
  if (!options.public || out === undefined || batch === undefined) {
    throw new WrongUsage(
      'A batch searches the published site: search --public --batch <queries.jsonl> --out <results.jsonl>.',
    )
  }
  const index = await currentIndex(siteDir)
  const lines: string[] = []
  const broken = await forEachLine(terminal, batch, async (line, place) => {
    const { id, query } = queryOf(line, place)
    const results = await publicResults(db, index, query, limitOf(options.limit))
    lines.push(JSON.stringify({ id, results }))
  })
  writeFileSync(out, lines.map((line) => `${line}\n`).join(''))
  const says = `Answered ${counted(lines.length, 'query', 'queries')}.${leftOut(broken)}`
  const json = { queries: lines.length, ...(broken > 0 ? { failed: broken } : {}) }
  return { says, json, isRefused: broken > 0 }
}

type PublicIndex = Awaited<ReturnType<typeof openIndexFromDirectory>>

async function currentIndex(siteDir: string): Promise<PublicIndex> {
  try {
    return await openIndexFromDirectory(join(siteDir, 'search'))
  } catch {
    throw new Refused(`There is no published site with a search in ${siteDir}. Run "publish" first.`)
  }
}

/** Results by the names every export uses; an adopted article is also named by the document it came from. */
async function publicResults(db: Db, index: PublicIndex, words: string, limit: number) {
  const { results } = await index.search(words, { limit })
  const adopted = db.$client.prepare(
    `SELECT a.slug, s.slug AS source, d.external_id AS externalId FROM articles a
     LEFT JOIN documents d ON d.id = a.document_id LEFT JOIN sources s ON s.id = d.source_id WHERE a.number = ?`,
  )
  return results.map(({ kind, id, url, title, score }) => {
    const cut = id.indexOf('/')
    const [first, rest] = [id.slice(0, cut), id.slice(cut + 1)]
    const article = kind === 'article' ? (adopted.get(Number(rest)) as Named | undefined) : undefined
    const named =
      kind === 'article'
        ? {
            source: article?.source ?? null,
            externalId: article?.externalId ?? rest,
            slug: article?.slug ?? '',
          }
        : { source: first, externalId: rest }
    return { kind, id, ...named, url, title, score }
  })
}

type Named = { slug: string; source: string | null; externalId: string | null }

function queryOf(line: string, place: string): { id: unknown; query: string } {
  try {
    const value = JSON.parse(line)
    if (typeof value?.query === 'string') return { id: value.id, query: value.query }
  } catch {
    // Said below, with the place.
  }
  throw new Invalid(`${place} is not { "id", "query" }.`)
}

function listed(results: { kind: string; title: string; url: string | null }[]): string {
  return results.map((row) => `${row.kind}  ${row.title}  ${row.url ?? ''}`).join('\n') || 'Nothing found.'
}

function limitOf(text = '10'): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new WrongUsage(`"${text}" is not a number of results.`)
  return Number(text)
}
