import type { KeyboardEvent } from 'react'
import { nodeTowards } from './topology.ts'
import type { Direction, Positions } from './topology.ts'

export interface GraphKeys {
  readonly positions: Positions
  readonly active: string | undefined
  /** Node whose neighbourhood is held in focus. */
  readonly locked: string | undefined
  readonly go: (id: string) => void
  readonly lock: (id: string) => void
  readonly act: (id: string) => void
  /** Opens what can be done about a node; false where there is nothing. */
  readonly offer: (id: string) => boolean
  readonly turn: (id: string) => void
  /** Leaves focus, then the node; true if there was something to leave. */
  readonly leave: () => boolean
  readonly zoom: (factor: number) => void
  readonly fit: () => void
  readonly find: () => void
}

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

/** The outermost node on one side: where Home and End go. */
function outermost(positions: Positions, sign: 1 | -1): string | undefined {
  let best: string | undefined
  let most = -Infinity
  for (const [id, { x, y }] of positions) {
    const far = sign * x - Math.abs(y) / 1e6
    if (far > most) [best, most] = [id, far]
  }
  return best
}

/** Keys of the graph: arrows walk by geometry, Enter focuses and then acts, Escape leaves. */
export function graphKeys(setup: GraphKeys): (event: KeyboardEvent) => void {
  const { positions, active } = setup
  const walk = (key: string): boolean => {
    const direction = directions[key]
    const to = direction
      ? nodeTowards(positions, active ?? '', direction)
      : key === 'Home'
        ? outermost(positions, -1)
        : key === 'End'
          ? outermost(positions, 1)
          : undefined
    if (to === undefined) return false
    setup.go(to)
    return true
  }
  const view = (key: string): boolean => {
    if (key === '+' || key === '=') setup.zoom(1.4)
    else if (key === '-' || key === '_') setup.zoom(1 / 1.4)
    else if (key === '0') setup.fit()
    else if (key === '/') setup.find()
    else return false
    return true
  }
  const act = (key: string): boolean => {
    if (key === 'Escape') return setup.leave()
    if (active === undefined) return false
    if (key === 'g' || key === 'G') setup.turn(active)
    else if (key !== 'Enter' && key !== ' ') return false
    else if (setup.locked === active) setup.act(active)
    else setup.lock(active)
    return true
  }
  return (event) => {
    if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && active !== undefined && setup.offer(active)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return
    if (!walk(event.key) && !view(event.key) && !act(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
}
