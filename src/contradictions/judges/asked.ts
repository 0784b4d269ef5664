import type { PairInput, PairJudge, Verdict } from '../judge.ts'

/** No opinion. */
export const ABSTAINS: Verdict = { label: 'abstain', p: { c: 0, n: 1, e: 0 }, confidence: 0 }

/** Pairs whose answer is known; a judge that gets more than one in six wrong is not asked about anything else. */
const KNOWN: [official: string, community: string, isContradiction: boolean][] = [
  ['Exports are kept for 30 days.', 'Exports are kept for 90 days.', true],
  ['Exports are kept for 30 days.', 'An export stays available for 30 days.', false],
  [
    'The door must be closed while the machine runs.',
    'You can leave the door open while the machine runs.',
    true,
  ],
  ['The door must be closed while the machine runs.', 'Close the door before you start the machine.', false],
  ['Invoices cannot be changed after they are sent.', 'Sent invoices can still be changed.', true],
  [
    'Invoices cannot be changed after they are sent.',
    'Once an invoice is sent you can no longer change it.',
    false,
  ],
  ['The app is available on Android only.', 'There is a version of the app for iPhone too.', true],
  ['The app is available on Android only.', 'My cat likes to sleep on the keyboard.', false],
  ['Guests may not invite other guests.', 'Guests may invite other guests.', true],
  ['Guests may not invite other guests.', 'Only members can invite guests.', false],
  ['The meeting room holds twelve people.', 'At most six people fit into the meeting room.', true],
  ['The meeting room holds twelve people.', 'The canteen opens at noon.', false],
]
const MOST_WRONG = 2

/**
 * Asks a judge that may be absent, slow, hostile or wrong: whatever it does, one verdict per pair comes back in time,
 * *abstain* where there is none to be had. Never throws.
 */
export async function askSafely(judge: PairJudge, batch: PairInput[], budgetMs: number): Promise<Verdict[]> {
  const none = batch.map(() => ABSTAINS)
  const ender = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      ender.abort()
      resolve(undefined)
    }, budgetMs)
  })
  try {
    const said: unknown = await Promise.race([
      judge.judge(batch, { signal: ender.signal, budgetMs }).catch(() => undefined),
      tooLate,
    ])
    if (!Array.isArray(said) || said.length !== batch.length) return none
    return said.map((verdict, place) => (isSound(verdict, batch[place]!) ? verdict : ABSTAINS))
  } catch {
    return none
  } finally {
    clearTimeout(timer)
  }
}

/** Whether a judge answers the known pairs well enough to be listened to. */
export async function passesSelfTest(judge: PairJudge, budgetMs: number): Promise<boolean> {
  const batch = KNOWN.map(([official, community]) => ({
    official: { text: official },
    community: { text: community },
  }))
  const verdicts = await askSafely(judge, batch, budgetMs)
  const wrong = verdicts.filter((verdict, place) => (verdict.label === 'contradiction') !== KNOWN[place]![2])
  return wrong.length <= MOST_WRONG
}

/** A label that exists, a probability, and spans that lie in the texts. */
function isSound(verdict: unknown, pair: PairInput): verdict is Verdict {
  if (typeof verdict !== 'object' || verdict === null) return false
  const { label, confidence, spans } = verdict as Partial<Verdict>
  if (!['contradiction', 'neutral', 'entailment', 'abstain'].includes(String(label))) return false
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1)) return false
  if (spans === undefined) return true
  return [pair.official.text, pair.community.text].every((text, side) => {
    const [start, end] = spans[side] ?? [0, -1]
    return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length
  })
}
