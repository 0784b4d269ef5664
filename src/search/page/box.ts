/// <reference lib="dom" />
/**
 * The search box of a page. Nothing is fetched before the box has the focus, and then only the root.
 *
 *   <form data-search data-root="../search/root.bin" role="search" action="../search/index.html" method="get">
 *     <label for="q">Search</label>
 *     <input id="q" name="q" type="search" autocomplete="off">
 *   </form>
 *   <div data-search-results hidden></div>
 *   <template data-search-empty>… words for no results, with <span data-search-words></span>,
 *     links to topics inside an element with data-search-topics, the way to a person …</template>
 *
 * `data-root` is the address of the root, relative to the page. Results' addresses begin in the folder above the
 * root's, or where `data-site` says, relative to the root. `data-texts` may hold JSON with any of the texts
 * of english.ts in another language. `data-limit` is the number of results (8).
 *
 * Several forms may share a page; each takes the next `[data-search-results]` in the page. The form dispatches
 * `winnow:search` with { words, total } when a search has been answered.
 *
 * Classes to style: search-status, search-suggestion, search-filters, search-list, search-result (with
 * data-kind, data-origin, data-disputed), search-title, search-passage, search-origin, search-product,
 * search-disputed; searched words stand in <mark>. The chosen result has aria-selected="true".
 */

import { englishTexts as texts } from './english.ts'
import { filesBeside } from './files.ts'
import { resultList, type Texts } from './list.ts'
import { openIndex, type SearchAnswer, type SearchIndex } from './search.ts'

/** Brings every search box of a page to life, and lets `/` lead to the first. */
export function searchBoxes(page: Document): void {
  const forms = page.querySelectorAll<HTMLFormElement>('form[data-search]')
  const places = page.querySelectorAll<HTMLElement>('[data-search-results]')
  forms.forEach((form, i) => {
    const place = places[i] ?? places[places.length - 1]
    const input = form.querySelector('input')
    if (place && input) searchBox(form, input, place)
  })
  page.addEventListener('keydown', (event) => {
    const isWriting = (event.target as Element).closest?.('input,textarea,select,[contenteditable]')
    if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    forms[0]?.querySelector('input')?.focus()
  })
}

function searchBox(form: HTMLFormElement, input: HTMLInputElement, place: HTMLElement): void {
  const words: Texts = { ...texts, ...JSON.parse(form.dataset.texts ?? '{}') }
  const rootUrl = form.dataset.root!
  const site = new URL(form.dataset.site ?? '..', new URL(rootUrl, document.baseURI)).href
  const list = resultList(place, input, { texts: words, site, again: () => run(true) })
  let index: Promise<SearchIndex> | undefined
  let newest = 0
  let timer = 0

  const opened = () => {
    index ??= openIndex(filesBeside(rootUrl)).catch((error) => {
      index = undefined
      throw error
    })
    return index
  }
  const run = async (isTyping: boolean) => {
    const mine = ++newest
    const text = input.value
    if (!text.trim()) return list.clear()
    let answer: SearchAnswer
    try {
      const { search, root } = await opened()
      answer = await search(text, { ...list.filters(), isTyping, limit: +(form.dataset.limit ?? 8) })
      if (mine === newest) list.show(text, answer, root.facets)
    } catch {
      if (mine === newest) list.fail()
      return
    }
    if (mine === newest)
      form.dispatchEvent(new CustomEvent('winnow:search', { detail: { words: text, total: answer.total } }))
  }
  const remember = () => {
    const url = new URL(location.href)
    if (input.value.trim()) url.searchParams.set('q', input.value)
    else url.searchParams.delete('q')
    history.replaceState(history.state, '', url)
  }

  input.addEventListener('focus', () => opened().catch(() => {}), { once: true })
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      remember()
      run(true)
    }, 80) as unknown as number
  })
  input.addEventListener('keydown', (event) => {
    if (list.key(event.key)) event.preventDefault()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    remember()
    run(false)
  })
  const asked = new URLSearchParams(location.search).get('q')
  if (asked) {
    input.value = asked.slice(0, 600)
    run(false)
  }
}
