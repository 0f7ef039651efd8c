/** What tabs of one browser tell each other about their one session. */
export type SessionWord = 'in' | 'out'

const channelName = 'homeport.session'
const isWord = (value: unknown): value is SessionWord => value === 'in' || value === 'out'

/** Tells the other tabs, not this one. */
export function tellTabs(word: SessionWord): void {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(word)
  channel.close()
}

/** Hears other tabs until the returned function is called. Without the browser's help each hears it from the server with its next request. */
export function hearTabs(hear: (word: SessionWord) => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {}
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isWord(event.data)) hear(event.data)
  })
  return () => channel.close()
}
