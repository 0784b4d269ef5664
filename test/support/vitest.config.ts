import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Nothing is timed in a test; these only end one that hangs, also on a machine that does other work.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
