import { sha256 } from '../lib/hash.ts'
import { scriptOf } from './page/files.ts'
import { hexOf } from './page/tree.ts'
import { byUnits } from './statistics.ts'

/** One file of an index. `input` is all that decides its bytes, so that a file kept from before need not be made. */
export interface IndexFile {
  path: string
  input: string
  /** A path at which the index before had the same file. */
  from?: string
  make(): Uint8Array
}

/** Files that one script holds too, for a site opened from disk. While the key is the same, so are they. */
export interface IndexPart {
  /** The path of the script without its ending. */
  name: string
  key: readonly string[]
  files(): IndexFile[]
}

/** The files of the index before, by path. */
export interface EarlierFiles {
  find(path: string): { input: string; bytes: number } | undefined
  pathOf(input: string): string | undefined
}

/** The files of an index while it is built. Names come from inputs, so that unchanged files keep their names. */
export interface FileSet {
  /** What decides every file besides its content: it goes into all inputs. */
  layout: string
  /** Names a file by its input; it is made now only if its size is not known from before. */
  add(folder: string, input: string, make: () => Uint8Array): { hash: number; bytes: number }
  put(file: IndexFile): void
  /** All files, by the script that holds them. */
  parts(): IndexPart[]
}

/** An empty set; `earlier` tells the sizes of files that need not be made. */
export function fileSet(layout: string, earlier?: EarlierFiles): FileSet {
  const files = new Map<string, IndexFile>()
  return {
    layout,
    put: (file) => files.set(file.path, file),
    parts() {
      const parts = new Map<string, IndexFile[]>()
      for (const [path, file] of files) {
        const name = scriptOf(path).slice(0, -'.js'.length)
        const own = parts.get(name)
        if (own === undefined) parts.set(name, [file])
        else own.push(file)
      }
      return [...parts].map(([name, own]) => {
        own.sort((a, b) => byUnits(a.path, b.path))
        return { name, key: own.map(({ input }) => input), files: () => own }
      })
    },
    add(folder, input, make) {
      // 32 bits name a file; where two inputs meet in one name, the later is hashed again.
      for (let name = input; ; name = sha256(name)) {
        const hash = Number.parseInt(name.slice(0, 8), 16)
        const path = `${folder}/${hexOf(hash)}.bin`
        const there = files.get(path)
        if (there && there.input !== input) continue
        const before = earlier?.find(path)
        if (before?.input === input) {
          files.set(path, { path, input, make })
          return { hash, bytes: before.bytes }
        }
        const bytes = make()
        files.set(path, { path, input, make: () => bytes })
        return { hash, bytes: bytes.length }
      }
    },
  }
}
