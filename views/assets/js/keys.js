// One key does what a button, link or field says with data-key="p". "?" lists the keys of the page that is open.
;(() => {
  const dialog = document.getElementById('keys')
  const EXTRA = [
    ['j  k', 'Next and previous in a list'],
    ['Enter', 'Open what is chosen'],
    ['Esc', 'Leave a field or a dialog'],
  ]

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return leaveField(event)
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    if (isWriting(event.target) || document.querySelector('dialog[open]')) return
    const target = findByKey(event.key)
    if (!target) return
    event.preventDefault()
    act(target)
  })

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]')
    if (!opener) return
    if (opener.dataset.opens === 'keys') listKeys()
    const opened = document.getElementById(opener.dataset.opens)
    if (opened && typeof opened.showModal === 'function' && !opened.open) opened.showModal()
  })

  // A click on the veil around a dialog closes it.
  document.addEventListener('click', (event) => {
    if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close()
  })

  function act(target) {
    if (target.matches('input:not([type=checkbox], [type=radio]), textarea, select')) {
      target.focus()
      if (typeof target.select === 'function') target.select()
    } else {
      target.click()
    }
  }

  function findByKey(key) {
    return [...document.querySelectorAll('[data-key]')].find(
      (one) => one.dataset.key === key && !one.disabled && (isVisible(one) || one.dataset.opens),
    )
  }

  function leaveField(event) {
    if (isWriting(event.target) && event.target.type === 'search') event.target.blur()
  }

  function isWriting(target) {
    return (
      target instanceof HTMLElement &&
      (target.isContentEditable ||
        target.matches(
          'textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])',
        ))
    )
  }

  function isVisible(one) {
    return typeof one.checkVisibility === 'function' ? one.checkVisibility() : one.offsetParent !== null
  }

  function listKeys() {
    const list = dialog?.querySelector('[data-keys]')
    if (!list) return
    const found = [...document.querySelectorAll('[data-key]')]
      .filter((one) => !one.disabled && (isVisible(one) || one.dataset.opens))
      .map((one) => [
        one.dataset.key,
        one.dataset.keyLabel || one.getAttribute('aria-label') || one.textContent.trim(),
      ])
    const extra = document.querySelector('[data-list]') ? EXTRA : EXTRA.slice(2)
    list.replaceChildren(
      ...[...found, ...extra].map(([key, label]) => {
        const row = document.createElement('div')
        const term = document.createElement('dt')
        const keys = key.split(/\s+/).map((word) => {
          const cap = document.createElement('kbd')
          cap.textContent = word
          return cap
        })
        term.append(...keys)
        const meaning = document.createElement('dd')
        meaning.textContent = label
        row.append(term, meaning)
        return row
      }),
    )
  }
})()
