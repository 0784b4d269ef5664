import { startServing } from './commands/serving.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

process.exitCode = await startServing({
  out: (line) => process.stdout.write(`${line}\n`),
  say,
  progress: () => {},
})
