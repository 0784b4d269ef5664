/**
 * Ends long work in good order: on Ctrl+C, when told to stop, or when the server that started it is gone. A second
 * Ctrl+C ends it at once; what was written so far stays.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  const ask = () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  process.once('disconnect', () => stop.abort())
  // Listening must not keep the process alive when its work is done.
  process.channel?.unref()
  return stop.signal
}
