import { parentPort, workerData } from 'node:worker_threads'
import { type PreviewInput, preview } from './preview.ts'

parentPort?.postMessage(await preview(workerData as PreviewInput))
