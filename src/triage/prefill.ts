import type { AppliesTo, Content, Template } from '../db/words.ts'

/** What a draft is pre-filled from; texts are Markdown with private parts replaced already. */
export type Told = {
  title: string
  question: string
  /** The answers taken, the surest first. */
  answers: string[]
  environment: Record<string, string>
  tags: string[]
  product: string | null
}

const GREETING =
  /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|moin|howdy)(?:\s+@?[\p{L}\p{N}_.<>'’-]{1,40}){0,4}\s*[,.!:–-]*\s*$/iu
const GREETING_START =
  /^(?:hi|hello|hey|dear)(?:\s+(?:all|everyone|everybody|there|team|folks|guys|@?[\p{L}\p{N}_.<>-]{1,40}))?\s*[,!.–-]\s+(?=\S)/iu
const CLOSING =
  /^\s*(?:(?:many |kind |best |warm |kindest )?(?:thanks?|thank you|thx|cheers|regards|wishes|greetings)\b.{0,80}|hope (?:this|that|it) helps.{0,30}|(?:glad|happy) (?:i could|to) help.{0,30}|let (?:me|us) know (?:if|how).{0,80}|please mark .{0,60}|any (?:help|ideas?|hints?)(?: is| are| would be)? ?(?:appreciated|welcome)?.{0,30}|good luck.{0,30}|yours (?:sincerely|truly|faithfully).{0,40}|sincerely.{0,40})\s*$/i
const CAUSE =
  /\b(?:because|the reason is|this happens (?:when|because|if)|(?:is|was) caused by|due to|the cause is)\b/i

/** A draft from a thread: the asker's words as the issue, the answer as the resolution, what it was seen on beside. */
export function prefill(told: Told): Content & { template: Template } {
  const resolution = told.answers
    .map(withoutCourtesies)
    .filter((text) => text !== '')
    .join('\n\n')
  const title = titleOf(told.title)
  const appliesTo = appliesToOf(told)
  return {
    title,
    issue: withoutCourtesies(told.question),
    environment: environmentOf(told),
    cause: causeOf(resolution),
    resolution,
    notes: '',
    appliesTo,
    template: templateOf(title, resolution),
  }
}

/** A title without "[solved]" and the like, with a capital first letter. */
export function titleOf(title: string): string {
  const plain = title
    .replace(
      /^\s*(?:\[[^\]]{1,20}\]|\((?:solved|closed|urgent)\)|(?:solved|urgent|re|fwd?|question|help)\s*:)\s*/i,
      '',
    )
    .replace(/\s*[[(](?:solved|closed|resolved)[\])]\s*$/i, '')
    .replace(/([!?])\1+/g, '$1')
    .trim()
  const kept = plain === '' ? title.trim() : plain
  return kept.charAt(0).toLocaleUpperCase('en') + kept.slice(1)
}

/** A text without greeting, thanks, signature and the quotation it answers; steps and code stay as they are. */
export function withoutCourtesies(text: string): string {
  const paragraphs = paragraphsOf(text.replace(/\r\n?/g, '\n').trim())
  let start = 0
  while (start < paragraphs.length && (GREETING.test(paragraphs[start]!) || isQuotation(paragraphs[start]!)))
    start++
  let end = paragraphs.length
  while (end > start && isClosing(paragraphs[end - 1]!)) end--
  const kept = paragraphs.slice(start, end)
  if (kept.length === 0) return ''
  const first = kept[0]!.replace(GREETING_START, '')
  kept[0] = first.charAt(0).toLocaleUpperCase('en') + first.slice(1)
  kept.push(withoutClosingLines(kept.pop()!))
  return kept.join('\n\n').trim()
}

/** Question, problem or how-to, by the title's first words and what the answer looks like. */
export function templateOf(title: string, resolution: string): Template {
  if (
    /\b(?:error|fails?|failed|failing|broken|crash(?:es|ed)?|cannot|can['’]t|won['’]t|does(?: not|n['’]t)|not (?:working|found|reachable)|stuck|hangs?|missing|rejected)\b/i.test(
      title,
    )
  ) {
    return 'problem'
  }
  const hasSteps = (resolution.match(/^ {0,3}\d{1,3}[.)]\s/gm) ?? []).length > 1
  return /^(?:how (?:do|can|to|should)|where (?:do|can)|move|set up|change|install)\b/i.test(title) ||
    hasSteps
    ? 'how-to'
    : 'question'
}

/** Paragraphs between blank lines; a code block is one, with its blank lines. */
function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = []
  let isCode = false
  for (const part of text.split(/\n{2,}/)) {
    if (isCode) paragraphs[paragraphs.length - 1] += `\n\n${part}`
    else paragraphs.push(part)
    const fences = part.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0
    if (fences % 2 === 1) isCode = !isCode
  }
  return paragraphs
}

function isQuotation(paragraph: string): boolean {
  return paragraph.split('\n').every((line) => /^ {0,3}>/.test(line))
}

function isClosing(paragraph: string): boolean {
  const lines = paragraph.split('\n')
  return (
    CLOSING.test(paragraph.replace(/\s*\n\s*/g, ' ')) ||
    GREETING.test(paragraph) ||
    // A name alone, or a closing line with a name under it.
    (lines.length <= 3 &&
      (CLOSING.test(lines[0]!) ||
        /^\s*(?:[-–—]{1,3}\s*)?\p{Lu}[\p{L}.'’-]{1,20}(?: \p{Lu}[\p{L}.'’-]{1,20}){0,2}\s*$/u.test(
          paragraph,
        )) &&
      paragraph.length < 120)
  )
}

