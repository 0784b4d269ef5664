import { parentPort } from 'node:worker_threads'
import { renderMarkdown } from './markdown.ts'

parentPort?.on('message', (job: { id: number; texts: string[] }) => {
  parentPort?.postMessage({ id: job.id, htmls: job.texts.map(renderMarkdown) })
})

parentPort?.postMessage({ ready: true })
