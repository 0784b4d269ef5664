import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { adopt, adoptSource, findDocument } from '../articles/adopt.ts'
import { type ExportedArticle, exportArticles } from '../articles/export.ts'
import { importArticles, readExportedArticle } from '../articles/import.ts'
import { scan } from '../contradictions/scan.ts'
import type { Db } from '../db/open.ts'
import { authorities } from '../db/words.ts'
import { closeCutOffRuns } from '../harvest/busy.ts'
import { exportDocuments, exportThreads } from '../harvest/export.ts'
import { type HarvestSummary, harvest } from '../harvest/harvest.ts'
import { importerNamed } from '../harvest/importers/index.ts'
import { leftOutSentences } from '../harvest/left-out.ts'
import { runList, runWithFailures } from '../harvest/queries.ts'
import { renormalise } from '../harvest/renormalise.ts'
import { findSource } from '../harvest/sources.ts'
import { undoImport } from '../harvest/undo.ts'
import { Refused } from '../lib/errors.ts'
import { afterImport } from '../web/after-import.ts'
import {
  actorOf,
  asTyped,
  type Common,
  counted,
  type Outcome,
  oneOf,
  runVerb,
  type Terminal,
  WrongUsage,
  wholeNumber,
} from './command.ts'
import { stopSignal } from './stopping.ts'

type ImportOptions = Common & {
  format: string
  source: string
  authority?: string
  product?: string
  mapping?: string
  dryRun?: boolean
}

/** import · imports · undo-import · renormalise · export · adopt */
export function addHarvesting(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('import <path...>')
    .description('harvest threads and documents from an export')
    .requiredOption('--format <name>', 'the format, or auto')
    .requiredOption('--source <slug>', 'where the records come from; made when new')
    .option('--authority <authority>', authorities.join(', '))
    .option('--product <name>', 'the product everything belongs to, unless a record says otherwise')
    .option('--mapping <file>', 'which column means what, for tables')
    .option('--dry-run', 'say what would change, change nothing')
    .option('--by <user>')
    .option('--json')
    .action(async (paths: string[], options: ImportOptions) =>
      done(await runVerb(terminal, options, (db) => importPaths(db, terminal, paths, options))),
    )

  program
    .command('imports')
    .description('the imports so far, newest first')
    .option('--json')
    .action(async (options: Common) =>
      done(
        await runVerb(terminal, options, (db) => {
          // Whose process is gone is incomplete, not running.
          closeCutOffRuns(db)
          const runs = runList(db, { limit: 50 })
          const lines = runs.flatMap((run) => [
            `${run.runId}  ${run.startedAt}  ${run.source}  ${run.state}  ${countsOf(run)}`,
            ...leftOutSentences(run.leftOut, run.format).map((line) => `   ${line}`),
          ])
          return { says: lines.join('\n') || 'Nothing has been imported yet.', json: { runs } }
        }),
      ),
    )

  program
    .command('undo-import <run>')
    .description('take an import back; what editors did since stays')
    .option('--by <user>')
    .option('--json')
    .action(async (run: string, options: Common) =>
      done(
        await runVerb(terminal, options, (db) => {
          const result = undoImport(db, { runId: wholeNumber(run, 'an import'), by: actorOf(db, options) })
          const changed = {
            changedThreadIds: result.changedThreadIds,
            changedDocumentIds: result.changedDocumentIds,
          }
          afterImport(db, { ...changed, by: actorOf(db, options) })
          return { says: `Import ${run} is undone.`, json: { run: wholeNumber(run, 'an import') } }
        }),
      ),
    )

  program
    .command('renormalise')
    .description('read the stored records again, after an improvement of Winnow')
    .option('--source <slug>')
    .option('--json')
    .action(async (options: Common & { source?: string }) =>
      done(
        await runVerb(terminal, options, (db) => {
          const result = renormalise(db, options.source === undefined ? {} : { source: options.source })
          afterImport(db, { ...result, by: null })
          const says = `Read ${counted(result.records, 'record')} again: ${result.updated} changed.`
          return { says, json: { records: result.records, updated: result.updated, failed: result.failed } }
        }),
      ),
    )

  program
    .command('export')
    .description('write everything in open formats')
    .requiredOption('--out <dir>', 'a new or empty folder')
    .option('--json')
    .action(async (options: Common & { out: string }) =>
      done(await runVerb(terminal, options, (db) => exportAll(db, options.out))),
    )

  program
    .command('adopt [document...]')
    .description('official documents become articles')
    .option('--source <slug>', 'all documents of a source')
    .option('--by <user>')
    .option('--json')
    .action(async (refs: string[], options: Common & { source?: string }) =>
      done(await runVerb(terminal, options, (db) => adoptAll(db, refs, options))),
    )
}

