// "3 days ago" stays true while the page is open; the exact local time is shown on hover.
;(() => {
  const UNITS = [
    ['year', 365 * 86400],
    ['month', 30 * 86400],
    ['day', 86400],
    ['hour', 3600],
    ['minute', 60],
  ]
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

  function words(at) {
    const seconds = (at - Date.now()) / 1000
    const size = Math.abs(seconds)
    if (size < 60) return 'just now'
    const [unit, length] = UNITS.find(([name, one]) => size >= (name === 'month' ? 2 * one : one))
    const count = Math.floor(size / length)
    const amount = `${count} ${unit}${count === 1 ? '' : 's'}`
    return seconds < 0 ? `${amount} ago` : `in ${amount}`
  }

  function refresh(isFirst) {
    for (const time of document.querySelectorAll('time[data-ago]')) {
      const at = Date.parse(time.dateTime)
      if (Number.isNaN(at)) continue
      if (isFirst === true) time.title = exact.format(at)
      const now = words(at)
      if (time.textContent !== now) time.textContent = now
    }
  }

  refresh(true)
  setInterval(refresh, 30_000)
  document.addEventListener('winnow:swapped', () => refresh(true))
})()
