import { useMemo, useState } from 'react'
import type { ViewProps } from '../view.ts'
import { foldGroups, groupsOf, shorten } from './fold.ts'
import type { Shortened } from './fold.ts'
import type { GroupFold } from './GraphTools.tsx'
import type { GraphOptions } from './options.ts'
import { networkOf } from './shape.ts'
import type { Network } from './shape.ts'

export interface DrawnNetwork extends Shortened {
  /** Before folding and shortening. */
  readonly whole: Network
  readonly groups: readonly GroupFold[]
  /** Folds or opens groups, and keeps the choice where it can be kept. */
  readonly fold: (names: readonly string[], folded: boolean) => void
}

type Drawing = Pick<ViewProps<GraphOptions>, 'frame' | 'options' | 'thresholds'>

/** The network a graph of this answer shows at first. */
export function firstNetwork({ frame, options, thresholds }: Drawing): Network {
  const whole = networkOf(frame, { trouble: options.trouble }, thresholds)
  const folded = groupsOf(whole).filter((g) => options.foldGroups !== options.turned.includes(g.name))
  return shorten(foldGroups(whole, new Set(folded.map((g) => g.name)))).network
}

/** The frame as the network to draw: folded where the options or the reader say so, shortened where it is too large. */
export function useNetwork({ frame, options, thresholds, onOptions }: ViewProps<GraphOptions>): DrawnNetwork {
  const { trouble, foldGroups: foldsAll } = options
  const [own, setOwn] = useState<readonly string[]>()
  const turned = useMemo(() => new Set(own ?? options.turned), [own, options.turned])
  const whole = useMemo(() => networkOf(frame, { trouble }, thresholds), [frame, trouble, thresholds])
  const groups = useMemo(() => groupsOf(whole).map((g) => ({ ...g, folded: foldsAll !== turned.has(g.name) })), [whole, foldsAll, turned])
  const drawn = useMemo(() => shorten(foldGroups(whole, new Set(groups.filter((g) => g.folded).map((g) => g.name)))), [whole, groups])
  const fold = (names: readonly string[], folded: boolean): void => {
    const next = new Set(turned)
    for (const name of names)
      if (folded === foldsAll) next.delete(name)
      else next.add(name)
    setOwn([...next])
    onOptions?.({ turned: [...next] })
  }
  return { ...drawn, whole, groups, fold }
}
