// The comparison of two versions: n and p go from change to change.
;(() => {
  let here = 0

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-change]')
    if (!button) return
    const changes = [...document.querySelectorAll('[id^="change-"]')]
    if (changes.length === 0) return
    const step = Number(button.dataset.change)
    here = (here + step + changes.length + 1) % (changes.length + 1) || (step > 0 ? 1 : changes.length)
    for (const one of document.querySelectorAll('.is-here')) one.classList.remove('is-here')
    const target = document.getElementById(`change-${here}`)
    if (!target) return
    target.classList.add('is-here')
    target.scrollIntoView({ block: 'center' })
    target.focus({ preventScroll: true })
  })
})()
