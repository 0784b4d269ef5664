// A form with data-preview="<address>" and data-preview-in="<id>" shows how its text will look, half a second after the
// last key. The answer is a page made by the one sanitiser; it is read as a document, so nothing in it ever runs.
;(() => {
  const PAUSE_MS = 500

  for (const form of document.querySelectorAll('form[data-preview]')) {
    const place = document.getElementById(form.dataset.previewIn)
    if (!place) continue
    let timer
    let running
    const show = () => {
      running?.abort()
      running = new XMLHttpRequest()
      running.open('POST', form.dataset.preview)
      running.responseType = 'document'
      running.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
      running.onload = () => {
        if (running.status !== 200 || !running.response?.body) return
        for (const script of running.response.querySelectorAll('script, style, link')) script.remove()
        place.replaceChildren(
          ...[...running.response.body.childNodes].map((node) => document.importNode(node, true)),
        )
      }
      running.send(new URLSearchParams(new FormData(form)).toString())
    }
    form.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(show, PAUSE_MS)
    })
    show()
  }
})()
