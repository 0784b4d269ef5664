// A link or GET form with data-swap="<id>" changes only that part of the page: the answer is the whole page as always,
// of which the element with that id is taken. Without this script the same link simply loads the page.
;(() => {
  let running

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-swap]')
    if (
      !link ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return
    event.preventDefault()
    load(link.href, link.dataset.swap, true, link)
  })

  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!form.dataset.swap || form.method !== 'get') return
    event.preventDefault()
    const url = new URL(form.action)
    url.search = new URLSearchParams(new FormData(form)).toString()
    load(url.href, form.dataset.swap, true)
  })

  // Search boxes answer while one types: data-swap-on-input beside data-swap.
  let timer
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form[data-swap-on-input]')
    if (!form) return
    clearTimeout(timer)
    timer = setTimeout(() => form.requestSubmit(), 200)
  })

  addEventListener('popstate', (event) => {
    if (event.state?.swap) load(location.href, event.state.swap, false)
    else if (event.state?.isStart) location.reload()
  })

  function load(url, id, isNew, link) {
    const place = document.getElementById(id)
    if (!place) return location.assign(url)
    running?.abort()
    const request = new XMLHttpRequest()
    running = request
    place.setAttribute('aria-busy', 'true')
    request.open('GET', url)
    request.responseType = 'document'
    request.onload = () => {
      const fresh = request.response?.getElementById(id)
      if (!fresh || request.responseURL.includes('/staff/login')) return location.assign(url)
      if (isNew) remember(url, id)
      for (const script of fresh.querySelectorAll('script')) script.remove()
      place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)))
      place.removeAttribute('aria-busy')
      if (link) markCurrent(link)
      document.dispatchEvent(new CustomEvent('winnow:swapped', { detail: { id } }))
    }
    request.onerror = () => location.assign(url)
    request.send()
  }

  function remember(url, id) {
    if (!history.state) history.replaceState({ isStart: true }, '')
    history.pushState({ swap: id }, '', url)
  }

  function markCurrent(link) {
    const list = link.closest('[data-list]')
    if (!list) return
    for (const other of list.querySelectorAll('[aria-current]')) other.removeAttribute('aria-current')
    link.setAttribute('aria-current', 'true')
  }
})()
