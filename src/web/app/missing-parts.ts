const marker = 'homeport.reloaded'
const oncePerMs = 60_000

/**
 * After an update the parts an open page still asks for are gone. The page is then loaded anew, once: a second miss
 * within a minute is a real failure and is shown as such.
 */
export function reloadOnMissingParts(): void {
  addEventListener('vite:preloadError', (event) => {
    try {
      const last = Number(sessionStorage.getItem(marker) ?? 0)
      if (Date.now() - last < oncePerMs) return
      sessionStorage.setItem(marker, String(Date.now()))
    } catch {
      // Without storage there is no way to tell a first miss from a loop, so the failure is shown.
      return
    }
    event.preventDefault()
    location.reload()
  })
}
