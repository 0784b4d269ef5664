/** What a page says about itself: faults in its markup, where its links lead, and its anchors. */
export type CheckedPage = { faults: string[]; links: string[]; ids: Set<string> }

const VOID = new Set(
  'area base br col embed hr img input link meta source track wbr path circle use'.split(' '),
)
const TOKEN =
  /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>`]+))?)*)\s*(\/?)>|</g
const ATTRIBUTE = /\s([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?/g

/**
 * Reads a page once from front to back: tags that do not match, an id used twice, headings that skip a level or a
 * second `h1`, links. Quicker than a validator by two orders; the validator proves each kind of page in the tests.
 */
export function checkHtml(html: string): CheckedPage {
  const faults: string[] = []
  const links: string[] = []
  const ids = new Set<string>()
  const open: string[] = []
  let heading = 0
  let skipTo = 0
  for (const match of html.matchAll(TOKEN)) {
    if (match.index < skipTo) continue
    const [whole, slash, tag, rest = '', selfClosed] = match
    if (tag === undefined) {
      if (whole === '<' && !html.startsWith('<!DOCTYPE', match.index))
        faults.push(`a stray "<" at ${match.index}`)
      continue
    }
    const name = tag.toLowerCase()
    if (slash === '/') {
      const expected = open.pop()
      if (expected !== name) faults.push(`</${name}> closes <${expected ?? 'nothing'}>`)
      continue
    }
    for (const [, attribute = '', double, single, bare] of rest.matchAll(ATTRIBUTE)) {
      const value = double ?? single ?? bare ?? ''
      if (attribute === 'id') {
        if (ids.has(value)) faults.push(`the id "${value}" twice`)
        ids.add(value)
      }
      if (attribute === 'href' || attribute === 'src' || attribute === 'action')
        links.push(unescapeHtml(value))
      if (/^data-(?:root|script)$/.test(attribute)) links.push(unescapeHtml(value))
    }
    const level = /^h([1-6])$/.exec(name)?.[1]
    if (level !== undefined) {
      if (Number(level) > heading + 1) faults.push(`<${name}> after <h${heading}>`)
      if (name === 'h1' && heading > 0) faults.push('a second <h1>')
      heading = Number(level)
    }
    if (selfClosed === '/' || VOID.has(name)) continue
    if (name === 'script' || name === 'style' || name === 'textarea' || name === 'title') {
      const end = html.indexOf(`</${name}`, match.index + whole.length)
      if (end === -1) faults.push(`<${name}> is never closed`)
      skipTo = end === -1 ? html.length : end
    }
    open.push(name)
  }
  if (open.length > 0) faults.push(`<${open.at(-1)}> is never closed`)
  return { faults: faults.slice(0, 5), links, ids }
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
