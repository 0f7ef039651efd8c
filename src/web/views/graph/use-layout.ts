import { useCallback, useEffect, useMemo, useState } from 'react'
import { keepPositions } from './keep.ts'
import { namedCorners } from './layout.ts'
import type { LayoutRequest } from './layout.ts'
import { arrange, hasWorkers } from './layout-client.ts'
import type { Arranged } from './layout-client.ts'
import type { Network } from './shape.ts'
import { topologyKey } from './topology.ts'
import type { Positions } from './topology.ts'

export interface Layout {
  /** Undefined while the first layout is under way. */
  readonly positions: Positions | undefined
  /** The last whole layout, before newcomers were set beside it. */
  readonly base: Positions | undefined
  readonly by: Arranged['by'] | 'kept'
  readonly isWorking: boolean
  /** Counts whole new layouts, so that the picture is fitted to each once. */
  readonly turn: number
  /** Forgets what was kept and lays everything out anew. */
  readonly again: () => void
}

interface NodeSize {
  readonly width: number
  readonly height: number
}

type Known = Pick<Layout, 'by'> & { readonly positions: Positions }

const mostKnown = 40
/** Layouts by topology, for all graphs of the page: a switch of views and back costs nothing. */
const known = new Map<string, Known>()

function remember(key: string, layout: Known): void {
  known.delete(key)
  known.set(key, layout)
  const oldest = known.keys().next().value
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
}

function requestOf(network: Network, size: NodeSize): LayoutRequest {
  const index = new Map(network.nodes.map((n, i) => [n.id, i]))
  return { count: network.nodes.length, edges: network.edges.map((e) => [index.get(e.source) ?? 0, index.get(e.target) ?? 0] as const), ...size }
}

async function layOut(key: string, network: Network, size: NodeSize, signal: AbortSignal): Promise<Known> {
  const { corners, by } = await arrange(requestOf(network, size), signal)
  const positions = namedCorners(
    network.nodes.map((n) => n.id),
    corners,
  )
  remember(key, { positions, by })
  return { positions, by }
}

/** Layouts begun before anybody asked, by topology. */
const ahead = new Map<string, Promise<Known>>()
/** Larger ones take the worker too long for a mere guess. */
const aheadMost = 500

/** Lays a network out in the worker before it is asked for: who looks at its small picture may choose it next. */
export function layOutAhead(network: Network, size: NodeSize): void {
  if (!hasWorkers()) return
  const key = topologyKey(network, size.width)
  if (network.nodes.length === 0 || network.nodes.length > aheadMost || known.has(key) || ahead.has(key)) return
  const laid = layOut(key, network, size, new AbortController().signal)
  ahead.set(key, laid)
  // Who asks for it in earnest hears of a failure; the guess itself may fail unheard.
  const over = (): boolean => ahead.delete(key)
  laid.then(over, over)
}

interface Shown extends Known {
  readonly base: Positions
  readonly key: string
  readonly turn: number
}

/** Positions for a network: remembered, else kept from before with newcomers set beside their neighbours, else laid out in a worker. */
export function useLayout(network: Network, size: NodeSize): Layout {
  const { width, height } = size
  const key = useMemo(() => topologyKey(network, width), [network, width])
  const [shown, setShown] = useState<Shown>()
  const [wish, setWish] = useState(0)

  const next = shown?.key === key ? undefined : knownOrKept(key, shown, network, { width, height })
  if (next) setShown({ ...next, key, ...turnOf(next, shown) })
  const isWanted = shown?.key !== key && next === undefined && network.nodes.length > 0

  useEffect(() => {
    if (!isWanted) return undefined
    const stop = new AbortController()
    const lay = async (): Promise<void> => {
      const laid = await (ahead.get(key) ?? layOut(key, network, { width, height }, stop.signal))
      if (stop.signal.aborted) return
      setShown((before) => ({ ...laid, key, ...turnOf(laid, before) }))
    }
    lay().catch((error: unknown) => {
      // A graph nobody looks at any more gives up its layout; anything else has a way out inside `arrange`.
      if (!stop.signal.aborted) throw error
    })
    return () => stop.abort()
    // The key stands for the network: other numbers on the same links need no other layout.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [isWanted, key, wish, width, height])

  const again = useCallback(() => {
    known.delete(key)
    setShown((before) => before && { ...before, key: '' })
    setWish((n) => n + 1)
  }, [key])
  return { positions: shown?.positions, base: shown?.base, by: shown?.by ?? 'dagre', isWorking: isWanted, turn: shown?.turn ?? 0, again }
}

/** Kept positions belong to the layout before; everything else is a layout of its own. */
function turnOf({ by, positions }: Known, before: Shown | undefined): Pick<Shown, 'base' | 'turn'> {
  return by === 'kept' && before ? { base: before.base, turn: before.turn } : { base: positions, turn: (before?.turn ?? 0) + 1 }
}

function knownOrKept(key: string, shown: Shown | undefined, network: Network, size: NodeSize): Known | undefined {
  const remembered = known.get(key)
  if (remembered) return remembered
  if (!shown || shown.key === '') return undefined
  const positions = keepPositions(shown.positions, network, size)
  if (!positions) return undefined
  remember(key, { positions, by: 'kept' })
  return { positions, by: 'kept' }
}