function withoutClosingLines(paragraph: string): string {
  const lines = paragraph.split('\n')
  if (/^ {0,3}(?:```|~~~)/.test(lines.at(-1) ?? '')) return paragraph
  while (lines.length > 1 && CLOSING.test(lines.at(-1)!)) lines.pop()
  const last = lines.pop() ?? ''
  const sentences = last.split(/(?<=[.!?])\s+/)
  while (sentences.length > 1 && CLOSING.test(sentences.at(-1)!)) sentences.pop()
  lines.push(sentences.join(' '))
  return lines.join('\n')
}

/** A first sentence that says why, when the answer starts with one; it stays in the answer too. */
function causeOf(resolution: string): string {
  const [first = ''] = resolution.split(/\n{2,}/)
  if (/^ {0,3}(?:```|[-*+\d|>#])/.test(first)) return ''
  const sentence = first.split(/(?<=[.!?])\s+/).find((one) => CAUSE.test(one) && one.length < 300)
  return sentence?.trim() ?? ''
}

const PLATFORMS = ['Windows', 'macOS', 'Linux', 'iOS', 'Android']
const PLATFORM =
  /\b(windows(?: \d{1,2}(?:\.\d)?)?|mac ?os(?: [A-Z]\w+| \d{2}(?:\.\d{1,2})?)?|ubuntu(?: \d{2}\.\d{2})?|debian(?: \d{1,2})?|fedora(?: \d{2})?|linux|ios(?: \d{1,2}(?:\.\d)?)?|ipados|android(?: \d{1,2})?)\b/gi
const BROWSER = /\b(chrome|firefox|safari|edge|opera|brave)(?: (\d{2,3}(?:\.\d+)?))?\b/gi

function environmentOf(told: Told): string {
  const seen = new Map<string, string>()
  const add = (text: string) => {
    const label = text.replace(/\s+/g, ' ').trim()
    if (label !== '' && !seen.has(label.toLowerCase())) seen.set(label.toLowerCase(), label)
  }
  const { version, plan, platform, browser, ...others } = told.environment
  if (told.product !== null) add(version ? `${told.product} ${version}` : told.product)
  if (plan) add(`${plan} plan`)
  for (const value of [platform, browser, ...Object.values(others)]) if (value) add(value)
  const text = `${told.title}\n${told.question}`.slice(0, 5000)
  for (const [match] of text.matchAll(PLATFORM)) add(match)
  for (const [match] of text.matchAll(BROWSER)) add(match)
  return [...seen.values()].map((one) => `- ${one}`).join('\n')
}

function appliesToOf(told: Told): AppliesTo {
  const version = told.environment.version
  const tagged = told.tags.flatMap(
    (tag) =>
      /(?:^|-)v?(\d{1,4})[-.](\d{1,3})(?:[-.](\d{1,3}))?$/.exec(tag)?.slice(1).filter(Boolean).join('.') ??
      [],
  )
  const versions = [...new Set([...(version ? [version] : []), ...tagged])]
  const platforms = PLATFORMS.filter((name) =>
    told.tags.some((tag) => tag.toLowerCase() === name.toLowerCase()),
  )
  return {
    ...(versions.length > 0 ? { versions } : {}),
    ...(told.environment.plan ? { plans: [told.environment.plan] } : {}),
    ...(platforms.length > 0 ? { platforms } : {}),
  }
}
