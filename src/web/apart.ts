import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { runsTypeScript, typeScriptLoader } from '../lib/worker.ts'

/** Long work runs in a process of its own, by the same command a person would type: nothing here waits for it. */
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url))
/** How long an interrupted process may take to write down what it has, in milliseconds. */
const GRACE = 20_000

const running = new Map<string, ChildProcess>()

/** Starts `winnow <args>` under a key; `onEnd` is called when it has ended, however it did. */
export function startApart(config: Config, key: string, args: string[], onEnd: () => void): void {
  const loader = runsTypeScript() ? [] : ['--import', typeScriptLoader()]
  const child = spawn(process.execPath, [...loader, CLI, ...args], {
    env: config.environment,
    stdio: ['ignore', 'ignore', config.logLevel === 'silent' ? 'ignore' : 'inherit', 'ipc'],
  })
  const name = nameOf(config, key)
  running.set(name, child)
  const end = () => {
    if (running.get(name) !== child) return
    running.delete(name)
    onEnd()
  }
  child.once('exit', end)
  child.once('error', end)
}

/** Whether the work of that key is going on. */
export function isRunningApart(config: Config, key: string): boolean {
  return running.has(nameOf(config, key))
}

/** Resolves when the work of that key has ended; at once when it is not going on. */
export function endOf(config: Config, key: string): Promise<void> {
  const child = running.get(nameOf(config, key))
  return child === undefined ? Promise.resolve() : new Promise((done) => child.once('exit', () => done()))
}

/** Asks the work to end in good order, or ends it at once; false when it is not running here. */
export function stopApart(config: Config, key: string, how: 'in good order' | 'at once'): boolean {
  const child = running.get(nameOf(config, key))
  if (child === undefined) return false
  child.kill(how === 'at once' ? 'SIGKILL' : 'SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), GRACE).unref()
  return true
}

function nameOf(config: Config, key: string): string {
  return `${config.dataDir} ${key}`
}
