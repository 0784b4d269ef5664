/** What a file is by its content; what its sender calls it does not count. */
export type MediaType = { type: string; ending: string; isImage: boolean }

const KINDS: { begins: string; at?: number; thenHas?: string; is: MediaType }[] = [
  { begins: '89504e470d0a1a0a', is: { type: 'image/png', ending: 'png', isImage: true } },
  { begins: 'ffd8ff', is: { type: 'image/jpeg', ending: 'jpg', isImage: true } },
  { begins: '474946383761', is: { type: 'image/gif', ending: 'gif', isImage: true } },
  { begins: '474946383961', is: { type: 'image/gif', ending: 'gif', isImage: true } },
  {
    begins: '52494646',
    at: 8,
    thenHas: '57454250',
    is: { type: 'image/webp', ending: 'webp', isImage: true },
  },
  { begins: '255044462d', is: { type: 'application/pdf', ending: 'pdf', isImage: false } },
  { begins: '504b0304', is: { type: 'application/zip', ending: 'zip', isImage: false } },
]

const TEXT: MediaType = { type: 'text/plain; charset=utf-8', ending: 'txt', isImage: false }

/** The type of a file, `svg` for a drawing that could carry scripts, undefined for what is not taken. */
export function sniff(bytes: Uint8Array): MediaType | 'svg' | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  const known = KINDS.find(
    ({ begins, at = 0, thenHas = '' }) => start.startsWith(begins) && start.startsWith(thenHas, at * 2),
  )
  if (known !== undefined) return known.is
  const text = asText(bytes)
  if (text === undefined) return undefined
  if (/<svg[\s/>]/i.test(text.slice(0, 4_000))) return 'svg'
  return /^\s*<(?:!doctype|html|script|\?xml)/i.test(text.slice(0, 1_000)) ? undefined : TEXT
}

/** Plain text in UTF-8 without control characters, or nothing. */
function asText(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
