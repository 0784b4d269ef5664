import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'
import { Refused } from '../../lib/errors.ts'
import type { BadItem, Damage } from '../importer.ts'
import { MAX_LINE } from './lines.ts'

/** A field of a record: its text, with the words shown for it where the export adds them. */
export type XmlField = { value: string; display_value?: string }
/** A record; `key` is the name of its element. */
export type XmlRecord = { value: Record<string, XmlField>; key: string; file: string; position: string }

/**
 * The records of a table written as XML, streamed: each child of the root is a record, each of its children a field.
 * A document type is refused, because it could pull in other files; where the XML breaks, reading ends with damage.
 */
export async function* xmlRecords(file: string): AsyncGenerator<XmlRecord | BadItem | Damage> {
  const found: (XmlRecord | BadItem)[] = []
  const parser = recordParser(file, found)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let offset = 0
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 16 }) as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(chunk, { stream: true }))
      offset += chunk.length
      yield* found.splice(0)
    }
    parser.write(decoder.decode()).close()
    yield* found.splice(0)
    if (offset === 0) yield { damage: 'The file is empty.', file, offset }
  } catch (error) {
    if (error instanceof Refused) throw error
    yield* found.splice(0)
    const reason = error instanceof Error ? error.message.slice(0, 160) : ''
    yield { damage: `The XML breaks off or is wrong: ${reason}`, file, offset }
  }
}

function recordParser(file: string, found: (XmlRecord | BadItem)[]): SaxesParser {
  const parser = new SaxesParser()
  let depth = 0
  let count = 0
  let length = 0
  let record: XmlRecord | undefined
  let field: XmlField | undefined
  const addText = (text: string) => {
    length += text.length
    if (length > MAX_LINE) throw new Error(`A record is longer than ${MAX_LINE} characters.`)
    if (field !== undefined) field.value += text
  }
  let isJustClosed = false
  parser.on('error', (error) => {
    // a wrong closing tag is told only after what it seemed to close
    if (isJustClosed && /unexpected close tag/i.test(error.message)) found.pop()
    throw error
  })
  parser.on('doctype', () => {
    throw new Refused(
      `${file} has a document type (<!DOCTYPE …>), which could pull in other files. Remove it and import again.`,
    )
  })
  parser.on('opentag', (tag) => {
    isJustClosed = false
    depth++
    if (depth > MAX_DEPTH) throw new Error('The elements are nested too deeply.')
    if (depth === 2) {
      record = { value: {}, key: tag.name, file, position: `record ${++count}` }
      length = 0
    } else if (depth === 3 && record !== undefined) {
      const shown = tag.attributes.display_value as string | undefined
      field = { value: '', ...(shown !== undefined && shown !== '' && { display_value: shown }) }
      Object.defineProperty(record.value, tag.name, { value: field, enumerable: true, configurable: true })
    }
  })
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    if (depth === 3) field = undefined
    isJustClosed = depth === 2 && record !== undefined
    if (isJustClosed) found.push(record!)
    depth--
  })
  return parser
}

const MAX_DEPTH = 20
