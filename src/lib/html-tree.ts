import type { CheerioAPI } from 'cheerio/slim'

/** A node of a parsed page. */
export type Node = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number]
/** A tag with its attributes and children. */
export type Element = Extract<Node, { attribs: unknown }>
/** A run of text. */
export type Text = Extract<Node, { type: `${'text'}` }> & { data: string }

/** Whether a node is a tag (scripts and styles included). */
export function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'attribs' in node && 'name' in node
}

/** Whether a node is text. */
export function isText(node: Node): node is Text {
  return node.type === 'text'
}

/** An attribute's value, or undefined. */
export function attribute(element: Element, name: string): string | undefined {
  return Object.hasOwn(element.attribs, name) ? element.attribs[name] : undefined
}

/** All text inside a node, in order and without recursion; `withBreaks` turns `br` into line ends. */
export function textOf(node: Node, withBreaks = false): string {
  let text = ''
  const queue: Node[] = [node]
  while (queue.length > 0) {
    const next = queue.pop()!
    if (isText(next)) text += next.data
    else if (isElement(next)) {
      if (next.name === 'br' && withBreaks) text += '\n'
      if (next.name === 'script' || next.name === 'style' || next.name === 'button') continue
      for (let i = next.children.length - 1; i >= 0; i--) queue.push(next.children[i] as Node)
    }
  }
  return text
}

/** The first descendant that satisfies `test`, without recursion: hostile trees are deep. */
export function find(element: Element, test: (child: Element) => boolean): Element | undefined {
  const queue: Node[] = [...(element.children as Node[])].reverse()
  while (queue.length > 0) {
    const node = queue.pop()!
    if (!isElement(node)) continue
    if (test(node)) return node
    for (let i = node.children.length - 1; i >= 0; i--) queue.push(node.children[i] as Node)
  }
  return undefined
}
