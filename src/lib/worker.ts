import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** The loader that runs TypeScript where Node does not do so itself, as a module to import first. */
export function typeScriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
}

/** Node 22.18 and newer run TypeScript by themselves. */
export function runsTypeScript(): boolean {
  return 'typescript' in process.features && Boolean(process.features.typescript)
}

/** Starts a worker thread from a TypeScript file. */
export function startWorker(file: URL, options: WorkerOptions = {}): Worker {
  if (runsTypeScript()) return new Worker(file, options)
  // A worker does not inherit the loader that runs TypeScript on Node 20, so it registers its own first.
  const api = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const loader = JSON.stringify(pathToFileURL(api).href)
  const code = `import(${loader}).then((tsx) => { tsx.register(); return import(${JSON.stringify(file.href)}) })`
  return new Worker(code, { ...options, eval: true, execArgv: [] })
}
