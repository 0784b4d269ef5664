import { execFile } from 'node:child_process'
import { Refused } from '../../lib/errors.ts'
import { failed } from './target.ts'

/** Variables of the environment by name. */
export type Environment = Readonly<Record<string, string | undefined>>

const LONGEST_MS = 30 * 60_000

/** Runs a program of this machine without a shell; gives what it printed. A failure is a sentence with its last line. */
export function run(
  program: string,
  given: string[],
  options: { cwd?: string; what: string; env: Environment },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      given,
      {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        timeout: LONGEST_MS,
        maxBuffer: 64_000_000,
        // Nothing may ask a question on a terminal nobody watches.
        env: {
          ...options.env,
          GIT_TERMINAL_PROMPT: '0',
          GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
          LC_ALL: 'C',
        },
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else if ((error as NodeJS.ErrnoException).code === 'ENOENT')
          reject(
            new Refused(`${options.what} needs the program ${program}, which this machine does not have.`),
          )
        else reject(failed(`${options.what} failed`, withoutPasswords(stderr || error.message)))
      },
    )
    child.stdin?.end()
  })
}

/** A text without what stands before the @ of an address. */
export function withoutPasswords(text: string): string {
  return text.replace(/(\w+:\/\/)[^/\s@]+@/g, '$1')
}
