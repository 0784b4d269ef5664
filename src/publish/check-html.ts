/** What a page says about itself: faults in its markup, where its links lead, and its anchors. */
export type CheckedPage = { faults: string[]; links: string[]; ids: Set<string> }

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
/** Their content is text up to their own end tag. */
const RAW = new Set(['script', 'style', 'textarea', 'title'])
const NAME = /<(\/?)([a-zA-Z][\w-]*)/y
const ATTRIBUTE = /\s*([^\s"'<>/=]{1,100})(?:\s*=\s*(["']?))?|\s*\/|\s*(?=>)/y
const BARE = /[^\s"'<>`]{0,10000}/y

/**
 * Reads a page once from front to back: tags that do not match, an id used twice, headings that skip a level or a
 * second `h1`, links. Quicker than a validator by two orders; the validator proves each kind of page in the tests.
 * Markup that cannot be read ends the reading with a fault, so that the time stays linear.
 */
export function checkHtml(html: string): CheckedPage {
  const page: CheckedPage = { faults: [], links: [], ids: new Set() }
  const open: string[] = []
  let heading = 0
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    if (html.startsWith('<!', at)) {
      const isComment = html.startsWith('<!--', at)
      const end = isComment ? html.indexOf('-->', at) : html.indexOf('>', at)
      if (end === -1) return unreadable(page, at)
      at = end + 1
      continue
    }
    const tag = tagAt(html, at)
    if (tag === undefined) return unreadable(page, at)
    at = tag.end
    if (tag.isEnd) {
      const expected = open.pop()
      if (expected !== tag.name) page.faults.push(`</${tag.name}> closes <${expected ?? 'nothing'}>`)
      if (page.faults.length > MOST_FAULTS) return page
      continue
    }
    keepAttributes(tag, page)
    const level = Number(/^h([1-6])$/.exec(tag.name)?.[1] ?? 0)
    if (level > heading + 1) page.faults.push(`<${tag.name}> after <h${heading}>`)
    if (level === 1 && heading > 0) page.faults.push('a second <h1>')
    if (level > 0) heading = level
    if (tag.isClosed || VOID.has(tag.name)) continue
    open.push(tag.name)
    if (!RAW.has(tag.name)) continue
    at = html.indexOf(`</${tag.name}`, at)
    if (at === -1) break
  }
  if (open.length > 0) page.faults.push(`<${open.at(-1)}> is never closed`)
  return page
}

const MOST_FAULTS = 5

type Tag = {
  name: string
  isEnd: boolean
  isClosed: boolean
  attributes: [name: string, value: string][]
  end: number
}

/** The tag that begins at a place; undefined when none does or it does not end. */
function tagAt(html: string, at: number): Tag | undefined {
  NAME.lastIndex = at
  const start = NAME.exec(html)
  if (start === null) return undefined
  const tag: Tag = {
    name: start[2]!.toLowerCase(),
    isEnd: start[1] === '/',
    isClosed: false,
    attributes: [],
    end: NAME.lastIndex,
  }
  while (tag.end < html.length) {
    if (html[tag.end] === '>') return { ...tag, end: tag.end + 1 }
    ATTRIBUTE.lastIndex = tag.end
    const found = ATTRIBUTE.exec(html)
    if (found === null) return undefined
    tag.end = ATTRIBUTE.lastIndex
    const [whole, name, quote] = found
    tag.isClosed = whole.trim() === '/'
    if (name === undefined) continue
    const value = valueAt(html, tag.end, quote)
    if (value === undefined) return undefined
    tag.attributes.push([name, value.text])
    tag.end = value.end
  }
  return undefined
}

function valueAt(
  html: string,
  at: number,
  quote: string | undefined,
): { text: string; end: number } | undefined {
  if (quote === undefined) return { text: '', end: at }
  if (quote === '') {
    BARE.lastIndex = at
    const text = BARE.exec(html)?.[0] ?? ''
    return { text, end: at + text.length }
  }
  const end = html.indexOf(quote, at)
  return end === -1 ? undefined : { text: html.slice(at, end), end: end + 1 }
}

function keepAttributes(tag: Tag, page: CheckedPage): void {
  for (const [name, value] of tag.attributes) {
    if (name === 'id') {
      if (page.ids.has(value)) page.faults.push(`the id "${value}" twice`)
      page.ids.add(value)
    }
    if (/^(?:href|src|action|data-root|data-script)$/.test(name)) page.links.push(unescapeHtml(value))
  }
}

function unreadable(page: CheckedPage, at: number): CheckedPage {
  page.faults.push(`markup at ${at} that cannot be read`)
  return page
}

/** An attribute's value as it is meant. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#x27|#34);/g, (entity) => ENTITIES[entity] ?? entity)
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#x27;': "'",
}
