import { resolve } from 'node:path'
import { Refused } from '../../lib/errors.ts'
import type { PairJudge } from '../judge.ts'
import { passesSelfTest } from './asked.ts'
import { type ChatSettings, chatJudge } from './chat.ts'
import { classifierIn, modelIn, nliJudge } from './nli.ts'

/** Which optional judges a company has; none by default. */
export type JudgeSettings = { nliFolder: string | null; chat: ChatSettings | null }

const SELF_TEST_MS = 120_000

/** The optional judges that can be asked, and a sentence for each that was wanted and cannot. */
export async function optionalJudges(
  settings: JudgeSettings,
): Promise<{ judges: PairJudge[]; refused: string[] }> {
  const judges: PairJudge[] = settings.chat === null ? [] : [chatJudge(settings.chat)]
  if (settings.nliFolder === null) return { judges, refused: [] }
  try {
    const folder = resolve(settings.nliFolder)
    const judge = nliJudge(modelIn(folder), await classifierIn(folder))
    if (!(await passesSelfTest(judge, SELF_TEST_MS)))
      throw new Refused(`The model in ${folder} gets known pairs wrong and is not asked.`)
    return { judges: [...judges, judge], refused: [] }
  } catch (error) {
    const reason =
      error instanceof Refused ? error.message : `The model in ${settings.nliFolder} does not load.`
    return { judges, refused: [reason] }
  }
}
