/** What tabs of the same dashboard tell each other. */
export type TabWord =
  /** The kept draft has this number now. */
  | { readonly say: 'draft'; readonly id: string; readonly seq: number }
  /** A new revision is published. */
  | { readonly say: 'published'; readonly id: string; readonly rev: number }
  /** The draft was thrown away. */
  | { readonly say: 'discarded'; readonly id: string }

export interface Tabs {
  tell(word: TabWord): void
  /** Words of other tabs only. Returns the end of listening. */
  listen(onWord: (word: TabWord) => void): () => void
  /** Runs one at a time over all tabs; the next one begins when it has ended. */
  alone<T>(name: string, run: () => Promise<T>): Promise<T>
}

const channelName = 'homeport.dashboards'

/** Tabs of this browser. Without the browser's help each tab is alone, and the server's If-Match still protects everybody. */
export function browserTabs(): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(channelName)
  return {
    tell: (word) => channel?.postMessage(word),
    listen: (onWord) => {
      // Only this file posts to the channel, and it posts TabWords.
      const onMessage = (event: MessageEvent): void => onWord(event.data as TabWord)
      channel?.addEventListener('message', onMessage)
      return () => channel?.removeEventListener('message', onMessage)
    },
    // Locks are missing on plain-HTTP addresses; a second sender then meets the same idempotency key.
    alone: (name, run) => (navigator.locks ? navigator.locks.request(`homeport ${name}`, run) : run()),
  }
}
