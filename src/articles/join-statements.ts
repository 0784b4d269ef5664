import { blocksOf } from './statements.ts'

const ITEM = /^\s{0,12}(?:[-*+]|\d{1,9}[.)])\s/

/** Statements as one text: items of a list under each other, everything else with a blank line between. */
export function joinStatements(statements: string[]): string {
  return statements.reduce((text, statement) => {
    if (text === '') return statement
    const before = text.slice(text.lastIndexOf('\n\n') + 1)
    const isList = ITEM.test(statement) && ITEM.test(before.replace(/^\n/, ''))
    return `${text}${isList ? '\n' : '\n\n'}${statement}`
  }, '')
}

/** A text without some of its statements, by their positions; what is left keeps its own spacing. */
export function withoutStatements(markdown: string, positions: ReadonlySet<number>): string {
  let text = ''
  let at = 0
  blocksOf(markdown).forEach((block, position) => {
    if (!positions.has(position)) return
    text += markdown.slice(at, block.start)
    at = block.end
    if (markdown[at] === '\n') at++
  })
  return (text + markdown.slice(at)).replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '')
}
