import { useCallback, useState } from 'react'
import type { Look } from '../widgets/acts.ts'
import { keepLooks, readLooks } from './looks.ts'
import type { Looks } from './looks.ts'

export interface UseLooks {
  readonly looks: Looks
  /** undefined: back to the published one. */
  setLook(widget: string, look: Look | undefined): void
}

/** How this person looks at the widgets of a dashboard, on this device. */
export function useLooks(dashboard: string): UseLooks {
  const [looks, setLooks] = useState(() => readLooks(dashboard))
  const setLook = useCallback(
    (widget: string, look: Look | undefined) =>
      setLooks((all) => {
        const { [widget]: _, ...rest } = all
        const next = look ? { ...rest, [widget]: look } : rest
        keepLooks(dashboard, next)
        return next
      }),
    [dashboard],
  )
  return { looks, setLook }
}
