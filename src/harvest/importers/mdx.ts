/** MDX as Markdown: `import` and `export` go, components go and leave their text; code is not touched. */
export function withoutJsx(mdx: string): string {
  return splitCode(mdx)
    .map((part) => (part.isCode ? part.text : withoutComponents(withoutModules(part.text))))
    .join('')
    .replace(/\n{3,}/g, '\n\n')
}

type Part = { text: string; isCode: boolean }

/** Cuts a text into fenced code and the rest; inline code inside the rest is shielded later. */
function splitCode(text: string): Part[] {
  const parts: Part[] = []
  let lines: string[] = []
  let fence = ''
  const push = (isCode: boolean) => {
    if (lines.length > 0) parts.push({ text: `${lines.join('\n')}\n`, isCode })
    lines = []
  }
  for (const line of text.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === '' && mark !== undefined) {
      push(false)
      fence = mark
      lines.push(line)
    } else if (fence !== '' && mark?.startsWith(fence) && line.trim() === mark) {
      lines.push(line)
      push(true)
      fence = ''
    } else lines.push(line)
  }
  push(fence !== '')
  return parts
}

/** Drops `import …` and `export …` statements, which reach to the line where their brackets are closed. */
function withoutModules(text: string): string {
  const kept: string[] = []
  let open = 0
  let isInside = false
  for (const line of text.split('\n')) {
    if (
      !isInside &&
      /^(?:import\s+(?:[\w*{"']|type\s)|export\s+(?:const|let|var|default|function|async|class|type|\{|\*))/.test(
        line,
      )
    )
      isInside = true
    if (!isInside) {
      kept.push(line)
      continue
    }
    open += (line.match(/[{([]/g)?.length ?? 0) - (line.match(/[})\]]/g)?.length ?? 0)
    if (open <= 0) {
      isInside = false
      open = 0
    }
  }
  return kept.join('\n')
}

const CODE = /(`+)(?:[^`]|(?!\1)`){1,2000}?\1/g

function withoutComponents(text: string): string {
  const codes: string[] = []
  const shielded = text.replace(CODE, (code) => `\u0002${codes.push(code) - 1}\u0002`)
  const plain = shielded
    .replace(/\{\/\*[\s\S]{0,20000}?\*\/\}/g, '')
    .replace(/<!--[\s\S]{0,20000}?-->/g, '')
    .replace(TAG, (tag, slash: string, name: string, rest: string) => replaced(tag, slash, name, rest))
    .replace(/^[ \t]*<\/?>[ \t]*$/gm, '')
    .replace(/\{\s*(["'])([^"'\n]{0,500})\1\s*\}/g, '$2')
    .replace(/(?<![$\\{])\{\s*[A-Za-z_$][\w$.]{0,100}(?:\([^(){}\n]{0,100}\))?\s*\}/g, '')
  return dedented(plain).replace(/\u0002(\d+)\u0002/g, (_mark, index: string) => codes[Number(index)] ?? '')
}

/** An opening or closing tag, with strings and braces in its attributes. */
const TAG =
  /<(\/?)([A-Za-z][\w.]{0,60})((?:\s+(?:[^<>"'{}]|"[^"]{0,2000}"|'[^']{0,2000}'|\{[^{}]{0,2000}(?:\{[^{}]{0,500}\}[^{}]{0,500}){0,10}\}){0,500})?)\/?>/g

const INLINE_HTML = new Set(
  'a b strong i em code kbd sub sup mark del br img span abbr table thead tbody tr td th details summary'.split(
    ' ',
  ),
)

/** Components give way to their text; a title they carry stays as a bold line. */
function replaced(tag: string, slash: string, name: string, rest: string): string {
  if (INLINE_HTML.has(name)) return tag.replace(/\sclassName=/g, ' class=')
  if (slash !== '') return ''
  const title =
    /\s(?:title|label|heading|summary)=(?:"([^"]{1,300})"|'([^']{1,300})'|\{\s*["']([^"']{1,300})["']\s*\})/.exec(
      rest,
    )
  const text = title?.[1] ?? title?.[2] ?? title?.[3]
  return text === undefined ? '' : `\n\n**${text}**\n\n`
}

/** Text inside a component is indented for its looks; four spaces would make it code. */
function dedented(text: string): string {
  return text.replace(/^[ \t]+(?=\S)/gm, (indent, at: number) => {
    const line = text.slice(at, text.indexOf('\n', at) + 1 || undefined)
    return /^\s*(?:[-*+]|\d+[.)])\s/.test(line) || indent.length < 4 ? indent : '  '
  })
}
