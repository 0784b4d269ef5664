import { mkdirSync } from 'node:fs'
import type { Command } from 'commander'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { harvest } from '../harvest/harvest.ts'
import { endUpload, getUpload, harvestOf, noteUpload, pathsOf, scratchOf } from '../harvest/uploads.ts'
import { isForPeople } from '../lib/errors.ts'
import { afterImport } from '../web/after-import.ts'
import { type Common, counted, type Outcome, runVerb, type Terminal, wholeNumber } from './command.ts'
import { stopSignal } from './stopping.ts'

/** import-upload: what the server starts, in a process of its own, for files that came through the browser. */
export function addUploads(program: Command, terminal: Terminal, done: (status: number) => void): void {
  program
    .command('import-upload <number>', { hidden: true })
    .description('import files that were uploaded in the browser')
    .option('--json')
    .action(async (number: string, options: Common) =>
      done(
        await runVerb(terminal, options, (db, config) =>
          importUpload(db, config, wholeNumber(number, 'an upload')),
        ),
      ),
    )
}

async function importUpload(db: Db, config: Config, uploadId: number): Promise<Outcome> {
  const upload = getUpload(db, uploadId)
  const root = config.uploadsDir
  const by = upload.by
  const scratch = scratchOf(root, upload.folder)
  let problem: string | undefined
  try {
    mkdirSync(scratch, { recursive: true, mode: 0o700 })
    const result = await harvest(db, {
      ...harvestOf(db, upload, pathsOf(root, upload)),
      by,
      scratch,
      signal: stopSignal(),
      onStart: (runId) => noteUpload(db, uploadId, { runId }),
    })
    const onProgress = (progress: string) => noteUpload(db, uploadId, { progress })
    afterImport(db, { ...result, by, onProgress })
    const says = `Read ${counted(result.records, 'record')} from upload ${uploadId}.`
    return { says, json: { run: result.run, state: result.state }, isRefused: result.state === 'incomplete' }
  } catch (error) {
    problem = isForPeople(error)
      ? error.message
      : 'The import failed. The fault is ours; it has been written down.'
    throw error
  } finally {
    endUpload(db, root, { uploadId, ...(problem !== undefined && { problem }) })
  }
}
