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
