// The merge workbench: a tick puts a statement into the result, a second one takes it out again, as far as its words
// still stand there. What is said twice lights up together and dims once it is in.
;(() => {
  const bench = document.getElementById('bench')
  if (!bench) return

  bench.addEventListener('change', (event) => {
    const tick = event.target.closest('[data-pick]')
    if (!tick) return
    const field = bench.elements.namedItem(tick.dataset.field)
    const text = tick.closest('.pick').querySelector('.pick__text').textContent
    if (tick.checked) add(field, text)
    else remove(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    dim()
  })

  for (const type of ['mouseover', 'focusin']) {
    bench.addEventListener(type, (event) => light(event.target.closest('.pick')))
  }

  dim()
  lookForDisputes()

  // Long texts take longer to be compared than a page may: their contradictions are marked once the page is there.
  function lookForDisputes() {
    const link = document.querySelector('[data-disputes-to]')
    if (!link) return
    link.parentElement.textContent = 'Looking for contradictions among them …'
    const request = new XMLHttpRequest()
    request.open('GET', link.href)
    request.responseType = 'document'
    request.onload = () => {
      const place = document.querySelector('[data-bench-disputes]')
      const fresh = request.response?.querySelector('[data-bench-disputes]')
      if (request.status !== 200 || !fresh) return place.replaceChildren()
      place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)))
      for (const pick of request.response.querySelectorAll('.pick--disputed')) {
        const key = pick.querySelector('[data-pick]').value
        const own = bench.querySelector(`[data-pick][value="${CSS.escape(key)}"]`)?.closest('.pick')
        if (!own) continue
        own.classList.add('pick--disputed')
        for (const note of pick.querySelectorAll('.pick__note--disputed'))
          own.querySelector('.pick__body').append(document.importNode(note, true))
      }
    }
    request.send()
  }

  function add(field, text) {
    if (field.value.includes(text)) return
    const before = field.value.trimEnd()
    const isItem = (line) => /^\s*(?:[-*+]|\d+[.)])\s/.test(line)
    const last = before.slice(before.lastIndexOf('\n') + 1)
    field.value = before === '' ? text : `${before}${isItem(text) && isItem(last) ? '\n' : '\n\n'}${text}`
  }

  function remove(field, text) {
    const at = field.value.indexOf(text)
    if (at < 0) return
    field.value = (
      field.value.slice(0, at).trimEnd() +
      '\n\n' +
      field.value.slice(at + text.length).trimStart()
    ).trim()
  }

  function picksOf(group) {
    return bench.querySelectorAll(`.pick[data-group="${group}"]`)
  }

  function dim() {
    for (const pick of bench.querySelectorAll('.pick[data-group]')) {
      const isIn = [...picksOf(pick.dataset.group)].some(
        (one) => one !== pick && one.querySelector('input').checked,
      )
      pick.classList.toggle('is-said', isIn)
    }
  }

  function light(pick) {
    for (const one of bench.querySelectorAll('.is-near')) one.classList.remove('is-near')
    if (!pick?.dataset.group) return
    for (const one of picksOf(pick.dataset.group)) one.classList.add('is-near')
  }
})()
