/// <reference lib="dom" />
/**
 * What every page of the site does beyond being read: it loads the search when somebody is about to use it, fills the
 * box of a missing page from its address, puts a copy button on code and a link on every step and heading. Pages work without it.
 */
type ScriptPolicy = { createScriptURL(url: string): string }
type PolicyMaker = { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy }

const form = document.querySelector<HTMLFormElement>('form[data-search]')
const input = form?.querySelector('input')

if (form && input) {
  const missed = document.querySelector('[data-missed]')
  if (missed && !input.value) input.value = wordsOf(location.pathname)
  const maker = (window as { trustedTypes?: PolicyMaker }).trustedTypes
  const policy = maker?.createPolicy('winnow-page', { createScriptURL: (same) => same })
  let isLoading = false
  const load = () => {
    if (isLoading) return
    isLoading = true
    const url = new URL(form.dataset.script ?? '', document.baseURI).href
    const script = document.createElement('script')
    script.src = policy ? policy.createScriptURL(url) : url
    script.onload = () => {
      if (document.activeElement === input) input.dispatchEvent(new Event('focus'))
      if (input.value) input.dispatchEvent(new Event('input'))
    }
    script.onerror = () => {
      isLoading = false
    }
    document.head.append(script)
  }
  input.addEventListener('focus', load)
  input.addEventListener('input', load)
  if (new URLSearchParams(location.search).get('q') || document.activeElement === input) load()
  document.addEventListener('keydown', (event) => {
    const isWriting = (event.target as Element).closest?.('input,textarea,select')
    if (event.key !== '/' || isLoading || isWriting || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    input.focus()
  })
}

function wordsOf(path: string): string {
  try {
    return decodeURIComponent(path.split('/').filter(Boolean).at(-1) ?? '')
      .replace(/\.\w+$/, '')
      .replace(/[-_+]+/g, ' ')
      .slice(0, 100)
  } catch {
    return ''
  }
}

const [copy = 'Copy', copied = 'Copied', linkHere = 'Link to this place'] = JSON.parse(
  document.body.dataset.texts ?? '[]',
) as string[]

for (const place of document.querySelectorAll('.prose [id^="step-"], .prose [id^="h-"]')) {
  const anchor = document.createElement('a')
  anchor.className = 'anchor'
  anchor.href = `#${place.id}`
  anchor.textContent = '#'
  anchor.setAttribute('aria-label', linkHere)
  // Beside the words, before a list or picture that belongs to a step.
  const line = place.querySelector(':scope > p') ?? place
  line.insertBefore(anchor, line.querySelector(':scope > :is(ol, ul, pre, div, p, figure, blockquote)'))
}

for (const code of document.querySelectorAll('.prose pre')) {
  if (!navigator.clipboard) break
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = copy
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code.textContent ?? '')
    button.textContent = copied
    setTimeout(() => {
      button.textContent = copy
    }, 2000)
  })
  const wrap = document.createElement('div')
  wrap.className = 'code'
  code.replaceWith(wrap)
  wrap.append(code, button)
}
