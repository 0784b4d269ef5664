import { parentPort, workerData } from 'node:worker_threads'
import { importerNamed } from './importers/index.ts'
import { prepare } from './prepare.ts'
import type { Back, Sent, WorkerSetup } from './prepare-apart.ts'

const { importer: name, context } = workerData as WorkerSetup
const importer = importerNamed(name)

parentPort?.on('message', (bundle: Sent[]) => {
  const backs = bundle.map(({ id, item, defaults, received }): Back => {
    return { id, prepared: prepare(importer, item, context, defaults, received) }
  })
  parentPort?.postMessage(backs)
})
