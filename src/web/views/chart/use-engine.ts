import { useEffect, useRef, useState } from 'react'
import type { ComponentType } from 'react'
import type { MarksProps } from './marks.ts'
import type { Engine } from './plan-drawing.ts'

type Marks = ComponentType<MarksProps>

const load: Readonly<Record<Engine, () => Promise<{ readonly default: Marks }>>> = {
  recharts: () => import('./RechartsMarks.tsx'),
  uplot: () => import('./UplotMarks.tsx'),
}
const here = new Map<Engine, Marks>()

/**
 * Who draws now: the one wanted once its code is here, until then the one that drew before. Undefined before the first.
 * A failed download is an error of the drawing, shown and retried by whoever holds the view.
 */
export function useEngine(wanted: Engine): { readonly engine: Engine; readonly Marks: Marks } | undefined {
  const [arrived, setArrived] = useState<{ readonly error: unknown } | undefined>()
  const last = useRef<Engine | undefined>(undefined)
  useEffect(() => {
    if (here.has(wanted)) return
    let mounted = true
    load[wanted]().then(
      (module) => {
        here.set(wanted, module.default)
        if (mounted) setArrived({ error: undefined })
      },
      (error: unknown) => mounted && setArrived({ error }),
    )
    return () => {
      mounted = false
    }
  }, [wanted])
  if (arrived?.error) throw arrived.error
  const engine = here.has(wanted) ? wanted : last.current
  const Marks = engine && here.get(engine)
  useEffect(() => {
    if (here.has(wanted)) last.current = wanted
  })
  return engine && Marks ? { engine, Marks } : undefined
}
