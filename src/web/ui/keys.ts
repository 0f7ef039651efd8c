import { useEffect, useRef } from 'react'

/** Whether a key pressed here is text: keys are off in fields and inside open menus and dialogs. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="listbox"], [role="dialog"], [role="grid"]') !== null
}

/** Runs `act` on a plain key anywhere on the page, unless somebody types or a part of the page used the key itself. */
export function useKey(key: string, act: () => void, on = true): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [key, on])
}
