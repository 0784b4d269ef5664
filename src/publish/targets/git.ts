import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesIn } from './folder.ts'
import { type Environment, run, withoutPasswords } from './program.ts'
import { deployFiles, type Target } from './target.ts'

const AUTHOR = ['-c', 'user.name=Winnow', '-c', 'user.email=winnow@localhost', '-c', 'commit.gpgsign=false']

/**
 * A branch of a Git repository, as hosts of static pages read them: `git+https://host/owner/repository#branch`
 * (`gh-pages` when none is named). One commit per release, pushed without force.
 */
export function gitTarget(spec: string, env: Environment): Target {
  const [address = '', branch = 'gh-pages'] = spec.replace(/^git\+/, '').split('#', 2)
  const shown = `${withoutPasswords(address)}#${branch}`
  const what = `Publishing to ${shown}`
  return {
    shown,
    async deploy(built, options) {
      const folder = mkdtempSync(join(tmpdir(), 'winnow-branch-'))
      const git = (...given: string[]) => run('git', given, { cwd: folder, what, env })
      try {
        options.onProgress?.(`Reading ${shown}`)
        const heads = await git('ls-remote', '--heads', '--', address, `refs/heads/${branch}`)
        if (heads.trim() === '') {
          await git('init', '--quiet', `--initial-branch=${branch}`)
          await git('remote', 'add', 'origin', address)
        } else {
          await git('clone', '--quiet', '--depth=1', `--branch=${branch}`, '--', address, '.')
        }
        const deployed = await deployFiles(filesIn(folder), built, options)
        if (options.isDryRun) return deployed
        // Hosts that build pages from Markdown leave these as they are.
        writeFileSync(join(folder, '.nojekyll'), '')
        await git('add', '--all')
        if ((await git('status', '--porcelain')).trim() === '') return deployed
        const title = `Publish release ${built.manifest.release} (${built.manifest.hash.slice(0, 12)})`
        await git(...AUTHOR, 'commit', '--quiet', '--message', title)
        options.onProgress?.(`Pushing to ${shown}`)
        await git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`)
        return deployed
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}
