// A sentence selected in the text is the one a comment is about; sentences that comments are about are marked.
;(() => {
  const text = document.getElementById('text')
  const form = document.querySelector('[data-quote-form]')
  if (!text) return

  document.addEventListener('selectionchange', () => {
    const selection = getSelection()
    if (!form || selection.isCollapsed || !text.contains(selection.anchorNode)) return
    const words = selection.toString().replace(/\s+/g, ' ').trim()
    if (words.length > 2 && words.length < 2000) form.elements.namedItem('quote').value = words
  })

  // Marked without touching the text: browsers that cannot do so show the sentence beside the comment all the same.
  if (!globalThis.CSS?.highlights || !globalThis.Highlight) return
  const ranges = [...document.querySelectorAll('.comment:not(.comment--done) [data-quote]')].flatMap(
    (quote) => rangeOf(quote.textContent.trim()),
  )
  if (ranges.length > 0) CSS.highlights.set('commented', new Highlight(...ranges))

  function rangeOf(wanted) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    const places = []
    let all = ''
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.data.length; at++) {
        const sign = /\s/.test(node.data[at]) ? ' ' : node.data[at]
        if (sign === ' ' && all.endsWith(' ')) continue
        all += sign
        places.push([node, at])
      }
    }
    const start = all.indexOf(wanted.replace(/\s+/g, ' '))
    if (start === -1 || wanted === '') return []
    const range = new Range()
    range.setStart(...places[start])
    const [last, at] = places[start + wanted.replace(/\s+/g, ' ').length - 1]
    range.setEnd(last, at + 1)
    return [range]
  }
})()
