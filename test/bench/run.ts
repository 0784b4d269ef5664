import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

// Benchmarks run on demand, one process each, and print ratios measured in that run: npm run bench -- import
const [name, ...args] = process.argv.slice(2)
const folder = import.meta.dirname
const known = readdirSync(folder).flatMap((file) => {
  const body = /^([a-z-]+)\.ts$/.exec(file)?.[1]
  return body !== undefined && body !== 'run' ? [body] : []
})
const file = join(folder, `${name}.ts`)
if (name === undefined || !/^[a-z-]+$/.test(name) || name === 'run' || !existsSync(file)) {
  console.error(`Name a benchmark: ${known.join(', ')}. For example: npm run bench -- ${known[0]}`)
  process.exit(2)
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--expose-gc', file, ...args], {
  stdio: 'inherit',
})
process.exit(status ?? 1)
