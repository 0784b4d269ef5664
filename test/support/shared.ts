import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'vitest'

const folder = resolve(process.env.WINNOW_SHARED ?? join(import.meta.dirname, '../../../shared'))

/** The path of a real export; tests that want it are skipped where it is not there. */
export function shared(path: string): string {
  return join(folder, 'data', path)
}

/** A test on a real export, skipped with its name when the export is not on this machine. */
export function testOnReal(name: string, path: string, run: (path: string) => Promise<void> | void): void {
  const isHere = existsSync(shared(path))
  test.skipIf(!isHere)(
    isHere ? name : `${name} (needs ${path} under WINNOW_SHARED)`,
    () => run(shared(path)),
    120_000,
  )
}
