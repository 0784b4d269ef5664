// Copies the field a button names, says so, and records it where the button stands in a form that asks for that.
for (const button of document.querySelectorAll('button[name="copy"]')) {
  button.addEventListener('click', async (event) => {
    event.preventDefault()
    const field = document.getElementById(button.value)
    if (!field) return
    const text = 'value' in field ? field.value : field.textContent
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      field.closest('details')?.setAttribute('open', '')
      field.select?.()
      return
    }
    const said = button.querySelector('span')
    const before = said?.textContent
    if (said) said.textContent = 'Copied'
    setTimeout(() => {
      if (said && before) said.textContent = before
    }, 1600)
    const form = button.closest('form[data-record]')
    if (form?.elements.caseRef?.value.trim()) {
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body: new URLSearchParams(new FormData(form)),
      })
      const place = form.querySelector('[data-recorded]')
      if (place)
        place.textContent = answer.ok ? (await answer.json()).says : 'Copied, but not recorded. Try again.'
    }
  })
}
