import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWorker } from '../lib/worker.ts'
import { nothingFound, type Preview, type PreviewInput } from './preview.ts'

/** A preview on its way; `stop` ends it at once. */
export type Looking = { done: Promise<Preview>; stop: () => void }

/** Memory a preview may use, in megabytes. */
const MEMORY = 768

/**
 * Looks at files in a thread of its own, with bounded memory and a deadline in milliseconds: a hostile or huge file
 * costs that thread and nothing else.
 */
export function previewApart(input: Omit<PreviewInput, 'scratch'>, deadline: number): Looking {
  const scratch = mkdtempSync(join(tmpdir(), 'winnow-look-'))
  const worker = startWorker(new URL('./preview-worker.ts', import.meta.url), {
    workerData: { ...input, scratch } satisfies PreviewInput,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  })
  const failed = (problem: string): Preview => ({
    ...nothingFound(),
    format: input.format === 'auto' ? null : input.format,
    problem,
  })
  const done = new Promise<Preview>((resolve) => {
    const timer = setTimeout(() => {
      resolve(failed('Looking at these files takes too long. They can be imported all the same.'))
      void worker.terminate()
    }, deadline)
    worker.once('message', (found: Preview) => resolve(found))
    worker.once('error', () => resolve(failed('These files could not be looked at. They may be damaged.')))
    worker.once('exit', () => {
      clearTimeout(timer)
      rmSync(scratch, { recursive: true, force: true })
      resolve(failed('Looking at these files was stopped.'))
    })
  })
  return { done, stop: () => void worker.terminate() }
}
