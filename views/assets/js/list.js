// Lists that are walked with j and k (or the arrows while inside): <ul data-list> with one [data-item] link per row.
// data-list="follow" also opens each row as it is reached, for lists beside a reading pane.
;(() => {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const inside = event.target.closest?.('[data-list]')
    if (
      event.target.matches?.('input, textarea, select, [contenteditable]') ||
      document.querySelector('dialog[open]')
    )
      return
    const step = { j: 1, k: -1, ...(inside ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[event.key]
    if (!step) return
    const list = inside ?? document.querySelector('[data-list]')
    const items = list ? [...list.querySelectorAll('[data-item]')] : []
    if (items.length === 0) return
    event.preventDefault()
    const at = currentIndex(items)
    choose(
      list,
      items,
      at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + step)),
    )
  })

  document.addEventListener('focusin', (event) => {
    const item = event.target.closest?.('[data-item]')
    const list = item?.closest('[data-list]')
    if (list) markTabStop([...list.querySelectorAll('[data-item]')], item)
  })

  function currentIndex(items) {
    const focused = items.findIndex(
      (item) => item === document.activeElement || item.contains(document.activeElement),
    )
    return focused >= 0 ? focused : items.findIndex((item) => item.getAttribute('aria-current') === 'true')
  }

  function choose(list, items, index) {
    const item = items[index]
    markTabStop(items, item)
    item.focus({ preventScroll: true })
    item.scrollIntoView({ block: 'nearest' })
    if (list.dataset.list === 'follow') item.click()
  }

  // One stop for the Tab key per list: the row last visited.
  function markTabStop(items, current) {
    for (const item of items) item.tabIndex = item === current ? 0 : -1
  }
})()

// Boxes before the rows: x ticks the row where one is, v the whole page; the line above says how many.
;(() => {
  const boxes = () => [...document.querySelectorAll('[data-pick]')]

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key !== 'x' && event.key !== 'v') return
    if (event.target.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return
    if (document.querySelector('dialog[open]') || boxes().length === 0) return
    event.preventDefault()
    if (event.key === 'v')
      tick(
        boxes(),
        boxes().some((box) => !box.checked),
      )
    else {
      const row =
        document.activeElement?.closest('li') ??
        document.querySelector('[data-list] [aria-current]')?.closest('li')
      const box = row?.querySelector('[data-pick]')
      if (box) tick([box], !box.checked)
    }
  })

  document.addEventListener('change', (event) => {
    if (event.target.matches?.('[data-pick]')) say()
  })

  function tick(some, isTicked) {
    for (const box of some) box.checked = isTicked
    say()
  }

  function say() {
    const count = boxes().filter((box) => box.checked).length
    const place = document.querySelector('[data-picked]')
    if (place) place.textContent = count === 0 ? '' : `(${count})`
    const bulk = document.querySelector('[data-bulk]')
    if (bulk && count > 0) bulk.open = true
  }
})()