async function importPaths(
  db: Db,
  terminal: Terminal,
  paths: string[],
  options: ImportOptions,
): Promise<Outcome> {
  const authority =
    options.authority === undefined ? undefined : oneOf(authorities, options.authority, 'authority')
  if (options.format !== 'auto') asTyped(() => importerNamed(options.format))
  asTyped(() => findSource(db, { slug: options.source }))
  const by = actorOf(db, options)
  const result = await harvest(db, {
    source: {
      slug: options.source,
      ...(authority === undefined ? {} : { authority }),
      ...(options.product === undefined ? {} : { product: options.product }),
    },
    format: options.format,
    paths,
    ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
    ...(options.dryRun ? { dryRun: true } : {}),
    by,
    onProgress: (seen) => terminal.progress(progressLine(seen)),
    signal: stopSignal(),
  })
  const articles = result.format === 'winnow' ? exportedArticles(paths) : []
  const brought = options.dryRun ? { created: 0, unchanged: 0 } : importArticles(db, articles)
  if (!options.dryRun) afterImport(db, { ...result, by, onProgress: terminal.progress })
  const total = {
    ...result,
    records: result.records + articles.length,
    created: result.created + brought.created,
    unchanged: result.unchanged + brought.unchanged,
  }
  const { changedThreadIds: _threads, changedDocumentIds: _documents, first: _first, ...json } = total
  const nothingRead = total.failed > 0 && total.created + total.updated + total.unchanged === 0
  const says = importSentence(total, options) + (nothingRead ? firstFailures(db, total.run) : '')
  return { says, json, isRefused: result.damage !== null || nothingRead }
}

/** The articles that lie beside the threads and documents of an export. */
function exportedArticles(paths: string[]): ExportedArticle[] {
  return paths.flatMap((path) => {
    const folder = join(path, 'articles')
    if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
    const files = readdirSync(folder)
      .map((name) => join(folder, name, 'article.json'))
      .filter((file) => existsSync(file))
    return files
      .map((file) => readExportedArticle(file, readFileSync(file, 'utf8')))
      .sort((a, b) => a.number - b.number)
  })
}

/** Why nothing could be read, with file and place, for the first few records. */
function firstFailures(db: Db, run: number | null): string {
  if (run === null) return ''
  const { failures } = runWithFailures(db, { runId: run, limit: 3 })
  return failures.map((failure) => `\n${failure.file}, ${failure.position}: ${failure.reason}`).join('')
}

function progressLine(seen: { records: number; failed: number; seconds: number }): string {
  const rate = seen.seconds > 0 ? Math.round(seen.records / seen.seconds) : 0
  return `${counted(seen.records, 'record')}, ${rate.toLocaleString('en')} a second, ${seen.failed} failed`
}

function importSentence(result: HarvestSummary, options: ImportOptions): string {
  const head = options.dryRun ? 'Would read' : 'Read'
  const says = `${head} ${counted(result.records, 'record')} from ${options.source}: ${countsOf(result)}.`
  const damage = result.damage === null ? '' : ` Incomplete: ${result.damage}`
  const failures =
    result.failed > 0 && !options.dryRun
      ? ` The failed ones are kept with their reasons: see Sources, import ${result.run}.`
      : ''
  const leftOut = leftOutSentences(result.leftOut, result.format).map((line) => `\n${line}`)
  return says + damage + failures + leftOut.join('')
}

function countsOf(run: {
  created: number
  updated: number
  unchanged: number
  failed: number
  ignored: number
}): string {
  return `${run.created} created, ${run.updated} updated, ${run.unchanged} unchanged, ${run.failed} failed, ${run.ignored} ignored`
}

async function exportAll(db: Db, out: string): Promise<Outcome> {
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new Refused(`${out} is not empty. Name a new or empty folder.`)
  mkdirSync(out, { recursive: true })
  const threads = await writeLines(join(out, 'threads.jsonl'), exportThreads(db))
  const documents = await writeLines(join(out, 'documents.jsonl'), exportDocuments(db))
  let files = 2
  let articles = 0
  let versions = 0
  for (const { path, text } of exportArticles(db)) {
    const file = join(out, 'articles', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    files++
    if (path.endsWith('.json')) articles++
    else versions++
  }
  const says = `Wrote ${counted(threads, 'thread')}, ${counted(documents, 'document')} and ${counted(articles, 'article')} to ${out}.`
  return { says, json: { files, threads, documents, articles, versions } }
}

async function writeLines(file: string, lines: Iterable<string>): Promise<number> {
  let count = 0
  function* counted() {
    for (const line of lines) {
      count++
      yield `${line}\n`
    }
  }
  await pipeline(counted, createWriteStream(file))
  return count
}

function adoptAll(db: Db, refs: string[], options: Common & { source?: string }): Outcome {
  const by = actorOf(db, options)
  if (refs.length === 0 && options.source === undefined) {
    throw new WrongUsage('Name the documents to adopt, or a whole source with --source.')
  }
  const total =
    options.source === undefined
      ? { adopted: 0, skipped: 0 }
      : adoptSource(db, { source: options.source, by })
  for (const ref of refs) {
    if (adopt(db, { documentId: findDocument(db, ref).id, by }) === undefined) total.skipped++
    else total.adopted++
  }
  // From now on the articles are official, the documents they came from no longer.
  if (total.adopted > 0) scan(db)
  return { says: `${counted(total.adopted, 'document')} adopted, ${total.skipped} skipped.`, json: total }
}
