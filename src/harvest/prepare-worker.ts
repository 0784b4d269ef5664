import { parentPort, workerData } from 'node:worker_threads'
import { importerNamed } from './importers/index.ts'
import { type Prepared, prepare, type Received } from './prepare.ts'
import type { Back, Sent, WorkerSetup } from './prepare-apart.ts'

const { importer: name, context } = workerData as WorkerSetup
const importer = importerNamed(name)

parentPort?.on('message', (bundle: Sent[]) => {
  const backs = bundle.map(({ id, kind, externalId, defaults, ...received }): Back => {
    const raw = JSON.parse(received.received) as object
    const prepared = prepare(importer, { kind, externalId, raw }, context, defaults, received)
    return { id, prepared: light(prepared, received) }
  })
  parentPort?.postMessage(backs)
})

/** Without what the other side has or does not need: copying costs both sides. */
function light(prepared: Prepared, { received }: Received): Back['prepared'] {
  const { outcome } = prepared
  if (outcome.kind === 'thread') delete outcome.thread
  if (outcome.kind === 'document') delete outcome.document
  return { ...prepared, payload: prepared.payload === received ? null : prepared.payload }
}
