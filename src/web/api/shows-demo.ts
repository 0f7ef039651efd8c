import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { FrameAnswer } from './frame-query.ts'

/** Whether any frame on the page was made by the demo estate. */
export function useShowsDemo(): boolean {
  const cache = useQueryClient().getQueryCache()
  const listen = useCallback((onChange: () => void) => cache.subscribe((event) => event.query.queryKey[0] === 'frame' && onChange()), [cache])
  const read = useCallback(
    // Only frameQuery writes below ['frame'].
    () => cache.findAll({ queryKey: ['frame'], type: 'active' }).some((q) => (q.state.data as FrameAnswer | undefined)?.frame.meta?.demo === true),
    [cache],
  )
  return useSyncExternalStore(listen, read)
}
