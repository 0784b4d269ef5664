import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { isForPeople } from '../lib/errors.ts'
import { counted, type Terminal } from './command.ts'

/**
 * Does a work for every line of a file that is not empty; `place` names the line. A broken line is said and left out, the
 * others are done. Gives how many were broken.
 */
export async function forEachLine(
  terminal: Terminal,
  file: string,
  work: (line: string, place: string) => void | Promise<void>,
): Promise<number> {
  let number = 0
  let broken = 0
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++
    if (line.trim() === '') continue
    try {
      await work(line, `${file}, line ${number}`)
    } catch (error) {
      if (!isForPeople(error)) throw error
      broken++
      terminal.say(error.message)
    }
  }
  return broken
}

/** What is said of broken lines after all others, or nothing. */
export function leftOut(broken: number): string {
  return broken === 0
    ? ''
    : ` ${counted(broken, 'line')} could not be read and ${broken === 1 ? 'is' : 'are'} left out.`
}
