import { blocksOf } from '../articles/statements.ts'
import { termOf } from '../search/page/analysis.ts'
import { wordsIn } from '../search/page/words.ts'

const STEP = /^ {0,3}\d{1,9}[.)]\s/
const NO_STOP_WORDS: ReadonlySet<string> = new Set()

/**
 * The anchor of the step that speaks most of the words asked for (`step-3` as the published page numbers its steps),
 * or nothing when the answer has no steps or none of them stands out.
 */
export function answeringStep(markdown: string, asked: string): string | undefined {
  const wanted = stemsOf(asked)
  const steps = blocksOf(markdown).filter((block) => STEP.test(block.text))
  let best: { place: number; shared: number } | undefined
  steps.forEach((step, place) => {
    const shared = [...stemsOf(step.text)].filter((stem) => wanted.has(stem)).length
    if (shared >= 2 && (best === undefined || shared > best.shared)) best = { place, shared }
  })
  return best === undefined ? undefined : `step-${best.place + 1}`
}

function stemsOf(text: string): Set<string> {
  const stems = wordsIn(text.slice(0, 5000)).map((word) =>
    termOf(word.folded, { language: 'en', stopWords: [] }, NO_STOP_WORDS),
  )
  return new Set(stems.filter((stem) => stem.length > 2))
}
