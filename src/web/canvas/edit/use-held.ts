import { useEffect, useRef, useState } from 'react'
import type { Query, VariableValues } from '#contract/query.ts'
import { isHeavy } from '#core/query/cost.ts'
import { useCost } from './use-cost.ts'
import type { Cost } from './use-cost.ts'
import { isSame } from './use-settled.ts'

export interface Held extends Cost {
  /** What the form shows: the query that is held back, or the widget's own. */
  readonly query: Query
  /** It costs so much that it waits for a yes. */
  readonly heavy: boolean
  /** Runs as soon as its cost is known and is nothing to speak of. */
  readonly offer: (query: Query) => void
  /** Runs what was held back. */
  readonly run: () => void
}

/** Between typing and running: a query that many would feel is held back until somebody says yes. `width` in CSS pixels, as it is drawn. */
export function useHeld(width: number, own: Query, values: VariableValues, onRun: (query: Query) => void): Held {
  const [held, setHeld] = useState<{ readonly query: Query; readonly over: Query }>()
  // An undo meanwhile wins over what was held back before it.
  const waiting = held && isSame(held.over, own) ? held.query : undefined
  const query = waiting ?? own
  const { asking, cost } = useCost(width, query, values)
  const heavy = waiting !== undefined && cost !== undefined && isHeavy(cost)
  const latest = useRef(onRun)
  useEffect(() => {
    latest.current = onRun
  })
  const go = waiting !== undefined && !asking && !heavy
  useEffect(() => {
    if (go) latest.current(query)
  }, [go, query])
  return { query, asking, cost, heavy, offer: (next) => setHeld({ query: next, over: own }), run: () => onRun(query) }
}
