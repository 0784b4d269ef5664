import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { Refused } from '../../lib/errors.ts'
import { sha256 } from '../../lib/hash.ts'
import type { PairJudge, Verdict } from '../judge.ts'
import { ABSTAINS } from './asked.ts'

/** Scores one premise and one hypothesis: a probability for each of the model's own labels, in its order. */
export type Classifier = (premise: string, hypothesis: string) => Promise<number[]>

const Labels = z.record(z.string().regex(/^\d+$/), z.string())
const KNOWN_LABELS = { contradiction: /^contradict/i, neutral: /^neutral/i, entailment: /^entail/i } as const

/** Entailment in both directions above this overrules a contradiction. */
const VETO = 0.5

/**
 * A natural-language-inference model behind the judges' interface. Both directions are asked: the surer contradiction
 * counts, unless either direction says that the one follows from the other. `id2label` is the model's own list.
 */
export function nliJudge(
  model: { name: string; id2label: Record<string, string> },
  classify: Classifier,
): PairJudge {
  const place = placesOf(model.id2label)
  const read = (scores: number[]) => ({
    c: scores[place.contradiction] ?? 0,
    n: scores[place.neutral] ?? 0,
    e: scores[place.entailment] ?? 0,
  })
  return {
    id: 'nli',
    version: model.name,
    judge: async (batch, { signal }) => {
      const verdicts: Verdict[] = []
      for (const { official, community } of batch) {
        if (signal.aborted) verdicts.push(ABSTAINS)
        else {
          const there = read(await classify(official.text, community.text))
          const back = read(await classify(community.text, official.text))
          verdicts.push(joined(there, back))
        }
      }
      return verdicts
    },
  }
}

/** The labels of a model folder; refused with a sentence when it is not a model that tells the three apart. */
export function modelIn(folder: string): { name: string; id2label: Record<string, string> } {
  let config: string
  try {
    config = readFileSync(join(folder, 'config.json'), 'utf8')
  } catch {
    throw new Refused(`${folder} has no config.json. Point to the folder of an exported model.`)
  }
  let value: unknown
  try {
    value = JSON.parse(config)
  } catch {
    throw new Refused(`${join(folder, 'config.json')} is not JSON.`)
  }
  const labels = Labels.safeParse((value as { id2label?: unknown } | null)?.id2label)
  if (!labels.success) throw new Refused(`${join(folder, 'config.json')} names no labels (id2label).`)
  placesOf(labels.data)
  return { name: `${basename(folder)}-${sha256(config).slice(0, 12)}`, id2label: labels.data }
}

/**
 * Loads the model of a folder with `@huggingface/transformers`, which the company installs beside Winnow when it wants
 * this; nothing is ever fetched.
 */
export async function classifierIn(folder: string): Promise<Classifier> {
  const runtime = '@huggingface/transformers'
  let library: Runtime
  try {
    library = (await import(runtime)) as Runtime
  } catch {
    throw new Refused(`A local model needs ${runtime}. Install it beside Winnow, or unset WINNOW_NLI_MODEL.`)
  }
  library.env.allowRemoteModels = false
  library.env.localModelPath = dirname(folder)
  const tokenizer = await library.AutoTokenizer.from_pretrained(basename(folder))
  const model = await library.AutoModelForSequenceClassification.from_pretrained(basename(folder))
  return async (premise, hypothesis) => {
    const { logits } = await model(tokenizer(premise, { text_pair: hypothesis, truncation: true }))
    return softmax([...logits.data].map(Number))
  }
}

type Runtime = {
  env: { allowRemoteModels: boolean; localModelPath: string }
  AutoTokenizer: {
    from_pretrained(name: string): Promise<(text: string, options: object) => unknown>
  }
  AutoModelForSequenceClassification: {
    from_pretrained(
      name: string,
    ): Promise<(input: unknown) => Promise<{ logits: { data: Iterable<number> } }>>
  }
}

function placesOf(id2label: Record<string, string>): Record<keyof typeof KNOWN_LABELS, number> {
  const find = (pattern: RegExp) =>
    Number(Object.keys(id2label).find((id) => pattern.test(id2label[id]!)) ?? Number.NaN)
  const places = {
    contradiction: find(KNOWN_LABELS.contradiction),
    neutral: find(KNOWN_LABELS.neutral),
    entailment: find(KNOWN_LABELS.entailment),
  }
  if (Object.values(places).some(Number.isNaN)) {
    const listed = Object.values(id2label).join(', ') || 'none'
    throw new Refused(`The model's labels are ${listed}; contradiction, neutral and entailment are needed.`)
  }
  return places
}

function joined(there: Verdict['p'], back: Verdict['p']): Verdict {
  const p = { c: Math.max(there.c, back.c), n: Math.min(there.n, back.n), e: Math.min(there.e, back.e) }
  const isVetoed = p.e >= VETO
  const best = isVetoed ? 'e' : p.c >= p.n && p.c >= p.e ? 'c' : p.n >= p.e ? 'n' : 'e'
  const label = ({ c: 'contradiction', n: 'neutral', e: 'entailment' } as const)[best]
  return { label, p, confidence: Math.min(1, Math.max(0, p[best])) }
}

function softmax(logits: number[]): number[] {
  const top = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - top))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
