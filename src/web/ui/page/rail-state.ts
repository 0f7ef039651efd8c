import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { usePreference } from '../preference.ts'
import { roomy, useMedia } from '../use-media.ts'

/** Asks for a slim rail while something needs the room; gives the way back. */
type HoldSlim = () => () => void

export const RailSlimContext = createContext<HoldSlim>(() => () => {})

/** Keeps the rail slim while `on`: editing needs the room. */
export function useSlimRail(on: boolean): void {
  const hold = useContext(RailSlimContext)
  useEffect(() => (on ? hold() : undefined), [on, hold])
}

export interface RailState {
  readonly slim: boolean
  readonly hold: HoldSlim
  readonly toggle: () => void
}

/** Slim by choice (remembered), for want of width, or because an editor holds it. */
export function useRailState(): RailState {
  const [chosen, choose] = usePreference('rail')
  const [holds, setHolds] = useState(0)
  const wide = useMedia(roomy)
  const hold = useCallback<HoldSlim>(() => {
    setHolds((n) => n + 1)
    return () => setHolds((n) => n - 1)
  }, [])
  const toggle = useCallback(() => choose(chosen === 'slim' ? 'wide' : 'slim'), [chosen, choose])
  const slim = chosen === 'slim' || holds > 0 || !wide
  return useMemo(() => ({ slim, hold, toggle }), [slim, hold, toggle])
}
