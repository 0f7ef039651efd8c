import { useCallback, useId, useRef, useState } from 'react'
import type { RefObject } from 'react'

export interface Popup {
  readonly id: string
  readonly opened: boolean
  /** Was open before: the code is there, and closing may fade. */
  readonly loaded: boolean
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly toggle: () => void
  /** `keep`: focus goes elsewhere by itself (a click outside, a link followed). */
  readonly close: (focus?: 'back' | 'keep') => void
}

/** Opening and closing of something that hangs on a button, controlled from outside when `opened` is given. */
export function usePopup(controlled?: boolean, onOpened?: (opened: boolean) => void): Popup {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const [own, setOwn] = useState(false)
  const opened = controlled ?? own
  const [loaded, setLoaded] = useState(opened)
  if (opened && !loaded) setLoaded(true)
  const set = useCallback(
    (next: boolean) => {
      setOwn(next)
      onOpened?.(next)
    },
    [onOpened],
  )
  const toggle = useCallback(() => set(!opened), [opened, set])
  const close = useCallback(
    (focus: 'back' | 'keep' = 'back') => {
      set(false)
      if (focus === 'back') trigger.current?.focus({ preventScroll: true })
    },
    [set],
  )
  return { id: `hp${id.replace(/\W/g, '')}`, opened, loaded, trigger, toggle, close }
}
