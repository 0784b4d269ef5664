import { type Element, find, isElement, type Node, textOf } from './html-tree.ts'

/** How what stands inside a cell is turned into blocks. */
export type BlocksOf = (nodes: readonly Node[]) => string[]

/** A table of data; one used for layout (a single column or row, or tables inside) becomes its text. */
export function tableBlock(element: Element, blocksOf: BlocksOf): string[] {
  const rows = rowsOf(element)
  const width = Math.max(0, ...rows.map((row) => row.length))
  const isNested = rows.some((row) =>
    row.some((cell) => find(cell, (child) => child.name === 'table') !== undefined),
  )
  if (rows.length < 2 || width < 2 || isNested || width > 60) {
    return rows.flat().flatMap((cell) => blocksOf(cell.children as Node[]))
  }
  const lines = rows.map((row) => row.map((cell) => cellText(cell, blocksOf)))
  const hasHeader = rows[0]!.every((cell) => cell.name === 'th') || isInHead(rows[0]![0]!)
  const header = hasHeader ? lines.shift()! : Array.from({ length: width }, () => '')
  const filled = (row: string[]) => `| ${Array.from({ length: width }, (_, i) => row[i] ?? '').join(' | ')} |`
  const rule = `| ${Array.from({ length: width }, () => '---').join(' | ')} |`
  return [[filled(header), rule, ...lines.map(filled)].join('\n')]
}

function rowsOf(element: Element): Element[][] {
  const rows: Element[][] = []
  const visit = (nodes: readonly Node[], depth: number) => {
    for (const node of nodes) {
      if (!isElement(node) || node.name === 'table') continue
      if (node.name === 'tr')
        rows.push((node.children as Node[]).filter(isElement).filter((cell) => /^t[dh]$/.test(cell.name)))
      else if (depth < 5) visit(node.children as Node[], depth + 1)
    }
  }
  visit(element.children as Node[], 0)
  return rows.filter((row) => row.length > 0)
}

function isInHead(cell: Element): boolean {
  const group = cell.parent?.parent as Node | null | undefined
  return group !== null && group !== undefined && isElement(group) && group.name === 'thead'
}

function cellText(cell: Element, blocksOf: BlocksOf): string {
  const blocks = blocksOf(cell.children as Node[]).map((block) =>
    block.startsWith('```') ? `\`${textOf(cell).replace(/\s+/g, ' ').replaceAll('`', '').trim()}\`` : block,
  )
  return blocks
    .join(' ')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\|/g, '\\|')
}
