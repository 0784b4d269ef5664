// Small comforts: menus close when one looks elsewhere, choices are sent when made, copying says that it copied.
;(() => {
  document.documentElement.classList.add('has-script')

  document.addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('details[data-menu][open]')) {
      if (!menu.contains(event.target) || event.target.closest('[data-opens]')) menu.open = false
    }
  })

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    const menu = document.querySelector('details[data-menu][open]')
    if (!menu) return
    menu.open = false
    menu.querySelector('summary').focus()
  })

  document.addEventListener('change', (event) => {
    const form = event.target.closest('form[data-send-on-change]')
    if (form) form.requestSubmit()
  })

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]')
    if (!button) return
    const source = document.getElementById(button.dataset.copy)
    const text = source ? (source.value ?? source.textContent) : button.dataset.copyText
    try {
      await navigator.clipboard.writeText(text.trim())
      announce(button.dataset.copied || 'Copied.')
    } catch {
      announce('Copying is not allowed here. Select the text and copy it.')
    }
  })

  // A form that was sent cannot be sent again by a second click; coming back to the page frees it.
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || form.method === 'dialog') return
    if (form.dataset.isSent) return event.preventDefault()
    if (form.method === 'post' && !form.dataset.swap) form.dataset.isSent = 'yes'
  })
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-is-sent]')) delete form.dataset.isSent
  })

  // The first thing that is wrong with a form gets the focus.
  const wrong = document.querySelector('.summary:not(.specimen *)')
  if (wrong) wrong.focus()

  function announce(text) {
    const place = document.querySelector('[data-notices]')
    if (!place) return
    const line = document.createElement('p')
    line.className = 'notice notice--settled'
    line.textContent = text
    place.replaceChildren(line)
    setTimeout(() => line.remove(), 6000)
  }
})()
