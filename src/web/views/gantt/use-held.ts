import { useMemo, useState } from 'react'
import type { Plan } from './shape.ts'

interface Held {
  readonly label: string
  readonly start: number
  readonly text: string
}

/** The bar the keyboard or a press is on. It stays held over refreshes, though rows change their index. */
export function useHeld(plan: Plan): readonly [index: number | undefined, hold: (index: number | undefined) => void] {
  const [held, setHeld] = useState<Held>()
  const index = useMemo(() => {
    if (!held) return undefined
    const lane = plan.lanes.find((l) => l.label === held.label)
    return lane?.order.find((i) => plan.bars[i]?.start === held.start && plan.bars[i]?.text === held.text)
  }, [plan, held])
  const hold = (next: number | undefined): void => {
    const bar = next === undefined ? undefined : plan.bars[next]
    setHeld(bar && { label: plan.lanes[bar.lane]?.label ?? '', start: bar.start, text: bar.text })
  }
  return [index, hold]
}
