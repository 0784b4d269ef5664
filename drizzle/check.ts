import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

// Fails when the schema says something the migrations do not: generating into a copy must add nothing.
const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'winnow-migrations-'))
try {
  cpSync(join(root, 'drizzle'), join(copy, 'drizzle'), { recursive: true })
  const config = join(copy, 'config.json')
  writeFileSync(
    config,
    JSON.stringify({
      dialect: 'sqlite',
      schema: './src/db/schema.ts',
      out: relative(root, join(copy, 'drizzle')),
    }),
  )
  execFileSync('npx', ['drizzle-kit', 'generate', '--config', relative(root, config)], {
    cwd: root,
    stdio: 'pipe',
  })
  const count = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sql')).length
  if (count(join(copy, 'drizzle')) !== count(join(root, 'drizzle'))) {
    console.error(
      'The schema has changed without a migration. Run "npm run migration" and commit what it writes.',
    )
    process.exit(1)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
