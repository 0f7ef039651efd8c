import { useCallback, useState } from 'react'
import type { GridOptions } from './options.ts'

/**
 * The options with what the reader changed just now. A change goes out through `onOptions`; until it comes back, or where
 * nobody keeps it, it holds here. New options from outside (undo, another person's edit) win.
 */
export function useReaderOptions(
  options: GridOptions,
  onOptions: ((patch: Partial<GridOptions>) => void) | undefined,
): readonly [GridOptions, (patch: Partial<GridOptions>) => void] {
  const stamp = JSON.stringify(options)
  const [own, setOwn] = useState({ stamp, options })
  if (own.stamp !== stamp) setOwn({ stamp, options })
  const shown = own.stamp === stamp ? own.options : options
  const change = useCallback(
    (patch: Partial<GridOptions>) => {
      setOwn((now) => ({ ...now, options: { ...now.options, ...patch } }))
      onOptions?.(patch)
    },
    [onOptions],
  )
  return [shown, change]
}
