// The editor: what stands beside the text follows it, tabs, statements go where the cursor is, one sees who else writes.
;(() => {
  const PAUSE_MS = 600
  const MOST_AGAIN = 8
  const PRESENCE_MS = 20_000
  const form = document.getElementById('editor')
  if (!form) return
  let lastField

  form.addEventListener('focusin', (event) => {
    if (event.target.matches('textarea')) lastField = event.target
  })

  // ── what was sent and never arrived ──

  // A login that has ended or a lost line loses the page after "Save": what was sent stays here until the editor opens
  // on a newer version, which is the proof that it arrived.
  const sentKey = `winnow:sent:${form.getAttribute('action')}`
  form.addEventListener('submit', () => {
    try {
      // A chosen file is no text: it cannot be kept, nor put back.
      const texts = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
      sessionStorage.setItem(sentKey, new URLSearchParams(texts).toString())
    } catch {
      // Without room the server still has the working copy.
    }
  })
  offerSent()

  function offerSent() {
    const sent = new URLSearchParams(sessionStorage.getItem(sentKey) ?? '')
    const isSameBase = sent.get('basedOnId') === form.elements.namedItem('basedOnId').value
    const differs = [...sent].some(([name, value]) => {
      const field = form.elements.namedItem(name)
      return (
        name !== 'reason' &&
        field?.matches?.('textarea, input:not([type=hidden])') &&
        plain(field.value) !== plain(value)
      )
    })
    const place = document.querySelector('[data-sent]')
    // A page that says what has to be corrected is an answer to what was sent.
    if (!isSameBase || !differs || !place || place.dataset.sent === 'arrived')
      return sessionStorage.removeItem(sentKey)
    place.hidden = false
    place.querySelector('button').addEventListener('click', () => {
      for (const [name, value] of sent) {
        const field = form.elements.namedItem(name)
        if (field && 'value' in field && !['hidden', 'file'].includes(field.type)) field.value = value
      }
      place.hidden = true
      form.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }

  function plain(text) {
    return text.replaceAll('\r\n', '\n').trimEnd()
  }

  // ── saving by key ──

  addEventListener('keydown', (event) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    const reason = document.getElementById('reason')
    if (reason.value.trim() === '') reason.focus()
    else document.querySelector('button[form="editor"][value="save"]').click()
  })

  // ── statements ──

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-insert]')
    if (!button) return
    event.preventDefault()
    const field = lastField ?? form.elements.namedItem(button.dataset.field)
    insert(field, button.textContent)
    button.closest('.statement')?.classList.add('statement--used')
  })

  function insert(field, text) {
    const { selectionStart: start, selectionEnd: end, value } = field
    const isStart = lastField !== field && value !== ''
    const from = isStart ? value.length : start
    const to = isStart ? value.length : end
    const lead =
      from === 0 || value.slice(0, from).endsWith('\n\n')
        ? ''
        : value.slice(0, from).endsWith('\n')
          ? '\n'
          : '\n\n'
    const tail = to === value.length || value.slice(to).startsWith('\n') ? '' : '\n\n'
    // setRangeText keeps the field's own undo out of it; execCommand keeps Ctrl+Z working where it still exists.
    field.focus({ preventScroll: true })
    field.setSelectionRange(from, to)
    const whole = `${lead}${text}${tail}`
    if (!document.execCommand?.('insertText', false, whole)) {
      field.setRangeText(whole, from, to, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    lastField = field
  }

  // ── tabs ──

  const tabs = [...document.querySelectorAll('[data-tab]')]
  const panelOf = (tab) => document.getElementById(tab.hash.slice(1))
  const list = document.querySelector('[data-tablist]')
  if (list) {
    list.setAttribute('role', 'tablist')
    for (const tab of tabs) {
      tab.setAttribute('role', 'tab')
      tab.setAttribute('aria-controls', tab.hash.slice(1))
      tab.id = `tab-${tab.hash.slice(1)}`
    }
    list.addEventListener('click', (event) => {
      const tab = event.target.closest('[data-tab]')
      if (!tab) return
      event.preventDefault()
      choose(tab)
    })
    list.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      if (!step) return
      event.preventDefault()
      const at = tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true')
      const next = tabs[(at + step + tabs.length) % tabs.length]
      choose(next)
      next.focus()
    })
    choose(tabs.find((tab) => tab.hash === location.hash) ?? tabs[0])
  }

  function choose(chosen) {
    for (const tab of tabs) {
      const isChosen = tab === chosen
      tab.setAttribute('aria-selected', String(isChosen))
      tab.tabIndex = isChosen ? 0 : -1
      if (isChosen) tab.setAttribute('aria-current', 'true')
      else tab.removeAttribute('aria-current')
      const panel = panelOf(tab)
      panel.hidden = !isChosen
      panel.setAttribute('role', 'tabpanel')
      panel.setAttribute('aria-labelledby', tab.id)
    }
  }

  // ── beside the text ──

  let timer
  let running
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => look(), PAUSE_MS)
  })

  // What takes longer than a page may is looked at once the page is there.
  if (document.querySelector('[data-look-now]')) look()

  // What takes long is read in portions, each asked for when the one before has come.
  function look(again = MOST_AGAIN) {
    running?.abort()
    running = ask(form.dataset.aside, new URLSearchParams(new FormData(form)).toString(), (page) => {
      for (const name of ['preview', 'similar', 'safety', 'contradictions', 'checklist']) {
        replace(document.getElementById(name), page.getElementById(name))
      }
      for (const count of page.querySelectorAll('.tabs__count')) {
        const old = document.getElementById(count.id)
        if (!old) continue
        old.className = count.className
        old.hidden = count.hidden
        replace(old, count)
      }
      if (again > 0 && page.querySelector('[data-look-again]')) look(again - 1)
    })
  }

  // ── who else ──

  const others = document.getElementById('others')
  if (others?.dataset.presence) {
    const tell = () => {
      if (document.visibilityState !== 'visible') return
      const basedOnId = form.elements.namedItem('basedOnId').value
      ask(others.dataset.presence, new URLSearchParams({ basedOnId }).toString(), (page) =>
        replace(others, page.body),
      )
    }
    tell()
    setInterval(tell, PRESENCE_MS)
  }

  function ask(url, body, done) {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.responseType = 'document'
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    request.onload = () => {
      if (request.status === 200 && request.response?.body) done(request.response)
    }
    request.send(body)
    return request
  }

  function replace(place, fresh) {
    if (!place || !fresh) return
    for (const script of fresh.querySelectorAll('script, style, link')) script.remove()
    place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)))
  }
})()
