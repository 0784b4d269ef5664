import { Invalid, Refused } from '../../lib/errors.ts'
import { readManifest } from '../manifest.ts'
import { currentFolder, placeOf } from '../place.ts'
import { folderTarget } from './folder.ts'
import { gitTarget } from './git.ts'
import { type Environment, withoutPasswords } from './program.ts'
import { rsyncTarget } from './rsync.ts'
import { s3Target } from './s3.ts'
import type { Deployed, DeployOptions, Target } from './target.ts'

/** Every kind of place a site can be brought to, by the beginning of its name. */
const KINDS: { starts: RegExp; example: string; open: (spec: string, env: Environment) => Target }[] = [
  { starts: /^s3:\/\/[^/]/, example: 's3://bucket/folder', open: s3Target },
  { starts: /^(?:ssh|rsync):\/\/[^/]/, example: 'ssh://user@host/folder', open: rsyncTarget },
  {
    starts: /^git\+(?:https?|ssh|file):\/\//,
    example: 'git+https://host/repository#branch',
    open: gitTarget,
  },
  { starts: /^(?!\w[\w+]+:\/\/)./, example: '/a/folder', open: folderTarget },
]

/** The place a person named; a sentence with examples when it is none. */
export function targetNamed(spec: string, env: Environment): Target {
  const kind = KINDS.find((one) => one.starts.test(spec))
  if (kind === undefined) {
    const examples = KINDS.map((one) => one.example).join(', ')
    throw new Invalid(`"${withoutPasswords(spec)}" is not a place to publish to. Examples: ${examples}.`)
  }
  return kind.open(spec, env)
}

/** Brings the release readers get here to another place, only what changed. */
export async function deploy(
  target: Target,
  input: { dataDir: string; out?: string | undefined } & DeployOptions,
): Promise<Deployed> {
  const folder = currentFolder(placeOf(input))
  const manifest = folder === undefined ? undefined : readManifest(folder)
  if (folder === undefined || manifest === undefined)
    throw new Refused('There is no release yet. Publish one first.')
  return await target.deploy({ folder, manifest }, input)
}
