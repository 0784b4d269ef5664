import { parentPort } from 'node:worker_threads'
import { renderMarkdown } from './markdown.ts'

parentPort?.on('message', (job: { id: number; text: string }) => {
  parentPort?.postMessage({ id: job.id, html: renderMarkdown(job.text) })
})

parentPort?.postMessage({ ready: true })
