// Importing in the browser: files can be dropped, the upload shows how far it is, a form with data-look shows anew what
// its choices mean, and a part with data-live="<its id>" is fetched again each second until it no longer says so.
;(() => {
  const LIVE_MS = 1000
  const PAUSE_MS = 500

  for (const form of document.querySelectorAll('form[data-upload]')) watchUpload(form)
  for (const form of document.querySelectorAll('form[data-look]')) watchChoices(form)
  follow()

  function watchUpload(form) {
    const state = form.querySelector('[data-upload-state]')
    const files = form.querySelector('input[type=file]:not([webkitdirectory])')
    const hold = (event, isOver) => {
      event.preventDefault()
      form.classList.toggle('drop--over', isOver)
    }
    form.addEventListener('dragover', (event) => hold(event, true))
    form.addEventListener('dragleave', (event) => hold(event, false))
    form.addEventListener('drop', (event) => {
      hold(event, false)
      if (event.dataTransfer.files.length === 0) return
      files.files = event.dataTransfer.files
      form.requestSubmit()
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const chosen = [...form.querySelectorAll('input[type=file]')].flatMap((input) => [...input.files])
      const size = chosen.reduce((sum, file) => sum + file.size, 0)
      if (chosen.length === 0) return say(state, 'Choose at least one file.', true)
      if (size > Number(form.dataset.most))
        return say(
          state,
          `These files are larger than ${form.dataset.mostWords}. Import them on the server.`,
          true,
        )
      send(form, state)
    })
  }

  function send(form, state) {
    const button = form.querySelector('button')
    const request = new XMLHttpRequest()
    const bar = document.createElement('progress')
    bar.className = 'progress__bar'
    bar.setAttribute('aria-label', 'Uploading')
    const words = document.createElement('p')
    words.textContent = 'Uploading …'
    state.replaceChildren(words, bar)
    button.disabled = true
    let told = 0
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return
      bar.max = event.total
      bar.value = event.loaded
      const percent = Math.floor((100 * event.loaded) / event.total)
      if (percent >= told + 10 || percent === 100) {
        told = percent
        words.textContent =
          percent < 100 ? `Uploading, ${percent} % sent` : 'Uploaded, looking at the files …'
      }
    }
    request.onload = () => {
      if (request.status < 400) return location.assign(request.responseURL)
      button.disabled = false
      say(state, problemIn(request), true)
    }
    request.onerror = () => {
      button.disabled = false
      say(state, 'The upload was broken off. Check the connection and send the files again.', true)
    }
    request.open('POST', form.action)
    request.setRequestHeader('Accept', 'application/json, text/html;q=0.9')
    request.send(new FormData(form))
  }

  function problemIn(request) {
    try {
      return JSON.parse(request.responseText).detail
    } catch {
      return 'The files could not be taken. Send them again.'
    }
  }

  function say(state, text, isWrong) {
    const words = document.createElement('p')
    words.textContent = text
    if (isWrong) words.className = 'field__error'
    state.replaceChildren(words)
  }

  // What one chooses is sent as it stands; of the answer only the named parts are taken, but not one that has the focus.
  function watchChoices(form) {
    let timer
    let running
    form.addEventListener('input', (event) => {
      clearTimeout(timer)
      running?.abort()
      timer = setTimeout(() => look(event.target), PAUSE_MS)
    })
    form.addEventListener('submit', () => {
      clearTimeout(timer)
      running?.abort()
    })

    function look(changed) {
      const data = new URLSearchParams(new FormData(form))
      // Another format has other columns: what was said of the old ones means nothing for it.
      if (changed.name === 'format' || changed.name === 'source')
        for (const name of [...data.keys()]) if (name.startsWith('map-')) data.delete(name)
      data.set('act', 'look')
      const parts = form.dataset.look.split(' ').map((id) => document.getElementById(id))
      running = new XMLHttpRequest()
      running.open('POST', form.action)
      running.responseType = 'document'
      running.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
      for (const part of parts) part.setAttribute('aria-busy', 'true')
      running.onload = () => {
        if (running.responseURL.includes('/staff/login')) return location.reload()
        for (const part of parts) part.removeAttribute('aria-busy')
        takeChoices(form, running.response)
        follow()
      }
      running.send(data.toString())
    }
  }

  // Parts that go on by themselves. Once a page has moved on to another address, so does the browser.
  function follow() {
    for (const part of document.querySelectorAll('[data-live]')) {
      if (part.dataset.isFollowed) continue
      part.dataset.isFollowed = 'yes'
      setTimeout(() => again(part), LIVE_MS)
    }
  }

  function again(part) {
    if (!part.isConnected || !part.dataset.live) {
      delete part.dataset.isFollowed
      return
    }
    if (document.hidden) return setTimeout(() => again(part), LIVE_MS)
    const request = new XMLHttpRequest()
    request.open('GET', location.href)
    request.responseType = 'document'
    request.onload = () => {
      const isElsewhere = new URL(request.responseURL).pathname !== location.pathname
      const fresh = request.response?.getElementById(part.id)
      if (isElsewhere || !fresh) return location.assign(request.responseURL)
      const hadFocus = part.contains(document.activeElement)
      if (!fresh.dataset.live) return hadFocus ? location.reload() : finish(part, request.response)
      if (!hadFocus) take(part, request.response)
      setTimeout(() => again(part), LIVE_MS)
    }
    request.onerror = () => setTimeout(() => again(part), 5 * LIVE_MS)
    request.send()
  }

  function finish(part, page) {
    part.removeAttribute('data-live')
    delete part.dataset.isFollowed
    const form = document.querySelector('form[data-look]')
    if (part.id !== 'arriving' || !form) return location.reload()
    takeChoices(form, page)
  }

  // While the files are still being looked at, a page knows nothing of columns yet: those that are here stay.
  function takeChoices(form, page) {
    const isWaiting = page?.getElementById('arriving')?.dataset.live
    for (const id of isWaiting ? ['arriving'] : form.dataset.look.split(' ')) {
      const part = document.getElementById(id)
      if (part && !part.contains(document.activeElement)) take(part, page)
    }
  }

  function take(part, page) {
    const fresh = page?.getElementById(part.id)
    if (!fresh) return
    for (const script of fresh.querySelectorAll('script')) script.remove()
    part.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)))
    if (fresh.dataset.live) part.dataset.live = fresh.dataset.live
    else part.removeAttribute('data-live')
    document.dispatchEvent(new CustomEvent('winnow:swapped', { detail: { id: part.id } }))
  }
})()
