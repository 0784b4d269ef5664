import { attribute, type Element, find, isElement, type Node, textOf } from './html-tree.ts'

/** A `pre` as a fenced block, with its language if the page states one. */
export function codeBlock(element: Element): string[] {
  const text = textOf(element, true).replace(/\r\n?/g, '\n').replace(/^\n+/, '').trimEnd()
  if (text === '') return []
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map((match) => match[0].length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${languageOf(element)}\n${text}\n${fence}`]
}

const NO_LANGUAGE = new Set(['auto', 'default', 'none', 'nohighlight', 'plaintext', 'plain', 'text', 'txt'])

function languageOf(element: Element): string {
  const inner = find(element, (child) => child.name === 'code')
  const around = element.parent as Node | null
  const holders = [inner, element, around !== null && isElement(around) ? around : undefined]
  for (const holder of holders) {
    if (holder === undefined) continue
    const stated =
      attribute(holder, 'data-lang') ?? attribute(holder, 'data-language') ?? attribute(holder, 'lang')
    const classes = attribute(holder, 'class') ?? ''
    const named =
      /(?:^|\s)(?:language|lang|highlight-source|highlight-text|brush:?|sourceCode)[-\s:]+([\w+#.-]+)/.exec(
        classes,
      )
    const language = (stated ?? named?.[1] ?? '').toLowerCase()
    if (/^[\w+#.-]{1,30}$/.test(language) && holder.name !== 'body')
      return NO_LANGUAGE.has(language) ? '' : language
  }
  return ''
}
