/**
 * Questions and documents that are never twice the same but of which many ask the same: a third of the questions are
 * other wordings of some hundred-times-asked things, the rest stand alone. The same every time.
 */
const VERBS =
  'open close send export import restore delete rename share print sync mount scan move copy lock'.split(' ')
const THINGS =
  'invoice folder label volume report ticket account badge token printer backup calendar profile dashboard filter webhook crane belt conveyor drum sluice ledger voucher manifest pallet'.split(
    ' ',
  )
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru'.split(' ')
const FRAMES = [
  (verb: string, thing: string, rest: string) => `How do I ${verb} the ${thing} ${rest}?`,
  (verb: string, thing: string, rest: string) => `Cannot ${verb} ${thing} ${rest}`,
  (verb: string, thing: string, rest: string) => `${thing} ${rest}: what is the way to ${verb} it`,
  (verb: string, thing: string, rest: string) => `Trying to ${verb} my ${thing} ${rest}, it fails`,
]

export function questionsAndTexts() {
  return {
    question(n: number) {
      const random = generator(n * 7 + 1)
      const topic = random() < 0.33 ? Math.floor(random() * 2_000) : 10_000 + n
      const about = generator(topic * 13 + 5)
      const verb = pick(VERBS, about)
      const thing = pick(THINGS, about)
      const rest = [0, 1].map(() => rareWord(about)).join(' ')
      const title = pick(FRAMES, random)(verb, thing, rest)
      const body = `${title}. ${sentences(random, 4)} The ${thing} ${rest} is what I mean. ${sentences(random, 3)}`
      const answer = `${sentences(random, 2)}\n\n1. Open the ${thing}.\n2. Press ${verb}.\n3. ${sentences(random, 1)}`
      return {
        id: `q${n}`,
        ...{ title, body, answer },
        tags: [`tag-${n % 40}`, `tag-${n % 7}`],
        views: Math.floor(10 ** (random() * 4)),
        askedAt: new Date(LAST_DAY - Math.floor(random() * SIX_YEARS)).toISOString(),
      }
    },
    document(n: number) {
      const about = generator((n % 3 === 0 ? n % 2_000 : 500_000 + n) * 13 + 5)
      const verb = pick(VERBS, about)
      const thing = pick(THINGS, about)
      const rest = [0, 1].map(() => rareWord(about)).join(' ')
      return { id: `d${n}.md`, title: `${verb} the ${thing} ${rest}`, body: sentences(generator(n), 25) }
    },
  }
}

const LAST_DAY = Date.parse('2026-11-01T00:00:00.000Z')
const SIX_YEARS = 6 * 365 * 86_400_000

/** A linear congruential generator, 0 to 1. */
function generator(seed: number): () => number {
  let state = (Math.imul(seed, 2654435761) + 12345) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)]!
}

function rareWord(random: () => number): string {
  return word(Math.floor(20_000 ** random()) + 400)
}

/** Few words are common and most are rare, as in real text. */
function sentences(random: () => number, count: number): string {
  return Array.from({ length: count }, () => {
    const words = Array.from({ length: 12 }, () =>
      random() < 0.35 ? pick(COMMON, random) : word(Math.floor(20_000 ** random()) + 25),
    )
    return `${words.join(' ')}.`
  }).join(' ')
}
const COMMON =
  'the a to of in and is it that for on with this my when but not from as after if at have was'.split(' ')

function word(rank: number): string {
  let made = ''
  for (let rest = rank; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    made += SYLLABLES[rest % SYLLABLES.length]!
  return made
}
