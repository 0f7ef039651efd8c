/** Puts words on the clipboard. False where the browser does not let us (no permission, not a secure page). */
export async function copyText(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words)
    return true
  } catch {
    // Told to the person by the caller; the cell's text can still be selected.
    return false
  }
}
