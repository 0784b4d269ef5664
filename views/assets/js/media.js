// Pictures and files in the editor: pasted or dropped into a field, or chosen, they go where the cursor is. What a
// picture shows is asked for between its brackets, where the cursor waits.
;(() => {
  const place = document.querySelector('[data-media]')
  const form = place?.closest('form')
  if (!form) return
  const file = form.elements.namedItem('file')
  const alt = form.elements.namedItem('alt')
  // Beside the buttons, where it is seen wherever one writes.
  const says = document.querySelector('[data-media-says]')
  let lastField = form.elements.namedItem('resolution')
  let hasCursor = false

  form.addEventListener('focusin', (event) => {
    if (!event.target.matches('textarea')) return
    lastField = event.target
    hasCursor = true
  })
  form.addEventListener('paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])]
    if (pasted.length === 0 || !event.target.matches('textarea')) return
    event.preventDefault()
    addAll(pasted, event.target)
  })
  for (const kind of ['dragover', 'dragleave', 'drop'])
    form.addEventListener(kind, (event) => {
      if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return
      event.preventDefault()
      place.classList.toggle('media-add--over', kind === 'dragover')
      if (kind !== 'drop') return
      addAll([...event.dataTransfer.files], event.target.closest('textarea') ?? lastField)
    })
  // The fields after the file stay for what it shows; the button then adds it.
  place.querySelector('button').addEventListener('click', (event) => {
    if (file.files.length === 0) return
    event.preventDefault()
    addAll([...file.files], lastField).then(() => {
      file.value = ''
      alt.value = ''
    })
  })

  async function addAll(files, field) {
    for (const one of files) await add(one, field)
  }

  async function add(one, field) {
    tell(`Adding ${one.name || 'the picture'} …`)
    const body = new FormData()
    body.append('alt', alt.value)
    body.append('file', one, one.name || 'picture')
    try {
      const response = await fetch(place.dataset.media, {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body,
      })
      const answer = await response.json().catch(() => ({}))
      if (!response.ok) return tell(answer.issues?.[0]?.message ?? answer.detail ?? 'It could not be added.')
      insert(field, answer)
    } catch {
      tell('Not added: connection lost. Try again.')
    }
  }

  function insert(field, { markdown, isPicture }) {
    const { value } = field
    // Nobody has been in a field yet: the end is where a picture belongs.
    const start = hasCursor ? outOf(value, field.selectionStart) : value.length
    const end = hasCursor ? Math.max(start, outOf(value, field.selectionEnd)) : value.length
    const lead =
      start === 0 || value.slice(0, start).endsWith('\n\n') ? '' : value[start - 1] === '\n' ? '\n' : '\n\n'
    const tail = end === value.length || value.slice(end).startsWith('\n') ? '' : '\n\n'
    field.focus({ preventScroll: true })
    field.setSelectionRange(start, end)
    const whole = `${lead}${markdown}${tail}`
    if (!document.execCommand?.('insertText', false, whole)) {
      field.setRangeText(whole, start, end, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const lacks = isPicture && markdown.startsWith('![](')
    if (lacks) field.setSelectionRange(start + lead.length + 2, start + lead.length + 2)
    tell(lacks ? 'Added. Type what the picture shows, between the brackets where the cursor is.' : 'Added.')
  }

  // The end of the picture or link the cursor stands in, so that a second one never lands inside the first.
  function outOf(value, at) {
    for (const found of value.matchAll(/!?\[[^\]\n]*\]\([^)\n]*\)/g)) {
      const after = found.index + found[0].length
      if (found.index < at && at < after) return after
    }
    return at
  }

  function tell(text) {
    says.textContent = text
  }
})()
