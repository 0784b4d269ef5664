/** Bytes in a stated character set as text, or undefined when nobody knows the set or the bytes are not in it. */
export function decoded(bytes: Uint8Array, charset: string): string | undefined {
  const name = charset.trim().toLowerCase()
  if (WESTERN.test(name)) return western(bytes)
  try {
    return new TextDecoder(NAMES[name] ?? name, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Sets that are read as windows-1252, which holds them; some decoders take it for plain Latin-1. */
const WESTERN =
  /^(?:windows-1252|cp-?1252|x-cp1252|iso[-_]?8859[-_]?1|8859_1|latin-?1|l1|us-ascii|ascii|ansi_x3\.4-1968|x-unknown|unknown(?:-8bit)?)$/
/** What 0x80 to 0x9f stand for in it. */
const QUOTES_AND_DASHES = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function western(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return text.replace(/[\u0080-\u009f]/g, (sign) => QUOTES_AND_DASHES[sign.charCodeAt(0) - 0x80]!)
}

/** Names that mails use and decoders do not know. */
const NAMES: Record<string, string> = { utf8: 'utf-8', 'x-gbk': 'gbk', 'ks_c_5601-1987': 'euc-kr' }
