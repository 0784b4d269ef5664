import { Invalid } from '../../lib/errors.ts'
import { type Environment, run, withoutPasswords } from './program.ts'
import type { Target } from './target.ts'

/**
 * A folder on another machine by rsync over ssh: `ssh://user@host/folder` or `rsync://host/module/folder`. Files are
 * put in place together at the end, and what is gone is deleted last.
 */
export function rsyncTarget(spec: string, env: Environment): Target {
  const url = new URL(spec)
  const path = decodeURIComponent(url.pathname)
  if (path.replace(/\//g, '') === '')
    throw new Invalid(`${withoutPasswords(spec)} names no folder. Write ssh://user@host/path/of/the/site.`)
  const user = url.username === '' ? '' : `${decodeURIComponent(url.username)}@`
  const to = url.protocol === 'rsync:' ? spec : `${user}${url.hostname}:${path}`
  const port = url.protocol === 'ssh:' && url.port !== '' ? ` -p ${url.port}` : ''
  return {
    shown: withoutPasswords(spec),
    async deploy({ folder, manifest }, options) {
      const given = [
        '--recursive',
        '--links',
        '--checksum',
        '--delay-updates',
        '--delete-delay',
        '--chmod=D755,F644',
        '--out-format=%o %l %n',
        ...(options.isDryRun ? ['--dry-run'] : []),
        ...(url.protocol === 'ssh:' ? [`--rsh=ssh -oBatchMode=yes${port}`] : []),
        '--',
        `${folder}/`,
        to.endsWith('/') ? to : `${to}/`,
      ]
      options.onProgress?.(`Bringing files to ${withoutPasswords(spec)}`)
      return counted(
        await run('rsync', given, { what: `Publishing to ${withoutPasswords(spec)}`, env }),
        manifest.files.size,
      )
    },
  }
}

/** What rsync says it did, line by line: "send 123 index.html", "del. 0 old/index.html"; folders end with a slash. */
export function counted(said: string, files: number) {
  let [uploaded, removed, bytes] = [0, 0, 0]
  for (const line of said.split('\n')) {
    const [, act, size = '0', path = ''] = /^(send|del\.) (\d+) (.+)$/.exec(line) ?? []
    if (act === undefined || path.endsWith('/')) continue
    if (act === 'del.') removed++
    else {
      uploaded++
      bytes += Number(size)
    }
  }
  return { uploaded, removed, unchanged: Math.max(0, files - uploaded), bytes }
}
