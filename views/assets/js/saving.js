// A form with data-autosave="<address>" saves itself while one writes: a second after the last key, and on leaving.
// What could not be saved stays on this computer and is offered again. The state is always written in [data-save-state].
;(() => {
  const PAUSE_MS = 1000
  const RETRY_MS = 10_000

  for (const form of document.querySelectorAll('form[data-autosave]')) watch(form)

  function watch(form) {
    const key = `winnow:${form.dataset.autosave}`
    const place = document.querySelector(form.dataset.saveState || '[data-save-state]')
    let sent = read(form)
    let timer
    let isSaving = false
    let isStopped = false

    offerKept()
    form.addEventListener('input', () => {
      say('Not saved yet', 'waiting')
      later(PAUSE_MS)
    })
    form.addEventListener('submit', () => {
      isStopped = true
      clearTimeout(timer)
      localStorage.removeItem(key)
    })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') save()
    })
    addEventListener('online', save)
    addEventListener('beforeunload', (event) => {
      if (!isStopped && read(form) !== sent) {
        keep()
        event.preventDefault()
      }
    })

    function later(ms) {
      clearTimeout(timer)
      timer = setTimeout(save, ms)
    }

    async function save() {
      const body = read(form)
      if (isSaving || isStopped || body === sent) return
      isSaving = true
      say('Saving …', 'waiting')
      try {
        const response = await fetch(form.dataset.autosave, {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
          body,
        })
        if (!response.ok) throw await problemOf(response)
        const answer = await response.json().catch(() => ({}))
        sent = body
        localStorage.removeItem(key)
        for (const [name, value] of Object.entries(answer.fields ?? {})) {
          const field = form.elements.namedItem(name)
          if (field) field.value = value
        }
        sent = answer.fields ? read(form) : sent
        say(`Saved ${clock()}`, 'settled')
      } catch (error) {
        keep()
        const why = error instanceof Problem ? error.message : 'connection lost'
        say(`Not saved: ${why}. Kept on this computer.`, 'disputed')
        if (!(error instanceof Problem)) later(RETRY_MS)
      } finally {
        isSaving = false
        if (read(form) !== body && !isStopped) later(PAUSE_MS)
      }
    }

    function keep() {
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), body: read(form) }))
      } catch {
        say('Not saved, and this computer has no room to keep it. Copy your text somewhere safe.', 'disputed')
      }
    }

    function offerKept() {
      const kept = parse(localStorage.getItem(key))
      if (!kept || kept.body === sent || !place) return
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'button button--small'
      button.textContent = 'Bring it back'
      button.addEventListener('click', () => {
        for (const [name, value] of new URLSearchParams(kept.body)) {
          const field = form.elements.namedItem(name)
          if (field && 'value' in field && field.type !== 'hidden') field.value = value
        }
        form.dispatchEvent(new Event('input', { bubbles: true }))
      })
      say('Text kept on this computer was never saved.', 'waiting')
      place.append(' ', button)
    }

    function say(text, tone) {
      if (!place) return
      place.textContent = text
      place.dataset.tone = tone
    }
  }

  class Problem extends Error {}

  async function problemOf(response) {
    const told = await response.json().catch(() => null)
    return new Problem((told?.detail || `the server answered ${response.status}`).replace(/\.$/, ''))
  }

  function read(form) {
    return new URLSearchParams(new FormData(form)).toString()
  }

  function parse(text) {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  }

  function clock() {
    return new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  }
})()
