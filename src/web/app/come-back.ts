import type { QueryClient } from '@tanstack/react-query'
import { isAway } from '#web/api/api-fault.ts'
import { emptyCaches } from '#web/api/door-query.ts'
import { isSignedOut, meQuery } from '#web/api/me-query.ts'

/** Longer than this nobody looks at an empty screen without being told why. */
const limitMs = 4_000
const againMs = 5_000

export interface ComingBack {
  readonly client: QueryClient
  /** It is not known who is there: something has to be said in place of the page. */
  readonly onUnsure: (isUnsure: boolean) => void
  readonly signal: AbortSignal
  /** Somebody asks for it sooner. */
  readonly hurried: (hear: () => void) => () => void
}

const pause = (ms: number, { signal, hurried }: ComingBack): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      stop()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    const stop = hurried(done)
    signal.addEventListener('abort', done)
  })

/** Whether the server said who is there: somebody, or nobody. A server that tells neither, but answers, says that everything may be seen. */
function isTold(client: QueryClient): boolean {
  const me = client.getQueryState(meQuery.queryKey)
  return me?.fetchStatus === 'idle' && !isAway(me.error)
}

/**
 * A page out of the browser's memory shows nothing until it is known whether its person is still here; what they saw is gone if not.
 * Where the server does not say so within `limitMs`, the page stays away, that is told, and it is asked again until it does.
 */
export async function comeBack(coming: ComingBack): Promise<void> {
  const { client, onUnsure, signal } = coming
  document.body.hidden = true
  try {
    for (let isFirst = true; ; isFirst = false) {
      const asked = client.refetchQueries({ queryKey: meQuery.queryKey })
      const settled = isFirst ? asked : asked.then(() => (isTold(client) ? undefined : pause(againMs, coming)))
      await Promise.race([settled, pause(isFirst ? limitMs : againMs, coming)])
      if (signal.aborted) return
      if (isTold(client)) break
      onUnsure(true)
      document.body.hidden = false
    }
    if (isSignedOut(client.getQueryState(meQuery.queryKey)?.error)) await emptyCaches(client)
    onUnsure(false)
  } finally {
    // Coming back once more begins anew: then it is not for this one to show the page.
    if (!signal.aborted) document.body.hidden = false
  }
}
