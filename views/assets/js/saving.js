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
    let isKeptHere = false
    let isStopped = false

    offerKept()
    form.addEventListener('input', () => {
      say('Not saved yet', 'waiting')
      later(PAUSE_MS)
    })
    form.addEventListener('submit', () => {
      isStopped = true
      clearTimeout(timer)
      forget()
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
        forget()
        // What was typed while it was on its way is not sent yet.
        const arrived = new URLSearchParams(body)
        for (const [name, value] of Object.entries(answer.fields ?? {})) {
          const field = form.elements.namedItem(name)
          if (!field) continue
          field.value = value
          arrived.set(name, value)
        }
        sent = arrived.toString()
        say(`Saved ${clock()}`, 'settled')
      } catch (error) {
        keep()
        const why = error instanceof Problem ? error.message : 'connection lost'
        say(`Not saved: ${why}. Kept on this computer.`, 'disputed')
        if (!(error instanceof Problem)) later(RETRY_MS)
      } finally {
        isSaving = false
        if (read(form) !== sent && read(form) !== body && !isStopped) later(PAUSE_MS)
      }
    }

    function keep() {
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), body: read(form) }))
        isKeptHere = true
      } catch {
        say('Not saved, and this computer has no room to keep it. Copy your text somewhere safe.', 'disputed')
      }
    }

    // What another window could not save stays for it.
    function forget() {
      if (isKeptHere) localStorage.removeItem(key)
      isKeptHere = false
    }

    function offerKept() {
      const kept = parse(localStorage.getItem(key))
      if (!kept || !place) return
      isKeptHere = true
      if (wordsOf(kept.body) === wordsOf(sent)) return forget()
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'button button--small'
      button.textContent = 'Bring it back'
      button.addEventListener('click', () => {
        for (const [name, value] of new URLSearchParams(kept.body)) {
          const field = form.elements.namedItem(name)
          if (field && 'value' in field && !['hidden', 'file'].includes(field.type)) field.value = value
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

  // A chosen file is no text: it cannot be kept, nor put back.
  function read(form) {
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
    return new URLSearchParams(texts).toString()
  }

  // When it was kept is no word of it.
  function wordsOf(body) {
    const words = new URLSearchParams(body)
    words.delete('keptAt')
    return words.toString()
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
