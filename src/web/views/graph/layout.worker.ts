import { dagreLayout } from './layout-dagre.ts'
import type { LayoutRequest } from './layout.ts'

/** One request in, one answer out; `id` tells which. */
interface Asked {
  readonly id: number
  readonly request: LayoutRequest
}

function answer({ id, request }: Asked) {
  try {
    return { id, corners: dagreLayout(request) }
  } catch (error) {
    return { id, failed: String(error) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  // A worker has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  self.postMessage(answer(data))
})
