import { sha256 } from '../lib/hash.ts'
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
  /** All files, by path. */
  all(): IndexFile[]
}

/** An empty set; `earlier` tells the sizes of files that need not be made. */
export function fileSet(layout: string, earlier?: EarlierFiles): FileSet {
  const files = new Map<string, IndexFile>()
  return {
    layout,
    put: (file) => files.set(file.path, file),
    all: () => [...files.values()].sort((a, b) => byUnits(a.path, b.path)),
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
