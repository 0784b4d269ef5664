/**
 * Which official texts an answer is about: sentences that share few words can still be set against each other where the
 * thread as a whole speaks of what a text speaks of. Each text is asked by itself; of many the nearest are kept.
 */
import type { FramedSentence, TextContext } from './documents.ts'
import type { Lexicon } from './lexicon.ts'
import { conceptsOfWords } from './surroundings.ts'
import { numberOf, type Vector } from './vectors.ts'

/** How much a word counts in hundredths: said in the title, in the answer, only in the question. */
const SAID = { title: 200, answer: 100, question: 70 }
const LEAST_TERM = 0.4

/** The words an answer and its question speak of. */
export function aboutOf(
  sentences: readonly FramedSentence[],
  context: TextContext,
  lexicon: Lexicon,
): Vector {
  const weights = new Map<number, number>()
  for (const concept of conceptsOfWords(context.question ?? '', lexicon))
    weights.set(numberOf(concept), SAID.question)
  for (const { frame } of sentences)
    for (const term of frame.terms)
      if (term.weight >= LEAST_TERM) weights.set(numberOf(term.concept), SAID.answer)
  for (const concept of sentences[0]?.topic ?? []) weights.set(numberOf(concept), SAID.title)
  const kept = [...weights].slice(0, MOST_WORDS)
  return {
    concepts: Uint32Array.from(kept, ([concept]) => concept),
    weights: Uint8Array.from(kept, ([, weight]) => weight),
  }
}

const MOST_WORDS = 1_000

type Rarity = (concept: number) => number

/** What is known of an official text: its words, and how many statements it makes. */
export type TextWords = { concepts: ReadonlySet<number>; statements: number; productId: number | null }

/** The words of a text from those of its statements. */
export function wordsOfText(statements: readonly Vector[], productId: number | null): TextWords {
  const concepts = new Set(statements.flatMap((vector) => [...vector.concepts]))
  return { concepts, statements: statements.length, productId }
}

/** Whether an answer is about one text. */
export function isAbout(about: Vector, text: TextWords, rarity: Rarity): boolean {
  let [shared, total] = [0, 0]
  for (const [at, concept] of about.concepts.entries()) {
    const weight = (about.weights[at]! / 100) * telling(rarity(concept))
    total += weight
    if (text.concepts.has(concept)) shared += weight
  }
  return isEnough(shared, total, text.statements)
}

/**
 * The same for all texts at once, by their places, from lists of the texts that hold a word; the nearest `MOST_TEXTS` in
 * the order of their names. An answer that speaks of a thousand texts a little is about none of them in particular.
 */
export function textsAbout(
  about: Vector,
  index: {
    rarity: Rarity
    holding: (concept: number) => Uint32Array
    statementsOf: (text: number) => number
    nameOf: (text: number) => string
    /** Scratch space by place, zero between searches. */
    scores: Float64Array
  },
): string[] {
  const { scores } = index
  const met: number[] = []
  let total = 0
  for (const [at, concept] of about.concepts.entries()) {
    const weight = (about.weights[at]! / 100) * telling(index.rarity(concept))
    total += weight
    if (weight === 0) continue
    const texts = index.holding(concept)
    for (let place = 0; place < texts.length; place++) {
      const text = texts[place]!
      if (scores[text] === 0) met.push(text)
      scores[text]! += weight
    }
  }
  const enough: { name: string; share: number }[] = []
  for (const text of met) {
    const shared = scores[text]!
    scores[text] = 0
    if (!isEnough(shared, total, 0)) continue
    const statements = index.statementsOf(text)
    if (isEnough(shared, total, statements))
      enough.push({ name: index.nameOf(text), share: shared / bulkOf(statements) })
  }
  if (enough.length > MOST_TEXTS) enough.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
  return enough
    .slice(0, MOST_TEXTS)
    .map(({ name }) => name)
    .sort()
}

/** Real answers are about one text at the median, and about more than ten only among many hundreds. */
const MOST_TEXTS = 10

/** Rare words tell what a text is about, common ones do not. */
function telling(rarity: number): number {
  return rarity < COMMON ? 0 : rarity ** 2
}

const COMMON = 0.6

function isEnough(shared: number, total: number, statements: number): boolean {
  return shared > 0 && shared >= LEAST * bulkOf(statements) * total
}

/** A long text holds many words by its length alone, so more is asked of it. */
function bulkOf(statements: number): number {
  return 0.4 + 0.6 * Math.max(0.5, statements / ORDINARY)
}

/** Found on three sets of threads with their articles and on real forums beside their documents. */
const LEAST = 0.25
/** Statements of a text of ordinary length. */
const ORDINARY = 15
