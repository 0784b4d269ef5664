import type { Preview, PreviewInput } from '../harvest/preview.ts'
import { type Looking, previewApart } from '../harvest/preview-apart.ts'

/** Previews of uploads, kept while somebody chooses, so that a page does not look at the same files twice. */
export type Previews = {
  /** What the files hold; undefined when it is not known after `patience` milliseconds. */
  look: (
    uploadId: number,
    input: Omit<PreviewInput, 'scratch'>,
    patience: number,
  ) => Promise<Preview | undefined>
  forget: (uploadId: number) => void
}

const DEADLINE = 30_000
const KEPT = 20

/** An empty set of previews. */
export function openPreviews(): Previews {
  const kept = new Map<number, { key: string; looking: Looking }>()
  const forget = (uploadId: number) => {
    kept.get(uploadId)?.looking.stop()
    kept.delete(uploadId)
  }
  return {
    forget,
    look: async (uploadId, input, patience) => {
      const key = JSON.stringify(input)
      if (kept.get(uploadId)?.key !== key) {
        forget(uploadId)
        kept.set(uploadId, { key, looking: previewApart(input, DEADLINE) })
        for (const old of [...kept.keys()].slice(0, -KEPT)) forget(old)
      }
      const { done } = kept.get(uploadId)!.looking
      let timer: NodeJS.Timeout | undefined
      const tired = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), patience)
      })
      return Promise.race([done, tired]).finally(() => clearTimeout(timer))
    },
  }
}
