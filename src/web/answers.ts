import type { Response } from 'express'
import type { DataOf, PageName } from './pages.ts'

/** A sentence shown on the next page, with the way back where there is one. */
export type Notice = {
  text: string
  tone?: 'settled' | 'waiting' | 'disputed' | 'info'
  /** The address that takes it back, by POST. */
  undo?: { action: string; label?: string }
}

/** What a handler gives back; `routes.ts` turns it into a response. */
export type Answer =
  | { kind: 'page' | 'fragment'; name: PageName; data: object; status: number }
  | { kind: 'redirect'; to: string; notice: Notice | undefined }
  | { kind: 'json'; value: unknown; status: number }
  | { kind: 'text'; body: string; type: string; fileName: string | undefined }
  | { kind: 'raw'; send: (response: Response) => void | Promise<void> }

/** A whole page in its layout. */
export function page<N extends PageName>(name: N, data: DataOf<N>, status = 200): Answer {
  return { kind: 'page', name, data, status }
}

/** A page without a layout, for scripts that put it into the page they stand on (previews). */
export function fragment<N extends PageName>(name: N, data: DataOf<N>, status = 200): Answer {
  return { kind: 'fragment', name, data, status }
}

/** On to another address (303), with a sentence to show there. `to` is always one of our own paths. */
export function redirect(to: string, notice?: Notice | string): Answer {
  if (!to.startsWith('/') || to.startsWith('//') || to.includes('\\')) {
    throw new Error(`a redirect stays in the house, not ${to}`)
  }
  return { kind: 'redirect', to, notice: typeof notice === 'string' ? { text: notice } : notice }
}

export function json(value: unknown, status = 200): Answer {
  return { kind: 'json', value, status }
}

/** A text of another type, to download when it has a file name: CSV, Markdown, a feed. */
export function text(body: string, type: string, fileName?: string): Answer {
  return { kind: 'text', body, type, fileName }
}

/** For what cannot be said in one value: streams, files. Headers of the frame are already set. */
export function raw(send: (response: Response) => void | Promise<void>): Answer {
  return { kind: 'raw', send }
}
