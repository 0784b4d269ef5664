/// <reference lib="dom" />
import type { Marks } from './marks.ts'
import type { Root } from './root.ts'
import type { SearchAnswer, SearchRequest, SearchResult } from './search.ts'

/** The words a reader sees; {words} and {total} are filled in. */
export type Texts = Record<
  | 'none'
  | 'one'
  | 'many'
  | 'suggestion'
  | 'incomplete'
  | 'failed'
  | 'official'
  | 'community'
  | 'support'
  | 'disputed'
  | 'all'
  | 'product'
  | 'version'
  | 'origin',
  string
>

/** The list of results below a box: a listbox of links that the input steers. */
export interface ResultList {
  show(words: string, answer: SearchAnswer, facets: Root['facets']): void
  clear(): void
  fail(): void
  /** Takes an arrow, Enter or Escape; says whether it did something. */
  key(key: string): boolean
  /** What the reader has narrowed the results to. */
  filters(): Pick<SearchRequest, 'product' | 'version' | 'origin'>
}

let lists = 0

/** Builds results with text nodes only, so that nothing in an index can become markup. */
export function resultList(
  place: HTMLElement,
  input: HTMLInputElement,
  { texts, site, again }: { texts: Texts; site: string; again(): void },
): ResultList {
  const id = `search-list-${++lists}`
  const status = element('p', 'search-status')
  status.setAttribute('role', 'status')
  const narrowing = element('div', 'search-filters')
  const list = element('div', 'search-list')
  list.id = id
  list.setAttribute('role', 'listbox')
  list.setAttribute(
    'aria-label',
    input.labels?.[0]?.textContent?.trim() || input.getAttribute('aria-label') || 'Search',
  )
  const empty = element('div', 'search-empty')
  place.replaceChildren(status, narrowing, list, empty)
  const chosen: Record<string, string> = {}
  let options: HTMLAnchorElement[] = []
  let at = -1

  set(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-expanded': 'false' })

  function choose(next: number): void {
    options[at]?.setAttribute('aria-selected', 'false')
    at = next
    const option = options[at]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }
  function fill(results: SearchResult[]): void {
    options = results.map((result, i) => optionOf(result, `${id}-${i}`, texts, site))
    list.replaceChildren(...options)
    list.hidden = !options.length
    input.setAttribute('aria-expanded', String(options.length > 0))
    choose(-1)
  }
  function clear(): void {
    fill([])
    place.hidden = true
  }

  return {
    clear,
    fail() {
      clear()
      place.hidden = false
      status.textContent = texts.failed
      empty.replaceChildren()
    },
    show(words, { results, total, didYouMean, isIncomplete }, facets) {
      place.hidden = false
      fill(results)
      const count = total === 1 ? texts.one : total ? texts.many : texts.none
      const parts = [filled(count, { words, total: String(total) })]
      if (didYouMean) parts.unshift(filled(texts.suggestion, { words: didYouMean }))
      if (isIncomplete) parts.push(texts.incomplete)
      status.textContent = parts.join(' · ')
      filters(narrowing, facets, chosen, total, texts, again)
      empty.replaceChildren(...(total ? [] : emptyView(words)))
    },
    key(key) {
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        if (!options.length) return false
        const step = key === 'ArrowDown' ? 1 : -1
        choose(((at + 1 + step + options.length + 1) % (options.length + 1)) - 1)
        return true
      }
      if (key === 'Enter' && options[at]) {
        options[at]!.click()
        return true
      }
      if (key === 'Escape' && !place.hidden) {
        clear()
        return true
      }
      return false
    },
    filters: () => chosen,
  }
}

function optionOf(result: SearchResult, id: string, texts: Texts, site: string): HTMLAnchorElement {
  const option = element('a', 'search-result')
  set(option, {
    id,
    role: 'option',
    tabindex: '-1',
    'aria-selected': 'false',
    'data-kind': result.kind,
    'data-origin': result.origin,
  })
  option.href = safeAddress(result.url, site)
  const notes = element('span', 'search-notes')
  notes.append(withClass('search-origin', texts[result.origin]))
  if (result.product) notes.append(' · ', withClass('search-product', result.product))
  if (result.isDisputed) {
    option.dataset.disputed = ''
    notes.append(' · ', withClass('search-disputed', texts.disputed))
  }
  const title = element('span', 'search-title')
  title.append(...marked(result.title, result.titleMarks))
  const passage = element('span', 'search-passage')
  passage.append(...marked(result.passage, result.marks))
  option.append(title, ' ', passage, ' ', notes)
  return option
}

/** An address of the web or of this site; anything else leads nowhere. */
function safeAddress(url: string, site: string): string {
  try {
    const full = new URL(url, site)
    if (/^(https?|file):$/.test(full.protocol)) return full.href
  } catch {}
  return '#'
}

function marked(text: string, marks: Marks): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = []
  let at = 0
  for (const [start, end] of marks) {
    const mark = element('mark')
    mark.textContent = text.slice(start, end)
    parts.push(text.slice(at, start), mark)
    at = end
  }
  return [...parts, text.slice(at)]
}

/** One select for each facet that has a choice; hidden where there is nothing to narrow. */
function filters(
  place: HTMLElement,
  facets: Root['facets'],
  chosen: Record<string, string>,
  total: number,
  texts: Texts,
  again: () => void,
): void {
  const offered = (['product', 'version', 'origin'] as const).filter(
    (facet) => chosen[facet] || (total > 1 && facets[facet].length > 1),
  )
  const key = offered.join()
  if (place.dataset.offered === key) return
  place.dataset.offered = key
  place.replaceChildren(
    ...offered.map((facet) => {
      const label = element('label')
      const select = element('select')
      const values = ['', ...facets[facet]]
      select.append(
        ...values.map(
          (value) => new Option(value ? (texts[value as 'official'] ?? value) : texts.all, value),
        ),
      )
      select.value = chosen[facet] ?? ''
      select.addEventListener('change', () => {
        chosen[facet] = select.value
        again()
      })
      label.append(`${texts[facet]} `, select)
      return label
    }),
  )
}

/** The page's own words for no results, the topics most like the search first. */
function emptyView(words: string): Node[] {
  const template = document.querySelector<HTMLTemplateElement>('template[data-search-empty]')
  if (!template) return []
  const view = template.content.cloneNode(true) as DocumentFragment
  for (const place of view.querySelectorAll('[data-search-words]')) place.textContent = words
  for (const place of view.querySelectorAll('[data-search-topics]')) {
    const likeness = (child: Element) => pairsShared(words.toLowerCase(), child.textContent!.toLowerCase())
    place.append(...[...place.children].sort((a, b) => likeness(b) - likeness(a)))
  }
  return [view]
}

function pairsShared(a: string, b: string): number {
  let shared = 0
  for (let i = 0; i + 1 < a.length; i++) if (b.includes(a.slice(i, i + 2).trim() || '\0')) shared++
  return shared
}

function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className?: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  if (className) made.className = className
  return made
}

function withClass(className: string, text: string): HTMLElement {
  const made = element('span', className)
  made.textContent = text
  return made
}

function set(to: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) to.setAttribute(name, value)
}
