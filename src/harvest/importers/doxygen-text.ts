/** The titles of pages and sections by their labels. */
export function titlesIn(text: string): [label: string, title: string][] {
  const found = text.matchAll(
    /^[ \t*]*[\\@](?:page|(?:sub){0,2}section|paragraph|anchor)[ \t]+([\w:.-]{1,200})[ \t]+(\S.{0,300})$/gm,
  )
  return [...found].map((match) => [match[1]!, match[2]!.trim()])
}

/** Doxygen's commands as Markdown; text between \code and \verbatim stays as it is. */
export function doxygenToMarkdown(text: string, titles: Readonly<Record<string, string>>): string {
  const out: string[] = []
  let fence: 'code' | 'verbatim' | undefined
  for (const line of text.split('\n')) {
    if (fence !== undefined) {
      const end = new RegExp(`[\\\\@]end${fence}\\b`).exec(line)
      if (end === null) out.push(line)
      else {
        if (line.slice(0, end.index).trim() !== '') out.push(line.slice(0, end.index))
        out.push('```')
        fence = undefined
      }
      continue
    }
    const start = /^(.*?)[\\@](code|verbatim)\b(?:\{\.?(\w{1,20})\})?(.*)$/.exec(line)
    if (start === null) out.push(lineOf(line, titles))
    else {
      const inside = /^(.*?)[\\@]end(?:code|verbatim)\b/.exec(start[4]!)
      if (start[1]!.trim() !== '') out.push(lineOf(start[1]!, titles))
      out.push(`\`\`\`${start[3] ?? ''}`)
      if (inside !== null) out.push(inside[1]!.trim(), '```')
      else {
        fence = start[2] as 'code' | 'verbatim'
        if (start[4]!.trim() !== '') out.push(start[4]!)
      }
    }
  }
  if (fence !== undefined) out.push('```')
  return out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const LEVELS: Record<string, string> = {
  section: '##',
  subsection: '###',
  subsubsection: '####',
  paragraph: '#####',
}
const NOTES: Record<string, string> = {
  note: 'Note',
  warning: 'Warning',
  attention: 'Attention',
  remark: 'Remark',
  important: 'Important',
  see: 'See',
  sa: 'See',
  deprecated: 'Deprecated',
}

function lineOf(line: string, titles: Readonly<Record<string, string>>): string {
  const heading = /^\s*[\\@]((?:sub){0,2}section|paragraph)[ \t]+[\w:.-]+[ \t]*(.*)$/.exec(line)
  if (heading !== null) return `\n${LEVELS[heading[1]!]} ${inline(heading[2]!, titles)}\n`
  const item = /^(\s*)-#\s+(.*)$/.exec(line) ?? /^(\s*)[\\@](?:li|arg)\s+(.*)$/.exec(line)
  if (item !== null) return `${item[1]}${line.includes('-#') ? '1.' : '-'} ${inline(item[2]!, titles)}`
  if (
    /^\s*[\\@](?:tableofcontents|ingroup|defgroup|addtogroup|file|author|date|version|brief|nosubgrouping|cond|endcond|if\s|endif|internal)\b/.test(
      line,
    )
  )
    return ''
  return inline(line, titles)
}

function inline(line: string, titles: Readonly<Record<string, string>>): string {
  return line
    .replace(
      /[\\@](?:ref|subpage)\s+([\w:~.-]*[\w~])(?:\s+"([^"]{1,300})")?/g,
      (_whole, label: string, said?: string) =>
        said ?? (Object.hasOwn(titles, label) ? titles[label]! : label),
    )
    .replace(
      /^\s*[\\@](note|warning|attention|remark|important|see|sa|deprecated)\b[ \t]*/,
      (_whole, name: string) => `\n**${NOTES[name]}:** `,
    )
    .replace(/^\s*[\\@]par[ \t]+(\S.*)$/, '\n**$1**\n')
    .replace(
      /[\\@]image\s+html\s+"?([^\s"]+)"?(?:\s+"([^"]{0,300})")?.*/,
      (_whole, file: string, said?: string) => `![${said ?? ''}](${file})`,
    )
    .replace(/(?<![\w\\])[\\@](?:a|e|em)\s+([^\s*]+)/g, '*$1*')
    .replace(/(?<![\w\\])[\\@]b\s+([^\s*]+)/g, '**$1**')
    .replace(/(?<![\w\\])[\\@][cp]\s+([^\s`,;]*[^\s`,;.])/g, '`$1`')
    .replace(/(?<![\w\\])[\\@]n\b[ \t]*/g, '  \n')
    .replace(/<br\s*\/?>[ \t]*$/i, '  ')
    .replace(/<br\s*\/?>/gi, '  \n')
    .replace(/<a\s[^>]{0,500}?href="([^"\s]{1,2000})"[^>]{0,200}>([^<]{1,500})<\/a>/gi, '[$2]($1)')
    .replace(/<(\/?)(?:b|strong)>/gi, '**')
    .replace(/<(\/?)(?:i|em)>/gi, '*')
    .replace(/<(\/?)(?:code|tt)>/gi, '`')
    .replace(/(^|[\s("'/])%(?=[A-Za-z_])/g, '$1')
    .replace(/(?<!\\)<(\/?)([a-z][\w-]*)/gi, (tag, slash: string, name: string) =>
      KEPT.test(name) ? tag : `\\<${slash}${name}`,
    )
    .replace(/\\([\\@&$#%"])/g, '$1')
}

/** Tags that are meant as such; others are words in angle brackets. */
const KEPT =
  /^(?:https?|mailto|table|thead|tbody|tr|td|th|ul|ol|li|p|sup|sub|kbd|pre|hr|img|div|span|dl|dt|dd|small)$/i
