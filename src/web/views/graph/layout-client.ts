import { partsOf } from './layout.ts'
import type { Corners, LayoutRequest } from './layout.ts'
import { quickLayout } from './layout-quick.ts'

/** Largest part dagre lays out in good time; above it ELK is several times faster. */
const dagreMost = 500
/** Largest part dagre may lay out on the page's own thread, where no worker runs. */
const ownThreadMost = 150
/** After this long a plain layout now is worth more than a fine one later; ELK has the larger graphs. */
const patienceMs = { dagre: 30_000, elk: 60_000 } as const

export interface Arranged {
  readonly corners: Corners
  readonly by: 'dagre' | 'elk' | 'quick'
}

type Answer = { readonly id: number } & ({ readonly corners: Corners } | { readonly failed: string })

/** The one layout worker of the page, started when first needed. */
class LayoutWorker {
  private worker: Worker | undefined
  private readonly waiting = new Map<number, { resolve(corners: Corners): void; reject(error: Error): void }>()
  private turn = 0

  ask(request: LayoutRequest, signal: AbortSignal): Promise<Corners> {
    const { promise, resolve, reject } = Promise.withResolvers<Corners>()
    this.turn += 1
    const id = this.turn
    this.waiting.set(id, { resolve, reject })
    signal.addEventListener('abort', () => this.giveUp(id), { once: true })
    try {
      this.worker ??= this.start()
      // A worker has no origin to name.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      this.worker.postMessage({ id, request })
    } catch (error) {
      this.stop(new Error('no layout worker', { cause: error }))
    }
    return promise
  }

  /** Starts it before there is anything to lay out: starting takes about as long as a small layout. */
  warm(): void {
    this.worker ??= this.start()
  }

  private start(): Worker {
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      const one = this.waiting.get(data.id)
      this.waiting.delete(data.id)
      if ('corners' in data) one?.resolve(data.corners)
      else one?.reject(new Error(data.failed))
    })
    worker.addEventListener('error', (event) => this.stop(new Error(event.message || 'the layout worker did not start')))
    return worker
  }

  /** Nobody waits for this any more. Alone in the queue, it may still be computing, so the worker goes with it. */
  private giveUp(id: number): void {
    const one = this.waiting.get(id)
    if (!one) return
    this.waiting.delete(id)
    one.reject(new Error('the layout was given up'))
    if (this.waiting.size > 0) return
    this.worker?.terminate()
    this.worker = undefined
  }

  private stop(error: Error): void {
    this.worker?.terminate()
    this.worker = undefined
    for (const one of this.waiting.values()) one.reject(error)
    this.waiting.clear()
  }
}

const layoutWorker = new LayoutWorker()
/** Whether layouts are made beside the page's own thread. */
export const hasWorkers = (): boolean => typeof Worker === 'function'

/** Gets ready to lay graphs out, where that is done beside the page's own thread. */
export function warmLayout(): void {
  if (hasWorkers()) layoutWorker.warm()
}

async function withoutWorker(request: LayoutRequest, largest: number): Promise<Arranged> {
  if (largest > ownThreadMost) return { corners: quickLayout(request), by: 'quick' }
  const { dagreLayout } = await import('./layout-dagre.ts')
  return { corners: dagreLayout(request), by: 'dagre' }
}

/**
 * Positions for a graph: dagre in a worker, ELK in its own above 500 linked nodes. Where workers do not run or take
 * too long, small graphs are laid out by dagre here and large ones by a plainer layout; `by` says which it was.
 */
export async function arrange(request: LayoutRequest, signal: AbortSignal): Promise<Arranged> {
  const largest = Math.max(0, ...partsOf(request).map((part) => part.length))
  if (!hasWorkers()) return withoutWorker(request, largest)
  const by = largest <= dagreMost ? 'dagre' : 'elk'
  const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs[by])])
  try {
    if (by === 'dagre') return { corners: await layoutWorker.ask(request, patience), by }
    const { elkLayout } = await import('./layout-elk.ts')
    return { corners: await elkLayout(request, patience), by }
  } catch (error) {
    if (signal.aborted) throw error
    return withoutWorker(request, largest)
  }
}
