/** Bytes in a stated character set as text, or undefined when nobody knows the set or the bytes are not in it. */
export function decoded(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(NAMES[charset.trim().toLowerCase()] ?? charset.trim(), { fatal: true }).decode(
      bytes,
    )
  } catch {
    return undefined
  }
}

/** Names that mails and pages use and decoders do not know. */
const NAMES: Record<string, string> = {
  'ansi_x3.4-1968': 'windows-1252',
  'us-ascii': 'windows-1252',
  'x-unknown': 'windows-1252',
  unknown: 'windows-1252',
  'unknown-8bit': 'windows-1252',
  '8859_1': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  utf8: 'utf-8',
  'x-gbk': 'gbk',
  'ks_c_5601-1987': 'euc-kr',
}
