const keyOf = (dashboard: string): string => `homeport.arranged.${dashboard}`

/** Whether somebody at this browser arranged a dashboard for themselves; not what. */
export function isArranged(dashboard: string): boolean {
  try {
    return localStorage.getItem(keyOf(dashboard)) !== null
  } catch {
    return false
  }
}

export function noteArranged(dashboard: string, arranged: boolean): void {
  try {
    if (arranged) localStorage.setItem(keyOf(dashboard), '1')
    else localStorage.removeItem(keyOf(dashboard))
  } catch {
    // The page then shows the published one for a moment.
  }
}
