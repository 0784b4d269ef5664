/** One thing a person can fix before an act may happen. */
export type Issue = { field?: string; code: string; message: string }

/** The thing asked for does not exist. */
export class NotFound extends Error {}

/** Somebody else changed it in between; `detail` carries what a page needs to show both texts. */
export class Conflict extends Error {
  readonly detail: unknown
  constructor(message: string, detail?: unknown) {
    super(message)
    this.detail = detail
  }
}

/** A rule of the house forbids the act; `issues` say what would have to change. */
export class Refused extends Error {
  readonly issues: Issue[]
  constructor(issues: Issue[] | string) {
    const list = typeof issues === 'string' ? [{ code: 'refused', message: issues }] : issues
    super(list.map((issue) => issue.message).join(' '))
    this.issues = list
  }
}

/** The input cannot be used as it is; `issues` name the fields. */
export class Invalid extends Error {
  readonly issues: Issue[]
  constructor(issues: Issue[] | string) {
    const list = typeof issues === 'string' ? [{ code: 'invalid', message: issues }] : issues
    super(list.map((issue) => issue.message).join(' '))
    this.issues = list
  }
}

/** Throws `Refused` when there is anything to fix. */
export function refuseIf(issues: Issue[]): void {
  if (issues.length > 0) throw new Refused(issues)
}

/** True for the errors that carry a sentence for a person; everything else is a bug. */
export function isForPeople(error: unknown): error is NotFound | Conflict | Refused | Invalid {
  return (
    error instanceof NotFound ||
    error instanceof Conflict ||
    error instanceof Refused ||
    error instanceof Invalid
  )
}

const FILE_TROUBLE: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist, or its folder does not',
  ENOTDIR: 'lies under something that is no folder',
  EISDIR: 'is a folder',
  EACCES: 'may not be read or written',
  EPERM: 'may not be changed',
  EROFS: 'lies on a disk that cannot be written',
  EEXIST: 'is there already',
  ENOSPC: 'does not fit: the disk is full',
  EMFILE: 'cannot be opened: too many files are open',
  ENAMETOOLONG: 'has too long a name',
}

/** What the operating system refused, as a sentence with the file's name; undefined for any other error. */
export function fileTrouble(error: unknown): string | undefined {
  const { code = '', path } = error as { code?: string; path?: unknown }
  const trouble = FILE_TROUBLE[code]
  if (!(error instanceof Error) || trouble === undefined) return undefined
  return `${typeof path === 'string' && path !== '' ? path : 'A file'} ${trouble}.`
}
