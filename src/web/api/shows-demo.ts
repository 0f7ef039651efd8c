import { useQueryClient } from '@tanstack/react-query'
import type { Query, QueryCacheNotifyEvent } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { FrameAnswer } from './frame-query.ts'

// Only frameQuery writes below ['frame'].
const isDemo = (query: Query): boolean => (query.state.data as FrameAnswer | undefined)?.frame.meta?.demo === true

/** What may change the answer. That somebody asks does not, and a refresh is full of it. */
function tells(event: QueryCacheNotifyEvent): boolean {
  if (event.query.queryKey[0] !== 'frame') return false
  if (event.type === 'updated') return event.action.type === 'success'
  return event.type === 'removed' || event.type === 'observerRemoved' || (event.type === 'observerAdded' && event.query.state.data !== undefined)
}

/** Whether any frame on the page was made by the demo estate, also while its next answer is on its way. */
export function useShowsDemo(): boolean {
  const cache = useQueryClient().getQueryCache()
  const listen = useCallback((onChange: () => void) => cache.subscribe((event) => tells(event) && onChange()), [cache])
  const read = useCallback(() => {
    const frames = cache.findAll({ queryKey: ['frame'] })
    const made = new Set(frames.filter(isDemo).map((q) => q.queryKey[1]))
    return made.size > 0 && frames.some((q) => q.isActive() && (q.state.data === undefined ? made.has(q.queryKey[1]) : isDemo(q)))
  }, [cache])
  return useSyncExternalStore(listen, read)
}
