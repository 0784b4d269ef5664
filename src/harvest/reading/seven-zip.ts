import { spawn } from 'node:child_process'
import { Refused } from '../../lib/errors.ts'
import { refuseName } from './zip.ts'

/** Programs that unpack .7z, the better first: how to list the entries of an archive, and how to unpack it. */
const TOOLS = [
  {
    name: '7zz',
    list: ['l', '-ba', '-slt', '--'],
    unpack: (to: string) => ['x', '-y', '-bd', `-o${to}`, '--'],
  },
  {
    name: '7z',
    list: ['l', '-ba', '-slt', '--'],
    unpack: (to: string) => ['x', '-y', '-bd', `-o${to}`, '--'],
  },
  { name: 'bsdtar', list: ['-tvf'], unpack: (to: string) => ['-x', '-C', to, '-f'] },
]
const MAX_LISTING = 50_000_000

/** Unpacks a .7z archive with a program of the machine; refuses, with a sentence, when it has none. */
export async function unpackSevenZip(path: string, to: string, most: number): Promise<void> {
  for (const tool of TOOLS) {
    const listing = await run(tool.name, [...tool.list, path])
    if (listing === undefined) continue
    refuseListing(listing, path, most)
    await run(tool.name, [...tool.unpack(to), path])
    return
  }
  throw new Refused(
    `${path} is a .7z archive, and neither 7zz nor bsdtar is on this machine. Install one of them, or unpack it yourself and import the folder.`,
  )
}

/** The names, links and sizes that a program lists, before anything is unpacked. */
function refuseListing(listing: string, path: string, most: number): void {
  let total = 0
  for (const line of listing.split(/\r?\n/)) {
    const seven = /^(Path|Size|Symbolic Link|Attributes) = (.+)$/.exec(line)
    const tar = /^([-dlh])[rwxsStT-]{9}\S*\s+\S+\s+\S+\s+\S+\s+(\d+)\s+\w+\s+\d+\s+\S+\s(.+)$/.exec(line)
    if (seven?.[1] === 'Path') refuseName(seven[2]!.replaceAll('\\', '/'), path)
    if (tar !== null) refuseName(tar[3]!.replace(/\/$/, ''), path)
    const isLink = seven?.[1] === 'Symbolic Link' || /^[lh]$/.test(tar?.[1] ?? '')
    if (isLink || (seven?.[1] === 'Attributes' && /\bl[rwx-]{9}/.test(seven[2]!)))
      throw new Refused(`The archive ${path} holds a link. Nothing of it was unpacked.`)
    total += Number((seven?.[1] === 'Size' ? seven[2] : tar?.[2]) ?? 0)
  }
  if (total > most)
    throw new Refused(
      `The archive ${path} would grow to ${total} bytes, far more than such data packs. Nothing of it was unpacked.`,
    )
}

/** What a program writes; undefined when it is not on this machine. */
function run(command: string, parts: string[]): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parts, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    const chunks: Buffer[] = []
    let size = 0
    let complaint = ''
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_LISTING) chunks.push(chunk)
      else child.kill()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(0, 300)
    })
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(undefined) : reject(error),
    )
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'))
      else
        reject(
          new Refused(
            `${parts.at(-1)} could not be unpacked: ${complaint.trim().replace(/\s+/g, ' ') || `${command} gave up`}.`,
          ),
        )
    })
  })
}
