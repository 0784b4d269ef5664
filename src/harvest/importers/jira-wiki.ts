/** Jira's older wiki text as Markdown: code, headings, lists, quotes, emphasis and links; the rest stays as it is. */
export function wikiToMarkdown(wiki: string): string {
  const text = wiki.replace(/\r\n?/g, '\n')
  let out = ''
  let at = 0
  for (const open of text.matchAll(OPENING)) {
    if (open.index < at) continue
    const from = open.index + open[0].length
    const end = text.indexOf(`{${open[1]}}`, from)
    if (end === -1) break
    out += `${linesOf(text.slice(at, open.index))}\n${fenced(open[1]!, open[2] ?? '', text.slice(from, end))}\n`
    at = end + open[1]!.length + 2
  }
  return out + linesOf(text.slice(at))
}

/** What follows, up to the same mark again, is code, whatever it holds. */
const OPENING = /\{(code|noformat)(?::([^}\n]{0,200}))?\}/g

function fenced(kind: string, options: string, code: string): string {
  const language =
    kind === 'code' ? (/^(?:.*\|)?(?:language=)?([\w+#-]{1,20})(?:\||$)/.exec(options)?.[1] ?? '') : ''
  const fence = code.includes('```') ? '````' : '```'
  return `${fence}${language.toLowerCase()}\n${code.replace(/^\n+|\s+$/g, '')}\n${fence}`
}

function linesOf(text: string): string {
  let isQuote = false
  return text
    .split('\n')
    .flatMap((line) => {
      const marks = line.match(/\{quote\}/g)?.length ?? 0
      const shown = lineOf(line.replaceAll('{quote}', ''))
      const wasQuote = isQuote
      if (marks % 2 === 1) isQuote = !isQuote
      if (marks > 0 && shown.trim() === '') return []
      return [wasQuote || isQuote || marks > 0 ? `> ${shown}` : shown]
    })
    .join('\n')
}

function lineOf(line: string): string {
  const heading = /^h([1-6])\.[ \t]+(.*)$/.exec(line)
  if (heading !== null) return `${'#'.repeat(Number(heading[1]))} ${inlineOf(heading[2]!)}`
  const item = /^([*#-]{1,6})[ \t]+(.*)$/.exec(line)
  if (item !== null) {
    const mark = item[1]!.endsWith('#') ? '1.' : '-'
    return `${'   '.repeat(item[1]!.length - 1)}${mark} ${inlineOf(item[2]!)}`
  }
  if (/^bq\.[ \t]/.test(line)) return `> ${inlineOf(line.slice(4))}`
  if (/^-{4,}$/.test(line.trim())) return '---'
  return inlineOf(line)
}

function inlineOf(line: string): string {
  return line
    .replace(/\{(?:panel|color|info|warning|tip|note|section|column|anchor)(?::[^}]{0,200})?\}/g, '')
    .replace(/\{\{([^}\n]{1,500})\}\}/g, '`$1`')
    .replace(/(^|[\s(])\*(\S(?:[^*\n]{0,300}\S)?)\*(?=[\s).,;:!?]|$)/g, '$1**$2**')
    .replace(/\[([^\]|\n]{1,300})\|(https?:\/\/[^\]|\s]{1,2000})(?:\|[^\]]{0,50})?\]/g, '[$1]($2)')
    .replace(/\[(https?:\/\/[^\]|\s]{1,2000})\]/g, '<$1>')
    .replace(/\[~(?:accountid:)?([^\]\n]{1,80})\]/g, '@$1')
    .replace(/!([^!|\s]{1,300}\.(?:png|jpe?g|gif|webp))(?:\|[^!\n]{0,100})?!/gi, '($1)')
    .replace(/</g, (sign, at: number, whole: string) =>
      /^<https?:/.test(whole.slice(at, at + 7)) ? sign : '&lt;',
    )
}
